"""A claim and a measurement on one line around "no effect": diamond claimed, dot with its interval measured."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from paretoscope_gui.theme import colours, font, space, theme
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.painted import Painted


@dataclass(frozen=True)
class Marks:
    """Places on a strip from -`reach` to `reach` around no effect at 0; None: not known. `tone` colours the dot."""

    claimed: float | None
    measured: float | None
    low: float | None
    high: float | None
    reach: float
    tone: str = "text"


def draw_strip(painter: QPainter, box: QRectF, marks: Marks) -> None:
    """Draw the marks into a box."""
    c, middle = colours(), box.center().y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def x(place: float) -> float:
        share = min(1.0, max(-1.0, place / marks.reach))
        return box.center().x() + share * (box.width() / 2 - 8)

    painter.setPen(QPen(QColor(c.border), 1))
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    painter.setPen(QPen(QColor(c.edge), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x(0), box.top() + 2), QPointF(x(0), box.bottom() - 2))
    ink = QColor(getattr(c, marks.tone))
    if marks.low is not None and marks.high is not None:
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(x(marks.low), middle), QPointF(x(marks.high), middle))
    if marks.claimed is not None:
        at = x(marks.claimed)
        painter.setPen(QPen(QColor(c.text), 1.5))
        painter.setBrush(QColor(c.surface))
        painter.drawPolygon([QPointF(at, middle - 6), QPointF(at + 6, middle), QPointF(at, middle + 6),
                             QPointF(at - 6, middle)])  # fmt: skip
    if marks.measured is not None:
        painter.setPen(QPen(QColor(c.surface), 1))
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(x(marks.measured), middle), 4.5, 4.5)


class Strip(Painted):
    """The strip alone, larger, with what lies on either side of no effect."""

    def __init__(self, less: str, more: str) -> None:
        super().__init__()
        self._marks = Marks(None, None, None, None, 1.0)
        self._less, self._more = less, more
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().follow(self.updateGeometry)

    def show_marks(self, marks: Marks, words: str) -> None:
        """Show these; `words` say the same."""
        self._marks = marks
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the strip and a line of text."""
        return QSize(200, round(space(11) * theme().scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strip, and under it which side is which."""
        painter = QPainter(self)
        text = self.fontMetrics().height()
        draw_strip(painter, QRectF(0, 0, self.width(), self.height() - text), self._marks)
        painter.setFont(font("caption"))
        painter.setPen(QColor(colours().dim))
        foot = QRectF(0, self.height() - text, self.width(), text)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._less)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, self._more)
