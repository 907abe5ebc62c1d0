"""The study that the window shows now: what was read of it, what it adds up to, and the signals that tell."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from paretoscope.analysis.record import Record
from paretoscope.plan import Study
from paretoscope_gui.bridge.feed import Feed
from paretoscope_gui.bridge.live import Live
from paretoscope_gui.bridge.silence import Silence
from paretoscope_gui.bridge.summariser import Summariser
from paretoscope_gui.state.background import Background

ACTIVE = ("starting", "running", "paused", "stopping")
ENDED = ("done", "cancelled", "failed")


class Shown(QObject):
    """One study at a time.

    Signals: `opened()` a study begins to arrive and record and live are new; `changed()` they grew, at most 10 a
    second; `results(Results)` after a round; `happened(object)` the rare events only (state, error, warning,
    round_start, hello, done); `state_changed(str)`: idle, starting, running, paused, stopping, done, cancelled or
    failed; `failed(str, str)` a sentence and a hint; `logged(str)` new text of the run's log; `silent(float)` nothing
    was heard for so many seconds, `speaks()` that is over.
    """

    opened = Signal()
    changed = Signal()
    results = Signal(object)
    happened = Signal(object)
    state_changed = Signal(str)
    failed = Signal(str, str)
    logged = Signal(str)
    silent = Signal(float)
    speaks = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._state, self._log, self._stored = "idle", "", False
        self._quiet, self._still = True, False
        self._feed = Feed(Record(), self)
        self._summary: Summariser | None = None
        self._silence = Silence(self)
        self._silence.fell.connect(self.silent)
        self._silence.over.connect(self.speaks)

    @property
    def state(self) -> str:
        """One of the words of `state_changed`."""
        return self._state

    @property
    def active(self) -> bool:
        """Whether a study is running, paused or not."""
        return self._state in ACTIVE

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

    def set_quiet(self, quiet: bool, still: bool = False) -> None:
        """Whether views are told only once a second while a timed section runs; `still`: never more often."""
        self._quiet, self._still = quiet, still
        self._feed.quiet, self._feed.still = quiet, still

    def summarise(self) -> None:
        """Compute results from what was read so far; they come by the signal."""
        if self._summary is not None:
            self._summary.wanted(now=True)

    def _show(self, record: Record, folder: Path, stored: bool) -> None:
        """Forget the study that was shown; show another. `stored`: its past is read, which changes no state."""
        self._stored, self.folder, self._log = stored, folder, ""
        self._feed.stop()
        self._feed.deleteLater()
        self._feed = Feed(record, self)
        self._feed.quiet, self._feed.still = self._quiet, self._still
        self._feed.changed.connect(self.changed)
        self._feed.arrived.connect(self._silence.heard)
        self._summarise_with(record.study)
        gc.freeze()  # the window itself is no garbage: a full collection while events arrive stays under a frame
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

    def _read_beside(
        self, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[str, str], object]
    ) -> None:
        """Read files off the main thread; the answer is dropped when another study is shown by then."""
        feed = self._feed
        task = Background(work, self)
        task.done.connect(lambda answer: done(answer) if feed is self._feed else None)
        task.failed.connect(lambda error: failed(error.text, error.hint) if feed is self._feed else None)
        task.start()

    def _when_read(self, then: Callable[[], object]) -> None:
        """Do something once all lines that have arrived are decoded, which is left to the feed's slices."""
        if self._feed.waiting:
            self._feed.drained.connect(then, Qt.ConnectionType.SingleShotConnection)
        else:
            then()

    def _told(self, text: str) -> None:
        self._log += text
        self.logged.emit(text)

    def _set_state(self, state: str) -> None:
        self._silence.listen(state in ("starting", "running", "stopping"))
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
