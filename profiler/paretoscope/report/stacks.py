"""Where the time goes, drawn: a bar a recipe, as long as its call, cut into what each kind of operator takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from paretoscope.analysis.inside_digest import phase
from paretoscope.analysis.metrics import metric
from paretoscope.analysis.results import Results, Trial
from paretoscope.report.pictures import Picture
from paretoscope.report.svg import COLOURS, Scale, figure, tag

WIDTH, LEFT, RIGHT, TOP = 880.0, 216.0, 772.0, 60.0
ROW, BAR, LETTER = 34.0, 22.0, 6.4  # px: of a row, of its bar, of a letter of the small print
KINDS, SHOWN, NAME = 6, 13, 30  # colours beside "other", trials in a chart, letters of a recipe's name


@dataclass(frozen=True)
class Bar:
    """A recipe's phase: seconds of each kind, and of all."""

    label: str
    parts: dict[str, float]
    baseline: bool = False

    @property
    def whole(self) -> float:
        """Seconds of one call."""
        return sum(self.parts.values())


def pictures(results: Results) -> Iterator[Picture]:
    """One picture a traced phase, with its table."""
    traced = [t for t in results.trials if t.inside and t.ranked][:SHOWN]
    names = dict.fromkeys(str(p.get("phase")) for t in traced for p in t.inside.get("phases", ()))
    for name in names:
        bars = [bar for t in traced if (bar := _bar(t, name)) is not None]
        if bars:
            yield _picture(name, bars)


def _bar(trial: Trial, name: str) -> Bar | None:
    found = phase(trial.inside, name)
    if not found or not found.get("seconds"):
        return None
    parts = {k: float(n.get("seconds", 0.0)) for k, n in found["operators"].items()}
    return Bar(trial.title or trial.id, parts, "baseline" in trial.marks)


def kinds(bars: Sequence[Bar]) -> list[str]:
    """The kinds that get a colour: those that take most in any bar, largest first; the rest is "other"."""
    most: dict[str, float] = {}
    for bar in bars:
        for kind, seconds in bar.parts.items():
            most[kind] = max(most.get(kind, 0.0), seconds)
    return sorted((k for k in most if k != "other"), key=lambda k: -most[k])[:KINDS]


def _picture(name: str, bars: Sequence[Bar]) -> Picture:
    shown = kinds(bars)
    base = next((b for b in bars if b.baseline), None)
    text = (
        f"One traced {name} of each recipe, by kind of operator; as long as it took. Traced calls are slower than timed"
        " ones, so lengths compare recipes but are no latency."
    )
    rows = [[b.label, *(_ms(s) for _, s in _cut(b, shown)), _ms(b.whole), _change(b, base)] for b in bars]
    head = ["Recipe", *shown, "other", "Call", "Change"]
    title = f"{name.capitalize()}: where the time goes"
    return Picture(title, text, draw(bars, shown, base, title, text), head, rows)


def _cut(bar: Bar, shown: Sequence[str]) -> list[tuple[str, float]]:
    """(kind, seconds) in the order of the legend, the rest last."""
    own = [(k, bar.parts.get(k, 0.0)) for k in shown]
    return [*own, ("other", max(0.0, bar.whole - sum(s for _, s in own)))]


def draw(bars: Sequence[Bar], shown: Sequence[str], base: Bar | None, title: str, description: str) -> Markup:
    """The chart."""
    across = Scale(0.0, max(b.whole for b in bars), LEFT, RIGHT)
    parts = [*_legend(shown)]
    for i, bar in enumerate(bars):
        parts += _row(bar, shown, base, across, TOP + i * ROW)
    return figure(WIDTH, TOP + len(bars) * ROW + 8, title, f"{description} The table below holds every value.", *parts)


def _legend(shown: Sequence[str]) -> Iterator[Markup]:
    x = LEFT
    for i, kind in enumerate([*shown, "other"]):
        yield tag("rect", x=x, y=20.0, width=12.0, height=12.0, rx=2.0, class_=f"mark {_colour(i, shown)}")
        yield tag("text", kind, x=x + 18, y=30.0, class_="tick")
        x += 34 + LETTER * len(kind)


def _row(bar: Bar, shown: Sequence[str], base: Bar | None, across: Scale, y: float) -> Iterator[Markup]:
    name = bar.label if len(bar.label) <= NAME else bar.label[: NAME - 1] + "…"
    yield tag("text", tag("title", bar.label), name, x=LEFT - 12, y=y + BAR * 0.68, text_anchor="end", class_="name")
    at = 0.0
    for i, (kind, seconds) in enumerate(_cut(bar, shown)):
        left, right = across(at), across(at + seconds)
        at += seconds
        if right - left < 0.5:
            continue
        words = f"{bar.label}, {kind}: {_ms(seconds)}, {seconds / bar.whole:.0%}"
        yield tag("rect", tag("title", words), x=left, y=y, width=right - left, height=BAR, rx=2.0,
                  class_=f"mark {_colour(i, shown)}")  # fmt: skip
    change = "" if bar.baseline or base is None else f" · {_change(bar, base)}"
    yield tag("text", f"{_ms(bar.whole)}{change}", x=across(at) + 8, y=y + BAR * 0.68, class_="tick")


def _colour(index: int, shown: Sequence[str]) -> str:
    return f"c{index % COLOURS}" if index < len(shown) else "lost"


def _change(bar: Bar, base: Bar | None) -> str:
    if base is None or bar is base or base.whole <= 0:
        return ""
    return f"{bar.whole / base.whole:.2f}×"


def _ms(seconds: float) -> str:
    return metric("latency.tpot").text(seconds)
