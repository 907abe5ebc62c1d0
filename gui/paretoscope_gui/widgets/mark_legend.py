"""What the sizes and colours of marks stand for: three circles from small to large, and a band from faint to strong."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.weights import Weight
from paretoscope_gui.plots.ramp import LEAST, MOST, SHADES, shade
from paretoscope_gui.theme import colours, font, space, theme
from paretoscope_gui.tips import tip

BAND = 72.0  # px of the colour band


class MarkLegend(QWidget):
    """Hidden while marks stand for nothing further."""

    def __init__(self) -> None:
        super().__init__()
        self._size: Weight | None = None
        self._colour: Weight | None = None
        self.setAccessibleName(tr("What size and colour of the marks stand for"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().follow(self.update)
        self.hide()

    def show_weights(self, size: Weight | None, colour: Weight | None) -> None:
        """Explain these two; None: the mark's size or colour stands for nothing further."""
        self._size, self._colour = size, colour
        self.setAccessibleDescription(" ".join(self.words()))
        self.setToolTip(tip(" ".join(self.words())))
        self.setVisible(size is not None or colour is not None)
        self.updateGeometry()
        self.update()

    def words(self) -> list[str]:
        """The same in sentences."""
        said = []
        if self._size is not None:
            low, high = self._size.text(self._size.low), self._size.text(self._size.high)
            title = self._size.choice.info.title
            said.append(tr("Size: {metric}, from {low} to {high}.", metric=title, low=low, high=high))
        if self._colour is not None:
            faint, strong = self._ends(self._colour)
            title = self._colour.choice.info.title
            said.append(
                tr("Colour: {metric}, faint {faint}, strong {strong}.", metric=title, faint=faint, strong=strong)
            )
        return said

    def sizeHint(self) -> QSize:
        """One line as tall as the largest mark."""
        return QSize(240, round(max(MOST + 4, space(6) * theme().scale)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both explanations beside each other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("caption"))
        x = float(space(3))
        if self._size is not None:
            x = self._draw_sizes(painter, x, self._size) + space(6)
        if self._colour is not None:
            self._draw_band(painter, x, self._colour)

    def _draw_sizes(self, painter: QPainter, x: float, weight: Weight) -> float:
        x = self._write(painter, x, weight.choice.info.title) + space(2)
        x = self._write(painter, x, weight.text(weight.low)) + space(1)
        painter.setPen(QPen(QColor(colours().neutral), 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for share in (0.0, 0.5, 1.0):
            wide = (LEAST**2 + share * (MOST**2 - LEAST**2)) ** 0.5
            painter.drawEllipse(QPointF(x + wide / 2, self.height() / 2), wide / 2, wide / 2)
            x += wide + 3
        return self._write(painter, x + 2, weight.text(weight.high))

    def _draw_band(self, painter: QPainter, x: float, weight: Weight) -> None:
        faint, strong = self._ends(weight)
        x = self._write(painter, x, weight.choice.info.title) + space(2)
        x = self._write(painter, x, faint) + space(1)
        band = QLinearGradient(x, 0, x + BAND, 0)
        for step in range(SHADES + 1):
            band.setColorAt(step / SHADES, QColor(shade(step / SHADES, theme().dark)))
        box = QRectF(x, self.height() / 2 - 5, BAND, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band)
        painter.drawRoundedRect(box, 3, 3)
        self._write(painter, box.right() + space(1), strong)

    def _write(self, painter: QPainter, x: float, text: str) -> float:
        """Text from x on, in the middle; where it ends."""
        painter.setPen(QColor(colours().soft))
        wide = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QRectF(x, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return x + wide

    @staticmethod
    def _ends(weight: Weight) -> tuple[str, str]:
        """What the faint and the strong end stand for."""
        ends = weight.text(weight.low), weight.text(weight.high)
        return ends if weight.strong_high else (ends[1], ends[0])
