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
        self._low, self._high = np.inf, -np.inf

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

    @property
    def span(self) -> tuple[float, float]:
        """The least and the largest value that is kept; (inf, -inf) while there is none."""
        return float(self._low), float(self._high)

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
        gone = self._y[self._start : self._start + over]
        self._start += over
        self.first += over + skipped
        self._widen(values, gone)

    def _widen(self, new: Floats, gone: Floats) -> None:
        """Keep the span up to date; all is looked at only when one of its ends has fallen out."""
        if len(gone) and (gone.min() <= self._low or gone.max() >= self._high):
            self._low, self._high = self.y.min(), self.y.max()
        elif len(new):
            self._low, self._high = min(self._low, new.min()), max(self._high, new.max())

    def _room(self, more: int) -> None:
        if self._end + more <= len(self._t):
            return
        kept = len(self)
        size = min(2 * self.capacity, max(len(self._t), 2 * (kept + more)))
        size = max(size, kept + more)
        t, y = np.empty(size), np.empty(size)
        t[:kept], y[:kept] = self.t, self.y
        self._t, self._y, self._start, self._end = t, y, 0, kept


def bin_size(n: int, pixels: int) -> int:
    """How many of n points share a bin on that many pixels: 1, or the power of two that makes 2 to 4 points a pixel."""
    return 1 if n <= 4 * pixels else 1 << int(np.ceil(np.log2(n / (2 * pixels))))


def binned(t: Floats, y: Floats, first: int, size: int) -> tuple[Floats, Floats]:
    """The least and the largest value of each bin of `size` points, at the time of its first; all points for size 1.

    Args:
        t, y: contiguous points, shape [n].
        first: absolute index of the first of them; bins begin at its multiples of `size`.
    """
    if size == 1:
        return t, y
    head = -first % size  # samples before the first aligned bin
    starts = np.arange(head, len(t), size)
    if head:
        starts = np.concatenate(([0], starts))
    times = np.repeat(t[starts], 2)
    values = np.empty(2 * len(starts))
    values[0::2] = np.minimum.reduceat(y, starts)
    values[1::2] = np.maximum.reduceat(y, starts)
    return times, values


def joined_to(point: tuple[float, float], t: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The points with one (t, y) before them, at which the piece before ended."""
    return np.concatenate(((point[0],), t)), np.concatenate(((point[1],), y))


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
