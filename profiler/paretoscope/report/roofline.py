"""The roofline as a chart: achieved rate over arithmetic intensity, both on logarithmic axes, under the roofs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from paretoscope.analysis.limits_words import rate
from paretoscope.report.svg import Scale, figure, look, symbol, tag, tick_text

WIDTH, HEIGHT = 880.0, 400.0
LEFT, RIGHT, TOP, BOTTOM = 72.0, 720.0, 28.0, 344.0


@dataclass(frozen=True)
class Mark:
    """A step of a trial or a part of it: FLOP per byte, FLOP/s; `note` is written beside it."""

    label: str
    phase: str
    intensity: float
    achieved: float
    index: int = 0
    baseline: bool = False
    note: str = ""


def roofline_chart(
    marks: Sequence[Mark], roofs: Sequence[tuple[str, float]], bandwidth: float, title: str, description: str
) -> Markup:
    """Draw it.

    Args:
        roofs: dtype and its multiply rate, FLOP/s. bandwidth: of main memory, B/s: the slope.
    """
    ridge = max(r for _, r in roofs) / bandwidth
    xs = [m.intensity for m in marks] + [ridge]
    ys = [m.achieved for m in marks] + [r for _, r in roofs]
    across = Scale(min(xs) / 3, max(xs) * 3, LEFT, RIGHT, log=True)
    up = Scale(min(ys) / 3, max(ys) * 2, BOTTOM, TOP, log=True)
    parts = [*_grid(across, up), *(_roof(name, r, bandwidth, across, up) for name, r in roofs)]
    return figure(WIDTH, HEIGHT, title, description, *parts, *(_mark(m, across, up) for m in marks))


def _grid(across: Scale, up: Scale) -> list[Markup]:
    out = []
    for v in (t for t in across.ticks() if _decade(t)):
        out.append(tag("line", x1=across(v), x2=across(v), y1=TOP, y2=BOTTOM, class_="grid"))
        out.append(tag("text", tick_text(v), x=across(v), y=BOTTOM + 18, text_anchor="middle", class_="tick"))
    for v in (t for t in up.ticks() if _decade(t)):
        out.append(tag("line", x1=LEFT, x2=RIGHT, y1=up(v), y2=up(v), class_="grid"))
        text = rate(v, "FLOP/s").replace("FLOP/s", "")
        out.append(tag("text", text, x=LEFT - 8, y=up(v) + 4, text_anchor="end", class_="tick"))
    out.append(tag("text", "FLOP per byte moved", x=RIGHT, y=BOTTOM + 44, text_anchor="end", class_="label"))
    out.append(tag("text", "FLOP/s", x=LEFT - 48, y=TOP - 12, class_="label"))
    return out


def _decade(value: float) -> bool:
    return f"{value:e}".startswith("1.000000")


def _roof(name: str, peak: float, bandwidth: float, across: Scale, up: Scale) -> Markup:
    """The slope of memory up to its ridge, then the flat roof of a number format."""
    start, ridge = max(across.low, up.low / bandwidth), peak / bandwidth
    slope = f"M{across(start):.1f} {up(start * bandwidth):.1f}L" if start < ridge else "M"
    path = f"{slope}{across(max(start, ridge)):.1f} {up(peak):.1f}H{RIGHT:.1f}"
    return tag(
        "g", tag("path", d=path, class_="front"),
        tag("text", f"{name} {rate(peak, 'FLOP/s')}", x=RIGHT + 8, y=up(peak) + 4, class_="name"),
    )  # fmt: skip


def _mark(m: Mark, across: Scale, up: Scale) -> Markup:
    shape, colour = ("diamond", "base") if m.baseline else look(m.index)
    hollow = "" if m.phase == "decode" else " hollow"
    x, y = across(m.intensity), up(m.achieved)
    words = f"{m.label}, {m.phase}: {rate(m.achieved, 'FLOP/s')}"
    beside = [tag("text", m.note, x=x + 10, y=y + 4, class_="tick")] if m.note else []
    return tag("g", tag("title", words), symbol(shape, x, y, 11, f"mark {colour}{hollow}"), *beside)
