"""Plays one block: starts the crew's workers, lets them take turns round by round, evaluates, ends them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from paretoscope.errors import ParetoscopeError, TrialFailed
from paretoscope.events import Failed, RoundStart, Warned
from paretoscope.plan import BASELINE, Study
from paretoscope.study import energy, training
from paretoscope.study.budget import Budget
from paretoscope.study.eta import Eta
from paretoscope.study.hub import BudgetOver, Hub, Skipped, Worker, WorkerFailed
from paretoscope.study.judging import LOOKS, Judging
from paretoscope.study.missing import OUT, Work
from paretoscope.study.schedule import TurnLength, alternating_order, round_order, timed, turn_length
from paretoscope.study.steady import unsettled_rounds
from paretoscope.study.stopping import Stopping
from paretoscope.study.turns import Turns
from paretoscope.worker.job import Job


class BaselineLost(ParetoscopeError):
    """The baseline failed, so there is nothing that recipes could be compared with."""

    code = "baseline_failed"


@dataclass
class Player:
    """Plays blocks of one study.

    Args:
        job_of: makes the job of a trial's next attempt.
        reference: where the baseline keeps its log-probabilities of a workload.
        after_round: called between rounds, outside of every turn.
        greeted: called when a worker has said who it is; raises when it may not take part.
        turns: takes and judges turns.
        budget: which steps still fit. stopping: who still needs rounds.
        next_round: the first round number that was never used nor planned.
    """

    hub: Hub
    study: Study
    eta: Eta
    job_of: Callable[[str], Job]
    reference: Callable[[str], Path]
    after_round: Callable[[], None]
    greeted: Callable[[Worker], None]
    turns: Turns
    budget: Budget
    stopping: Stopping
    next_round: Callable[[], int]
    block: int = 0

    def __post_init__(self) -> None:
        """Evaluations go through the same hub."""
        self.judging = Judging(
            self.hub, self.study, self.eta, self.budget, self.turns, self.reference, self._progress
        )  # fmt: skip

    def play(self, work: Work, block: int, later: Sequence[Work] = ()) -> None:
        """One block; `later`: what must still be paid from the budget.

        Raises:
            BaselineLost: the baseline failed. Cancelled: the user stopped. StorageFull: the disk is full.
            Refused: after the warm-up it is clear that the budget cannot buy the least minimum.
        """
        self.block = block
        self.turns.rest()
        try:
            self.hub.checkpoint()  # paused between two blocks: no worker is started that would only wait
            if work.stretch.alternate:
                self._alternate(work, later)
            else:
                self._together(work, later)
        except BudgetOver:
            self.budget.over = True
            self.hub.dismiss(list(self.hub.workers.values()), "cancel", grace=1.0)
            return
        except BaseException:
            self.hub.dismiss(list(self.hub.workers.values()), "cancel")
            raise
        self.hub.dismiss(list(self.hub.workers.values()), "finish")

    def _together(self, work: Work, later: Sequence[Work]) -> None:
        crew = list(work.trials)
        for trial in crew:
            self._guarded(trial, self._start)
        self._tune(work, crew)
        for trial in crew:
            self._guarded(trial, self._seal)
        self.budget.refuse(self.hub.record, crew)
        if self._rounds(work, later):
            self._settle(work, later)
            self._more(work, later)
        for trial in crew:
            if trial in work.evaluate:
                self._guarded(trial, self.judging.evaluate)
        if work.evaluate:
            self._larger(crew)

    def _larger(self, crew: Sequence[str]) -> None:
        """Judge all of them on more items where the wanted difference could not be seen yet."""
        for _ in range(LOOKS):
            for one in self.judging.larger(self._alive(crew)):
                for trial in crew:
                    self._guarded(trial, partial(self.judging.again, one=one))
                self.judging.close(one)

    def _rounds(self, work: Work, later: Sequence[Work]) -> bool:
        """The rounds that were planned, as far as the budget reaches; whether all were played."""
        for index, number in enumerate(work.rounds):
            live = self._players(work)
            if not live:
                return True
            if not self.budget.room(work, live, index, len(work.rounds), later):
                return False
            self._round(number, round_order(self.study.seed, number, live))
        return True

    def _settle(self, work: Work, later: Sequence[Work]) -> None:
        """Play rounds at the block's beginning again in which a trial had not reached a steady state."""
        found = unsettled_rounds(self.hub.record, self._live(work), timed(self.study), self.block)
        again = []
        for number in found.rounds if found else ():
            live = self._players(work)
            if not live or not self.budget.room(work, live, 0, 1, later):
                break
            self._round(number, round_order(self.study.seed, number, live))
            again.append(number)
        if found and again:
            self.hub.emit(replace(found, rounds=tuple(again)).warning())

    def _more(self, work: Work, later: Sequence[Work]) -> None:
        """Rounds beyond the protocol's while an interval is wide, where the protocol asks for no restart."""
        if work.stretch.extra or self.study.rules.blocks > 1 or (later and self.budget.seconds):
            return
        while (live := self.stopping.wanting(self._live(work))) and self.budget.room(work, live, 0, 1, later):
            number = self.next_round()
            self._round(number, round_order(self.study.seed, number, live))

    def _players(self, work: Work) -> list[str]:
        """Who takes part in the next round: in an added one only those whose interval is still wide."""
        live = self._live(work)
        return self.stopping.wanting(live) if work.stretch.extra else live

    def _live(self, work: Work) -> list[str]:
        return self._alive(work.trials)

    def _alternate(self, work: Work, later: Sequence[Work]) -> None:
        """One worker at a time: AB, BA, AB ...; loading lies outside of every turn."""
        left = set(work.evaluate)
        for index, number in enumerate(work.rounds or (work.stretch.first,)):
            trials = [t for t in work.trials if self._playing(t)]
            if work.stretch.extra and not self.stopping.wanting(trials):
                return
            if index and not self.budget.room(work, trials, index, len(work.rounds), later):
                return
            order = [t for t in alternating_order(index, work.trials) if t in trials]
            self.turns.rule.new_round()
            self.hub.emit(RoundStart(block=self.block, round=number, order=tuple(order)))
            for trial in order:
                self._alone(work, trial)
                if number in work.rounds:
                    self._turns(trial, number)
                if trial in left:
                    left.discard(trial)
                    self._guarded(trial, self.judging.evaluate)
            self._between()

    def _alone(self, work: Work, trial: str) -> None:
        """Have just this trial's worker alive and sealed."""
        if self.hub.live(trial):
            return
        self.hub.dismiss(list(self.hub.workers.values()), "finish")
        self._guarded(trial, self._start)
        self._tune(work, [trial])
        self._guarded(trial, self._seal)
        self.budget.refuse(self.hub.record, [trial])

    def _start(self, trial: str) -> None:
        with self.eta.timing("start", trial):
            self.turns.state(trial, "starting")
            job = self.job_of(trial)
            worker = self.hub.start(job)
            patience = self.hub.limits.work
            prepared = self.hub.phase_end("prepared")
            self.hub.ask(worker, {"do": "prepare"}, lambda e: self._hello(worker) and prepared(e), patience)

    def _hello(self, worker: Worker) -> bool:
        """Look at the greeting once, as soon as it is there."""
        if worker.hello is not None and not worker.greeted:
            worker.greeted = True
            self.greeted(worker)
        return True

    def _seal(self, trial: str) -> None:
        with self.eta.timing("seal", trial):
            self.hub.ask(self.turns.worker(trial), {"do": "seal"}, self.hub.phase_end("sealed"), self.hub.limits.work)
        for missing in energy.unavailable(self.study, self.turns.energy.why):
            self.hub.emit(replace(missing, trial=trial, attempt=self.turns.worker(trial).job.attempt))
        self.turns.state(trial, "ready")

    def _tune(self, work: Work, crew: list[str]) -> None:
        live, least = partial(self._alive, crew), self.turns.energy.least
        left = self.eta.left.get("finetune", 0) - len(crew) * training.planned(self.study, work.stretch)
        for workload, number, count in training.turns(self.study, work.stretch, self.hub.record, live, least):
            order = round_order(self.study.seed, number, live())
            self.hub.emit(RoundStart(block=self.block, round=number, order=order))
            for trial in order:
                turn = partial(self._turn, workload=workload, number=number, length=TurnLength(0.0, count))
                self._guarded(trial, turn)
        self.eta.left["finetune"] = max(0, left)

    def _alive(self, crew: Sequence[str]) -> list[str]:
        return [t for t in crew if self.hub.live(t)]

    def _round(self, number: int, order: tuple[str, ...]) -> None:
        self.hub.checkpoint()
        self.turns.rule.new_round()
        self.hub.emit(RoundStart(block=self.block, round=number, order=order))
        for trial in order:
            self._turns(trial, number)
        self._between()

    def _turns(self, trial: str, number: int) -> None:
        length = turn_length(self.study.rules)
        for workload in timed(self.study):
            self._guarded(trial, partial(self._turn, workload=workload, number=number, length=length))

    def _turn(self, trial: str, workload: str, number: int, length: TurnLength) -> None:
        self.turns.take(trial, workload, self.block, number, length)

    def _guarded(self, trial: str, step: Callable[[str], None]) -> None:
        """One step of a trial; a failure or a skip ends this trial, not the others. Raises BaselineLost."""
        if not self._playing(trial) or (step != self._start and not self.hub.live(trial)):
            return
        try:
            step(trial)
        except WorkerFailed as error:
            self._lost(trial, error.failed)
        except TrialFailed as error:
            self._lost(trial, Failed(code=error.code, text=error.text, hint=error.hint))
        except Skipped:
            self._skip(trial)
        self._progress()

    def _lost(self, trial: str, failed: Failed) -> None:
        worker = self.hub.live(trial)
        if worker is None or worker.failed is None:
            self.hub.emit(replace(failed, trial=trial, attempt=self.turns.attempt(trial)))
        if worker is not None:
            self.hub.dismiss([worker], "cancel")
        self.turns.state(trial, "failed", failed.text)
        if trial == BASELINE:
            raise BaselineLost(
                f"the baseline failed, so nothing can be compared: {failed.text}",
                failed.hint or "mend the cause, then resume with --retry",
            )

    def _skip(self, trial: str) -> None:
        worker = self.hub.live(trial)
        if worker is not None:
            self.hub.dismiss([worker], "cancel")
        self.hub.control.skips.discard(trial)
        self.turns.state(trial, "skipped", "left out by the user")

    def _playing(self, trial: str) -> bool:
        self._obey_skips()
        return self.hub.record.trial(trial).state not in OUT

    def _obey_skips(self) -> None:
        skips = self.hub.control.skips
        if BASELINE in skips:
            skips.discard(BASELINE)
            self.hub.emit(Warned(code="skip", text="the baseline cannot be left out: every ratio needs it"))
        for trial in [t for t in skips if t in self.hub.record.trials]:
            if self.hub.record.trial(trial).state in OUT:
                skips.discard(trial)
            else:
                self._skip(trial)

    def _between(self) -> None:
        self._progress()
        self.after_round()

    def _progress(self) -> None:
        for event in self.hub.later:
            self.hub.emit(event)
        self.hub.later.clear()
        self.hub.emit(self.eta.progress())
