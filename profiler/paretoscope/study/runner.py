"""Runs a study from where it stands to its end: new, cut off, or with failed trials to try again."""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import paretoscope
from paretoscope.analysis.record import ENDED, Record
from paretoscope.analysis.widths import Widths
from paretoscope.errors import EXIT_DONE, EXIT_TRIAL, Cancelled, ParetoscopeError, Refused
from paretoscope.events import Artefact, Done, Event, Failed, Hello, State, Warned
from paretoscope.machine import this_machine
from paretoscope.meters.watch import Watch
from paretoscope.plan import BASELINE, Study
from paretoscope.store.drafts import sweep
from paretoscope.store.folder import StudyFolder, not_writable
from paretoscope.store.journal import Journal
from paretoscope.store.lock import FolderLock
from paretoscope.study.budget import LEAST, Budget, refuse_empty
from paretoscope.study.control import heard, listen
from paretoscope.study.device import Device
from paretoscope.study.eta import Eta
from paretoscope.study.executor import NULL, Executor, LocalExecutor
from paretoscope.study.hub import Hub, Worker
from paretoscope.study.identity import changed
from paretoscope.study.missing import OUT, Work, missing, shortfall
from paretoscope.study.options import Options as Options
from paretoscope.study.play import BaselineLost, Player
from paretoscope.study.power import Cooling, watched
from paretoscope.study.reasons import OUTSIDE
from paretoscope.study.schedule import Schedule, Stretch, crews, stretches
from paretoscope.study.stopping import Stopping, block_rounds
from paretoscope.study.turns import Turns
from paretoscope.worker.job import Job


