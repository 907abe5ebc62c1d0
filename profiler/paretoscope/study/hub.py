"""The study process's centre: everything that arrives goes through here, is written, and only then acknowledged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue

from paretoscope.analysis.record import Record
from paretoscope.errors import Cancelled, StorageFull
from paretoscope.events import Done, Event, Failed, Hello, Observation, Phase, Sample, State, from_line
from paretoscope.plan import BASELINE
from paretoscope.store.journal import Journal
from paretoscope.study import neighbours, reasons
from paretoscope.study.control import Control
from paretoscope.study.executor import Executor, Inbox, Message, Process
from paretoscope.worker.job import Job

TICK = 0.1  # s between looks at a worker from outside
SLOW = 1.0  # s between looks at the whole machine
KEEP = 1 << 20  # B that resident memory must have moved to be written down at once


@dataclass(frozen=True)
class Limits:
    """Patience, s: `turn` and `work` without a sign of life in a turn or elsewhere; `grace` to end when asked to."""

    turn: float = 600.0
    work: float = 3600.0
    grace: float = 10.0


class WorkerFailed(Exception):
    """A worker cannot go on; `failed` is the event that says why."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.text)
        self.failed = failed


class BudgetOver(Exception):
    """The study's time is used up while a worker was at work."""


class Skipped(Exception):
    """The user left a trial out while it was at work."""


@dataclass
class Worker:
    """A live worker as the study sees it."""

    job: Job
    process: Process
    hello: Hello | None = None
    failed: Failed | None = None
    done: Done | None = None
    eof: bool = False
    greeted: bool = False
    resident: tuple[float, float] = (0.0, 0.0)  # when it was written down, and how much it was
    edit: Callable[[Event], Event] | None = None

    @property
    def trial(self) -> str:
        """Its trial's id."""
        return self.job.trial


