"""Ratios to the baseline: a panel for each metric, a row for each trial, a dot with its interval, filled when real."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from paretoscope.report.svg import Scale, figure, look, nice, symbol, tag

ROW, HEAD, FOOT = 28.0, 44.0, 28.0
NAMES, PANEL, GAP = 240.0, 176.0, 24.0


@dataclass(frozen=True)
class Dot:
    """A trial's ratio or difference with its interval, in what the axis shows."""

    value: float
    low: float | None
    high: float | None
    real: bool
    good: bool
    simulated: bool = False


@dataclass(frozen=True)
class Panel:
    """One metric: `dots` in the order of the rows, None where a trial has none. `neutral` is no change (1 or 0)."""

    title: str
    better: str
    dots: Sequence[Dot | None]
    neutral: float = 1.0


def dot_plot(rows: Sequence[str], panels: Sequence[Panel], title: str, description: str) -> Markup:
    """Draw the panels side by side over common rows."""
    width = NAMES + len(panels) * (PANEL + GAP)
    height = HEAD + ROW * len(rows) + FOOT
    names = [_name(i, text) for i, text in enumerate(rows)]
    stripes = [
        tag("rect", x=0.0, y=HEAD + ROW * i, width=width, height=ROW, class_="stripe") for i in range(0, len(rows), 2)
    ]
    bodies = [_panel(p, NAMES + i * (PANEL + GAP), len(rows)) for i, p in enumerate(panels)]
    return figure(width, height, title, description, *stripes, *names, *bodies)


def _name(row: int, text: str) -> Markup:
    shape, colour = look(row)
    y = HEAD + ROW * (row + 0.5)
    short = text if len(text) <= 36 else text[:35] + "…"
    return tag("g", symbol(shape, 10.0, y, 9, f"mark {colour}"), tag("text", short, x=24.0, y=y + 4, class_="name"))


def _panel(panel: Panel, left: float, rows: int) -> Markup:
    scale = _scale(panel, left)
    bottom = HEAD + ROW * rows
    ticks = [
        tag("g", tag("line", x1=scale(t), x2=scale(t), y1=HEAD, y2=bottom, class_="grid"),
            tag("text", _tick(t, panel.neutral), x=scale(t), y=bottom + 16, text_anchor="middle", class_="tick"))
        for t in _ticks(scale, panel.neutral)
    ]  # fmt: skip
    zero = tag("line", x1=scale(panel.neutral), x2=scale(panel.neutral), y1=HEAD - 4, y2=bottom, class_="zero")
    heads = [
        tag("text", panel.title, x=left, y=16.0, class_="label strong"),
        tag("text", panel.better, x=left, y=32.0, class_="tick"),
    ]
    dots = [_dot(d, i, scale) for i, d in enumerate(panel.dots) if d is not None]
    return tag("g", *heads, *ticks, zero, *dots)


def _scale(panel: Panel, left: float) -> Scale:
    values = [panel.neutral]
    for d in panel.dots:
        values += [v for v in (d.value, d.low, d.high) if v is not None] if d else []
    low, high = min(values), max(values)
    if panel.neutral == 1 and low > 0 and high / low > 4:
        return Scale(low / 1.15, high * 1.15, left + 4, left + PANEL - 4, log=True)
    room = max((high - low) * 0.12, 0.02 if panel.neutral == 1 else 1e-6)
    return Scale(low - room, high + room, left + 4, left + PANEL - 4)


def _ticks(scale: Scale, neutral: float) -> list[float]:
    if scale.log:
        return [t for t in scale.ticks() if abs(scale(t) - scale(neutral)) > 16] + [neutral]
    step = nice((scale.high - scale.low) / 4)
    return [t for t in (neutral + i * step for i in range(-8, 9)) if scale.low <= t <= scale.high]


def _tick(value: float, neutral: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "×" if neutral == 1 else f"{value:+.3g}" if value else "0"


def _dot(dot: Dot, row: int, scale: Scale) -> Markup:
    y = HEAD + ROW * (row + 0.5)
    tone = ("better" if dot.good else "worse") if dot.real else "same"
    bar = []
    if dot.low is not None and dot.high is not None:
        bar = [tag("line", x1=scale(dot.low), x2=scale(dot.high), y1=y, y2=y)]
    style = " hollow" if dot.simulated or not dot.real else ""
    return tag("g", *bar, tag("circle", cx=scale(dot.value), cy=y, r=4.5, class_=f"mark{style}"), class_=f"bar {tone}")
