"""A bar of what is needed beside what is free: weights, cache, the rest, their interval, where the memory ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from paretoscope_gui.theme import colours, space, theme
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.painted import Painted

TALL, CAP = 12, 4  # px of the bar, and of an interval's end to either side


class FitBar(Painted):
    """`parts` in B: weights, cache, rest; `interval` in B, that of their sum."""

    def __init__(self, parts: tuple[int, int, int], interval: tuple[int, int]) -> None:
        super().__init__()
        self._interval = interval
        self._parts, self._free, self._scale, self._tone = parts, 0, 1, "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().follow(self.update)

    def show_free(self, free: int, scale: int, tone: str, words: str) -> None:
        """`free` in B, `scale` the value at the right end in B, `tone` a colour's name in the theme; `words` say it."""
        self._free, self._scale, self._tone = free, max(1, scale), tone
        if words != self.accessibleName():
            self.setAccessibleName(words)
            self.setToolTip(tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the bar and for the line that stands out of it."""
        return QSize(160, space(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the parts (each with its own pattern), the line of what is free."""
        c, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - TALL) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.sunken))
        painter.drawRoundedRect(QRectF(0, top, self.width(), TALL), 4, 4)
        ink = QColor(getattr(c, self._tone))
        x = 0.0
        for size, brush in zip(self._parts, _brushes(ink), strict=True):
            wide = self._px(size)
            if wide > 0:
                painter.setBrush(brush)
                painter.drawRect(QRectF(x, top, max(2.0, wide), TALL))
                x += max(2.0, wide)
        self._draw_interval(painter)
        at = self._px(self._free)
        if at <= self.width():
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawLine(QPointF(at - 1, top - 4), QPointF(at - 1, top + TALL + 4))

    def _draw_interval(self, painter: QPainter) -> None:
        """How far the prediction may be off, with a rim that sets it off from the bar."""
        low, high = (round(self._px(end)) for end in self._interval)
        middle, c = self.height() / 2, colours()
        for ink, width in ((c.surface, 4), (c.text, 1.5)):
            painter.setPen(QPen(QColor(ink), width))
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            for end in (low, high):
                painter.drawLine(QPointF(end, middle - CAP), QPointF(end, middle + CAP))

    def _px(self, size: int) -> float:
        return self.width() * size / self._scale


def _brushes(ink: QColor) -> tuple[QBrush, QBrush, QBrush]:
    """Weights filled, cache hatched, the rest dotted."""
    return QBrush(ink), QBrush(ink, Qt.BrushStyle.BDiagPattern), QBrush(ink, Qt.BrushStyle.Dense5Pattern)
