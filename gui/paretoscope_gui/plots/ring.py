"""Ring buffer of (t, y) and its thinning for the screen. Bins are aligned to the absolute sample index, so that a
curve does not flicker while it scrolls (pyqtgraph, pull request 201)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
FIRST = 1024


class Ring:
    """The newest `capacity` points; `first` is the absolute index of the oldest one kept.

    A linear buffer of twice the capacity: views stay contiguous, and each point is moved once at most.
    """

    def __init__(self, capacity: int = 1_000_000) -> None:
        self.capacity, self.first = capacity, 0
        self._t: Floats = np.empty(min(FIRST, 2 * capacity))
        self._y: Floats = np.empty_like(self._t)
        self._start = self._end = 0

    def __len__(self) -> int:
        return self._end - self._start

    @property
    def t(self) -> Floats:
        """Times, s, shape [n]."""
        return self._t[self._start : self._end]

    @property
    def y(self) -> Floats:
        """Values, shape [n]."""
        return self._y[self._start : self._end]

    def extend(self, t: ArrayLike, y: ArrayLike) -> None:
        """Append points; the oldest fall out at the capacity."""
        times, values = np.asarray(t, dtype=float), np.asarray(y, dtype=float)
        skipped = max(0, len(times) - self.capacity)
        times, values = times[skipped:], values[skipped:]
        self._room(len(times))
        self._t[self._end : self._end + len(times)] = times
        self._y[self._end : self._end + len(times)] = values
        self._end += len(times)
        over = max(0, len(self) - self.capacity)
        self._start += over
        self.first += over + skipped

    def _room(self, more: int) -> None:
        if self._end + more <= len(self._t):
            return
        kept = len(self)
        size = min(2 * self.capacity, max(len(self._t), 2 * (kept + more)))
        size = max(size, kept + more)
        t, y = np.empty(size), np.empty(size)
        t[:kept], y[:kept] = self.t, self.y
        self._t, self._y, self._start, self._end = t, y, 0, kept


def thinned(t: Floats, y: Floats, first: int, pixels: int) -> tuple[Floats, Floats]:
    """At most about 4 points a pixel: each bin of 2^k samples gives its least and its largest value.

    Args:
        t, y: contiguous points, shape [n].
        first: absolute index of the first of them.
        pixels: width of the plot.
    """
    n = len(t)
    if n <= 4 * pixels:
        return t, y
    size = 1 << int(np.ceil(np.log2(n / (2 * pixels))))
    head = -first % size  # samples before the first aligned bin
    starts = np.arange(head, n, size)
    if head:
        starts = np.concatenate(([0], starts))
    times = np.repeat(t[starts], 2)
    values = np.empty(2 * len(starts))
    values[0::2] = np.minimum.reduceat(y, starts)
    values[1::2] = np.maximum.reduceat(y, starts)
    return times, values


def connected(t: Floats, breaks: Sequence[float]) -> NDArray[np.int32] | str:
    """Which points are joined with the next one, as pyqtgraph's `connect`: all, or 0 where a break lies between."""
    if not len(breaks) or not len(t):
        return "all"
    joined = np.ones(len(t), dtype=np.int32)
    before = np.searchsorted(t, np.asarray(breaks), "left") - 1
    joined[before[before >= 0]] = 0
    return joined


def window(t: Floats, low: float, high: float) -> slice:
    """The points of a sorted time that lie in [low, high], and one more on each side."""
    return slice(max(0, int(np.searchsorted(t, low)) - 1), int(np.searchsorted(t, high, "right")) + 1)
