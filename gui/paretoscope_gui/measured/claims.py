"""Claims of the papers beside what was measured, as rows, words and a summary. No Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.analysis.metrics import DIFFERENCE
from paretoscope.analysis.results import ClaimCheck, Results
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.measured.metric import metric
from paretoscope_gui.measured.words import name
from paretoscope_gui.numbers import between, number, percent

# Verdict of analysis.claims to (word on the page, tone, what it means, order).
VERDICTS = {
    "agrees": (mark("agrees"), "good", mark("The measured change reaches the claim, or its interval holds it.")),
    "weaker": (mark("weaker"), "warn", mark("The change goes the claimed way, and less far.")),
    "none": (mark("no effect"), "plain", mark("No real change was measured here.")),
    "opposite": (mark("opposite"), "bad", mark("The change goes the other way here.")),
    "not comparable": (mark("not comparable"), "plain", mark("Nothing that was measured here stands for the claim.")),
}


@dataclass(frozen=True)
class Row:
    """One claim as the page shows it. `place` of the numbers on the strip: log2 of a ratio, else the difference."""

    check: ClaimCheck
    recipe: str
    key: str

    @property
    def verdict(self) -> str:
        """One of VERDICTS."""
        return self.check.verdict if self.check.verdict in VERDICTS else "not comparable"

    @property
    def ratio(self) -> bool:
        """Whether the numbers are ratios to the baseline."""
        return not self.check.metric or metric(self.check.metric).compare != DIFFERENCE

    @property
    def claimed(self) -> str:
        """The claim as a change: "−50 %"; empty when it has no number of ours."""
        return self._words(self.check.claimed)

    @property
    def measured(self) -> str:
        """What was measured here as a change."""
        return self._words(self.check.measured)

    @property
    def interval(self) -> str:
        """The 95 % interval of what was measured."""
        low, high = self.check.low, self.check.high
        return between(self._words(low), self._words(high)) if low is not None and high is not None else ""

    def place(self, value: float | None) -> float | None:
        """Where a value stands on a strip on which 0 is no effect."""
        if value is None:
            return None
        if not self.ratio:
            return value
        return math.log2(value) if value > 0 else None

    def _words(self, value: float | None) -> str:
        if value is None:
            return ""
        if value == (1.0 if self.ratio else 0.0):
            return "±0"
        if self.ratio:
            return percent(value)
        info = metric(self.check.metric)
        text = number(value * info.scale, 2)
        unit = info.shown or info.unit
        return f"{'+' if value > 0 else ''}{text}{' ' + unit if unit else ''}"


def rows(results: Results) -> list[Row]:
    """Every claim, those that can be compared first, in the order of the trials."""
    titles = {t.id: name(t) for t in results.trials}
    made = [Row(c, titles.get(c.trial, c.trial), f"{i}") for i, c in enumerate(results.claims)]
    return sorted(made, key=lambda r: r.verdict == "not comparable")


def chosen(found: Sequence[Row], verdict: str) -> list[Row]:
    """The rows of one verdict, of all that can be compared ("comparable"), or all ("")."""
    if verdict == "comparable":
        return [r for r in found if r.verdict != "not comparable"]
    return [r for r in found if not verdict or r.verdict == verdict]


def counts(found: Sequence[Row]) -> dict[str, int]:
    """How many claims have each verdict."""
    return {v: sum(r.verdict == v for r in found) for v in VERDICTS}


def headline(found: Sequence[Row]) -> str:
    """How the papers' claims fare here, in a sentence."""
    n = counts(found)
    able = len(found) - n["not comparable"]
    if not found:
        return tr("No paper behind these recipes makes a claim that can be held against them.")
    if not able:
        return tr("None of the papers' claims can be compared with what was measured here.")
    words = {"agrees": mark("{n} agree"), "weaker": mark("{n} weaker"), "none": mark("{n} without effect here"),
             "opposite": mark("{n} opposite")}  # fmt: skip
    parts = [tr(text, n=n[v]) for v, text in words.items() if n[v]]
    return tr("Of {able} claims that can be compared: {parts}.", able=able, parts=", ".join(parts))


def reach(row: Row) -> float:
    """Half the width that a strip needs to hold the row's claim, value and interval, with room to its edge."""
    places = [row.place(v) for v in (row.check.claimed, row.check.measured, row.check.low, row.check.high)]
    return max((abs(p) for p in places if p is not None), default=1.0) * 1.15 or 1.0
