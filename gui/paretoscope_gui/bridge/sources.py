"""Where events come from when no child of ours writes them: files that grow, or a recording played again."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from paretoscope import events as ev
from paretoscope.errors import ParetoscopeError
from paretoscope.store.contact import address
from paretoscope_gui.bridge.files import EventFiles, held, read_events
from paretoscope_gui.state.background import Background

LOOK = 250  # ms between two looks at files that another process writes
FRAME = 40  # ms between two steps of a replay


class Follower(QObject):
    """Follows the event files of a study that another process runs.

    Signals: `events(list)` as they appear, `refused(str, str)` when they cannot be read, `ended()` when that process is
    gone and everything it wrote has been told.
    """

    events = Signal(object)
    refused = Signal(str, str)
    ended = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._files, self._looks = folder, EventFiles(folder), 0
        self._door = self._busy = self._stopped = False
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def reachable(self) -> bool:
        """Whether the process that writes can be spoken to."""
        return self._door

    def look(self) -> None:
        """Read what was appended, beside the event loop: the first look may find hours of events."""
        if self._busy or self._stopped:
            return
        self._busy, self._looks = True, self._looks + 1
        asks = self._looks % 4 == 0
        task = Background(lambda: self._read(asks), self)
        task.done.connect(self._found)
        task.failed.connect(self._failed)
        task.start()

    def _read(self, asks: bool) -> tuple[list[ev.Event], bool, bool]:
        """New events, whether the writer is gone (asked before the last reading), whether it can be spoken to."""
        gone = asks and not held(self._folder)
        return self._files.look(), gone, address(self._folder) is not None

    def _found(self, answer: tuple[list[ev.Event], bool, bool]) -> None:
        self._busy = False
        if self._stopped:
            return
        found, gone, self._door = answer
        if found:
            self.events.emit(found)
        if gone:
            self.stop()
            self.ended.emit()

    def _failed(self, problem: ParetoscopeError) -> None:
        self._busy = False
        if not self._stopped:
            self.stop()
            self.refused.emit(problem.text, problem.hint)

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        self._timer.stop()


class Replay(QObject):
    """Plays a study folder's events again, `speed` times as fast as they happened; infinite: all at once."""

    events = Signal(object)
    ended = Signal()

    def __init__(self, folder: Path, speed: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = read_events(folder)
        self._next, self._speed = 0, speed
        self._start = min((e.t for e in self._all if e.t > 0), default=0.0)
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=0 if math.isinf(speed) else FRAME)
        self._timer.timeout.connect(self._step)
        self._clock.start()
        self._timer.start()

    def stop(self) -> None:
        """Play no more."""
        self._timer.stop()

    def _step(self) -> None:
        until = math.inf if math.isinf(self._speed) else self._start + self._clock.elapsed() / 1000 * self._speed
        first = self._next
        while self._next < len(self._all) and self._all[self._next].t <= until:
            self._next += 1
        batch: list[ev.Event] = self._all[first : self._next]
        if batch:
            self.events.emit(batch)
        if self._next == len(self._all):
            self.stop()
            self.ended.emit()
