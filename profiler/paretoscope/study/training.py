"""The turns of training: every optimizer step once, in turns long enough for an energy counter where there is one.

A step cannot be taken back, so a turn of training is never repeated nor lengthened while it runs. How long it must be
is known from the steps before it: the first turn of a study may be too short for a slow counter, the later ones not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from statistics import median

from paretoscope.analysis.record import Record
from paretoscope.plan import Study
from paretoscope.study.schedule import Stretch, finetune_turns

MARGIN = 1.1  # turns are this much longer than the counter needs, as steps vary


def turns(
    study: Study, stretch: Stretch, record: Record, live: Callable[[], Iterable[str]], seconds: float
) -> Iterator[tuple[str, int, int]]:
    """(workload, round, steps) of every turn of training in a stretch.

    Args:
        live: the trials that take part. seconds: what an energy counter needs, 0 where there is none.
    """
    for work in (w for w in study.workloads if w.kind == "finetune"):
        name, plan = work.text(), finetune_turns(int(work.value("steps")), stretch.rounds)
        for at, count in joined(plan, partial(_needed, record, live, name, seconds)):
            yield name, stretch.first + at, count


def planned(study: Study, stretch: Stretch) -> int:
    """Turns of training that a trial takes in a stretch at most."""
    works = (w for w in study.workloads if w.kind == "finetune")
    return sum(len(finetune_turns(int(w.value("steps")), stretch.rounds)) for w in works)


def joined(plan: Sequence[int], needed: Callable[[], int]) -> Iterator[tuple[int, int]]:
    """(index of the first planned turn, steps) of each turn.

    Planned turns are joined until they have the steps that are needed, and with the rest where that had too few.

    Args:
        plan: steps of each planned turn.
        needed: steps that a turn must have; asked before each turn.
    """
    at = 0
    while at < len(plan):
        least, last = needed(), at + 1
        while last < len(plan) and (sum(plan[at:last]) < least or sum(plan[last:]) < least):
            last += 1
        yield at, sum(plan[at:last])
        at = last


def steps_needed(record: Record, trials: Iterable[str], workload: str, seconds: float) -> int:
    """Steps that last so long with the fastest of these trials; 0 where no time is needed or no step was seen."""
    found = [m for t in trials if (m := step_seconds(record, t, workload)) > 0]
    return math.ceil(MARGIN * seconds / min(found)) if found and seconds > 0 else 0


def step_seconds(record: Record, trial: str, workload: str) -> float:
    """Median time of a trial's optimizer steps so far, s, as the first is slow; 0 before it."""
    took = [o.end - o.start for t in record.trial(trial).turns if t.workload == workload for o in t.observations]
    return median(took) if took else 0.0


def trained(record: Record, trials: Iterable[str], workload: str, steps: int, rounds: range) -> bool:
    """Whether all trials took all steps in turns of these rounds that count, in one and the same block."""
    found = [[t for t in record.trial(n).turns if _of(t.workload, t.round, t.counts, workload, rounds)] for n in trials]
    blocks = {t.block for turns in found for t in turns}
    return len(blocks) <= 1 and all(sum(len(t.observations) for t in turns) >= steps for turns in found)


def _needed(record: Record, live: Callable[[], Iterable[str]], workload: str, seconds: float) -> int:
    return steps_needed(record, live(), workload, seconds)


def _of(own: str, number: int, counts: bool, workload: str, rounds: range) -> bool:
    return counts and own == workload and number in rounds
