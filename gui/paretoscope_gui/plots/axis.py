"""Axes as we draw them: major ticks only, the field's units, no SI prefixes, a fixed width so that plots align."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QLocale
from PySide6.QtGui import QColor, QPainter, QPen

from paretoscope_gui.numbers import MINUS, clock, number
from paretoscope_gui.plots import steps
from paretoscope_gui.theme import Colours, font, theme

WIDTH = 60  # px of a vertical axis
TALL = 18  # px of the figures of a horizontal one


class Axis(pg.AxisItem):  # type: ignore[misc]
    """A value axis. `factor` turns SI values into shown ones; `log` axes hold log10 of the SI value."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation=orientation)
        self.factor, self.log, self.places = 1.0, False, 0
        self.text: Callable[[float], str] | None = None
        self._lines: list[tuple[QPen, list[QLineF]]] = []
        self.enableAutoSIPrefix(False)
        self.setStyle(maxTickLevel=0, maxTextLevel=0, tickLength=0, tickTextOffset=8, autoExpandTextSpace=False)
        if orientation in ("left", "right"):
            self.setWidth(round(WIDTH * theme().scale))

    def wear(self, colours: Colours) -> None:
        """Put on a colour set."""
        grid = QColor(colours.grid)
        self.setTickPen(pg.mkPen(grid, width=1))
        self.setPen(pg.mkPen(grid, width=1))
        self.setTextPen(pg.mkPen(QColor(colours.dim)))
        self.setTickFont(font("caption"))
        self.setGrid(255)
        if self.orientation in ("left", "right"):
            self.setWidth(round(WIDTH * theme().scale))
        else:
            self.setStyle(tickTextHeight=round(TALL * theme().scale))  # else larger figures are left out

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        """Ticks at round values in the shown unit."""
        if self.log:
            offset = self._log_factor
            return [(1.0, [v - offset for v in steps.log_ticks(minVal + offset, maxVal + offset)])]
        most = max(2, int(size / (26 if self.orientation == "left" else 96)))
        values = steps.readable_ticks(minVal * self.factor, maxVal * self.factor, most)
        return [(1.0, [v / self.factor for v in values])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Ticks in the user's locale."""
        if self.text is not None:
            return [self.text(v) for v in values]
        if self.log:
            return [number(10.0 ** (v + self._log_factor), 2) for v in values]
        shown = [v * self.factor for v in values]
        gaps = [abs(b - a) for a, b in itertools.pairwise(shown)]
        return [_tick(v, min(gaps, default=abs(v) or 1.0)) for v in shown]

    def _updateLabel(self) -> None:
        """A title that is not shown is not laid out, which pyqtgraph does ten times for each axis that is made."""
        if self.label.isVisible():
            super()._updateLabel()
            return
        self.picture = None
        self.update()

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:
        """Lines and texts, of which the lines are remembered with their pens."""
        super().drawPicture(p, axisSpec, tickSpecs, textSpecs)
        self._lines = [
            (pen, [QLineF(start, end) for _, start, end in same])
            for pen, same in itertools.groupby((axisSpec, *tickSpecs), key=lambda spec: spec[0])
        ]

    def paint_lines(self, painter: QPainter) -> None:
        """The axis and its grid as last painted, without the texts, which take ten times as long."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for pen, lines in self._lines:
            painter.setPen(pen)
            painter.drawLines(lines)

    @property
    def _log_factor(self) -> float:
        return math.log10(self.factor)


class TimeAxis(Axis):
    """Time since the study began."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        """Ticks at whole seconds, minutes or hours."""
        return [(1.0, steps.time_ticks(max(0.0, minVal), maxVal, max(3, int(size / 80))))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Minutes and seconds."""
        return [clock(v) for v in values]


def _tick(value: float, gap: float) -> str:
    """As many decimals as the distance between ticks needs."""
    places = 0
    while places < 6 and abs(gap * 10**places - round(gap * 10**places)) > 1e-6 * gap * 10**places:
        places += 1
    return QLocale().toString(value, "f", places).replace("-", MINUS)
