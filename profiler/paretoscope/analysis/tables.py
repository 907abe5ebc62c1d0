"""One trial's numbers: values of all its metrics, and what a comparison with the baseline needs beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from statistics import fmean

from paretoscope.analysis import quality, reported, turns
from paretoscope.analysis.metrics import DIFFERENCE, metric
from paretoscope.analysis.quality import Influence
from paretoscope.analysis.record import ENDED, TrialRecord
from paretoscope.analysis.resample import percentile_ratio
from paretoscope.analysis.results import Ratio, Value
from paretoscope.stats import Interval, Key, log_ratio_interval, mcnemar, mean_interval

EXACT = ("counted", "computed")  # but for energy, where what is computed rests on readings
SCALED = ("carbon", "cost")  # a constant times the energy: the same ratio, as sure as that
Name = tuple[str, str]  # (workload, metric)


@dataclass
class Table:
    """Values of one trial by (workload, metric), with the turns, items and steps behind them."""

    values: dict[Name, Value] = field(default_factory=dict)
    by_turn: dict[Name, dict[Key, float]] = field(default_factory=dict)
    by_item: dict[Name, Influence] = field(default_factory=dict)
    losses: dict[Name, dict[Key, float]] = field(default_factory=dict)
    calls: dict[Name, dict[Key, list[float]]] = field(default_factory=dict)


def table(trial: TrialRecord) -> Table:
    """Everything that can be said of one trial alone. What turns and items say overrides what a worker reported."""
    out = Table()
    for workload, name, value in reported.values(trial):
        out.values[workload, name] = value
        out.by_turn[workload, name] = reported.by_process(trial, workload, name)
    for workload in trial.workloads():
        for name, by_turn in turns.by_turn(trial, workload).items():
            out.by_turn[workload, name] = by_turn
            out.values[workload, name] = turns.value_of(name, by_turn, metric(name).unit)
        _percentiles(trial, workload, out)
        _losses(trial, workload, out)
    for workload, name in [key for key in out.values if not key[0]]:
        if any(w and n == name for w, n in out.values):  # said once for the trial, and better for a workload
            del out.values[workload, name]
    for workload in trial.quality:
        reported_names = [name for other, name in trial.metrics if other == workload]
        for name, found in quality.measures(trial.items(workload), workload, reported_names).items():
            out.by_item[workload, name] = found
            out.values[workload, name] = quality.value_of(name, found)
    return out


def _percentiles(trial: TrialRecord, workload: str, out: Table) -> None:
    """Percentiles over calls; what their intervals and ratios need only once the trial has ended, as that is dear."""
    calls, ended = turns.calls_by_turn(trial, workload), trial.state in ENDED
    out.values.update({(workload, n): v for n, v in turns.percentiles(calls, whole=ended).items()})
    if ended:
        out.calls.update({(workload, n): by_turn for n, by_turn in calls.items()})


def _losses(trial: TrialRecord, workload: str, out: Table) -> None:
    """train.loss: mean over the last quarter of the steps of the turns that count."""
    losses = [
        call.values["loss"]
        for _, turn in sorted(trial.valid_turns(workload).items())
        for call in turn.observations
        if "loss" in call.values
    ]
    if losses:
        last = range(len(losses) - max(1, len(losses) // 4), len(losses))
        out.losses[workload, "train.loss"] = {(0, i): losses[i] for i in last}
        mean = fmean(losses[i] for i in last)
        out.values[workload, "train.loss"] = Value(value=mean, unit="nat", n=len(last))


def compare(name: Name, recipe: Table, baseline: Table) -> Ratio | None:
    """Recipe against baseline for one metric; None where one of them has no value or no comparison makes sense."""
    kind, dot, per = name[1].partition(".")
    if kind in SCALED and (name[0], energy := f"energy{dot}{per}") in recipe.values:
        name = (name[0], energy)
    if name in recipe.by_item and name in baseline.by_item:
        if metric(name[1]).compare != DIFFERENCE:
            return quality.ratio(name[1], recipe.by_item[name], baseline.by_item[name])
        found = quality.difference(name[1], recipe.by_item[name], baseline.by_item[name])
        if found is None:
            return None
        return _judged_by_items(name[1], found, recipe.by_item[name], baseline.by_item[name])
    if name in recipe.losses and name in baseline.losses:
        return _loss_difference(name, recipe, baseline)
    ours, theirs = recipe.values.get(name), baseline.values.get(name)
    if ours is None or theirs is None or ours.value is None or theirs.value is None:
        return None
    if metric(name[1]).compare == DIFFERENCE:
        return _difference(name, recipe, baseline, ours.value, theirs.value)
    return _ratio(name, recipe, baseline, ours, theirs)


def _difference(name: Name, recipe: Table, baseline: Table, own: float, base: float) -> Ratio:
    """In the metric's own unit, paired by round where both have turns."""
    ours, theirs = recipe.by_turn.get(name, {}), baseline.by_turn.get(name, {})
    shared = {k: ours[k] - theirs[k] for k in ours if k in theirs}
    found = mean_interval(shared)
    if found.low is None or found.high is None:
        return Ratio(value=own - base, low=None, high=None, real=False, kind=DIFFERENCE)
    real = quality.is_real(found.value, found.low, found.high, name[1], base)
    return Ratio(value=found.value, low=found.low, high=found.high, real=real, kind=DIFFERENCE, n=found.n)


