"""A study with a time budget ends inside it: how many rounds it can still buy, and which steps still fit.

The rounds of a stretch are planned from what starts, warm-ups, turns and evaluations really took. What must still come
(evaluations, later crews) is paid first; the rounds share what is left, so that no crew starves a later one. A step
begins only if the longest of its kind so far would end in time; what overruns all the same is cut off by the hub's
deadline, and what was finished before stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from paretoscope.analysis.record import Record
from paretoscope.errors import Refused
from paretoscope.events import Warned
from paretoscope.plan import PROTOCOLS, Study
from paretoscope.study.eta import Eta, count_steps
from paretoscope.study.missing import OUT, Work
from paretoscope.study.schedule import evaluated, timed

RESERVE, SHARE = 5.0, 0.02  # s, and share of the budget, kept for ending the workers, results and report
LEAST = PROTOCOLS["glance"]  # what a trial needs at least to be shown, marked as preliminary


@dataclass
class Budget:
    """Time that a study may take.

    Args:
        seconds: the budget, s; 0 = none.
        began: when the command was started, on `clock`.
    """

    study: Study
    eta: Eta
    seconds: float = 0.0
    clock: Callable[[], float] = time.monotonic
    began: float | None = None
    over: bool = False
    cut: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The budget runs from now on, unless it began before."""
        if self.began is None:
            self.began = self.clock()

    @property
    def deadline(self) -> float:
        """When the last step must have ended, on `clock`; infinite without a budget."""
        assert self.began is not None
        if not self.seconds:
            return float("inf")
        return self.began + self.seconds - min(RESERVE + SHARE * self.seconds, self.seconds / 2)

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self.deadline - self.clock()

    def affords(self, kind: str, trial: str) -> bool:
        """Whether one more step of a trial would end in time."""
        return self.eta.at_most(kind, trial) <= self.left

    def room(self, work: Work, trials: Sequence[str], played: int, rounds: int, later: Sequence[Work] = ()) -> bool:
        """Whether one more round of these trials may be played, when `played` of the stretch's `rounds` are done.

        Each stretch of the protocol gets the same share of the rounds that it wants.
        """
        if not self.seconds:
            return True
        one = self.round_seconds(trials, work.stretch.alternate)
        wanted = rounds * one + sum(len(w.rounds) * self.round_seconds(w.trials, w.stretch.alternate) for w in later)
        free = self.left - self.owed(work, later)
        last = sum(self.eta.at_most("turn", t) for t in trials) * len(timed(self.study))
        share = min(1.0, (free + played * one) / wanted) if wanted > 0 else 1.0
        return free >= last and played + 0.5 <= rounds * share

    def round_seconds(self, trials: Sequence[str], alternate: bool = False) -> float:
        """What a round of these trials takes, s; `alternate`: one worker is started and warmed up in each."""
        turns = sum(self.eta.mean("turn", t) for t in trials) * len(timed(self.study))
        return turns + (self.restart_seconds(trials) / len(trials) if alternate else 0.0)

    def owed(self, work: Work, later: Sequence[Work]) -> float:
        """Seconds of everything but rounds that is still to come: evaluations, and later stretches' starts."""
        judged = len(evaluated(self.study))
        now = judged * sum(self.eta.at_most("evaluate", t) for t in work.evaluate)
        for other in later:
            starts = len(other.trials)
            tuning = count_steps(self.study, [other])["finetune"] / starts
            now += self.restart_seconds(other.trials)
            now += tuning * sum(self.eta.at_most("finetune", t) for t in other.trials)
            now += judged * sum(self.eta.at_most("evaluate", t) for t in other.evaluate)
        return now

    def restart_seconds(self, trials: Sequence[str]) -> float:
        """What it takes to start these trials' workers once more and to warm them up, s."""
        return sum(self.eta.at_most(kind, t) for t in trials for kind in ("start", "seal"))

    def warning(self, short: int) -> Warned | None:
        """What the budget did not reach, if anything. `short`: trials that lack rounds of the protocol."""
        parts = [f"{short} trials did not reach the minimum of protocol {self.study.protocol}"] if short else []
        if not self.seconds or not (parts or self.cut):
            return None
        text = f"the budget of {self.seconds:.0f} s ended: {'; '.join([*parts, *self.cut])}"
        hint = "the results are preliminary; `paretoscope resume FOLDER --budget TIME` goes on from here"
        return Warned(code="budget", text=text, hint=hint)

    def refuse(self, record: Record, trials: Sequence[str]) -> None:
        """After the warm-up of trials that had no turn yet: raise Refused when not even LEAST can be bought."""
        calls = _first_calls(record, trials, timed(self.study))
        if not self.seconds or not calls:
            return
        needed = sum(max(LEAST.seconds, LEAST.count * one) for one in calls.values())
        if needed <= self.left:
            return
        (trial, workload), slowest = max(calls.items(), key=lambda item: item[1])
        spent = self.seconds - self.left
        raise Refused(
            f"{self.seconds:.0f} s cannot buy the minimum of {LEAST.count} calls and {LEAST.seconds:g} s for each "
            f"trial: one call of {workload} takes {slowest:.2g} s here ({trial}), so about {spent + needed:.0f} s are "
            "needed",
            f"resume with --budget {_round_up(1.2 * (spent + needed))}, take fewer recipes or a smaller workload",
        )


def refuse_empty(budget: Budget, record: Record) -> None:
    """Raise Refused when the time was over before any turn ended or anything was judged."""
    trials = [t for t in budget.study.trials if record.trial(t).state not in OUT]
    begun = any(t.evaluated or any(x.finished for x in t.turns) for t in record.trials.values())
    if not budget.seconds or begun or not trials:
        return
    least = len(trials) * len(timed(budget.study)) * LEAST.seconds
    judging = len(evaluated(budget.study)) * sum(budget.eta.at_most("evaluate", t) for t in trials)
    needed = max(budget.seconds, budget.restart_seconds(trials) + least + judging + RESERVE)
    raise Refused(
        f"the budget of {budget.seconds:.0f} s was over before anything was measured: to start {len(trials)} trials, "
        f"warm them up and measure them for the least time takes about {needed:.0f} s here",
        f"resume with --budget {_round_up(1.2 * needed)}, take fewer recipes or a smaller workload",
    )


def _first_calls(record: Record, trials: Sequence[str], workloads: Sequence[str]) -> dict[tuple[str, str], float]:
    """(trial, workload) to its shortest warm-up call, s."""
    return {
        (t, w): min(o.end - o.start for o in calls)
        for t in trials if not record.trial(t).turns
        for w in workloads if (calls := record.trial(t).warmup.get(w))
    }  # fmt: skip


def _round_up(seconds: float) -> str:
    """A duration as --budget takes it, never less than given."""
    return f"{int(seconds // 60) + 1}m" if seconds >= 60 else f"{int(seconds) + 1}"
