"""Metrics that a worker reports itself: what is not a per-turn time (memory of weights, load time, FLOPs ...)."""

from __future__ import annotations

from collections.abc import Iterator

from paretoscope.analysis.metrics import metric
from paretoscope.analysis.record import TrialRecord
from paretoscope.analysis.results import Value
from paretoscope.events import Metric
from paretoscope.stats import Key, mean_interval


def values(trial: TrialRecord) -> Iterator[tuple[str, str, Value]]:
    """(workload, name, value) of every reported metric; over several processes the mean with its interval."""
    for workload, name in trial.metrics:
        newest = trial.metric(name, workload)
        assert newest is not None
        yield workload, name, _value(newest, by_process(trial, workload, name))


def by_process(trial: TrialRecord, workload: str, name: str) -> dict[Key, float]:
    """(attempt, 0) -> value, over the processes that could report one."""
    reports = trial.metrics.get((workload, name), {})
    return {(attempt, 0): m.value for attempt, m in reports.items() if m.value is not None}


def _value(newest: Metric, found: dict[Key, float]) -> Value:
    unit = newest.unit or metric(newest.name).unit
    if newest.value is None:
        return Value(value=None, unit=unit, source="unavailable", why=newest.why or "the worker gave no value")
    if newest.source == "measured" and newest.low is None and len(found) > 1:
        mean = mean_interval(found)
        return Value(value=mean.value, unit=unit, low=mean.low, high=mean.high, n=mean.n, why=newest.why)
    return Value(
        value=newest.value, unit=unit, low=newest.low, high=newest.high, n=newest.n or 1, source=newest.source,
        why=newest.why,
    )  # fmt: skip
