"""How the instrument fared: turns that counted and did not, noise, drift, neighbours, what the watching cost."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from statistics import fmean, stdev
from typing import Any

from paretoscope.analysis.record import Record, TrialRecord
from paretoscope.analysis.turns import by_turn

NOISY, DRIFTING = 0.05, 0.05  # coefficient of variation of a trial's turns; first against last quarter of the baseline
HEADLINES = ("latency.tpot", "latency.e2e", "train.step_time")
SETTLED, LAST = 0.05, 5  # spread of the last warm-up calls; likewise how far first turns may lie from the later ones
DAMAGED = 5  # lines of event files that are named one by one


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
        "unstable": {i: d for i, t in record.trials.items() if (d := drift(t)) is not None and abs(d) > DRIFTING},
        "power_drift": drift(base, ("power.mean",)) if base else None,
        "unsettled": {i: n for i, t in record.trials.items() if (n := unsettled(_headline(t)))},
        "warmup_unsettled": [i for i, t in record.trials.items() if not warm(t)],
        "processes": min((t.attempts for t in record.trials.values() if t.state == "valid"), default=0),
        "turns_noisy": sum(t.counts and t.values.get("noisy", 0.0) > 0 for t in turns),
        "neighbours": _mean(record, "other.cpu"),
        "watching": _mean(record, "watch.cpu"),
    }
    return {**body, "flags": [*_damaged(record), *_flags(body), *_tried_again(record)]}


def noise(trial: TrialRecord) -> float | None:
    """Coefficient of variation over turns of the first timed workload."""
    values = _headline(trial)
    return stdev(values) / fmean(values) if len(values) > 2 and fmean(values) > 0 else None


def drift(trial: TrialRecord, names: tuple[str, ...] = HEADLINES) -> float | None:
    """Mean of the last quarter of the turns over the first quarter's, minus 1; None with fewer than eight turns.

    More than 5 % to either side is shown as "unstable" (METHOD M13; MLPerf asks that of the mean power).
    """
    values = _headline(trial, names)
    quarter = len(values) // 4
    return fmean(values[-quarter:]) / fmean(values[:quarter]) - 1 if quarter >= 2 else None


def unsettled(values: list[float]) -> int:
    """How many first turns had not reached the steady state, 0 when all had.

    The truncation that makes the mean of the rest most certain (MSER, White 1997: the least sum of squares about the
    mean over n squared), at most half of the turns; told only where those turns lie over 5 % from the later ones.
    """
    if len(values) < 8:
        return 0
    best = min(range(len(values) // 2 + 1), key=lambda d: _mser(values[d:]))
    return best if best and abs(fmean(values[:best]) / fmean(values[best:]) - 1) > SETTLED else 0


def _mser(values: list[float]) -> float:
    mean = fmean(values)
    return sum((v - mean) ** 2 for v in values) / len(values) ** 2


def warm(trial: TrialRecord) -> bool:
    """Whether every process of a trial warmed up until its last five calls differed by less than 5 %."""
    return all(
        max(last) - min(last) < SETTLED * max(last)
        for calls in trial.warmup.values()
        for _, group in groupby(sorted(calls, key=lambda o: o.attempt), key=lambda o: o.attempt)
        if (last := [o.end - o.start for o in group][-LAST:])
    )


def _headline(trial: TrialRecord, names: tuple[str, ...] = HEADLINES) -> list[float]:
    for workload in trial.workloads():
        table = by_turn(trial, workload)
        for name in names:
            if name in table:
                return [v for _, v in sorted(table[name].items())]
    return []


def _mean(record: Record, meter: str) -> float | None:
    found = record.samples.get(meter, [])
    return fmean(v for _, v in found) if found else None


def _damaged(record: Record) -> list[str]:
    """What of the event files could not be believed."""
    told = [w.text for w in record.warnings if w.code == "damaged"]
    more = len(told) - DAMAGED
    return told[:DAMAGED] + (
        [f"{more} further lines of the event files were changed, and left out"] if more > 0 else []
    )


def _tried_again(record: Record) -> list[str]:
    """Trials that count although an attempt of theirs failed: what was finished stays, new rounds were added."""
    return [
        f"{t.id}: {t.failures[-1].text}; it was tried again in rounds of its own beside the baseline"
        for t in record.trials.values()
        if t.failures and t.state == "valid"
    ]


def _way(drift: float) -> str:
    return "slower" if drift > 0 else "faster"


def _flags(body: dict[str, Any]) -> list[str]:
    flags = [
        f"{trial}: turns vary by {share:.0%}, which is noisy; its intervals are wide"
        for trial, share in body["noise"].items()
        if share > NOISY
    ]
    if body["drift"] is not None and abs(body["drift"]) > DRIFTING:
        words = f"the baseline grew {abs(body['drift']):.0%} {_way(body['drift'])} over the study (unstable)"
        flags.append(f"{words}; ratios are paired by round")
    for trial, d in body["unstable"].items():
        own = (1 + d) / (1 + (body["drift"] or 0.0)) - 1  # beside what the machine did to all
        if abs(own) > DRIFTING:
            flags.append(f"{trial} grew {abs(own):.0%} {_way(own)} than the baseline over the study (unstable)")
    if body["power_drift"] is not None and abs(body["power_drift"]) > DRIFTING:
        flags.append(f"the mean power moved by {body['power_drift']:+.0%} over the study (unstable)")
    flags += [f"{t}: the first {n} turns had not reached a steady state" for t, n in body["unsettled"].items()]
    if body["turns_invalid"]:
        count = body["turns_invalid"]
        flags.append(f"{count} {'turn was' if count == 1 else 'turns were'} discarded and repeated")
    if body["turns_noisy"]:
        flags.append(f"{body['turns_noisy']} turns that count were disturbed by other programs")
    return flags
