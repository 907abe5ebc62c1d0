"""How wide the intervals that matter are, and what stopping by width has saved.

The interval that matters is the one of a trial's headline ratio to the baseline, named before anything is measured:
time per output token of `generate`, end-to-end time of `classify` and `trace`. Its half-width is taken on the
logarithm, so 0.01 means about 1 % to either side.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from paretoscope.analysis.record import Record, TrialRecord
from paretoscope.analysis.turns import per_call
from paretoscope.plan import BASELINE, Study
from paretoscope.stats import Interval, Key, log_ratio_interval

HEADLINE = {"generate": "latency.tpot", "classify": "latency.e2e", "embed": "latency.e2e", "trace": "latency.e2e"}
UNDER_A_BUDGET = 0.005  # a quarter of the least change that can be real: narrower decides nothing


def target(study: Study) -> float:
    """Half-width at which a trial needs no more rounds; 0: only the protocol's rounds are played."""
    return study.width or (UNDER_A_BUDGET if study.budget else 0.0)


@dataclass
class Widths:
    """Half-widths of the headline ratios of a growing record; what a turn says is read once."""

    record: Record
    _seen: dict[tuple[str, str], dict[Key, float]] = field(default_factory=dict)

    def ratio(self, trial: str, workload: str, without: int = 0) -> Interval | None:
        """The headline ratio to the baseline so far, paired by round; as it was `without` the last so many rounds."""
        ours, theirs = self._values(trial, workload), self._values(BASELINE, workload)
        shared = sorted(ours.keys() & theirs.keys())
        kept = shared[: len(shared) - without]
        return log_ratio_interval({k: ours[k] for k in kept}, theirs)

    def half(self, trial: str, without: int = 0) -> float:
        """The widest half-width over the timed workloads; infinite before there is an interval."""
        works = [w for w in self.record.trial(BASELINE).workloads() if w.split(":")[0] in HEADLINE]
        return max((half_width(self.ratio(trial, w, without)) for w in works), default=math.inf)

    def _values(self, trial: str, workload: str) -> dict[Key, float]:
        known = self._seen.setdefault((trial, workload), {})
        name = HEADLINE[workload.split(":")[0]]
        turns = self.record.trial(trial).valid_turns(workload)
        for key, turn in turns.items():
            if key not in known and (calls := per_call([turn], name)):
                known[key] = fmean(calls)
        return {k: known[k] for k in turns if k in known}  # a turn may have been superseded since it was read


def half_width(ratio: Interval | None) -> float:
    """Half-width of a ratio's interval on the logarithm; infinite when there is none."""
    if ratio is None or ratio.low is None or ratio.high is None:
        return math.inf
    return (math.log(ratio.high) - math.log(ratio.low)) / 2


def preliminary(record: Record, study: Study) -> bool:
    """Whether a trial counts as valid although a budget cut it short of the protocol's rounds."""
    rounds = study.rules.rounds
    return any(
        len(t.valid_turns(w)) < rounds
        for t in record.trials.values() if t.state == "valid"
        for w in t.workloads() if w.split(":")[0] in HEADLINE
    )  # fmt: skip


def saved(record: Record, study: Study) -> dict[str, Any] | None:
    """What stopping by width has saved, from the turns that were really played; None where the rounds were fixed.

    A fixed design repeats every trial as often as the one that needed most rounds, so its widest interval is equally
    narrow: its turns would have taken N x (sum of the trials' mean turn times), N being the most rounds any trial
    played. Counted are turns only; starts and evaluations are the same in both.
    """
    aim = target(study)
    turns = {t.id: _durations(t) for t in record.trials.values() if t.state not in ("failed", "skipped")}
    turns = {t: found for t, found in turns.items() if found}
    if not aim or len(turns) < 2:
        return None
    widths = Widths(record)
    halves = {t: widths.half(t) for t in turns if t != BASELINE}
    most = max(len(f) for f in turns.values())
    spent = sum(sum(f) for f in turns.values())
    fixed = sum(most * fmean(f) for f in turns.values())
    return {
        "target": aim, "rounds": {t: len(f) for t, f in turns.items()},
        "half_widths": {t: h for t, h in halves.items() if math.isfinite(h)},
        "reached": sorted(t for t, h in halves.items() if h <= aim), "minimum": study.rules.rounds,
        "seconds": spent, "fixed_seconds": fixed, "saved": 1 - spent / fixed, "source": "computed",
    }  # fmt: skip


def _durations(trial: TrialRecord) -> list[float]:
    """Seconds of each of its timed turns that count, over all workloads of a round together."""
    found: dict[Key, float] = {}
    for workload in trial.workloads():
        if workload.split(":")[0] in HEADLINE:
            for key, turn in trial.valid_turns(workload).items():
                found[key] = found.get(key, 0.0) + turn.end - turn.start
    return list(found.values())