@dataclass
class Hub:
    """Inbox, workers, journal and record of one running study."""

    journal: Journal
    record: Record
    executor: Executor
    limits: Limits = field(default_factory=Limits)
    listeners: list[Callable[[Event], None]] = field(default_factory=list)
    inbox: Inbox = field(default_factory=SimpleQueue)
    control: Control = field(default_factory=Control)
    workers: dict[int, Worker] = field(default_factory=dict)
    poll: Callable[[], None] = lambda: None  # called once a second while a worker is at work
    often: Callable[[], None] = lambda: None  # called ten times a second then
    rest: float = SLOW  # s; both are called as often as this while nothing is at work: counters must not wrap unseen
    later: list[Event] = field(default_factory=list)  # to be written when no turn runs
    full: bool = False
    clock: Callable[[], float] = time.monotonic  # of the budget; patience and stamps stay on the system's
    deadline: float = float("inf")  # on `clock`
    _count: int = 0
    _machine: neighbours.Reading | None = None
    _polled: float = 0.0
    _looked: float = 0.0

    def emit(self, event: Event) -> Event:
        """Write an event of the study's own, stamped with the time. Raises StorageFull."""
        return self._write(replace(event, t=time.monotonic()))

    def start(self, job: Job) -> Worker:
        """Start a worker. Raises TrialFailed or StorageFull."""
        self._count += 1
        worker = Worker(job, self.executor.start(job, self._count, self.inbox))
        self.workers[self._count] = worker
        return worker

    def ask(
        self, worker: Worker, command: dict[str, object], done: Callable[[Event], bool], patience: float,
        edit: Callable[[Event], Event] | None = None,
    ) -> Event:  # fmt: skip
        """Send a command and take in everything until the event that answers it, which is returned.

        Args:
            edit: sees each event of the worker before it is written and may replace it.

        Raises:
            WorkerFailed: it failed, died, or was silent for `patience` s.
            Skipped, Cancelled: the user asked for it. StorageFull: the disk is full. BudgetOver: past the deadline.
        """
        worker.edit = edit
        worker.process.send(command)
        heard = time.monotonic()
        while True:
            self._obey(worker)
            event = self._take(TICK, worker)
            now = time.monotonic()
            if event is not None:
                heard = now
                if done(event):
                    worker.edit = None
                    return event
            self._broken(worker)
            if self.clock() > self.deadline:
                raise BudgetOver
            if now - heard > patience:
                self._kill(worker)
                raise WorkerFailed(reasons.silent(patience))
            self._look(worker, now)

    def phase_end(self, name: str) -> Callable[[Event], bool]:
        """Whether an event ends the phase of that name."""
        return lambda event: isinstance(event, Phase) and event.name == name and event.state == "end"

    def checkpoint(self) -> None:
        """Between steps: take in what has arrived, wait while paused. Raises Cancelled."""
        while not self.inbox.empty():
            self._take(0.0)
        if self.control.paused and not self.control.cancelled:
            self.emit(State(state="paused"))
            while self.control.paused and not self.control.cancelled:
                self._idle(self.rest)
            self.emit(State(state="running"))
        if self.control.cancelled:
            raise Cancelled("the study was stopped", "")

    def wait(self, seconds: float) -> None:
        """Let time pass while commands are heard. Raises Cancelled."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._idle(min(left, self.rest))
            if self.control.cancelled:
                raise Cancelled("the study was stopped", "")

    def dismiss(self, workers: Iterable[Worker], how: str, grace: float | None = None) -> None:
        """`finish` or `cancel` workers and take in what they still say; terminate, then kill who does not end.

        Args:
            grace: s that they may take to end in order; the limits' own when None.
        """
        patience = self.limits.grace if grace is None else min(grace, self.limits.grace)
        leaving = [w for w in workers if w.process.number in self.workers]
        for worker in leaving:
            worker.process.send({"do": how})
            if how == "cancel" and self.record.trial(worker.trial).phase == "start":
                worker.process.stop(force=False)  # it imports its libraries: it hears nothing, and has nothing yet
        for step in (None, False, True):
            if step is not None:
                for worker in leaving:
                    if not worker.eof:
                        worker.process.stop(force=step)
            self._drain(leaving, patience if step is None else min(3.0, patience))
        for worker in leaving:
            self._forget(worker)

    def live(self, trial: str) -> Worker | None:
        """The worker of a trial, if it lives."""
        return next((w for w in self.workers.values() if w.trial == trial), None)

    def _idle(self, seconds: float) -> None:
        """One message, or so much time; what must be read regularly is read."""
        self._take(seconds)
        self.often()
        if (now := time.monotonic()) - self._polled >= SLOW:
            self._polled = now
            self.poll()

    def _drain(self, leaving: list[Worker], seconds: float) -> None:
        end = time.monotonic() + seconds
        while any(not w.eof for w in leaving) and (left := end - time.monotonic()) > 0:
            self._take(left)

    def _take(self, timeout: float | None, wanted: Worker | None = None) -> Event | None:
        """Handle one message; the event, when it came from `wanted`."""
        try:
            message = self.inbox.get(timeout=timeout) if timeout != 0.0 else self.inbox.get_nowait()
        except Empty:
            return None
        worker = self.workers.get(message.source)
        if message.kind in ("command", "signal"):
            self.control.take(message)
        elif worker is not None and message.kind == "eof":
            worker.eof = True
        elif worker is not None:
            event = self._line(worker, message)
            return event if worker is wanted else None
        return None

    def _line(self, worker: Worker, message: Message) -> Event | None:
        event = from_line(message.body)
        if event is None:
            return None
        event = replace(event, trial=worker.trial, attempt=worker.job.attempt)
        event = worker.edit(event) if worker.edit else event
        written = self._write(event)
        if isinstance(written, Observation) and not self.full:
            worker.process.send({"do": "ack", "seq": written.seq})
        elif isinstance(written, Hello):
            worker.hello = written
        elif isinstance(written, Failed):
            worker.failed = written
        elif isinstance(written, Done):
            worker.done = written
        return written

    def _write(self, event: Event) -> Event:
        if self.full:  # winding down: what cannot be stored must not be acknowledged nor shown
            return event
        try:
            written = self.journal.write(event)
        except StorageFull:
            self.full = True
            raise
        self.record.feed(written)
        for listener in self.listeners:
            listener(written)
        return written

    def _obey(self, worker: Worker) -> None:
        if self.control.cancelled:
            raise Cancelled("the study was stopped", "")
        if worker.trial in self.control.skips and worker.trial != BASELINE:
            raise Skipped

    def _broken(self, worker: Worker) -> None:
        if worker.failed is not None:
            raise WorkerFailed(worker.failed)
        if worker.eof:
            raise WorkerFailed(reasons.ended(worker.process.ended(self.limits.grace), worker.process.said()))

    def _kill(self, worker: Worker) -> None:
        worker.process.stop(force=False)
        if worker.process.ended(min(2.0, self.limits.grace)) is None:
            worker.process.stop(force=True)

    def _forget(self, worker: Worker) -> None:
        if worker.process.ended(1.0) is None:
            worker.process.stop(force=True)
            worker.process.ended(self.limits.grace)
        self.workers.pop(worker.process.number, None)
        self.journal.close(worker.trial, worker.job.attempt)

    def _look(self, worker: Worker, now: float) -> None:
        """Resident memory of the worker at 10 Hz at most, the machine's load once a second; from outside."""
        if now - self._looked < TICK:
            return
        self._looked = now
        written, before = worker.resident
        self.often()
        size = neighbours.resident(worker.process.pid)
        if size is not None and (abs(size - before) > KEEP or now - written > SLOW):
            worker.resident = (now, float(size))
            self.emit(
                Sample(trial=worker.trial, attempt=worker.job.attempt, name="memory.rss", value=float(size), unit="B")
            )
        if self._machine is None or now - self._machine.wall >= SLOW:
            self._look_around(worker)
            self.poll()

    def _look_around(self, worker: Worker) -> None:
        reading = neighbours.read(worker.process.pid)
        if self._machine is not None and self._machine.pid == reading.pid:
            share = neighbours.others(self._machine, reading)
            if share is not None:
                self.emit(Sample(name="other.cpu", value=round(share, 3), unit="core"))
            self.emit(Sample(name="load", value=neighbours.load(), unit=""))
        self._machine = reading
