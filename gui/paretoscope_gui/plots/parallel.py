"""Parallel coordinates: each metric an axis, each trial a line; the better end of every axis is on top."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from paretoscope_gui.i18n import several, tr
from paretoscope_gui.measured.parallel import Scale, Thread
from paretoscope_gui.plots.axis import Axis
from paretoscope_gui.plots.base import Plot, Table
from paretoscope_gui.theme import Colours, font

NEAR = 0.03  # share of the height within which the mouse means a line
MOST = 14  # trials whose names are written, and whose intervals stand side by side
APART = 0.012  # of the way from axis to axis between two intervals


def apart(places: Sequence[float], least: float) -> list[float]:
    """Rising places moved so that none is nearer than `least` to the next, each near to its own and none over 1."""
    groups: list[list[float]] = []  # of neighbours that touch: [middle, how many]
    for place in places:
        groups.append([place, 1.0])
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < least * (groups[-1][1] + groups[-2][1]) / 2:
            (a, m), (b, n) = groups[-2], groups[-1]
            groups[-2:] = [[(a * m + b * n) / (m + n), m + n]]
    moved = [middle + least * (i - (n - 1) / 2) for middle, n in groups for i in range(round(n))]
    top = 1.0
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], top)
        top = moved[i] - least
    return moved


class _Names(Axis):
    """The metrics' titles under their axes."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.names: list[str] = []

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        """One tick an axis."""
        return [(1.0, [float(i) for i in range(len(self.names))])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The titles."""
        return [self.names[int(v)] for v in values if 0 <= int(v) < len(self.names)]


class ParallelPlot(Plot):
    """`chosen(str)` a trial was selected, "" for none."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._names = _Names()
        super().__init__(name, self._names, Axis("left"), parent)
        self.left.setStyle(showValues=False)
        self.left.setWidth(20)
        self.threads: list[Thread] = []
        self.scales: list[Scale] = []
        self.dimmed: frozenset[str] = frozenset()
        self.selected = ""
        self._items: list[pg.GraphicsObject] = []
        view = self.plotItem.vb
        view.setMouseEnabled(x=False, y=False)
        view.sigResized.connect(self._resized)
        self.rewear()

    def wear(self, worn: Colours) -> None:
        """Put on a colour set."""
        super().wear(worn)
        self.left.setWidth(20)
        for axis in (self.bottom, self.left):  # the metrics' own axes are the only lines that mean something
            axis.setGrid(False)
            axis.setPen(pg.mkPen(None))
        if hasattr(self, "_items"):
            self._draw(worn)

    def show_threads(self, scales: Sequence[Scale], threads: Sequence[Thread]) -> None:
        """Show these trials on these axes."""
        self.scales, self.threads = list(scales), list(threads)
        self._names.names = [s.title for s in scales]
        self._names.picture = None
        self.show_all()
        self._draw(self.worn)
        self.describe()

    def _resized(self, *_: object) -> None:
        """Names have other room."""
        if self._named and self.threads:
            self._draw(self.worn)

    def dim(self, keys: frozenset[str]) -> None:
        """Fade the trials that fail a constraint."""
        if keys != self.dimmed:
            self.dimmed = keys
            self._draw(self.worn)

    def select(self, key: str) -> None:
        """Mark one trial; tells nobody."""
        self.selected = key
        self._draw(self.worn)
        self.describe()

    def show_all(self) -> None:
        """All axes, with room for their titles and ends."""
        names = 0.12 * max(1, len(self.scales)) if self._named else 0.0  # room for them beside the last axis
        self.setXRange(-0.4, max(1, len(self.scales)) - 0.6 + names * 2, padding=0)
        self.setYRange(-0.12, 1.12, padding=0)

    def describe(self) -> None:
        """The selected trial, or how many there are, in words."""
        found = next((t for t in self.threads if t.key == self.selected), None)
        said = tr("no trial is selected")
        if found is not None:
            pairs = (f"{s.title} {text}" for s, text in zip(self.scales, found.texts, strict=True) if text)
            said = f"{found.title}: {', '.join(pairs)}"
        self.setAccessibleDescription(
            several(
                len(self.threads),
                "{n} trial on {axes} axes; {said}. Up and down go from trial to trial.",
                "{n} trials on {axes} axes; {said}. Up and down go from trial to trial.",
                axes=len(self.scales),
                said=said,
            )
        )

    def table(self) -> Table:
        """One row a trial, one column a metric."""
        return [tr("Recipe"), *(s.title for s in self.scales)], [[t.title, *t.texts] for t in self.threads]

    def _draw(self, worn: Colours) -> None:
        for item in self._items:
            self.removeItem(item)
        self._items = []
        for place, scale in enumerate(self.scales):
            self._axis(place, scale, worn)
        groups: dict[tuple[str, tuple[int, ...], bool], list[Thread]] = {}
        for thread in self.threads:
            look = thread.look
            groups.setdefault((look.colour, look.dash, thread.key in self.dimmed), []).append(thread)
        for (ink, dash, dim), group in groups.items():
            self._lines(group, QColor(ink or worn.neutral), 45 if dim else 200, 1.25, dash)
            if self._named:
                self._intervals(group, QColor(ink or worn.neutral), 45 if dim else 200, 1.25)
        chosen = [t for t in self.threads if t.key == self.selected]
        if chosen:
            self._lines(chosen, QColor(chosen[0].look.colour or worn.neutral), 255, 3.0, chosen[0].look.dash)
            self._intervals(chosen, QColor(chosen[0].look.colour or worn.neutral), 255, 2.0)
            self._labels(chosen[0], worn)
        if self._named:
            self._names_beside(worn)

    @property
    def _named(self) -> bool:
        """Whether there are few enough trials to write their names."""
        return len(self.threads) <= MOST

    def _names_beside(self, worn: Colours) -> None:
        """Each trial's name at the end of its line, moved apart where lines end together."""
        last = len(self.scales) - 1
        ends = [(float(y), t) for t in self.threads if last >= 0 and (y := t.places[last]) is not None]
        ends.sort(key=lambda end: end[0])
        metrics, view = QFontMetricsF(font("caption")), self.plotItem.vb
        (left, right), _ = view.viewRange()
        room = (right - last - 0.06) / (right - left) * view.width()  # px
        least = 1.3 * metrics.height() / max(1.0, view.height())
        for at, (_, thread) in zip(apart([y for y, _ in ends], least), ends, strict=True):
            strong = thread.key == self.selected
            ink = QColor(worn.text if strong else worn.dim if thread.key in self.dimmed else worn.soft)
            name = metrics.elidedText(thread.title, Qt.TextElideMode.ElideRight, room - 8)
            self._text(name, last + 0.04, at, (0.0, 0.5), ink)

    def _intervals(self, group: list[Thread], ink: QColor, alpha: int, width: float) -> None:
        """Thin bars at the axes, side by side so that none hides another; of very many trials the selected one's."""
        ink.setAlpha(alpha)
        order = {t.key: n for n, t in enumerate(self.threads)} if self._named else {}
        x, y = list[float](), list[float]()
        for thread in group:
            aside = APART * (order[thread.key] - (len(order) - 1) / 2) if order else 0.0
            for place, span in enumerate(thread.spans):
                if span is not None:
                    x += [place + aside] * 2
                    y += span
        item = pg.PlotCurveItem(np.array(x), np.array(y), connect="pairs", pen=self.pen(ink, width), antialias=False)
        self._keep(item, 2)

    def _lines(self, group: list[Thread], ink: QColor, alpha: int, width: float, dash: tuple[int, ...]) -> None:
        ink.setAlpha(alpha)
        x = np.tile(np.arange(len(self.scales) + 1, dtype=float), len(group))
        y = np.array(
            [[math.nan if p is None else p for p in t.places] + [math.nan] for t in group], dtype=float
        ).ravel()
        item = pg.PlotCurveItem(
            x,
            y,
            connect="finite",
            pen=self.pen(ink, width, [float(d) for d in dash] or None),
            antialias=len(group) < 200,
        )
        self._keep(item, 3 if width > 2 else 2)

    def _axis(self, place: int, scale: Scale, worn: Colours) -> None:
        self._keep(pg.PlotCurveItem([place, place], [0.0, 1.0], pen=self.pen(QColor(worn.edge), 1)), 1)
        aside = 1.0 if self._named and place == len(self.scales) - 1 else 0.5  # the names stand to its right
        for value, at, down in ((scale.best, 1.0, 1.0), (scale.worst, 0.0, 0.0)):
            self._text(scale.text(value), place, at, (aside, down), QColor(worn.dim))

    def _labels(self, thread: Thread, worn: Colours) -> None:
        for place, (at, scale) in enumerate(zip(thread.places, self.scales, strict=True)):
            if at is not None and 0.02 < at < 0.98 and not (self._named and place == len(self.scales) - 1):
                self._text(scale.text(scale.value(at)), place + 0.02, at, (0.0, 0.5), QColor(worn.text))

    def _text(self, text: str, x: float, y: float, anchor: tuple[float, float], ink: QColor) -> None:
        item = pg.TextItem(text, color=ink, anchor=anchor)
        item.setFont(font("caption"))
        item.setPos(x, y)
        self._keep(item, 4)

    def _keep(self, item: pg.GraphicsObject, z: float) -> None:
        item.setZValue(z)
        self.addItem(item, ignoreBounds=True)
        self._items.append(item)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects the nearest line, or nothing."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            here = self.plotItem.vb.mapSceneToView(self.mapToScene(event.position().toPoint()))
            self._choose(self.near(here))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from trial to trial; escape selects nothing."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        keys = [t.key for t in self.threads]
        if step and keys:
            place = keys.index(self.selected) + step if self.selected in keys else 0
            self._choose(keys[min(len(keys) - 1, max(0, place))])
        elif event.key() == Qt.Key.Key_Escape:
            self._choose("")
        else:
            super().keyPressEvent(event)

    def near(self, here: QPointF) -> str:
        """The trial whose line passes a point of the axes, "" when none is near."""
        left = math.floor(here.x())
        best, found = NEAR, ""
        for thread in self.threads if 0 <= left < len(self.scales) - 1 else ():
            a, b = thread.places[left], thread.places[left + 1]
            if a is not None and b is not None:
                away = abs(a + (b - a) * (here.x() - left) - here.y())
                best, found = (away, thread.key) if away < best else (best, found)
        return found

    def _choose(self, key: str) -> None:
        self.select(key)
        self.chosen.emit(key)
