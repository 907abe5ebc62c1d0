"""Every trial against the baseline item by item: flipped answers, damage by class, likeness of what was written."""

from __future__ import annotations

from collections.abc import Sequence

from paretoscope.analysis.damage import damage
from paretoscope.analysis.quality import items_interval
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Trial, Value
from paretoscope.analysis.similarity import similarity
from paretoscope.plan import BASELINE
from paretoscope.stats import share_interval


def fill(trials: Sequence[Trial], record: Record) -> None:
    """Put what is found into the trials: their `damage`, and the metrics quality.flips and quality.similarity."""
    base = next((t for t in trials if "baseline" in t.marks), None)
    for trial in trials:
        if base is not None and trial is not base and trial.id in record.trials:
            _damage(trial, record)
            _similarity(trial, base)


def _damage(trial: Trial, record: Record) -> None:
    ours, theirs = record.trials[trial.id], record.trials[BASELINE]
    for workload in ours.quality.keys() & theirs.quality.keys():
        found = damage(ours.items(workload), theirs.items(workload))
        if found is not None:
            trial.damage[workload] = found
            share = share_interval(found.flips, found.n)
            trial.metrics.setdefault(workload, {})["quality.flips"] = Value(
                value=share.value, low=share.low, high=share.high, n=share.n
            )


def _similarity(trial: Trial, base: Trial) -> None:
    """Of the answers to the same prompts, by workload."""
    theirs = {(o["workload"], o["prompt"]): o["text"] for o in base.outputs}
    found: dict[str, list[float]] = {}
    for one in trial.outputs:
        answer = theirs.get((one["workload"], one["prompt"]))
        if answer is not None:
            found.setdefault(one["workload"], []).append(similarity(one["text"], answer))
    for workload, values in found.items():
        mean = items_interval(tuple(values))
        low, high = (None if b is None else min(1.0, max(0.0, b)) for b in (mean.low, mean.high))
        trial.metrics.setdefault(workload, {})["quality.similarity"] = Value(
            value=mean.value, low=low, high=high, n=mean.n, source="computed"
        )
