"""Any two metrics of all trials: intervals, symbols, the Pareto front with its uncertainty, labels, selection."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QWidget

from paretoscope_gui.i18n import several, tr
from paretoscope_gui.numbers import NONE, interval, number, quantity
from paretoscope_gui.plots.axis import Axis
from paretoscope_gui.plots.base import Plot, Table
from paretoscope_gui.plots.dots import AxisSpec, Box, Dot, coordinates, reach
from paretoscope_gui.plots.front import band, front, staircase
from paretoscope_gui.plots.ink import ink
from paretoscope_gui.plots.labels import Labels
from paretoscope_gui.plots.marks import Mark, Marks
from paretoscope_gui.theme import Colours

SIZE = 12  # px of a mark
BARS = 2000  # trials; of more, only the intervals of the front, the baseline and the selected one can be told apart
HALOS = 8  # strengths of the halo of what may be on the front
NEAR = 18.0  # px within which the mouse means a dot
CLICK = 4.0  # px that a click may move


class ScatterPlot(Plot):
    """`chosen(str)` a dot was selected, "" for none; `hovered(str)` the dot under the mouse, "" for none."""

    chosen = Signal(str)
    hovered = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, Axis("bottom"), Axis("left"), parent)
        self.dots: list[Dot] = []
        self.places: dict[str, int] = {}  # key to the dot's number
        self.notable: list[int] = []  # the baseline and the front
        self.specs = (AxisSpec("x"), AxisSpec("y"))
        self.further: tuple[str, ...] = ()  # titles of the metrics that sizes and colours stand for
        self.dimmed: frozenset[str] = frozenset()
        self.selected = self.hovered_key = ""
        self.at = np.empty((0, 2))
        self._pressed = QPointF()
        self.labels = Labels(self)
        self._make_items()
        self.scene().sigMouseMoved.connect(self._moved)
        self.plotItem.vb.sigRangeChanged.connect(self.labels.later)
        self.rewear()

    def _make_items(self) -> None:
        self._band, self._line = QGraphicsPathItem(), pg.PlotCurveItem()
        self._bars, self._marks, self._ring = pg.PlotCurveItem(), Marks(), pg.ScatterPlotItem()
        self._faint_bars, self._halos = pg.PlotCurveItem(), pg.ScatterPlotItem()
        layers = (self._band, self._line, self._faint_bars, self._bars, self._halos, self._ring, self._marks)
        for z, item in enumerate(layers, 1):
            item.setZValue(z)
            self.addItem(item, ignoreBounds=True)

    def wear(self, worn: Colours) -> None:
        """Put on a colour set."""
        super().wear(worn)
        if hasattr(self, "_marks"):
            self._draw(worn)

    def show_dots(self, dots: Sequence[Dot], x: AxisSpec, y: AxisSpec, keep_view: bool = False) -> None:
        """Show trials on two metrics; the view is fitted unless it is to be kept."""
        self.dots, self.specs = list(dots), (x, y)
        self.places = {d.key: i for i, d in enumerate(self.dots)}
        self.notable = [i for i, d in enumerate(self.dots) if d.front or not d.colour]
        for axis, spec in ((self.bottom, x), (self.left, y)):
            axis.factor, axis.log = spec.factor, spec.log
            axis.picture = None
        self.at = coordinates(self.dots, x, y)
        if not keep_view:
            self.show_all()
        self._draw(self.worn)
        self.describe()

    def dim(self, keys: frozenset[str]) -> None:
        """Fade the trials that fail a constraint."""
        if keys != self.dimmed:
            self.dimmed = keys
            self._draw(self.worn)

    def select(self, key: str) -> None:
        """Mark one trial; tells nobody."""
        self.selected = key
        if len(self.dots) > BARS:
            self._draw_bars(self.worn)
        self._draw_ring(self.worn)
        self.labels.soon()
        self.describe()

    def show_all(self) -> None:
        """Fit the view to all trials and their intervals, with room for labels."""
        if not len(self.at):
            return
        for i, fit in enumerate((self.setXRange, self.setYRange)):
            low, high = reach(self.dots, self.specs[i], across=i == 0)
            room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
            fit(low - room, high + room, padding=0)

    def describe(self) -> None:
        """The selected trial, or the front, in words for screen readers."""
        x, y = self.specs
        chosen = [d for d in self.dots if d.key == self.selected] or [d for d in self.dots if d.front]
        texts = [f"{d.title}: {', '.join(self._values(d))}" for d in chosen[:8]]
        head = tr("Selected") if self.selected else tr("On the front")
        keys = tr("Arrow keys go from trial to trial, T shows the table.")
        axes = tr("{upwards} against {across}", upwards=y.title, across=x.title)
        many = several(len(self.dots), "{n} trial, {axes}.", "{n} trials, {axes}.", axes=axes)
        self.setAccessibleDescription(f"{many} {head}: {'; '.join(texts) or NONE}. {keys}")

    def titles(self) -> tuple[str, str, str]:
        """Its name, what sizes and colours stand for, and both metrics with their units."""
        across, upwards = (f"{s.title} ({s.unit})" if s.unit else s.title for s in self.specs)
        return ", ".join((self.accessibleName(), *self.further)), across, upwards

    def table(self) -> Table:
        """One row a trial: both values with their intervals, and whether it is on the front."""
        x, y = self.specs
        across, upwards = (f"{s.title} ({s.unit})" if s.unit else s.title for s in (x, y))
        heads = [tr("Recipe"), across, upwards, *self.further, tr("On the front")]
        blank = [""] * len(self.further)
        return heads, [
            [d.title, self._figures(d.x, d.xs, x), self._figures(d.y, d.ys, y), *(d.more or blank), _on_front(d)]
            for d in self.dots
        ]

    # ---- drawing ------------------------------------------------------------------------------------------------

    def _draw(self, worn: Colours) -> None:
        self._draw_front(worn)
        self._draw_bars(worn)
        self._marks.show_dots(self.dots, self.at, lambda dot: self._look(dot, worn), whole=self.printing)
        self._draw_halos(worn)
        self._draw_ring(worn)
        self.labels.soon()

    def _look(self, dot: Dot, worn: Colours) -> Mark:
        colour = worn.dim if dot.fill == "none" else dot.fill or dot.colour or worn.neutral
        hollow = dot.hollow or dot.fill == "none"
        pen, brush = ink(colour, worn.surface, hollow, dot.hatched, dot.key in self.dimmed)
        return Mark(
            dot.symbol, (dot.size or SIZE) + (2 if not dot.colour or dot.symbol in ("star", "+") else 0), brush, pen
        )

    def _draw_ring(self, worn: Colours) -> None:
        pen = self.pen(QColor(worn.accent), 1.5)
        self._ring.setData([
            {"pos": self.at[i], "size": (d.size or SIZE) + 12, "symbol": "o", "pen": pen, "brush": None}
            for i, d in enumerate(self.dots) if d.key == self.selected
        ])  # fmt: skip

    def _draw_halos(self, worn: Colours) -> None:
        """Around each trial that may be on the front: the stronger, the likelier it is."""
        pens = []
        for step in range(HALOS + 1):
            colour = QColor(worn.accent)
            colour.setAlpha(round(20 + 160 * step / HALOS))
            pens.append(self.pen(colour, 3))
        self._halos.setData([
            {"pos": self.at[i], "size": (d.size or SIZE) + 7, "symbol": "o", "pen": pens[round(d.chance * HALOS)],
             "brush": None}
            for i, d in enumerate(self.dots) if d.chance and d.key not in self.dimmed
        ])  # fmt: skip

    def _draw_bars(self, worn: Colours) -> None:
        solid, faint = ([], []), ([], [])  # type: tuple[list[float], list[float]], tuple[list[float], list[float]]
        chosen = [self.places[self.selected]] if self.selected in self.places else []
        for i in range(len(self.dots)) if len(self.dots) <= BARS else {*self.notable, *chosen}:
            (px, py), dot = self.at[i], self.dots[i]
            into = faint if dot.key in self.dimmed else solid
            for ends, flat in ((dot.xs, True), (dot.ys, False)):
                if ends is not None:
                    low, high = self.specs[0 if flat else 1].span(0.0, ends)
                    into[0].extend((low, high, math.nan) if flat else (px, px, math.nan))
                    into[1].extend((py, py, math.nan) if flat else (low, high, math.nan))
        for item, (xs, ys), alpha in ((self._bars, solid, 170), (self._faint_bars, faint, 45)):
            colour = QColor(worn.dim)
            colour.setAlpha(alpha)
            item.setData(np.array(xs), np.array(ys), connect="finite", pen=self.pen(colour, 1), antialias=False)

    def _draw_front(self, worn: Colours) -> None:
        x, y = self.specs
        on = [i for i, d in enumerate(self.dots) if d.front]
        points = front([(float(self.at[i][0]), float(self.at[i][1])) for i in on], x.down, y.down)
        bounds = self._bounds()
        steps = staircase(points, x.down, y.down, bounds)
        self._line.setData(
            np.array([p[0] for p in steps]),
            np.array([p[1] for p in steps]),
            pen=self.pen(QColor(worn.accent), 1.5),
        )
        path = QPainterPath()
        spans = [(x.span(d.x, d.xs), y.span(d.y, d.ys)) for d in self.dots if d.front] if len(on) else []
        for n, (px, py) in enumerate(band(spans, x.down, y.down, bounds)):
            path.lineTo(px, py) if n else path.moveTo(px, py)
        self._band.setPath(path)
        tint = QColor(worn.accent)
        tint.setAlpha(28)
        self._band.setBrush(QBrush(tint))
        self._band.setPen(pg.mkPen(None))

    def _bounds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Far beyond the data, so that the staircase runs out of the picture."""
        if not len(self.at):
            return (0.0, 1.0), (0.0, 1.0)
        low, high = self.at.min(axis=0), self.at.max(axis=0)
        far = (high - low) * 3 + np.abs(high) + 1.0
        return (float(low[0] - far[0]), float(high[0] + far[0])), (float(low[1] - far[1]), float(high[1] + far[1]))

    def obstacles(self) -> list[Box]:
        """What else labels keep clear of, in px of the scene."""
        return []

    @property
    def front_line(self) -> tuple[np.ndarray | None, np.ndarray | None]:
        """The steps of the front in the plot's coordinates."""
        x, y = self._line.getData()
        return x, y

    # ---- mouse and keys -----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects the dot under it, or nothing."""
        super().mouseReleaseEvent(event)
        moved = event.position() - self._pressed
        if event.button() == Qt.MouseButton.LeftButton and math.hypot(moved.x(), moved.y()) < CLICK:
            self._choose(self._near(self.mapToScene(event.position().toPoint())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go along x, up and down along y; escape selects nothing."""
        keys = Qt.Key
        turn = {keys.Key_Left: (0, -1), keys.Key_Right: (0, 1), keys.Key_Down: (1, -1), keys.Key_Up: (1, 1)}
        way = turn.get(Qt.Key(event.key()))
        if way is not None and self.dots:
            order = np.argsort(self.at[:, way[0]], kind="stable")
            here = next((n for n, i in enumerate(order) if self.dots[i].key == self.selected), -1)
            place = 0 if here < 0 else min(len(order) - 1, max(0, here + way[1]))
            self._choose(self.dots[int(order[place])].key)
        elif event.key() == keys.Key_Escape:
            self._choose("")
        else:
            super().keyPressEvent(event)

    def _choose(self, key: str) -> None:
        self.select(key)
        self.chosen.emit(key)

    def _moved(self, place: QPointF) -> None:
        key = self._near(place)
        if key != self.hovered_key:
            self.hovered_key = key
            self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
            self.labels.soon()
            self.hovered.emit(key)

    def _near(self, place: QPointF) -> str:
        view = self.plotItem.vb
        if not len(self.at) or not view.sceneBoundingRect().contains(place):
            return ""
        here = view.mapSceneToView(place)
        pixel = view.viewPixelSize()
        away = np.hypot((self.at[:, 0] - here.x()) / pixel[0], (self.at[:, 1] - here.y()) / pixel[1])
        nearest = int(np.argmin(away))
        return self.dots[nearest].key if away[nearest] <= NEAR else ""

    def _values(self, dot: Dot) -> list[str]:
        """All that is known of a dot, in words: both values, further metrics, whether it is on the front."""
        x, y = self.specs
        more = [f"{title} {text}" for title, text in zip(self.further, dot.more, strict=False)]
        sure = [tr("on the front with {share}", share=quantity(dot.chance, "share", 2))] if dot.chance else []
        return [self._words(dot.x, dot.xs, x), self._words(dot.y, dot.ys, y), *more, *sure]

    def _figures(self, value: float, bounds: tuple[float, float] | None, spec: AxisSpec) -> str:
        """A value and its interval, without the unit that the head of the column has."""
        return self._words(value, bounds, replace(spec, unit=""))

    def _words(self, value: float, bounds: tuple[float, float] | None, spec: AxisSpec) -> str:
        around = f" ({interval(*bounds, spec.factor)})" if bounds else ""
        return f"{number(value * spec.factor)}{' ' + spec.unit if spec.unit else ''}{around}"


def _on_front(dot: Dot) -> str:
    """Whether a trial is on the front, and how surely."""
    sure = quantity(dot.chance, "share", 2) if dot.chance is not None else ""
    return ", ".join(t for t in (tr("yes") if dot.front else "", sure) if t)
