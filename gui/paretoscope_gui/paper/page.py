"""A report's words, tables and charts as a text document in the type scale, light on white."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from paretoscope.analysis.results import Results
from paretoscope_gui.paper.charts import place
from paretoscope_gui.paper.columns import shares
from paretoscope_gui.theme import LIGHT, font

TOGETHER = "token\u2060/\u2060s"  # Qt would break it after the stroke
AT_ONCE = 4  # tables
APART = 6  # px below a paragraph


@dataclass(frozen=True)
class Sheet:
    """A report that is ready to be laid out: Markdown with pictures named as `charts` (SVG files)."""

    words: str
    charts: Mapping[str, bytes]

    def title(self, name: str) -> str:
        """A chart's title, as a file may be called."""
        found = re.search(rf"!\[(.*)\]\({re.escape(name)}\)", self.words)
        return re.sub(r"\W+", "-", found[1].lower()).strip("-") if found else name.replace(":", "-")


def sheet(results: Results) -> Sheet:
    """The words and charts of results as they may be given away. Needs no event loop: made beside it."""
    from paretoscope.report.markdown_report import illustrated
    from paretoscope.report.standalone import standalone

    words, charts = illustrated(results)
    return Sheet(words, {name: standalone(chart) for name, chart in charts.items()})


def lay_out(made: Sheet, parent: QObject | None = None, cell: str = "caption") -> QTextDocument:
    """The document; `cell` is the type role of tables."""
    document = QTextDocument(parent)
    for _ in set_out(document, made, cell):
        pass
    document.setLayoutEnabled(True)
    return document


def set_out(document: QTextDocument, made: Sheet, cell: str = "caption") -> Iterator[None]:
    """Fill an empty document, piece by piece. Its lines are broken once its layout is enabled, which is left to do."""
    document.setLayoutEnabled(False)
    document.setDefaultFont(font("body"))
    whole_words = document.defaultTextOption()
    whole_words.setWrapMode(QTextOption.WrapMode.WordWrap)  # else a head of a table is cut in the middle of a word
    document.setDefaultTextOption(whole_words)
    document.setUndoRedoEnabled(False)
    document.setMarkdown(made.words.replace("token/s", TOGETHER))
    yield
    _texts(document)
    yield
    for n, table in enumerate(_tables(document.rootFrame())):
        _table(table, cell)
        if n % AT_ONCE == AT_ONCE - 1:
            yield
    yield from place(document, made.charts)


def _texts(document: QTextDocument) -> None:
    """Headings in the type scale, body in the text colour."""
    soft, whole = QTextCharFormat(), QTextCursor(document)
    soft.setForeground(QColor(LIGHT.soft))
    whole.select(QTextCursor.SelectionType.Document)
    whole.mergeCharFormat(soft)  # at once: a block after the other takes twenty times as long
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setForeground(QColor(LIGHT.text))
            role = {1: "headline", 2: "title"}.get(level, "strong")
            look.setFont(font(role))
            look.setFontWeight(QFont.Weight.DemiBold)
            space = QTextBlockFormat()
            space.setTopMargin(8 if level == 1 else 24)
            space.setBottomMargin(6)
            cursor.mergeBlockFormat(space)
            cursor.setCharFormat(look)  # replaces Markdown's own step in size, which would win over ours
        elif block.textList() is None and block.length() > 1 and QTextCursor(block).currentTable() is None:
            apart = QTextBlockFormat()
            apart.setBottomMargin(APART)
            QTextCursor(block).mergeBlockFormat(apart)
        block = block.next()


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    """Every table in a frame."""
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            yield child
        yield from _tables(child)


def _table(table: QTextTable, role: str) -> None:
    """Hairlines between rows, a quiet head, full width."""
    look = QTextTableFormat()
    look.setBorder(1)
    look.setBorderBrush(QColor(LIGHT.border))
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderCollapse(True)
    look.setCellPadding(5)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setHeaderRowCount(1)
    small, texts = QTextCharFormat(), list[list[str]]()
    small.setProperty(QTextCharFormat.Property.FontPixelSize, font(role).pixelSize())
    for row in range(table.rows()):
        texts.append([])
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(small)
            texts[-1].append(cursor.selectedText())
            if row == 0:
                head = cell.format().toTableCellFormat()
                head.setBackground(QColor(LIGHT.window))
                cell.setFormat(head)
    if table.columns() > 3:
        wide = [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares(texts, font(role))]
        look.setColumnWidthConstraints(wide)
    table.setFormat(look)
