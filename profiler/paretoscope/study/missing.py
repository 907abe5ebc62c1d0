"""What is still to be done, read from the record alone: the same for a new study and for one that was killed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.analysis.record import Record, TrialRecord
from paretoscope.plan import BASELINE, Protocol, Study, Workload
from paretoscope.study.schedule import Schedule, Stretch, evaluated, finetune_turns, timed
from paretoscope.study.training import trained

OUT = ("failed", "skipped")


@dataclass(frozen=True)
class Work:
    """What one block has to do: rounds on the timed workloads, and trials to evaluate in it."""

    stretch: Stretch
    trials: tuple[str, ...]
    rounds: tuple[int, ...]
    evaluate: tuple[str, ...]


def missing(study: Study, schedule: Schedule, record: Record) -> list[Work]:
    """The blocks that a study still needs, in order; empty when it is complete."""
    works, seen = [], set[str]()
    wanted = set(evaluated(study))
    for stretch in schedule.stretches:
        if stretch.extra:
            continue  # added while intervals were wide; whether more is needed is asked anew
        trials = tuple(t for t in stretch.trials if record.trial(t).state not in OUT)
        if trials == (BASELINE,) and len(stretch.trials) > 1 and not shortfall(study, record.trial(BASELINE)):
            continue  # nobody is left whom it could be compared with
        new = [t for t in trials if t not in seen]
        seen.update(new)
        evaluate = tuple(t for t in new if not wanted <= record.trial(t).evaluated)
        rounds = tuple(r for r in stretch.numbers if not _finished(study, record, trials, r))
        tuned = all(
            trained(record, trials, w.text(), int(w.value("steps")), range(stretch.first, stretch.first + turns))
            for w, turns in _tuning(study, stretch)
        )
        if rounds or evaluate or not tuned:
            works.append(Work(stretch, trials, rounds, evaluate))
    return works


def shortfall(study: Study, trial: TrialRecord, protocol: Protocol | None = None) -> str:
    """Why a trial's valid turns do not reach the minimum of the study's protocol, or of another; "" when they do."""
    protocol = protocol or study.rules
    for workload in timed(study):
        turns = trial.valid_turns(workload).values()
        calls = [o for t in turns for o in t.observations]
        seconds = sum(o.end - o.start for o in calls)
        if len(turns) < protocol.rounds:
            return f"{workload}: {len(turns)} valid turns of {protocol.rounds}"
        count = sum(int(o.values.get("requests", 1)) for o in calls)  # a replay of a trace holds many
        if count < protocol.count:
            return f"{workload}: {count} observations of {protocol.count}"
        if seconds < protocol.seconds * 0.999:  # rounding of stored times
            return f"{workload}: {seconds:.1f} s of {protocol.seconds:g} s"
    return ""


def _finished(study: Study, record: Record, trials: Sequence[str], number: int) -> bool:
    return all(_played(record, trials, w, number) for w in timed(study))


def _played(record: Record, trials: Sequence[str], workload: str, number: int) -> bool:
    """Whether all trials have a turn of that round that counts, in one and the same block."""
    turns = [record.trial(t).latest(workload, number) for t in trials]
    blocks = {t.block for t in turns if t is not None and t.counts}
    return all(t is not None and t.counts for t in turns) and len(blocks) <= 1


def _tuning(study: Study, stretch: Stretch) -> list[tuple[Workload, int]]:
    """Each workload that trains, and how many turns are planned for it."""
    works = (w for w in study.workloads if w.kind == "finetune")
    return [(w, len(finetune_turns(int(w.value("steps")), stretch.rounds))) for w in works]
