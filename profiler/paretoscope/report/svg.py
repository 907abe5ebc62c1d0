"""Building blocks of our charts: escaped SVG elements, scales, ticks, symbols. Colours are CSS classes of the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

SYMBOLS = ("circle", "square", "triangle", "diamond", "down", "cross", "pentagon")
COLOURS = 7  # classes c0 to c6 of the style sheet, Okabe-Ito


def tag(name: str, *children: Any, **attributes: Any) -> Markup:
    """One element. Plain strings are escaped, Markup is not; `class_` is class, `_` in a name becomes `-`."""
    head = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _number(value))
        for key, value in attributes.items()
        if value is not None
    )
    body = Markup("").join(escape(c) for c in children)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), head, body)


def _number(value: Any) -> Any:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def figure(width: float, height: float, title: str, description: str, *children: Any) -> Markup:
    """A chart with its name and a description in words for screen readers."""
    return tag(
        "svg", tag("title", title), tag("desc", description), *children,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:g}", role="img", class_="chart",
    )  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """Maps values of `low`..`high` to positions `start`..`end`; `log` for values that span more than a decade."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Position of a value, held inside the scale."""
        a, b, v = (math.log(x) for x in (self.low, self.high, max(value, 1e-300))) if self.log else (
            self.low, self.high, value
        )  # fmt: skip
        share = (v - a) / (b - a) if b != a else 0.5
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)

    def ticks(self, count: int = 5) -> list[float]:
        """Round values inside the scale."""
        if self.log:
            decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
            found = [m * 10.0**d for d in decades for m in (1, 2, 5)]
            return [t for t in found if self.low <= t <= self.high]
        step = nice((self.high - self.low) / max(1, count))
        first = math.ceil(self.low / step - 1e-9)
        return [i * step for i in range(first, math.floor(self.high / step + 1e-9) + 1)]


def tick_text(value: float) -> str:
    """A tick's label: no trailing zeros, thousands apart."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if 1e-4 <= abs(value) < 1e7 else f"{value:.3g}"
    return text.replace(",", " ") if value else "0"


def nice(step: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    if step <= 0 or not math.isfinite(step):
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= step * 0.999)


def spanning(values: Sequence[float], start: float, end: float, pad: float = 0.08) -> Scale:
    """A scale over some values with a margin on both sides."""
    low, high = min(values), max(values)
    if low > 0 and high / low > 10:
        room = (high / low) ** pad
        return Scale(low / room, high * room, start, end, log=True)
    room = (high - low) * pad or abs(high) * 0.1 or 1.0
    return Scale(low - room, high + room, start, end)


def axes(
    up: Scale, below: Iterable[tuple[float, str]], titles: tuple[str, str], box: tuple[float, float, float]
) -> list[Markup]:
    """Grid lines with their values, labels under the chart, and the titles of both axes.

    Args:
        below: (place, label) on the lower axis. titles: of the upward and the lower axis.
        box: left, right and bottom of the chart, px.
    """
    left, right, bottom = box
    parts = []
    for v in up.ticks(4):
        parts.append(tag("line", x1=left, x2=right, y1=up(v), y2=up(v), class_="grid"))
        parts.append(tag("text", tick_text(v), x=left - 8, y=up(v) + 4, text_anchor="end", class_="tick"))
    parts += [tag("text", t, x=x, y=bottom + 16, text_anchor="middle", class_="tick") for x, t in below]
    parts.append(tag("text", titles[0], x=left - 48, y=16.0, class_="label"))
    parts.append(tag("text", titles[1], x=right, y=bottom + 36, text_anchor="end", class_="label"))
    return parts


def symbol(kind: str, x: float, y: float, size: float, class_: str) -> Markup:
    """A mark of about `size` x `size` around (x, y)."""
    r = size / 2
    if kind == "circle":
        return tag("circle", cx=x, cy=y, r=r, class_=class_)
    if kind == "square":
        return tag("rect", x=x - r * 0.9, y=y - r * 0.9, width=r * 1.8, height=r * 1.8, class_=class_)
    points = " ".join(f"{x + r * a:.2f},{y + r * b:.2f}" for a, b in _POINTS[kind])
    return tag("polygon", points=points, class_=class_)


def _polygon(corners: int, turn: float = -math.pi / 2) -> list[tuple[float, float]]:
    return [
        (1.1 * math.cos(turn + i * 2 * math.pi / corners), 1.1 * math.sin(turn + i * 2 * math.pi / corners))
        for i in range(corners)
    ]


_ARM = 0.38
_POINTS = {
    "triangle": [(0, -1.1), (1.05, 0.8), (-1.05, 0.8)],
    "down": [(0, 1.1), (1.05, -0.8), (-1.05, -0.8)],
    "diamond": _polygon(4),
    "pentagon": _polygon(5),
    "cross": [(-_ARM, -1), (_ARM, -1), (_ARM, -_ARM), (1, -_ARM), (1, _ARM), (_ARM, _ARM), (_ARM, 1), (-_ARM, 1),
              (-_ARM, _ARM), (-1, _ARM), (-1, -_ARM), (-_ARM, -_ARM)],
}  # fmt: skip


def look(index: int) -> tuple[str, str]:
    """(symbol, colour class) of the trial at that place; both vary, so that colour is never alone."""
    return SYMBOLS[(index + index // COLOURS) % len(SYMBOLS)], f"c{index % COLOURS}"
