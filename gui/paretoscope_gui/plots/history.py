"""One metric of one recipe over the studies of this machine, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.numbers import interval, moment, number
from paretoscope_gui.plots.axis import Axis
from paretoscope_gui.plots.base import Plot, Table
from paretoscope_gui.theme import Colours


@dataclass(frozen=True)
class Past:
    """One study: when it ran (seconds since the epoch), its whole name, value and interval in SI units."""

    time: float
    name: str
    value: float
    low: float | None = None
    high: float | None = None
    marked: bool = False


class _StudyAxis(Axis):
    """Times at whole places."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.times: list[float] = []

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        """A tick a study, thinned to what fits."""
        step = max(1, round(len(self.times) * 90 / max(1.0, size)))
        return [(1.0, [float(i) for i in range(0, len(self.times), step)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """When the studies were run."""
        return [moment(self.times[int(v)], short=True) if 0 <= int(v) < len(self.times) else "" for v in values]


class HistoryPlot(Plot):
    """Points from the oldest study to the newest."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._studies = _StudyAxis()
        super().__init__(name, self._studies, Axis("left"), parent)
        self.past: list[Past] = []
        self._unit = self._title = ""
        self._line, self._bars, self._marks = pg.PlotCurveItem(), pg.PlotCurveItem(), pg.ScatterPlotItem()
        for z, item in enumerate((self._line, self._bars, self._marks), 1):
            item.setZValue(z)
            self.addItem(item, ignoreBounds=True)
        self.plotItem.vb.setMouseEnabled(x=False, y=False)
        self.rewear()

    def wear(self, worn: Colours) -> None:
        """Put on a colour set."""
        super().wear(worn)
        if hasattr(self, "_marks"):
            self._draw(worn)

    def show_past(self, past: Sequence[Past], title: str, unit: str, factor: float) -> None:
        """Show these, oldest first; shown value = SI value * factor in `unit`."""
        self.past, self._title, self._unit = list(past), title, unit
        self._studies.times = [p.time for p in past]
        self._studies.picture = self.left.picture = None
        self.left.factor = factor
        self.show_all()
        self._draw(self.worn)
        self.describe()

    def show_all(self) -> None:
        """Every point with its interval, and room around them."""
        ends = [v for p in self.past for v in (p.value, p.low, p.high) if v is not None]
        low, high = min(ends, default=0.0), max(ends, default=1.0)
        room = (high - low) * 0.15 or abs(high) * 0.1 or 1.0
        self.setYRange(low - room, high + room, padding=0)
        self.setXRange(-0.5, max(0.5, len(self.past) - 0.5), padding=0)

    def describe(self) -> None:
        """The values in words for screen readers."""
        texts = [f"{p.name}: {self._words(p)}" for p in self.past[-12:]]
        self.setAccessibleDescription(
            tr(
                "{title}. {parts}. Press T for the table.",
                title=self._title,
                parts="; ".join(texts) or tr("no values"),
            )
        )

    def titles(self) -> tuple[str, str, str]:
        """The metric, and its unit upwards."""
        return self._title, "", self._unit

    def table(self) -> Table:
        """One row a study."""
        heads = [tr("Study"), f"{self._title} ({self._unit})" if self._unit else self._title, tr("Interval")]
        rows = [
            [p.name, number(p.value * self.left.factor), interval(p.low, p.high, self.left.factor)] for p in self.past
        ]
        return heads, rows

    def _draw(self, worn: Colours) -> None:
        x = np.arange(len(self.past), dtype=float)
        y = np.array([p.value for p in self.past], dtype=float)
        self._line.setData(x, y, pen=self.pen(QColor(worn.edge), 1, [3, 3]))
        ends = [(i, p.low, p.high) for i, p in enumerate(self.past) if p.low is not None and p.high is not None]
        bars = np.array([[i, low, i, high] for i, low, high in ends], dtype=float).reshape(-1, 2)
        self._bars.setData(bars[:, 0], bars[:, 1], connect="pairs", pen=self.pen(QColor(worn.dim), 1.5))
        paper, plain, chosen = QColor(worn.surface), QColor(worn.neutral), QColor(worn.accent)
        spots = [
            {"pos": (float(i), p.value), "size": 13 if p.marked else 10, "symbol": "o", "pen": pg.mkPen(paper),
             "brush": pg.mkBrush(chosen if p.marked else plain)}
            for i, p in enumerate(self.past)
        ]  # fmt: skip
        self._marks.setData(spots)

    def _words(self, past: Past) -> str:
        around = interval(past.low, past.high, self.left.factor)
        return f"{number(past.value * self.left.factor)} {self._unit}{f' ({around})' if around else ''}".strip()
