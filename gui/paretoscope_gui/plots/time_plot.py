"""Live curves on the study's time axis, cheap enough to leave the measured process in peace."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.numbers import clock, quantity, scale
from paretoscope_gui.plots.axis import Axis, TimeAxis
from paretoscope_gui.plots.base import Plot, Table
from paretoscope_gui.plots.line import GrowingLine, Stretch
from paretoscope_gui.plots.ring import Ring, bin_size, window
from paretoscope_gui.plots.steps import stepped, time_span
from paretoscope_gui.theme import Colours

KEPT = 1_000_000  # points of one curve
FINE = 1.5  # device pixels a pixel; from there on steps of a line are too small to be seen
PADDING = 3  # px on both sides of what has to be painted again, for the width and the smoothing of lines
DESCRIBED = 5.0  # s between two descriptions for screen readers while values stream in


class Points(Protocol):
    """A growing series: paretoscope_gui.bridge.live.Series."""

    @property
    def t(self) -> object:
        """Moments, s."""

    @property
    def y(self) -> object:
        """Values, one at each moment."""


@dataclass(slots=True)
class _Curve:
    ring: Ring
    line: GrowingLine
    title: str
    colour: str
    dash: tuple[int, ...]
    read: int = 0
    grown: bool = False
    breaks: Sequence[float] = ()


class TimePlot(Plot):
    """Curves by key over time in s. `pointed(float)` tells the time under the crosshair, -1 when it leaves."""

    pointed = Signal(float)

    def __init__(self, name: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, TimeAxis("bottom"), Axis("left"), parent)
        self.unit, self.words, self.now = unit, name, 0.0
        self._curves: dict[str, _Curve] = {}
        self._y_range: tuple[float, float] | None = None
        self._shown = unit
        self._fitted: tuple[float, float, str] | None = None
        self._drawn_for: tuple[float, float, int] | None = None
        self._dirty, self._described = False, 0.0
        self.strips = 0  # how often only a part was painted
        view = self.plotItem.vb
        view.setMouseEnabled(x=False, y=False)
        view.setDefaultPadding(0.0)
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.hide()
        self.addItem(self._cross, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._moved)
        self.setXRange(0.0, time_span(0.0), padding=0)
        self.rewear()

    def wear(self, worn: Colours) -> None:
        """Put on a colour set."""
        super().wear(worn)
        self._cross.setPen(self.pen(QColor(worn.dim), 1, [3, 3]))
        for curve in self._curves.values():
            curve.line.set_pen(self._pen(curve, worn), self._smooth())

    def declare(self, key: str, title: str, colour: str, dash: tuple[int, ...] = ()) -> None:
        """Say how a curve looks before its first point; an empty colour is the baseline's neutral one."""
        if key not in self._curves:
            curve = self._curves[key] = _Curve(Ring(KEPT), GrowingLine(), title, colour, dash)
            curve.line.set_pen(self._pen(curve, self.worn), self._smooth())

    def take(
        self, series: Mapping[str, Points], now: float, breaks: Mapping[str, Sequence[float]] | None = None
    ) -> None:
        """Take over what the series have grown by; drawn at once if the plot is visible, else when it is shown.

        `breaks`: times by key over which no line is drawn, because another process goes on there.
        """
        self.now = max(self.now, now)
        for key, points in series.items():
            curve = self._curves.get(key)
            if curve is None:
                continue
            curve.breaks = (breaks or {}).get(key, ())
            t, y = points.t[curve.read :], points.y[curve.read :]  # type: ignore[index]
            if len(t):
                if not curve.read:  # most trials have no point in most panels, and a place in the scene is dear
                    self.addItem(curve.line, ignoreBounds=True)
                curve.read += len(t)
                curve.ring.extend(t, y)
                curve.grown = self._dirty = True
        self.redraw()

    def redraw(self, seen: bool = False) -> None:
        """Draw what is new, if anybody can see it, or, when `seen`, will."""
        if not (seen or self.isVisible()):
            return
        span = time_span(self.now)
        if self.viewRange()[0][1] != span:
            self.setXRange(0.0, span, padding=0)
        if not self._dirty:
            return
        self._dirty = False
        self._fit()
        low, high = self.viewRange()[0]
        view = low, high, max(1, int(self.plotItem.vb.width()))
        known, self._drawn_for = view == self._drawn_for, view
        wanted = [c for c in self._curves.values() if c.grown or not known]
        stretches = [s for curve in wanted if (s := self._draw(curve, *view)) is not None]
        if stretches:
            self._paint_again(Stretch(min(s.start for s in stretches), max(s.end for s in stretches)), low, high)
        if time.monotonic() - self._described > DESCRIBED:
            self.describe()

    def clear_curves(self) -> None:
        """Forget everything: another study."""
        for curve in (c for c in self._curves.values() if c.read):
            self.removeItem(curve.line)
        self._curves.clear()
        self._y_range, self._fitted, self.now, self._dirty = None, None, 0.0, False
        self.setXRange(0.0, time_span(0.0), padding=0)

    def point(self, t: float) -> None:
        """Put the crosshair at a time, or hide it below 0."""
        self._cross.setVisible(t >= 0)
        self._cross.setPos(t)

    def values_at(self, t: float) -> dict[str, float]:
        """Each curve's newest value at or before a time, SI."""
        found = {}
        for key, curve in self._curves.items():
            place = int(np.searchsorted(curve.ring.t, t, "right")) - 1
            if place >= 0:
                found[key] = float(curve.ring.y[place])
        return found

    def reading(self, t: float = -1.0, key: str = "") -> str:
        """The value of one curve (the newest by default) at a time (now by default) with its unit."""
        values = self.values_at(t if t >= 0 else np.inf)
        chosen = key if key in values else self.newest()
        return quantity(values.get(chosen), self.unit) if chosen in values else ""

    def newest(self) -> str:
        """The curve whose last point is the latest."""
        last = {k: c.ring.t[-1] for k, c in self._curves.items() if len(c.ring)}
        return max(last, key=lambda k: last[k]) if last else ""

    def title(self, key: str) -> str:
        """How a curve is called."""
        return self._curves[key].title if key in self._curves else key

    def describe(self) -> None:
        """Current values in words for screen readers."""
        values = self.values_at(np.inf)
        self._described = time.monotonic()
        texts = [f"{self.title(k)}: {quantity(v, self.unit)}" for k, v in values.items()]
        body = "; ".join(texts) or tr("no values yet")
        self.setAccessibleDescription(
            tr("{words} after {now}: {body}. Press T for the table.", words=self.words, now=clock(self.now), body=body)
        )

    def titles(self) -> tuple[str, str, str]:
        """What is shown, over the time since the study began."""
        return self.words, tr("Time since the start"), tr(self._shown)

    def legend(self) -> list[tuple[str, str, bool]]:
        """Every recipe with a curve."""
        return [(c.title, c.colour, bool(c.dash)) for c in self._curves.values() if len(c.ring)]

    def table(self) -> Table:
        """One row a curve: points, newest, least, median and largest value."""
        rows = []
        for curve in self._curves.values():
            y = curve.ring.y
            if len(y):
                found = (y[-1], y.min(), np.median(y), y.max())
                rows.append([curve.title, str(len(y)), *(quantity(float(v), self.unit) for v in found)])
        heads = [tr("Recipe"), tr("Points"), tr("Newest"), tr("Least"), tr("Median"), tr("Largest")]
        return heads, rows

    def showEvent(self, event: object) -> None:
        """Draw what arrived while nobody looked."""
        super().showEvent(event)
        self.redraw()

    def leaveEvent(self, event: object) -> None:
        """The crosshair goes with the mouse."""
        super().leaveEvent(event)
        self.pointed.emit(-1.0)

    def focusInEvent(self, event: object) -> None:
        """Somebody may listen: the words are brought up to date."""
        super().focusInEvent(event)
        self.describe()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the crosshair, escape hides it."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            here = self._cross.value() if self._cross.isVisible() else self.now
            self.pointed.emit(min(self.now, max(0.0, here + step * self.viewRange()[0][1] / 60)))
        elif event.key() == Qt.Key.Key_Escape:
            self.pointed.emit(-1.0)
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        spans = [c.ring.span for c in self._curves.values() if len(c.ring)]
        if not spans:
            return
        low, high = min(s[0] for s in spans), max(s[1] for s in spans)
        if (low, high, self.unit) == self._fitted:
            return
        self._fitted = low, high, self.unit
        found = scale(self.unit, high)
        self.left.factor, self._shown = found.factor, found.unit
        wanted = stepped(low * found.factor, high * found.factor, self._y_range)
        if wanted != self._y_range:
            self._y_range = wanted
            self.setYRange(wanted[0] / found.factor, wanted[1] / found.factor, padding=0)

    def _draw(self, curve: _Curve, low: float, high: float, pixels: int) -> Stretch | None:
        """Hand the curve what it has between two times; gives what has to be painted again."""
        ring, curve.grown = curve.ring, False
        seen = window(ring.t, low, high)
        t, y = ring.t[seen], ring.y[seen]
        size = bin_size(len(t), pixels)
        return curve.line.show_points(t, y, ring.first + seen.start, size, curve.breaks)

    # ---- painting -----------------------------------------------------------------------------------------------

    def _paint_again(self, part: Stretch, low: float, high: float) -> None:
        """Ask for a part of the view, from its top to its foot; `low` and `high`: the times at its sides."""
        whole = self.plotItem.vb.sceneBoundingRect()
        px = whole.width() / (high - low)
        left = whole.left() + max(0.0, (part.start - low) * px - PADDING)
        right = whole.left() + min(whole.width(), (part.end - low) * px + PADDING)
        if right > left:
            self.viewport().update(QRectF(left, whole.top(), right - left, whole.height()).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A part inside the view is painted by hand: asking every item of the scene takes five times as long."""
        self.scene().prepareForPaint()
        inside = self.plotItem.vb.sceneBoundingRect().toAlignedRect().contains(event.rect())
        if inside and not self._cross.isVisible() and self.bottom.picture is not None is not self.left.picture:
            self._paint_part(event.rect())
        else:
            super().paintEvent(event)

    def _paint_part(self, rect: QRect) -> None:
        """Paper, grid and curves, as the scene would paint them there."""
        self.strips += 1
        view, to_screen = self.plotItem.vb, self.viewportTransform()
        painter = QPainter(self.viewport())
        painter.fillRect(rect, self.backgroundBrush())
        for axis in (self.bottom, self.left):
            painter.setTransform(axis.sceneTransform() * to_screen)
            axis.paint_lines(painter)
        part = view.mapSceneToView(QRectF(rect)).boundingRect()
        painter.setTransform(view.childGroup.sceneTransform() * to_screen)
        for curve in self._curves.values():
            curve.line.paint_part(painter, Stretch(part.left(), part.right()))
        painter.end()

    def _smooth(self) -> bool:
        """Whether lines are anti-aliased: on paper, and on screens whose pixels can be seen."""
        return self._sharp > 0 or self.devicePixelRatioF() < FINE

    def _pen(self, curve: _Curve, worn: Colours) -> QPen:
        """One pixel wide: with anti-aliasing a line of 1.5 takes forty times as long, 33 ms at 350 points."""
        return self.pen(QColor(curve.colour or worn.neutral), 1.0, list(curve.dash) or None)

    def _moved(self, place: QPointF) -> None:
        view = self.plotItem.vb
        if view.sceneBoundingRect().contains(place):
            t = view.mapSceneToView(place).x()
            self.pointed.emit(float(t) if t <= self.now else -1.0)
