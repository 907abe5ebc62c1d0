"""The line of a Pareto front as a staircase, and the band between its hopeful and its cautious version. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Point = tuple[float, float]


def front(points: Iterable[Point], x_down: bool, y_down: bool) -> list[Point]:
    """The points that no other one beats in both directions, by x from its better end."""
    sx, sy = (1.0 if x_down else -1.0), (1.0 if y_down else -1.0)
    kept: list[Point] = []
    best = float("inf")
    for x, y in sorted((sx * x, sy * y) for x, y in points):
        if y < best:
            kept.append((sx * x, sy * y))
            best = y
    return kept


def staircase(points: Sequence[Point], x_down: bool, y_down: bool, bounds: tuple[Point, Point]) -> list[Point]:
    """The border of what the front's points reach, from edge to edge of `bounds` ((x0, x1), (y0, y1))."""
    if not points:
        return []
    x_worst, y_worst = bounds[0][1 if x_down else 0], bounds[1][1 if y_down else 0]
    line = [(points[0][0], y_worst)]
    for (x, y), after in zip(points, [*points[1:], None], strict=True):
        line.append((x, y))
        line.append((after[0] if after else x_worst, y))
    return line


def band(dots: Iterable[tuple[Point, Point]], x_down: bool, y_down: bool, bounds: tuple[Point, Point]) -> list[Point]:
    """Outline between the front of the best and that of the worst corners of the intervals.

    Args:
        dots: ((x low, x high), (y low, y high)) of each trial.
    """
    dots = list(dots)
    hopeful = [(x[0 if x_down else 1], y[0 if y_down else 1]) for x, y in dots]
    cautious = [(x[1 if x_down else 0], y[1 if y_down else 0]) for x, y in dots]
    outer = staircase(front(hopeful, x_down, y_down), x_down, y_down, bounds)
    inner = staircase(front(cautious, x_down, y_down), x_down, y_down, bounds)
    return [*outer, *reversed(inner)]
