"""Two or more studies side by side: what differs between them, and how their numbers stand to each other.

The studies were not measured in the same rounds, so nothing here is paired: the ratio of two absolute values has a
wide interval, and what the machine did between the two studies is in it. Ratios to each study's own baseline compare
more safely, and both are given.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from paretoscope.analysis.metrics import DIFFERENCE, metric, order
from paretoscope.analysis.results import Ratio, Results, Trial, Value


@dataclass(frozen=True)
class Difference:
    """A fact that is not the same in two studies."""

    what: str
    first: str
    second: str


@dataclass(frozen=True)
class Pair:
    """One metric of one recipe in two studies.

    `ratio`: second over first (or second minus first for qualities) with its unpaired interval; `real` as for trials.
    """

    recipe: str
    workload: str
    metric: str
    first: Value
    second: Value
    ratio: Ratio | None
    first_change: Ratio | None = None
    second_change: Ratio | None = None


@dataclass(frozen=True)
class Comparison:
    """What changed between two studies, the numbers both have, and the recipes only one has."""

    differences: list[Difference]
    pairs: list[Pair]
    only_first: list[str]
    only_second: list[str]

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def compare(first: Results, second: Results) -> Comparison:
    """Everything that two studies share, recipe by recipe."""
    ours = {t.recipe: t for t in first.trials}
    theirs = {t.recipe: t for t in second.trials}
    shared = [r for r in ours if r in theirs]
    pairs = [p for r in shared if ours[r].ranked and theirs[r].ranked for p in _pairs(ours[r], theirs[r])]
    return Comparison(
        differences(first, second), pairs, [r for r in ours if r not in theirs], [r for r in theirs if r not in ours]
    )


def differences(first: Results, second: Results) -> list[Difference]:
    """Facts that differ: model, identity, machine, versions, protocol, how it was run."""
    found: list[Difference] = []
    for name in ("model", "identity", "machine", "versions", "protocol", "study"):
        ours, theirs = getattr(first, name), getattr(second, name)
        for key in sorted({*ours, *theirs}):
            a, b = ours.get(key), theirs.get(key)
            if a != b:
                found.append(Difference(f"{name}.{key}", _short(a), _short(b)))
    if first.workloads != second.workloads:
        found.append(Difference("workloads", "; ".join(first.workloads), "; ".join(second.workloads)))
    return found


def _short(value: Any) -> str:
    text = "—" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _pairs(ours: Trial, theirs: Trial) -> list[Pair]:
    out = []
    for workload, table in ours.metrics.items():
        for name in sorted(table, key=order):
            other = theirs.metrics.get(workload, {}).get(name)
            if other is not None and other.value is not None and table[name].value is not None:
                changes = [t.ratios.get(workload, {}).get(name) for t in (ours, theirs)]
                ratio = unpaired(name, table[name], other)
                out.append(Pair(ours.recipe, workload, name, table[name], other, ratio, *changes))
    return out


def unpaired(name: str, first: Value, second: Value) -> Ratio | None:
    """Second against first from two independent intervals (errors add in squares); None where it makes no sense."""
    if first.value is None or second.value is None:
        return None
    info = metric(name)
    if info.compare == DIFFERENCE:
        value, half = second.value - first.value, math.hypot(_half(first), _half(second))
        known = first.low is not None and second.low is not None
        real = known and abs(value) > max(half, info.least(first.value))
        low, high = (value - half, value + half) if known else (None, None)
        return Ratio(value=value, low=low, high=high, real=real, kind=DIFFERENCE, n=min(first.n, second.n))
    if first.value <= 0 or second.value <= 0:
        return None
    return _ratio(first, second, info.threshold)


def _ratio(first: Value, second: Value, threshold: float) -> Ratio:
    assert first.value is not None
    assert second.value is not None
    log = math.log(second.value / first.value)
    exact = all(v.source in ("counted", "computed") for v in (first, second))
    known = exact or (first.low is not None and second.low is not None)
    half = 0.0 if exact else math.hypot(_half(first) / first.value, _half(second) / second.value)
    low, high = (math.exp(log - half), math.exp(log + half)) if known else (None, None)
    real = known and abs(log) > half and abs(math.exp(log) - 1) > threshold
    return Ratio(value=math.exp(log), low=low, high=high, real=real, n=min(first.n, second.n))


def _half(value: Value) -> float:
    return 0.0 if value.low is None or value.high is None else (value.high - value.low) / 2
