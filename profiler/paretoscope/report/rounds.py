"""A metric turn by turn: each trial a line over the rounds, the baseline thick, discarded turns as crosses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from paretoscope.analysis.metrics import MetricInfo
from paretoscope.report.scatter import axis_title
from paretoscope.report.svg import Scale, axes, figure, look, spanning, symbol, tag

WIDTH, HEIGHT = 880.0, 280.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 864.0, 32.0, 236.0


@dataclass(frozen=True)
class Line:
    """One trial's turns in the shown unit: (block, round, value, counted)."""

    label: str
    turns: Sequence[tuple[int, int, float, bool]]
    index: int = 0
    baseline: bool = False


def rounds_chart(lines: Sequence[Line], metric: MetricInfo, title: str, description: str) -> Markup:
    """Draw the lines; a break between blocks marks the restart of the workers."""
    every = [t for line in lines for t in line.turns]
    across = spanning([float(t[1]) for t in every], LEFT + 8, RIGHT - 8, 0.02)
    up = spanning([t[2] for t in every], BOTTOM - 8, TOP + 8)
    below = [(across(v), f"{v:.0f}") for v in across.ticks(8) if v == int(v)]
    frame = axes(up, below, (axis_title(metric), "round"), (LEFT, RIGHT, BOTTOM))
    parts = [*frame, *(_line(line, across, up) for line in lines)]
    return figure(WIDTH, HEIGHT, title, description, *parts)


def _line(line: Line, across: Scale, up: Scale) -> Markup:
    colour = "base" if line.baseline else look(line.index)[1]
    shape = "diamond" if line.baseline else look(line.index)[0]
    path, block = "", None
    for b, r, value, counted in line.turns:
        if counted:
            path += f"{'M' if b != block else 'L'}{across(r):.1f} {up(value):.1f}"
            block = b
    marks = [
        symbol(shape if counted else "cross", across(r), up(v), 6, f"mark {colour if counted else 'lost'}")
        for _, r, v, counted in line.turns
    ]
    return tag("g", tag("path", d=path, class_=f"line {colour}"), *marks)
