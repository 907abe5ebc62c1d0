"""Two studies beside each other: what changed between them, and which numbers got better or worse. No Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from paretoscope_gui.i18n import mark, several, tr
from paretoscope_gui.measured.choice import HEADLINES, workload_words
from paretoscope_gui.measured.metric import metric
from paretoscope_gui.measured.words import name
from paretoscope_gui.numbers import between, interval, number, percent

if TYPE_CHECKING:
    from paretoscope.analysis.compare import Comparison, Difference, Pair
    from paretoscope.analysis.results import Results, Value

MAIN = tuple(name for names in HEADLINES.values() for name in names)
_GROUPS = {
    "model": mark("Model"),
    "machine": mark("Machine"),
    "versions": mark("Version of"),
    "protocol": mark("Protocol"),
    "study": mark("Study"),
}
_OF_FILES = {"code": mark("The program's code"), "study": mark("The study's plan")}  # what no file of the model is
TONES = {"worse": "bad", "better": "good", "changed": "accent", "same": "plain", "unknown": "plain"}
_WORDS = {
    "worse": mark("regression"),
    "better": mark("gain"),
    "changed": mark("change"),
    "same": mark("no real change"),
    "unknown": mark("no interval"),
}


@dataclass(frozen=True)
class Line:
    """One number of one recipe in both studies."""

    pair: Pair
    recipe: str
    alone: bool = True  # no other workload gives the same number

    @property
    def key(self) -> str:
        """A text that names it."""
        return f"{self.pair.recipe}|{self.pair.workload}|{self.pair.metric}"

    @property
    def verdict(self) -> str:
        """worse, better, changed (neither way is better), same, or unknown (no interval)."""
        ratio, info = self.pair.ratio, metric(self.pair.metric)
        if ratio is None or ratio.low is None:
            return "unknown"
        if not ratio.real:
            return "same"
        if not info.better:
            return "changed"
        less = ratio.value < (0.0 if ratio.kind == "difference" else 1.0)
        return "better" if less == (info.better == "down") else "worse"

    @property
    def words(self) -> str:
        """The verdict for reading."""
        return tr(_WORDS[self.verdict])

    @property
    def title(self) -> str:
        """The metric, and its workload where several give it."""
        work = "" if self.alone else workload_words(self.pair.workload)
        return f"{metric(self.pair.metric).title} ({work})" if work else metric(self.pair.metric).title

    def text(self, value: Value) -> str:
        """A value in the metric's shown unit."""
        return metric(self.pair.metric).text(value.value)

    @property
    def change(self) -> str:
        """Second against first: "−12 %", or the difference in the metric's unit."""
        ratio, info = self.pair.ratio, metric(self.pair.metric)
        if ratio is None:
            return ""
        if ratio.kind != "difference":
            return percent(ratio.value)
        value = ratio.value * info.scale
        return f"{'+' if value > 0 else ''}{number(value, 2)} {tr(info.shown or info.unit)}".strip()

    @property
    def around(self) -> str:
        """The interval of the change; "exact" for counted numbers without one."""
        ratio, info = self.pair.ratio, metric(self.pair.metric)
        if ratio is None or ratio.low is None or ratio.high is None:
            return ""
        if ratio.kind == "difference":
            return interval(ratio.low, ratio.high, info.scale, 2)
        return between(percent(ratio.low), percent(ratio.high))


def lines(comparison: Comparison, second: Results) -> list[Line]:
    """Every shared number; regressions first, then gains, the rest in the registry's order."""
    titles = {t.recipe: name(t) for t in second.trials}
    works: dict[str, set[str]] = {}
    for p in comparison.pairs:
        works.setdefault(p.metric, set()).add(p.workload)
    found = [Line(p, titles.get(p.recipe, p.recipe), len(works[p.metric]) == 1) for p in comparison.pairs]
    return sorted(found, key=lambda x: ("worse", "better", "changed", "same", "unknown").index(x.verdict))


def wanted(found: Sequence[Line], which: str) -> list[Line]:
    """All lines, the main metrics ("main"), or only real changes ("real")."""
    if which == "main":
        return [x for x in found if _plain(x.pair.metric) in MAIN]
    if which == "real":
        return [x for x in found if x.verdict in ("worse", "better", "changed")]
    return list(found)


def headline(found: Sequence[Line], differences: Sequence[Difference]) -> str:
    """What to know first: real regressions and gains among the main numbers, and what is not the same."""
    main = wanted(found, "main")
    worse, better = (sum(x.verdict == v for x in main) for v in ("worse", "better"))
    if not found:
        return tr("The two studies share no number.")
    if not worse and not better:
        start = several(len(main), "No real change in {n} main number.", "No real change in {n} main numbers.")
    else:
        start = tr(
            "{regressions} and {gains} in {n} main numbers.",
            regressions=several(worse, "{n} real regression", "{n} real regressions"),
            gains=several(better, "{n} real gain", "{n} real gains"),
            n=len(main),
        )
    what = list(dict.fromkeys(_group(d.what) for d in differences))
    return (
        tr("{start} Not the same: {parts}.", start=start, parts=", ".join(what))
        if what
        else tr("{start} Nothing else differs.", start=start)
    )


def fact(difference: Difference) -> str:
    """What a difference is about, for reading: "versions.torch" -> "Version of torch"."""
    group, _, name = difference.what.partition(".")
    if group == "identity":
        return tr(_OF_FILES[name]) if name in _OF_FILES else tr("File {name}", name=name)
    return f"{tr(_GROUPS.get(group, group.capitalize()))} {name.replace('_', ' ')}".strip()


def shown(value: str) -> str:
    """A side of a difference; long hashes by their first digits."""
    return value[:12] + "…" if re.fullmatch(r"[0-9a-f]{40,}…?", value) else value


def _group(what: str) -> str:
    names = {
        "model": mark("model"),
        "identity": mark("files of the model"),
        "machine": mark("machine"),
        "versions": mark("library versions"),
        "protocol": mark("protocol"),
        "study": mark("settings"),
        "workloads": mark("workloads"),
    }
    return tr(
        {"identity.code": mark("the program"), "identity.study": names["study"]}.get(what)
        or names.get(what.partition(".")[0], what)
    )


@cache
def _plain(name: str) -> str:
    """A metric without its protocol: quality.perplexity.window1024 -> quality.perplexity; percentiles stay."""
    if name.endswith((".p50", ".p90", ".p99")):
        return name
    return next((m for m in MAIN if name == m or name.startswith(m + ".")), name)
