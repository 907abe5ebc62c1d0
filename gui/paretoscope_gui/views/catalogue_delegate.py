"""How a line of the catalogue is drawn: the family's mark, title, promise; grey with the reason why not."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paretoscope_gui.i18n import tr
from paretoscope_gui.state.catalogue import Row
from paretoscope_gui.state.words import stage
from paretoscope_gui.theme import colours, font, series, theme

ROW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class CatalogueDelegate(QStyledItemDelegate):
    """Two heights: headings and techniques."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Height by kind, grown with the text size."""
        found: Row = index.data(ROW)
        return QSize(200, round((34 if found.entry is None else 72) * theme().scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        found: Row = index.data(ROW)
        box = option.rect
        if found.entry is None:
            _heading(painter, box, found)
        else:
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            _ground(painter, box, chosen, bool(state & QStyle.StateFlag.State_MouseOver),
                    bool(state & QStyle.StateFlag.State_HasFocus))  # fmt: skip
            _technique(painter, box, found)
        painter.restore()


def _heading(painter: QPainter, box: QRect, found: Row) -> None:
    painter.setFont(_semibold())
    painter.setPen(QColor(colours().dim))
    painter.drawText(box.adjusted(18, 0, -8, -5), Qt.AlignmentFlag.AlignBottom, stage(found.stage).upper())


def _ground(painter: QPainter, box: QRect, chosen: bool, over: bool, focused: bool) -> None:
    c = colours()
    inner = QRectF(box).adjusted(8, 1, -8, -1)
    if chosen or over:
        painter.setPen(QPen(QColor(c.accent), 1.6) if chosen and focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent_tint if chosen else c.hover))
        painter.drawRoundedRect(inner, 7, 7)


def _technique(painter: QPainter, box: QRect, found: Row) -> None:
    assert found.entry is not None
    c, card = colours(), found.entry.card
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(series(card.family)[0] if not found.why else c.edge))
    painter.drawEllipse(QPointF(box.left() + 25, box.top() + 20 * theme().scale), 4.5, 4.5)
    right = box.right() - 18
    top = QRect(box.left() + 40, box.top() + 8, right - box.left() - 40, round(22 * theme().scale))
    if card.lossless:
        painter.setFont(font("caption"))
        painter.setPen(QColor(c.dim))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tr("lossless"))
        top.setRight(top.right() - QFontMetrics(font("caption")).horizontalAdvance(tr("lossless")) - 8)
    _line(painter, top, card.title, "strong", c.text if not found.why else c.dim)
    low = QRect(top.left(), top.bottom() + 1, right - top.left(), round(34 * theme().scale))
    _two_lines(painter, low, found.why or card.promise, c.soft if not found.why else c.dim)


def _line(painter: QPainter, box: QRect, text: str, role: str, colour: str) -> None:
    face = font(role)
    painter.setFont(face)
    painter.setPen(QColor(colour))
    fitted = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitted)


def _two_lines(painter: QPainter, box: QRect, text: str, colour: str) -> None:
    """A text over two lines; what is longer ends in dots."""
    face, lines, at = font("caption"), QTextLayout(text, font("caption")), 0.0
    painter.setFont(face)
    painter.setPen(QColor(colour))
    lines.beginLayout()
    for last in (False, True):
        line = lines.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        start, metrics = line.textStart(), QFontMetrics(face)
        said = text[start:] if last else text[start : start + line.textLength()]
        fitted = metrics.elidedText(said, Qt.TextElideMode.ElideRight, box.width()) if last else said
        painter.drawText(QPointF(box.left(), box.top() + at + metrics.ascent()), fitted)
        at += metrics.height()
    lines.endLayout()


def _semibold() -> QFont:
    face = font("caption")
    face.setWeight(face.Weight.DemiBold)
    face.setLetterSpacing(face.SpacingType.PercentageSpacing, 106)
    return face
