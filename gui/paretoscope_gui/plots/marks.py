"""The marks of a scatter plot: thousands of them come in slices, so that no turn of the event loop is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QBrush, QPen

from paretoscope_gui.plots.dots import Dot
from paretoscope_gui.turns import next_turn

SLICE = 500  # marks of one turn: 5 to 10 ms


class Mark(NamedTuple):
    """How a dot is drawn; size in px."""

    symbol: str
    size: float
    brush: QBrush
    pen: QPen


class Marks(pg.ScatterPlotItem):  # type: ignore[misc]
    """Shows dots; `slices` counts the turns that were taken for it."""

    def __init__(self) -> None:
        super().__init__()
        self.slices, self._run = 0, 0

    def show_dots(
        self, dots: Sequence[Dot], at: NDArray[np.float64], look: Callable[[Dot], Mark], whole: bool = False
    ) -> None:
        """Show these dots at these places, shape [n, 2], in the place of those before; `whole`: all of them now."""
        self._run += 1
        self.clear()
        self._add(self._run, dots, at, look, len(dots) if whole else SLICE)

    def _add(
        self, run: int, dots: Sequence[Dot], at: NDArray[np.float64], look: Callable[[Dot], Mark], most: int
    ) -> None:
        if run != self._run or not len(dots):
            return
        self.slices += 1
        now = dots[:most]
        symbols, sizes, brushes, pens = zip(*map(look, now), strict=True)
        self.addPoints(
            pos=at[:most], symbol=symbols, size=np.asarray(sizes, dtype=float), brush=list(brushes), pen=list(pens),
            data=[d.key for d in now],
        )  # fmt: skip
        if len(dots) > most:
            next_turn(self, lambda: self._add(run, dots[most:], at[most:], look, most))
