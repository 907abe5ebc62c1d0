"""Rounds at a block's beginning that had not reached a steady state are played again, once a block.

Rule: a trial's first turns in a block, each over the baseline's of the same round, are unsettled where the truncation
that makes the rest most certain leaves them out (analysis.health.unsettled), they lie over 5 % from the later ones, and
by more than CLEAR standard errors, so that noise alone seldom asks for it. What moves all trials alike cancels and is
left. Their rounds are then played again by all trials of the block, as ratios are paired by round; the same numbers
supersede the first ones. It is logged as a warning with its reason. A baseline without recipes is held against itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from paretoscope.analysis.health import unsettled
from paretoscope.analysis.record import Record, TrialRecord
from paretoscope.analysis.turns import per_call
from paretoscope.analysis.widths import HEADLINE
from paretoscope.events import Warned
from paretoscope.plan import BASELINE
from paretoscope.stats import variance

CLEAR = 4.0  # standard errors between the first turns and the later ones


@dataclass(frozen=True)
class Unsettled:
    """The first rounds of a block that do not count; because of which trial, and by which share its turns lay off."""

    trial: str
    rounds: tuple[int, ...]
    away: float

    def warning(self) -> Warned:
        """What is logged."""
        count = len(self.rounds)
        which = "first round" if count == 1 else f"first {count} rounds"
        text = f"{self.trial} had not reached a steady state in the {which} ({self.away:+.0%} from the later ones)"
        return Warned(code="unsettled", text=f"{text}; they were played again by all", hint="no action is needed")


def unsettled_rounds(
    record: Record, trials: Sequence[str], workloads: Sequence[str], block: int
) -> Unsettled | None:  # fmt: skip
    """The trial with the longest unsettled beginning in this block; None when all were steady."""
    found = [_of(record, t, w, block) for t in trials if t != BASELINE or len(trials) == 1 for w in workloads]
    return max((f for f in found if f is not None), key=lambda f: len(f.rounds), default=None)


def _of(record: Record, trial: str, workload: str, block: int) -> Unsettled | None:
    rows = _by_round(record.trial(trial), workload, block)
    if trial != BASELINE:
        beside = _by_round(record.trial(BASELINE), workload, block)
        rows = {number: value / beside[number] for number, value in rows.items() if beside.get(number)}
    values = list(rows.values())
    count = unsettled(values)
    if not count:
        return None
    first, rest = values[:count], values[count:]
    error = math.sqrt(variance(rest) * (1 / len(first) + 1 / len(rest)))
    away = fmean(first) - fmean(rest)
    if abs(away) <= CLEAR * error:
        return None
    return Unsettled(trial, tuple(list(rows)[:count]), away / fmean(rest))


def _by_round(trial: TrialRecord, workload: str, block: int) -> dict[int, float]:
    """Round -> the headline of its turn that counts, in this block."""
    name = HEADLINE[workload.split(":")[0]]
    turns = [(k[1], t) for k, t in sorted(trial.valid_turns(workload).items()) if k[0] == block]
    return {number: fmean(calls) for number, turn in turns if (calls := per_call([turn], name))}
