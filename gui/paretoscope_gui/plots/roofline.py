"""A roofline: what each trial reaches, under what the machine's memory and its arithmetic allow at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.numbers import quantity
from paretoscope_gui.plots.dots import AxisSpec, Box, Dot
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.theme import DASHES, Colours, font

INTENSITY = AxisSpec(mark("Intensity"), "FLOP/B", 1.0, down=False, log=True)
SPEED = AxisSpec(mark("Achieved"), "GFLOP/s", 1e-9, down=False, log=True)


@dataclass(frozen=True)
class Roof:
    """A ceiling: `bandwidth` in B/s for the slope, `rate` in FLOP/s for the flat part, and its name."""

    name: str
    bandwidth: float
    rate: float


class RooflinePlot(ScatterPlot):
    """Trials under roofs, on logarithmic axes; selection, keys and table as in any scatter plot."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._roofs: list[Roof] = []
        self._drawn: list[pg.GraphicsObject] = []
        super().__init__(name, parent)

    def show_roofline(self, dots: Sequence[Dot], roofs: Sequence[Roof]) -> None:
        """Show trials under these ceilings."""
        self._roofs = list(roofs)
        self.show_dots(dots, INTENSITY, SPEED)
        self._draw_roofs(self.worn)

    def show_all(self) -> None:
        """All trials, the ridge of every roof, and room around them."""
        xs = [d.x for d in self.dots] + [r.rate / r.bandwidth for r in self._roofs if r.bandwidth]
        ys = [d.y for d in self.dots] + [r.rate for r in self._roofs]
        for values, fit in ((xs, self.setXRange), (ys, self.setYRange)):
            good = [np.log10(v) for v in values if v > 0]
            if good:
                fit(min(good) - 0.5, max(good) + 0.35, padding=0)

    def titles(self) -> tuple[str, str, str]:
        """Its name and both axes in words."""
        across, upwards = (f"{tr(s.title)} ({s.unit})" for s in (INTENSITY, SPEED))
        return self.accessibleName(), across, upwards

    def wear(self, worn: Colours) -> None:
        """Put on a colour set."""
        super().wear(worn)
        self._draw_roofs(worn)

    def obstacles(self) -> list[Box]:
        """The names of the roofs."""
        words = (item for item in self._drawn if isinstance(item, pg.TextItem))
        boxes = (item.mapRectToScene(item.boundingRect()) for item in words)
        return [(b.left(), b.top(), b.right(), b.bottom()) for b in boxes]

    def _draw_roofs(self, worn: Colours) -> None:
        for item in self._drawn:
            self.removeItem(item)
        self._drawn = []
        for place, roof in enumerate(self._roofs):
            ridge = np.log10(roof.rate / roof.bandwidth)
            top = np.log10(roof.rate)
            x = np.array([ridge - 8, ridge, ridge + 8] if place == 0 else [ridge, ridge + 8])
            y = np.array([top - 8, top, top] if place == 0 else [top, top])  # all share the slope of the highest
            dash = [float(d) for d in DASHES[place % len(DASHES)]]
            line = pg.PlotCurveItem(x, y, pen=self.pen(QColor(worn.neutral), 1.5, dash or None))
            said = f"{roof.name}, {quantity(roof.rate, 'FLOP/s')}"
            words = pg.TextItem(said, color=QColor(worn.soft), anchor=(0, 0))
            words.setFont(font("caption"))
            words.setPos(max(ridge, self.viewRange()[0][0]), top)
            for item in (line, words):
                item.setZValue(0.5)
                self.addItem(item, ignoreBounds=True)
                self._drawn.append(item)
        self.labels.soon()
