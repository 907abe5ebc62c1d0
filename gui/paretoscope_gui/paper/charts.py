"""Charts inside a text document, drawn as lines at any size; and as images."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

KIND = int(QTextFormat.ObjectTypes.UserObject) + 1
NAME = int(QTextFormat.Property.UserProperty) + 1
CHART = "\ufffc"  # the letter that stands for an object in a text
MARGIN = 2.0  # px that a line keeps free beside a chart
SHARP = 2.0  # pixels of an image for each of the chart's


class _Drawer(QPyTextObject):
    """Draws the charts of one document; each is as wide as its file says, or as the page where that is narrower."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._charts: dict[str, QSvgRenderer] = {}

    def add(self, name: str, body: bytes) -> None:
        """Know one more."""
        self._charts[name] = QSvgRenderer(body)

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        """Size in the document's pixels."""
        size = QSizeF(self._charts[str(format.property(NAME))].defaultSize())
        room = doc.textWidth() - 2 * doc.documentMargin() - MARGIN
        return size * min(1.0, room / size.width()) if room > 0 else size

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        """Draw one chart into its place."""
        self._charts[str(format.property(NAME))].render(painter, QRectF(rect))


def place(document: QTextDocument, charts: Mapping[str, bytes]) -> Iterator[None]:
    """Put a chart where the document has a picture of its name, one at a time."""
    drawer = _Drawer(document)
    for name, body in charts.items():
        drawer.add(name, body)
        yield
    for position, name in reversed(list(_pictures(document))):
        if name not in charts:
            continue
        look = QTextCharFormat()
        look.setObjectType(KIND)
        look.setProperty(NAME, name)
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(CHART, look)
    document.documentLayout().registerHandler(KIND, drawer)


def _pictures(document: QTextDocument) -> Iterator[tuple[int, str]]:
    """(position, name) of each picture of the Markdown."""
    block = document.begin()
    while block.isValid():
        pieces: Any = block.begin()
        while CHART in block.text() and not pieces.atEnd():  # a picture is that letter too
            piece = pieces.fragment()
            look = piece.charFormat()
            if look.isImageFormat():
                yield piece.position(), look.toImageFormat().name()
            pieces += 1
        block = block.next()


def chart_at(cursor: QTextCursor) -> str:
    """The name of the chart beside a cursor, "" when there is none."""
    document = cursor.document()
    for position in (cursor.position(), cursor.position() + 1):
        probe = QTextCursor(document)
        probe.setPosition(min(position, document.characterCount() - 1))
        look = probe.charFormat()
        if look.objectType() == KIND:
            return str(look.property(NAME))
    return ""


def images(charts: Mapping[str, bytes]) -> Iterator[tuple[str, QImage]]:
    """Every chart as an image on white."""
    for name, body in charts.items():
        drawer = QSvgRenderer(body)
        made = QImage(drawer.defaultSize() * SHARP, QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawer.render(painter)
        painter.end()
        yield name, made