class Runner:
    """One run of one study in its folder.

    Args:
        listeners: called with each event after it was written.
        echo: called with each event's line, for --stream.
        keep: stores tables and results; called as (record, at the end) when no turn runs.
    """

    def __init__(
        self, folder: StudyFolder, study: Study, options: Options, *, executor: Executor | None = None,
        listeners: tuple[Callable[[Event], None], ...] = (), echo: Callable[[str], None] | None = None,
        keep: Callable[[Record, bool], None] = lambda record, final: None,
    ) -> None:  # fmt: skip
        self.folder, self.study, self.options = folder, study, options
        self.executor = executor or LocalExecutor()
        self.listeners, self.echo, self.keep = listeners, echo, keep
        self.record = Record(study)
        self._retried: list[str] = []
        self._least = False  # a budget may buy less than the protocol's minimum

    def run(self) -> int:
        """Do what is missing; returns the exit code.

        Raises:
            Cancelled: the user stopped it. StorageFull, Refused, BaselineLost: as they say.
        """
        lock = FolderLock(self.folder.lock)
        lock.acquire(min(5.0, self.options.limits.grace))
        try:
            sweep(self.folder)
            self.record.feed_all(self.folder.read())
            journal = Journal(self.folder, self.record.seq + 1, self.echo)
            self.hub = Hub(journal, self.record, self.executor, self.options.limits, list(self.listeners))
            with heard(self.folder.path, self.hub.inbox):
                return self._run()
        finally:
            lock.release()

    def _run(self) -> int:
        self._same_model()
        if self.options.commands:
            listen(self.hub.inbox, self.options.detached, self.folder.jobs / "study.log")
        try:
            self._begin()
            with watched(self.hub, self.study, self.options.model) as watch:
                self._play(watch)
            return self._end()
        except (Cancelled, BaselineLost, Refused) as error:
            self._stopped("failed" if isinstance(error, BaselineLost) else "cancelled", error)
            raise
        finally:
            self.hub.journal.close()

    def _begin(self) -> None:
        self.hub.emit(
            Hello(
                role="study", wall=time.time(), pid=os.getpid(), machine=self._machine(),
                identity=self.options.identity, model=self.options.facts,
                versions={"paretoscope": paretoscope.__version__, "python": this_machine().python},
            )
        )  # fmt: skip
        self.hub.emit(Artefact(name="study", path=str(self.folder.path)))
        if NULL in os.environ:
            self.hub.emit(Warned(code="null_worker", text="a scripted worker stood in: nothing was measured"))
        self._retried = [t for t in self.study.trials if self._again(t)]
        for trial in self.study.trials:
            if trial in self._retried or self.record.trial(trial).state not in ENDED:
                self.hub.emit(State(trial=trial, attempt=self._attempt(trial), state="waiting"))
                for told in self.options.told.get(trial, ()):
                    self.hub.emit(replace(told, trial=trial, attempt=self._attempt(trial)))
        self.hub.emit(State(state="running"))

    def _again(self, trial: str) -> bool:
        """Whether a trial that is out gets another try: it was asked for, or something outside had ended its worker."""
        stored = self.record.trial(trial)
        outside = stored.error is not None and stored.error.code in OUTSIDE
        return stored.state in OUT and (self.options.retry or outside)

    def _machine(self) -> dict[str, Any]:
        told = {"ceilings": self.options.ceilings} if self.options.ceilings else {}
        return {**this_machine().to_dict(), **told}

    def _play(self, watch: Watch) -> None:
        schedule, works = self._plan()
        eta = Eta(self.options.expected, self.options.clock)
        eta.plan(self.study, works)
        budget = Budget(self.study, eta, self.study.budget, self.options.clock, self.options.began)
        self.hub.clock, self.hub.deadline = self.options.clock, budget.deadline
        stopping = Stopping(self.study, Widths(self.record))
        player = Player(
            hub=self.hub, study=self.study, eta=eta, job_of=self._job, reference=self._reference,
            after_round=self._between, greeted=self._same_libraries, turns=self._turns(eta, budget, watch),
            budget=budget, stopping=stopping, next_round=lambda: max(schedule.next, self._unplayed()),
        )  # fmt: skip
        self.hub.emit(eta.progress())
        while not budget.over:
            if not works:  # a resume may ask for narrower intervals, too
                schedule, works = self._added(schedule, player)
                eta.plan(self.study, works)
            if not works:
                break
            player.play(works[0], self._next_block(), works[1:])
            done = schedule.stretches.index(works[0].stretch)
            left = missing(self.study, schedule, self.record)
            works = [w for w in left if schedule.stretches.index(w.stretch) > done]
            eta.plan(self.study, works)
        refuse_empty(budget, self.record)
        self._tell(budget)

    def _turns(self, eta: Eta, budget: Budget, watch: Watch) -> Turns:
        """What takes turns, on the study's device."""
        name = self.study.device
        return Turns(self.hub, eta, budget, energy=watch, device=Device(name), cooling=Cooling(device=name))

    def _added(self, schedule: Schedule, player: Player) -> tuple[Schedule, list[Work]]:
        """One more block for the trials whose intervals are still wide, if the budget buys it."""
        alive = [t for t in self.study.trials if self.record.trial(t).state not in OUT]
        sizes = {t: self.options.memory.get(t, 0) for t in player.stopping.wanting(alive)}
        if not sizes:
            return schedule, []
        crew, alternate = crews(sizes, self.options.limit)[0]
        count = block_rounds(player.stopping, player.budget, crew, alternate)
        if not count:
            return schedule, []
        stretch = Stretch(crew, max(schedule.next, self._unplayed()), count, alternate, extra=True)
        schedule = Schedule((*schedule.stretches, stretch))
        self._store(schedule)
        return schedule, [Work(stretch, crew, tuple(stretch.numbers), ())]

    def _unplayed(self) -> int:
        """The first round number above all that were played."""
        return max(self.record.rounds, default=-1) + 1

    def _tell(self, budget: Budget) -> None:
        """Warn of what the budget did not reach; the study is preliminary then."""
        short = [t.id for t in self.record.trials.values() if t.state not in OUT and shortfall(self.study, t)]
        self._least = bool(budget.seconds)
        warning = budget.warning(len(short))
        if warning is not None:
            self.hub.emit(warning)

    def _plan(self) -> tuple[Schedule, list[Work]]:
        """The stored schedule, or a new one; failed trials that are tried again get rounds of their own."""
        protocol, limit = self.study.rules, self.options.limit
        memory = {t: self.options.memory.get(t, 0) for t in self.study.trials}
        if self.folder.schedule.exists():
            schedule = Schedule.read(self.folder.schedule)
        else:
            schedule = Schedule(tuple(stretches(memory, limit, protocol)))
        again = [t for t in self._retried if t != BASELINE]
        if again:
            schedule = schedule.again(again, memory, limit, protocol, self._unplayed())
        self._store(schedule)
        return schedule, missing(self.study, schedule, self.record)

    def _store(self, schedule: Schedule) -> None:
        try:
            schedule.write(self.folder.schedule)
        except OSError as error:
            raise not_writable(self.folder.schedule, error) from error

    def _next_block(self) -> int:
        turns = (t.block for trial in self.record.trials.values() for t in trial.turns)
        return max([self.record.block, *turns]) + 1

    def _job(self, trial: str) -> Job:
        attempt = self.record.trial(trial).attempts
        while (self.folder.jobs / f"{trial}.{attempt}.json").exists():  # started before, but it never said hello
            attempt += 1
        return Job(
            study=self.study, trial=trial, recipe=self.study.trials[trial], attempt=attempt, folder=self.folder.path,
            model=self.options.model, cache=self.options.cache,
        )  # fmt: skip

    def _attempt(self, trial: str) -> int:
        return max(0, self.record.trial(trial).attempts - 1)

    def _reference(self, workload: str) -> Path:
        name = hashlib.sha256(workload.encode()).hexdigest()[:12]
        return self.folder.artefacts / f"reference-{workload.split(':')[0]}-{name}"

    def _same_model(self) -> None:
        """Raises Refused when the model is not the one that the study began with."""
        then = self.record.first_hello.identity if self.record.first_hello else {}
        if then and (different := changed(then, self.options.identity)):
            self._changed(f"the model has changed since the study began: {', '.join(different[:5])}")

    def _same_libraries(self, worker: Worker) -> None:
        """Raises Refused when libraries or driver are not those that the study began with."""
        assert worker.hello is not None
        first = self.record.first_worker
        if first is None or first is worker.hello:
            return
        now, then = worker.hello.versions, first.versions
        if different := changed(then, now):
            list_ = ", ".join(f"{n} {then.get(n, 'absent')} -> {now.get(n, 'absent')}" for n in different)
            self._changed(f"libraries have changed since the study began: {list_}")

    def _changed(self, text: str) -> None:
        if not self.options.accept_changes:
            raise Refused(text, "start a new study, or resume with --accept-changes to mix the two")
        if text in (w.text for w in self.record.warnings):
            return
        self.hub.emit(Warned(code="changed", text=text, hint="numbers from before and after are mixed"))

    def _between(self) -> None:
        """Bring results up to date between rounds. Raises StorageFull and the like."""
        try:
            self.keep(self.record, False)
        except ParetoscopeError:
            raise
        except Exception as error:  # a fault in what is only derived must not end hours of measurement
            text = f"results could not be brought up to date: {type(error).__name__}: {error}"
            if text not in (w.text for w in self.record.warnings):
                self.hub.emit(Warned(code="results", text=text, hint="the event files hold everything"))

    def _end(self) -> int:
        for trial in self.record.trials.values():
            if trial.state not in ENDED:
                why = shortfall(self.study, trial, LEAST if self._least else None)
                state = "invalid" if why else "valid"
                self.hub.emit(State(trial=trial.id, attempt=self._attempt(trial.id), state=state, why=why))
        ended = Counter(t.state for t in self.record.trials.values() if t.state in ("failed", "invalid"))
        self.hub.emit(State(state="done", why=", ".join(f"{n} {state}" for state, n in sorted(ended.items()))))
        self.hub.emit(Done(status="done"))
        self.keep(self.record, True)
        return EXIT_TRIAL if ended else EXIT_DONE

    def _stopped(self, state: str, error: ParetoscopeError) -> None:
        if state == "failed":
            self.hub.emit(Failed(code=error.code, text=error.text, hint=error.hint))
        for trial in self.record.trials.values():
            if trial.state not in (*ENDED, "waiting"):
                self.hub.emit(State(trial=trial.id, attempt=self._attempt(trial.id), state="waiting", why=error.text))
        self.hub.emit(State(state=state, why=error.text))
        self.hub.emit(Done(status=state, why=error.text))
        self.keep(self.record, True)
