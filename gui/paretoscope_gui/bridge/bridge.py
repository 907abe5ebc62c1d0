"""What the pages talk to: starts, follows, replays and steers studies, and asks the command one-shot questions."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from paretoscope import events as ev
from paretoscope.analysis.record import Record
from paretoscope.errors import ParetoscopeError
from paretoscope.plan import Study
from paretoscope.store.stored import StoredStudy
from paretoscope_gui.bridge.ask import Ask
from paretoscope_gui.bridge.child import GRACE, Child, command_line
from paretoscope_gui.bridge.ending import Ending
from paretoscope_gui.bridge.feed import Feed
from paretoscope_gui.bridge.files import held, read_events
from paretoscope_gui.bridge.live import Live
from paretoscope_gui.bridge.sources import Follower, Replay
from paretoscope_gui.bridge.summariser import Summariser
from paretoscope_gui.state.background import Background

ACTIVE = ("starting", "running", "paused", "stopping")
_STUDY_STATES = {"running": "running", "paused": "paused", "done": "done", "cancelled": "cancelled", "failed": "failed"}


class Bridge(QObject):
    """One study at a time, and any number of questions.

    Signals: `opened()` a study begins to arrive and record and live are new; `changed()` they grew, at most 10 a
    second; `results(Results)` after a round; `happened(object)` the rare events only (state, error, warning,
    round_start, hello, done); `state_changed(str)`: idle, starting, running, paused, stopping, done, cancelled or
    failed; `failed(str, str)` a sentence and a hint; `logged(str)` new text of the run's log.
    """

    opened = Signal()
    changed = Signal()
    results = Signal(object)
    happened = Signal(object)
    state_changed = Signal(str)
    failed = Signal(str, str)
    logged = Signal(str)

    def __init__(self, parent: QObject | None = None, python: str = "", grace: int = GRACE) -> None:
        super().__init__(parent)
        self.command_line = command_line(python)
        self.folder: Path | None = None
        self._state, self._grace, self._log = "idle", grace, ""
        self._child: Child | None = None
        self._source: Follower | Replay | None = None
        self._asks: list[Ask] = []
        self._feed = Feed(Record(), self)
        self._scratch: TemporaryDirectory[str] | None = None
        self._stored = False
        self._summary: Summariser | None = None

    @property
    def state(self) -> str:
        """One of the words of `state_changed`."""
        return self._state

    @property
    def active(self) -> bool:
        """Whether a study is running here, paused or not."""
        return self._state in ACTIVE

    @property
    def owns(self) -> bool:
        """Whether the study runs in a child of this window, which can steer it."""
        return self._child is not None and self._child.running

    @property
    def record(self) -> Record:
        """All that was read of the present study."""
        return self._feed.record

    @property
    def live(self) -> Live:
        """The present study's series for live plots."""
        return self._feed.live

    @property
    def log(self) -> str:
        """The run's stderr so far."""
        return self._log

    @property
    def present(self) -> str:
        """The trial that takes its turn or is being prepared now, "" when there is none."""
        live = [t for t in self.record.live() if t.state in ("starting", "measuring") or t.phase]
        turns = {t.id: t.turns[-1].start for t in live if t.turns}
        return max(turns, key=lambda i: turns[i]) if turns else live[0].id if live else ""

    def set_quiet(self, quiet: bool) -> None:
        """Whether views are told only once a second while a timed section runs."""
        self._feed.quiet = quiet

    def start(self, study: Study, folder: Path) -> None:
        """Run a study into `folder`, which the command makes; problems come as `failed`."""
        self._begin(Record(study), folder)
        self._scratch = TemporaryDirectory(prefix="paretoscope-")
        file = Path(self._scratch.name) / "study.toml"
        file.write_text(study.to_toml(), encoding="utf-8")
        self._run(["run", str(file), "--out", str(folder), "--stream"])

    def resume(self, folder: Path) -> None:
        """Go on with an interrupted study: what is stored is read first, then the command takes over."""
        self._begin(self._empty(folder), folder, stored=True)
        self._read_beside(lambda: read_events(folder), lambda events: self._go_on(folder, events))

    def follow(self, folder: Path) -> None:
        """Show a study that another process runs, as it grows."""
        self._begin(self._empty(folder), folder)
        self._listen(Follower(folder, self))

    def replay(self, folder: Path, speed: float = math.inf) -> None:
        """Play a stored study again, `speed` times as fast as it was."""
        self._begin(self._empty(folder), folder)
        try:
            self._listen(Replay(folder, speed, self))
        except ParetoscopeError as problem:
            self._refused(problem.text, problem.hint)

    def open(self, folder: Path) -> None:
        """Show a stored study: its results at once, its course as soon as it is read; a running one is followed."""
        if held(folder):
            self.follow(folder)
            return
        self._begin(self._empty(folder), folder, stored=True)
        self._read_beside(lambda: StoredStudy(folder).results, self.results.emit)
        self._read_beside(lambda: read_events(folder), self._take_stored)

    def command(self, do: str, trial: str = "") -> None:
        """pause, resume, skip or cancel."""
        if self._child is None or not self._child.running:
            return
        if do == "cancel":
            self._set_state("stopping")
            self._child.cancel()
        else:
            chosen = trial or self.present if do == "skip" else trial
            self._child.send({"do": do, "trial": chosen})

    def ask(self, arguments: list[str], done: Callable[[Any], None], failed: Callable[[str, str], None]) -> Ask:
        """Run `paretoscope ARGUMENTS` in a child and hand its JSON to `done`, or a sentence and a hint to `failed`."""
        question = Ask([*self.command_line, *arguments], done, failed, self)
        self._asks.append(question)
        question.over.connect(lambda: self._answered(question))
        return question

    def close(self, keep: bool = False) -> None:
        """End every child within four seconds; with `keep` the study is handed to a process that goes on alone."""
        going_on = self.owns
        for question in self._asks:
            question.child.end_now()
        if self._child is not None and self._child.running:
            self._child.close()
        if keep and going_on and self.folder is not None:
            program, *rest = self.command_line
            QProcess.startDetached(program, [*rest, "resume", str(self.folder)], str(self.folder))
        self._end_sources()

    # ---- inside -------------------------------------------------------------------------------------------------

    def _begin(self, record: Record, folder: Path, stored: bool = False) -> None:
        self._end_sources()
        self._stored = stored
        self.folder, self._log = folder, ""
        self._feed.deleteLater()
        self._feed = Feed(record, self)
        self._feed.changed.connect(self.changed)
        self._feed.happened.connect(self._rare)
        self._feed.refused.connect(self._refused)
        self._summarise_with(record.study)
        self._set_state("idle" if stored else "starting")
        self.opened.emit()

    def _summarise_with(self, study: Study | None) -> None:
        if self._summary is not None:
            self._summary.stop()
            self._summary.deleteLater()
        self._summary = None
        if study is not None:
            self._summary = Summariser(study, self)
            self._summary.ready.connect(self.results)
            self._feed.taken.append(self._summary.take)
            self._feed.rounded.connect(self._round_over)

    def _round_over(self) -> None:
        if self._summary is not None and not self._stored:
            self._summary.wanted()

    def _read_beside(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read files off the main thread; the answer is dropped when another study has been opened meanwhile."""
        feed = self._feed
        task = Background(work, self)
        task.done.connect(lambda answer: done(answer) if feed is self._feed else None)
        task.failed.connect(lambda error: self._refused(error.text, error.hint) if feed is self._feed else None)
        task.start()

    def _take_stored(self, events: list[ev.Event]) -> None:
        self._feed.drained.connect(self._stored_read)
        self._feed.push(events or [ev.Event()])

    def _stored_read(self) -> None:
        self._feed.drained.disconnect(self._stored_read)
        self._stored = False
        ended = self.record.state in ("done", "cancelled", "failed")
        self._set_state(self.record.state if ended else "cancelled")
        self.changed.emit()

    def _go_on(self, folder: Path, events: list[ev.Event]) -> None:
        self._feed.push(events)
        self._feed.drain(math.inf)
        self._stored = False
        self._run(["resume", str(folder), "--stream"])

    def _empty(self, folder: Path) -> Record:
        try:
            return Record(Study.read(folder))
        except ParetoscopeError as problem:
            self.failed.emit(problem.text, problem.hint)
            return Record()

    def _run(self, arguments: list[str]) -> None:
        child = self._child = Child(self, self._grace)
        child.lines.connect(self._feed.push)
        child.told.connect(self._told)
        child.ended.connect(self._ended)
        child.start([*self.command_line, *arguments])

    def _listen(self, source: Follower | Replay) -> None:
        self._source = source
        source.events.connect(self._feed.push)
        if isinstance(source, Follower):
            source.refused.connect(self._refused)
            source.ended.connect(self._left)
            source.look()

    def _left(self) -> None:
        """The process that ran the followed study is gone."""
        self._feed.drain(math.inf)
        self.summarise()
        if self.active:
            self._set_state("cancelled")

    def _told(self, text: str) -> None:
        self._log += text
        self.logged.emit(text)

    def _rare(self, event: ev.Event) -> None:
        if self._stored:
            return
        if isinstance(event, ev.State) and not event.trial and event.state in _STUDY_STATES:
            if self._state != "stopping" or event.state not in ("running", "paused"):
                self._set_state(_STUDY_STATES[event.state])
            if event.state in ("done", "cancelled", "failed"):
                self.summarise()
        elif isinstance(event, ev.Hello) and self._state == "starting":
            self._set_state("running")
        self.happened.emit(event)

    def summarise(self) -> None:
        """Compute results from what was read so far; they come by the signal."""
        if self._summary is not None:
            self._summary.wanted(now=True)

    def _ended(self, how: Ending) -> None:
        self._feed.drain(math.inf)
        self.changed.emit()
        self.summarise()
        self._scratch = None
        self._set_state(how.state)
        if not how.ok:
            self.failed.emit(how.text, how.hint)

    def _refused(self, text: str, hint: str) -> None:
        self._end_sources()
        self._set_state("failed")
        self.failed.emit(text, hint)

    def _answered(self, question: Ask) -> None:
        if question in self._asks:
            self._asks.remove(question)
            question.deleteLater()

    def _end_sources(self) -> None:
        if self._source is not None:
            self._source.stop()
            self._source.deleteLater()
            self._source = None
        if self._child is not None:
            self._child.end_now()
            self._child.deleteLater()
            self._child = None
        self._feed.stop()

    def _set_state(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
