"""What a scatter plot shows, as values; and where its labels go. No Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paretoscope_gui.plots.front import Point

NOWHERE = -12.0  # where a logarithmic axis puts what is not above zero


@dataclass(frozen=True)
class Dot:
    """One trial in SI values. An empty colour is the neutral one. Bounds None: no interval is known.

    `hollow`: simulated, not measured; `hatched`: estimated; `front`: whether it lies on the Pareto front, and `chance`
    the probability of that, None where it is not known. `size` (px) and `fill` stand for further metrics, whose
    values in words are `more`; 0 and "" are the usual ones, a fill of "none" is that of a trial without a value.
    """

    key: str
    title: str
    x: float
    y: float
    xs: tuple[float, float] | None = None
    ys: tuple[float, float] | None = None
    colour: str = ""
    symbol: str = "o"
    hollow: bool = False
    hatched: bool = False
    front: bool = False
    chance: float | None = None
    size: float = 0.0
    fill: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class AxisSpec:
    """One metric on an axis: SI unit shown as `unit` by `factor`, whether down is better, whether log."""

    title: str
    unit: str = ""
    factor: float = 1.0
    down: bool = True
    log: bool = False

    def place(self, value: float) -> float:
        """Where a SI value stands on the axis."""
        if not self.log:
            return value
        return math.log10(value) if value > 0 else NOWHERE

    def span(self, value: float, bounds: tuple[float, float] | None) -> Point:
        """Both ends of an interval on the axis."""
        low, high = bounds or (value, value)
        return self.place(low), self.place(high)


def coordinates(dots: Sequence[Dot], x: AxisSpec, y: AxisSpec) -> NDArray[np.float64]:
    """Where the dots stand on both axes, shape [n, 2]."""
    return np.column_stack((_placed([d.x for d in dots], x), _placed([d.y for d in dots], y))).reshape(-1, 2)


def reach(dots: Sequence[Dot], spec: AxisSpec, across: bool) -> Point:
    """From the lowest to the highest end of all intervals on one axis."""
    spans = [(d.xs or (d.x, d.x)) if across else (d.ys or (d.y, d.y)) for d in dots]
    ends = np.asarray(spans, dtype=float)
    return float(_placed(ends[:, 0], spec).min()), float(_placed(ends[:, 1], spec).max())


def _placed(values: ArrayLike, spec: AxisSpec) -> NDArray[np.float64]:
    """As `AxisSpec.place` for many values."""
    found: NDArray[np.float64] = np.asarray(values, dtype=float)
    if not spec.log:
        return found
    return np.log10(found, out=np.full_like(found, NOWHERE), where=found > 0)


Box = tuple[float, float, float, float]  # left, top, right, bottom in px


def placed(anchors: Sequence[Point], sizes: Sequence[Point], area: Box, obstacles: Sequence[Box]) -> list[Point | None]:
    """A top-left corner for each label beside its anchor, so that no two overlap; None where there is no room.

    The first labels choose first. Coordinates in px, y downwards.
    """
    taken = list(obstacles)
    found: list[Point | None] = []
    for (x, y), (w, h) in zip(anchors, sizes, strict=True):
        corner = next((c for c in _corners(x, y, w, h) if _free((c[0], c[1], c[0] + w, c[1] + h), area, taken)), None)
        found.append(corner)
        if corner is not None:
            taken.append((corner[0], corner[1], corner[0] + w, corner[1] + h))
    return found


def _corners(x: float, y: float, w: float, h: float) -> list[Point]:
    gap = 10
    return [
        (x + gap, y - h - 2), (x + gap, y + 2), (x - gap - w, y - h - 2), (x - gap - w, y + 2),
        (x + gap, y - h / 2), (x - gap - w, y - h / 2), (x - w / 2, y - h - gap), (x - w / 2, y + gap),
        (x + gap, y - 2 * h), (x + gap, y + h), (x - gap - w, y - 2 * h), (x - gap - w, y + h),
        (x + 2 * gap, y - h / 2), (x - 2 * gap - w, y - h / 2),
    ]  # fmt: skip


def _free(box: Box, area: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] >= area[0] and box[1] >= area[1] and box[2] <= area[2] and box[3] <= area[3]
    return inside and not any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)
