"""A report as it will read: a page of paper in light colours, or the raw text of a data format."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser

from paretoscope_gui.i18n import tr
from paretoscope_gui.numbers import whole
from paretoscope_gui.theme import LIGHT, font

FIRST_COLUMN = 18  # per cent of a wide table's width
RAW_LIMIT = 200_000  # characters of a data file that are shown


class Preview(QTextBrowser):
    """Shows Markdown as a page, or text as it is; opens no link by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Preview of the report"))
        self.setStyleSheet(
            f"QTextBrowser {{ background: {LIGHT.surface}; color: {LIGHT.text}; border: 0; border-radius: 8px; "
            f"padding: 12px 20px; selection-background-color: {LIGHT.accent}; }}"
        )

    def show_page(self, markdown: str, picture: tuple[str, QImage] | None) -> None:
        """Show a report; the picture stands before its tables."""
        document = QTextDocument(self)
        document.setDefaultFont(font("body"))
        document.setMarkdown(markdown)
        _texts(document)
        _tables(document.rootFrame())
        if picture is not None:
            _insert(document, *picture)
        self.setDocument(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_text(self, text: str) -> None:
        """Show a data file as it will be written."""
        self.setDocument(QTextDocument(self))
        self.document().setDefaultFont(font("caption", mono=True))
        more = tr("\n… and {n} characters more", n=whole(len(text) - RAW_LIMIT)) if len(text) > RAW_LIMIT else ""
        self.setPlainText(text[:RAW_LIMIT] + more)


def _texts(document: QTextDocument) -> None:
    """Headings in the type scale, body in the text colour."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(QColor(LIGHT.text if level else LIGHT.soft))
        if level:
            role = {1: "headline", 2: "title"}.get(level, "strong")
            look.setFont(font(role))
            look.setFontWeight(QFont.Weight.DemiBold)
            space = QTextBlockFormat()
            space.setTopMargin(8 if level == 1 else 24)
            space.setBottomMargin(6)
            cursor.mergeBlockFormat(space)
        if level:
            cursor.setCharFormat(look)  # replaces Markdown's own step in size, which would win over ours
        else:
            cursor.mergeCharFormat(look)
        block = block.next()


def _tables(frame: QTextFrame) -> None:
    """Hairlines between rows, quiet heads, full width."""
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            _table(child)
        _tables(child)


def _table(table: QTextTable) -> None:
    look = QTextTableFormat()
    look.setBorder(1)
    look.setBorderBrush(QColor(LIGHT.border))
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderCollapse(True)
    look.setCellPadding(5)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setHeaderRowCount(1)
    if table.columns() > 3:
        first = QTextLength(QTextLength.Type.PercentageLength, FIRST_COLUMN)
        look.setColumnWidthConstraints([first] + [QTextLength()] * (table.columns() - 1))
    table.setFormat(look)
    small = QTextCharFormat()
    small.setProperty(QTextCharFormat.Property.FontPixelSize, font("caption").pixelSize())
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(small)
            if row == 0:
                head = cell.format().toTableCellFormat()
                head.setBackground(QColor(LIGHT.window))
                cell.setFormat(head)


def _insert(document: QTextDocument, title: str, image: QImage) -> None:
    """Put the picture under the title."""
    url = QUrl("picture:trade-off")
    look = QTextImageFormat()
    look.setName(url.toString())
    look.setWidth(image.width() / image.devicePixelRatio())
    look.setHeight(image.height() / image.devicePixelRatio())
    image.setDevicePixelRatio(1.0)  # the text layout scales by the size given above
    document.addResource(QTextDocument.ResourceType.ImageResource, url, image)
    cursor = QTextCursor(document.begin().next())  # after the title and its line
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    apart = QTextBlockFormat()
    apart.setTopMargin(16)
    cursor.insertBlock(apart)
    look.setProperty(QTextImageFormat.Property.ImageAltText, title)
    cursor.insertImage(look)
    words = QTextCharFormat()
    words.setForeground(QColor(LIGHT.dim))
    words.setProperty(QTextCharFormat.Property.FontPixelSize, font("caption").pixelSize())
    under = QTextBlockFormat()
    under.setBottomMargin(12)
    cursor.insertBlock(under, words)
    cursor.insertText(title, words)
