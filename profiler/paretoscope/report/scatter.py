"""The trade-off picture: two metrics, each trial a mark with its intervals, the front as a stepped line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from paretoscope.analysis.metrics import UP, MetricInfo
from paretoscope.report.svg import Scale, figure, look, spanning, symbol, tag, tick_text

WIDTH, HEIGHT = 560.0, 380.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 544.0, 28.0, 324.0
CHAR, LINE = 6.2, 14.0  # size of a letter of a label


@dataclass(frozen=True)
class Point:
    """One trial in the shown units. `index` decides symbol and colour; the baseline has its own neutral mark."""

    label: str
    x: float
    y: float
    x_bounds: tuple[float, float] | None = None
    y_bounds: tuple[float, float] | None = None
    index: int = 0
    baseline: bool = False
    simulated: bool = False
    estimated: bool = False
    front: bool = False


def scatter(points: Sequence[Point], x: MetricInfo, y: MetricInfo, title: str, description: str) -> Markup:
    """Draw the points; less or more is better as the metrics say, and an arrow on each axis says it too."""
    across = spanning([v for p in points for v in (p.x, *(p.x_bounds or ()))], LEFT + 12, RIGHT - 12)
    up = spanning([v for p in points for v in (p.y, *(p.y_bounds or ()))], BOTTOM - 12, TOP + 12)
    return figure(
        WIDTH, HEIGHT, title, description,
        *_grid(across, up), *_axis_titles(x, y), _front_line(points, across, up, x),
        *(_bars(p, across, up) for p in points), *(_mark(p, across, up) for p in points), *_labels(points, across, up),
    )  # fmt: skip


def _grid(across: Scale, up: Scale) -> list[Markup]:
    out = []
    for v in across.ticks():
        out.append(tag("line", x1=across(v), x2=across(v), y1=TOP, y2=BOTTOM, class_="grid"))
        out.append(tag("text", tick_text(v), x=across(v), y=BOTTOM + 18, text_anchor="middle", class_="tick"))
    for v in up.ticks():
        out.append(tag("line", x1=LEFT, x2=RIGHT, y1=up(v), y2=up(v), class_="grid"))
        out.append(tag("text", tick_text(v), x=LEFT - 8, y=up(v) + 4, text_anchor="end", class_="tick"))
    out.append(tag("line", x1=LEFT, x2=RIGHT, y1=BOTTOM, y2=BOTTOM, class_="axis"))
    return out


def _axis_titles(x: MetricInfo, y: MetricInfo) -> list[Markup]:
    right = x.better == UP
    across = f"{axis_title(x)}   {'better →' if right else '← better'}"
    upward = f"{axis_title(y)}   {'↑ better' if y.better == UP else '↓ better'}"
    return [
        tag("text", across, x=RIGHT, y=BOTTOM + 44, text_anchor="end", class_="label"),
        tag("text", upward, x=LEFT - 48, y=TOP - 12, class_="label"),
    ]


def axis_title(metric: MetricInfo) -> str:
    """Title with the shown unit."""
    unit = metric.shown or metric.unit
    return f"{metric.title} ({unit})" if unit else metric.title


def _front_line(points: Sequence[Point], across: Scale, up: Scale, x: MetricInfo) -> Markup:
    """Steps through the marks on the front: what lies behind the line is dominated."""
    best_first = sorted((p for p in points if p.front), key=lambda p: p.x, reverse=x.better == UP)
    places = [(across(p.x), up(p.y)) for p in best_first]
    steps = [f"M{a:.1f} {b:.1f}" if i == 0 else f"H{a:.1f}V{b:.1f}" for i, (a, b) in enumerate(places)]
    return tag("path", d="".join(steps) or "M0 0", class_="front")


def _bars(p: Point, across: Scale, up: Scale) -> Markup:
    colour = "base" if p.baseline else look(p.index)[1]
    out = []
    if p.x_bounds:
        out.append(tag("line", x1=across(p.x_bounds[0]), x2=across(p.x_bounds[1]), y1=up(p.y), y2=up(p.y)))
    if p.y_bounds:
        out.append(tag("line", x1=across(p.x), x2=across(p.x), y1=up(p.y_bounds[0]), y2=up(p.y_bounds[1])))
    return tag("g", *out, class_=f"bar {colour}")


def _mark(p: Point, across: Scale, up: Scale) -> Markup:
    shape, colour = ("diamond", "base") if p.baseline else look(p.index)
    style = " hollow" if p.simulated else " hatched" if p.estimated else ""
    return symbol(shape, across(p.x), up(p.y), 11, f"mark {colour}{style}")


def _labels(points: Sequence[Point], across: Scale, up: Scale) -> list[Markup]:
    """Names beside the marks, each at the first of eight places where it covers nothing; none where all are taken."""
    taken = [(across(p.x) - 7, up(p.y) - 7, across(p.x) + 7, up(p.y) + 7) for p in points]
    out = []
    for p in sorted(points, key=lambda p: (not p.baseline, not p.front)):
        text = p.label if len(p.label) <= 34 else p.label[:33] + "…"
        for left, top, anchor in _places(across(p.x), up(p.y), len(text) * CHAR):
            box = (left, top, left + len(text) * CHAR, top + LINE)
            if _inside(box) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                at = {"start": left, "middle": left + len(text) * CHAR / 2, "end": box[2]}[anchor]
                kind = "name strong" if p.front or p.baseline else "name"
                out.append(tag("text", text, x=at, y=top + LINE - 3.5, text_anchor=anchor, class_=kind))
                break
    return out


def _places(x: float, y: float, width: float) -> list[tuple[float, float, str]]:
    """(left, top, anchor) of a label's box, the best place first."""
    half = LINE / 2
    return [
        (x + 11, y - half, "start"), (x - 11 - width, y - half, "end"),
        (x - width / 2, y - 11 - LINE, "middle"), (x - width / 2, y + 11, "middle"),
        (x + 8, y - 8 - LINE, "start"), (x + 8, y + 8, "start"),
        (x - 8 - width, y - 8 - LINE, "end"), (x - 8 - width, y + 8, "end"),
    ]  # fmt: skip


def _inside(box: tuple[float, float, float, float]) -> bool:
    return box[0] >= LEFT and box[2] <= WIDTH - 4 and box[1] >= 2 and box[3] <= BOTTOM


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
