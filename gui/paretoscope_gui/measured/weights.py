"""A further metric as the size or the colour of each trial's mark. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paretoscope.analysis.results import Results
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.plots.dots import Dot
from paretoscope_gui.plots.ramp import LEAST, diameter, shade, shares


@dataclass(frozen=True)
class Weight:
    """A metric over the trials that are drawn: `values` in SI by trial, None where one has no value.

    `low` and `high` are the ends of what was measured; `better_high`: more is better.
    """

    choice: Choice
    values: dict[str, float | None]
    low: float
    high: float

    @property
    def strong_high(self) -> bool:
        """Whether a strong colour stands for a large value: it stands for the better end, or for more of a thing."""
        return self.choice.info.better != "down"

    def text(self, value: float | None) -> str:
        """A value in the metric's shown unit."""
        return self.choice.info.text(value)


def weight(results: Results, choice: Choice | None, keys: Sequence[str]) -> Weight | None:
    """The metric of the drawn trials; None without a metric, or where no drawn trial has a value."""
    if choice is None:
        return None
    wanted = set(keys)
    found = {t.id: choice.value(t) for t in results.trials if t.id in wanted}
    values = {key: v.value if v is not None else None for key, v in found.items()}
    known = [v for v in values.values() if v is not None]
    return Weight(choice, values, min(known), max(known)) if known else None


def weighed(dots: Sequence[Dot], size: Weight | None, colour: Weight | None, dark: bool) -> list[Dot]:
    """The dots with the metrics in their size and colour. The baseline keeps its own neutral colour.

    A dot without a value is as small as can be, or hollow and without colour of its own.
    """
    made = list(dots)
    if size is not None:
        places = shares([size.values.get(d.key) for d in made])
        made = [replace(d, size=LEAST if p is None else diameter(p)) for d, p in zip(made, places, strict=True)]
    if colour is not None:
        places = shares([colour.values.get(d.key) for d in made])
        turned = [p if p is None or colour.strong_high else 1 - p for p in places]
        made = [_shaded(d, p, dark) for d, p in zip(made, turned, strict=True)]
    weights = [w for w in (size, colour) if w is not None]
    if not weights:
        return made
    return [replace(d, more=tuple(w.text(w.values.get(d.key)) for w in weights)) for d in made]


def _shaded(dot: Dot, share: float | None, dark: bool) -> Dot:
    if not dot.colour:
        return dot
    return replace(dot, fill=shade(share, dark)) if share is not None else replace(dot, fill="none")
