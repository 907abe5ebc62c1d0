"""What the pages talk to: starts, follows, replays and steers studies, and asks the command one-shot questions."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any

from PySide6.QtCore import QObject, QTimer

from paretoscope import events as ev
from paretoscope.analysis.record import Record
from paretoscope.errors import EXIT_REQUEST, ParetoscopeError
from paretoscope.plan import Study
from paretoscope.store.contact import send
from paretoscope.store.stored import StoredStudy
from paretoscope_gui.bridge.ask import Ask
from paretoscope_gui.bridge.child import COMMAND, GRACE, Child
from paretoscope_gui.bridge.ending import Ending
from paretoscope_gui.bridge.files import held, read_events
from paretoscope_gui.bridge.shown import ENDED, Shown
from paretoscope_gui.bridge.sources import Follower, Replay
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.background import Background

PACE, CALM_PACE = 40, 250  # ms between two looks at what the study's process says, and while it times something
LATE = 3000  # ms in which a process that was let go takes hold of its study's folder
TELL = 30  # ms from the end of a study to the message that says why


class Bridge(Shown):
    """The window's hands: one study that is run, followed or read, and any number of questions.

    The command runs in the window's own interpreter; the one of the workers is named in the study, or by `--python`.
    """

    def __init__(self, parent: QObject | None = None, grace: int = GRACE) -> None:
        super().__init__(parent)
        self.command_line = list(COMMAND)
        self._grace = grace
        self._child: Child | None = None
        self._source: Follower | Replay | None = None
        self._asks: list[Ask] = []
        self._scratch: Path | None = None
        self._closed = False

    @property
    def owns(self) -> bool:
        """Whether the study runs in a child of this window, which can steer it."""
        return self._child is not None and self._child.running

    @property
    def steers(self) -> bool:
        """Whether what it shows can be paused and stopped from here: a child, or a process that can be reached."""
        followed = self.active and isinstance(self._source, Follower) and self._source.reachable
        return self.owns or followed

    def start(self, study: Study, folder: Path) -> None:
        """Run a study into `folder`, which the command makes; problems come as `failed`."""
        self._begin(Record(study), folder)
        try:
            self._scratch = Path(mkdtemp(prefix="paretoscope-"))
            file = self._scratch / "study.toml"
            file.write_text(study.to_toml(), encoding="utf-8")
        except OSError as error:
            self._clean()
            self._refused(
                tr("The study could not be handed over: {why}.", why=error.strerror or str(error)),
                tr("Free some space in {folder}.", folder=gettempdir()),
            )
            return
        self._run(["run", str(file), "--out", str(folder), "--stream"])

    def resume(self, folder: Path, retry: bool = False) -> None:
        """Go on with a study: what is stored is read first, then the command does what is missing.

        With `retry` the trials that failed or were skipped are tried again.
        """
        self._begin(self._empty(folder), folder, stored=True)
        self._read_beside(lambda: read_events(folder), lambda events: self._go_on(folder, events, retry), self._refused)

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
        self._read_beside(lambda: StoredStudy(folder).results, self.results.emit, self._refused)
        self._read_beside(lambda: read_events(folder), self._take_stored, self._refused)
        QTimer.singleShot(LATE, self, lambda: self._look_again(folder))

    def command(self, do: str, trial: str = "") -> None:
        """pause, resume, skip or cancel."""
        if not self.steers:
            return
        chosen = trial or self.present if do == "skip" else trial
        if do == "cancel":
            self._set_state("stopping")
        if self._child is None or not self.owns:
            self._send(do, chosen)
        elif do == "cancel":
            self._child.cancel()
        else:
            self._child.send({"do": do, "trial": chosen})

    def ask(self, arguments: list[str], done: Callable[[Any], None], failed: Callable[[str, str], None]) -> Ask:
        """Run `paretoscope ARGUMENTS` in a child and hand its JSON to `done`, or a sentence and a hint to `failed`."""
        question = Ask([*self.command_line, *arguments], done, failed, self, start=not self._closed)
        self._asks.append(question)
        question.over.connect(lambda: self._answered(question))
        return question

    def close(self, keep: bool = False) -> None:
        """End every child within four seconds; with `keep` the study's process is let go and runs on."""
        self._closed = True
        for question in list(self._asks):  # each takes itself off the list when it has ended
            question.child.end_now()
        if self._child is not None and self._child.running:
            if keep:
                self._child.let_go()
            else:
                self._child.close()
        if not keep or self.folder is None or (self.folder / "study.toml").exists():  # else it is still to be read
            self._clean()
        self._end_sources()

    # ---- inside -------------------------------------------------------------------------------------------------

    def _look_again(self, folder: Path) -> None:
        """A study that another process was just about to run when it was opened is followed."""
        if folder == self.folder and not self.active and not self._closed and held(folder):
            self.follow(folder)

    def _begin(self, record: Record, folder: Path, stored: bool = False) -> None:
        self._end_sources()
        self._show(record, folder, stored)
        self._feed.happened.connect(self._rare)
        self._feed.refused.connect(self._refused)
        self._feed.drained.connect(self._keep_pace)

    def _take_stored(self, events: list[ev.Event]) -> None:
        self._feed.push(events)
        self._when_read(self._stored_read)

    def _stored_read(self) -> None:
        self._stored = False
        ended = self.record.state in ENDED
        self._set_state(self.record.state if ended else "cancelled")
        self.changed.emit()

    def _go_on(self, folder: Path, events: list[ev.Event], retry: bool) -> None:
        self._feed.push(events)
        self._when_read(lambda: self._take_over(folder, retry))

    def _take_over(self, folder: Path, retry: bool) -> None:
        self._stored = False
        self._set_state("starting")
        self._run(["resume", str(folder), "--stream", *(["--retry"] if retry else [])])

    def _send(self, do: str, trial: str) -> None:
        """Speak to the process that runs the followed study; off the main thread, since it may take its time."""
        folder = self.folder
        if folder is not None:
            task = Background(lambda: send(folder, do, trial), self)
            task.failed.connect(lambda error: self.failed.emit(error.text, error.hint))
            task.start()

    def _empty(self, folder: Path) -> Record:
        try:
            return Record(Study.read(folder))
        except ParetoscopeError as problem:
            self.failed.emit(problem.text, problem.hint)
            return Record()

    def _run(self, arguments: list[str]) -> None:
        child = self._child = Child(self, self._grace)
        child.pace = PACE
        child.lines.connect(self._feed.push)
        child.told.connect(self._told)
        child.ended.connect(self._ended)
        child.start([*self.command_line, *arguments])

    def _keep_pace(self) -> None:
        """All that has come is decoded: how soon to look again."""
        if self._child is not None:
            self._child.pace = CALM_PACE if self._feed.calm else PACE

    def _listen(self, source: Follower | Replay) -> None:
        self._source = source
        source.events.connect(self._feed.push)
        if isinstance(source, Follower):
            source.refused.connect(self._refused)
            source.ended.connect(self._left)
            source.look()

    def _left(self) -> None:
        """The process that ran the followed study is gone."""
        self._when_read(self._interrupted)

    def _interrupted(self) -> None:
        self.summarise()
        if self.active:
            self._set_state("cancelled")

    def _rare(self, event: ev.Event) -> None:
        if self._stored:
            return
        if isinstance(event, ev.State) and not event.trial:
            self._study_state(event.state)
        elif isinstance(event, ev.Hello) and self._state == "starting":
            self._set_state("running")
        self.happened.emit(event)

    def _study_state(self, state: str) -> None:
        """What the study process says of itself; that it has ended is only believed when it is gone."""
        if state in ENDED:
            self.summarise()
        if (state in ENDED and not self.owns) or (state in ("running", "paused") and self._state != "stopping"):
            self._set_state(state)

    def _ended(self, how: Ending) -> None:
        self._when_read(lambda: self._over(how))

    def _over(self, how: Ending) -> None:
        """The child is gone and everything it said was read."""
        self._clean()
        if how.code == EXIT_REQUEST and self.folder is not None and held(self.folder):
            self.follow(self.folder)  # it was refused, since another process runs this very study
            return
        self.changed.emit()
        self.summarise()
        self._set_state(how.state)
        if not how.ok:  # a moment later: the views draw the end first, and the message moves everything below it
            QTimer.singleShot(TELL, self, lambda: self.failed.emit(how.text, how.hint))

    def _refused(self, text: str, hint: str) -> None:
        self._end_sources()
        self._set_state("failed")
        self.failed.emit(text, hint)

    def _clean(self) -> None:
        """The file that handed the study over has been read."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None

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
