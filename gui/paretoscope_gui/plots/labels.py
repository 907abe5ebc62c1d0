"""Names beside the marks of a scatter plot: the most telling ones, where they cover nothing."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QColor, QFontMetricsF

from paretoscope_gui.plots.dots import Box, placed
from paretoscope_gui.theme import font
from paretoscope_gui.turns import TURN

if TYPE_CHECKING:
    from paretoscope_gui.plots.scatter import ScatterPlot

MOST, NEAR = 14, 400  # labels at most; marks that labels keep clear of
REST = 60  # ms without a move after which labels look for better places; meanwhile they go along with their marks


class Labels:
    """The labels of one plot."""

    def __init__(self, plot: ScatterPlot) -> None:
        self._plot = plot
        self.items: list[pg.TextItem] = []
        self._spare: list[pg.TextItem] = []  # hidden, for other names: making one takes 2 ms
        self._later = QTimer(plot, singleShot=True, interval=REST)
        self._later.timeout.connect(self.place)
        self._soon = QTimer(plot, singleShot=True, interval=TURN)
        self._soon.timeout.connect(self.place)

    def soon(self) -> None:
        """Marks have changed: several changes that come together find places once; on paper at once."""
        if self._plot.printing:
            self.place()
        else:
            self._soon.start()

    def later(self, *_: object) -> None:
        """The view moves: find places when it rests."""
        self._later.start()

    def place(self) -> None:
        """Write the names anew."""
        plot = self._plot
        if plot.closed:  # pyqtgraph has taken its items apart; a last move may still be waiting
            return
        self._spare, self.items = [*self._spare, *self.items], []
        for item in self._spare:
            item.hide()
        rect = plot.plotItem.vb.sceneBoundingRect()
        if rect.width() < 50 or not plot.dots:
            return
        named = self._named()
        metrics = QFontMetricsF(font("caption"))
        sizes = [(metrics.horizontalAdvance(plot.dots[i].title) + 4, metrics.height()) for i in named]
        area = (rect.left(), rect.top(), rect.right(), rect.bottom())
        taken = [*self._marks(), *self._walls(), *plot.obstacles()]
        corners = placed(self._pixels(named), sizes, area, taken)
        for i, corner in zip(named, corners, strict=True):
            if corner is not None:
                self._write(i, QPointF(*corner))

    def _pixels(self, which: list[int] | range) -> list[tuple[float, float]]:
        """Where dots stand in the scene, px."""
        view = self._plot.plotItem.vb
        rect, ((x0, x1), (y0, y1)) = view.sceneBoundingRect(), view.viewRange()
        at = self._plot.at[list(which)].reshape(-1, 2)
        x = rect.left() + (at[:, 0] - x0) / (x1 - x0) * rect.width()
        y = rect.bottom() - (at[:, 1] - y0) / (y1 - y0) * rect.height()
        return list(zip(x.tolist(), y.tolist(), strict=True))

    def _marks(self) -> list[Box]:
        dots = self._plot.dots[:NEAR]
        sizes = [14.0 if d.key == self._plot.selected else max(7.0, d.size / 2 + 1) for d in dots]
        places = self._pixels(range(len(dots)))
        return [(x - r, y - r, x + r, y + r) for (x, y), r in zip(places, sizes, strict=True)]

    def _walls(self) -> list[Box]:
        """The front's steps as thin boxes in px, which labels keep clear of."""
        x, y = self._plot.front_line
        if x is None or len(x) > 200:
            return []
        view = self._plot.plotItem.vb
        at = [view.mapViewToScene(QPointF(a, b)) for a, b in zip(np.asarray(x), np.asarray(y), strict=True)]
        return [
            (min(a.x(), b.x()) - 1, min(a.y(), b.y()) - 1, max(a.x(), b.x()) + 1, max(a.y(), b.y()) + 1)
            for a, b in itertools.pairwise(at)
        ]

    def _write(self, i: int, corner: QPointF) -> None:
        plot, worn = self._plot, self._plot.worn
        strong = plot.dots[i].key in (plot.selected, plot.hovered_key)
        item = self._spare.pop() if self._spare else self._new()
        item.setFont(font("caption"))
        item.setText(plot.dots[i].title, color=QColor(worn.text if strong else worn.soft))
        item.setPos(plot.plotItem.vb.mapSceneToView(corner))
        item.show()
        self.items.append(item)

    def _new(self) -> pg.TextItem:
        made = pg.TextItem("", anchor=(0, 0))
        made.textItem.document().setDocumentMargin(1)
        made.setZValue(20)
        self._plot.addItem(made, ignoreBounds=True)
        return made

    def _named(self) -> list[int]:
        """Which dots carry their name: hovered, selected, the baseline, the front, then others while they are few."""
        plot, dots = self._plot, self._plot.dots
        first = [plot.places[k] for k in (plot.hovered_key, plot.selected) if k in plot.places]
        rest = range(len(dots)) if len(dots) <= MOST else plot.notable
        told = sorted(rest, key=lambda i: (bool(dots[i].colour), not dots[i].front))
        kept = [*first, *(i for i in told if dots[i].key not in plot.dimmed)]
        return list(dict.fromkeys(kept))[:MOST]