def _ratio(name: Name, recipe: Table, baseline: Table, ours: Value, theirs: Value) -> Ratio | None:
    assert ours.value is not None
    assert theirs.value is not None
    if theirs.value <= 0 or ours.value <= 0:
        return None
    exact = ours.source in EXACT and theirs.source in EXACT and metric(name[1]).group != "energy"
    plain = ours.value / theirs.value
    if exact:
        return Ratio(value=plain, low=plain, high=plain, real=not math.isclose(plain, 1), n=min(ours.n, theirs.n))
    paired = _paired(name, recipe, baseline)
    if paired is None:
        return Ratio(value=plain, low=None, high=None, real=False, n=1)
    real = is_real(paired, metric(name[1]).threshold) and "estimated" not in (ours.source, theirs.source)
    return Ratio(value=paired.value, low=paired.low, high=paired.high, real=real, n=paired.n)


def _paired(name: Name, recipe: Table, baseline: Table) -> Interval | None:
    """The ratio paired by round: of means by t, of percentiles by drawing rounds."""
    quantile = turns.quantile_of(name[1])
    if quantile is None:
        return log_ratio_interval(recipe.by_turn.get(name, {}), baseline.by_turn.get(name, {}))
    ours, theirs = (side.calls.get((name[0], quantile[0]), {}) for side in (recipe, baseline))
    return percentile_ratio(ours, theirs, quantile[1])


def is_real(ratio: Interval, threshold: float) -> bool:
    """Whether the interval excludes 1 and the change exceeds the threshold."""
    if ratio.low is None or ratio.high is None:
        return False
    return not ratio.low <= 1 <= ratio.high and abs(ratio.value - 1) > threshold


def _judged_by_items(name: str, found: Ratio, recipe: Influence, baseline: Influence) -> Ratio:
    """Answers that are right or wrong are judged by McNemar's exact test instead of the interval (METHOD M24)."""
    shared = [(recipe.items[i], baseline.items[i]) for i in recipe.items if i in baseline.items]
    if not all(a in (0.0, 1.0) and b in (0.0, 1.0) for a, b in shared):
        return found
    p = mcnemar(sum(a > b for a, b in shared), sum(b > a for a, b in shared))
    return replace(found, real=p < 0.05 and abs(found.value) > metric(name).least(baseline.value))


def _loss_difference(name: Name, recipe: Table, baseline: Table) -> Ratio | None:
    ours, theirs = recipe.losses[name], baseline.losses[name]
    shared = {k: ours[k] - theirs[k] for k in ours if k in theirs}
    if len(shared) < 2:
        return None
    found = mean_interval(shared)
    real = quality.is_real(found.value, found.low, found.high, name[1])
    return Ratio(value=found.value, low=found.low, high=found.high, real=real, kind=DIFFERENCE, n=found.n)
