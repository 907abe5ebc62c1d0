"""How the instrument fared: turns that counted and did not, noise, drift, neighbours, what the watching cost."""

from __future__ import annotations

from collections import Counter
from statistics import fmean, stdev
from typing import Any

from paretoscope.analysis.record import Record, TrialRecord
from paretoscope.analysis.turns import by_turn

NOISY, DRIFTING = 0.05, 0.05  # coefficient of variation of a trial's turns; first against last quarter of the baseline
HEADLINES = ("latency.tpot", "latency.e2e", "train.step_time")


def health(record: Record) -> dict[str, Any]:
    """Counts and flags in plain data; `flags` are sentences for the reader."""
    turns = [t for trial in record.trials.values() for t in trial.turns]
    invalid = [t for t in turns if t.finished and not t.valid]
    base = next(iter(record.trials.values()), None)
    body: dict[str, Any] = {
        "turns_valid": sum(t.counts for t in turns),
        "turns_invalid": len(invalid),
        "turns_superseded": sum(t.superseded for t in turns),
        "invalid_reasons": dict(Counter(t.why or "no reason given" for t in invalid)),
        "blocks": len({t.block for t in turns}),
        "rounds": len({t.round for t in turns}),
        "noise": {i: n for i, t in record.trials.items() if (n := noise(t)) is not None},
        "drift": drift(base) if base else None,
        "turns_noisy": sum(t.counts and t.values.get("noisy", 0.0) > 0 for t in turns),
        "neighbours": _mean(record, "other.cpu"),
        "watching": _mean(record, "watch.cpu"),
    }
    return {**body, "flags": _flags(body)}


def noise(trial: TrialRecord) -> float | None:
    """Coefficient of variation over turns of the first timed workload."""
    values = _headline(trial)
    return stdev(values) / fmean(values) if len(values) > 2 and fmean(values) > 0 else None


def drift(trial: TrialRecord) -> float | None:
    """Mean of the last quarter of the turns over the first quarter's, minus 1; None with fewer than eight turns."""
    values = _headline(trial)
    quarter = len(values) // 4
    return fmean(values[-quarter:]) / fmean(values[:quarter]) - 1 if quarter >= 2 else None


def _headline(trial: TrialRecord) -> list[float]:
    for workload in trial.workloads():
        table = by_turn(trial, workload)
        for name in HEADLINES:
            if name in table:
                return [v for _, v in sorted(table[name].items())]
    return []


def _mean(record: Record, meter: str) -> float | None:
    found = record.samples.get(meter, [])
    return fmean(v for _, v in found) if found else None


def _flags(body: dict[str, Any]) -> list[str]:
    flags = [
        f"{trial}: turns vary by {share:.0%}, which is noisy; its intervals are wide"
        for trial, share in body["noise"].items()
        if share > NOISY
    ]
    if body["drift"] is not None and abs(body["drift"]) > DRIFTING:
        way = "slower" if body["drift"] > 0 else "faster"
        flags.append(
            f"the baseline grew {abs(body['drift']):.0%} {way} over the study (unstable); ratios are paired by round"
        )
    if body["turns_invalid"]:
        count = body["turns_invalid"]
        flags.append(f"{count} {'turn was' if count == 1 else 'turns were'} discarded and repeated")
    if body["turns_noisy"]:
        flags.append(f"{body['turns_noisy']} turns that count were disturbed by other programs")
    return flags
