"""From lines to a record: decodes in slices so that a flood never blocks the window, and tells seldom that it grew."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from paretoscope import events as ev
from paretoscope.analysis.record import Record
from paretoscope.errors import BadStudy
from paretoscope_gui.bridge.live import Live

SLICE = 0.008  # s of decoding between two looks at the event loop
EAGER, QUIET = 100, 1000  # ms between two signals
_ROUND = (ev.RoundStart, ev.Done, ev.State)
_OFTEN = (ev.Observation, ev.Sample, ev.Progress, ev.Phase, ev.Metric)  # views see these in the record, by `changed`


class Feed(QObject):
    """Decodes, reduces and counts.

    Signals: `changed()` at most 10 a second, once a second while a timed section runs and `quiet` is wanted;
    `rounded()` after a round, a trial or the study ended: time to summarise; `happened(object)` only the rare kinds
    (state, error, warning, round_start, hello, done); `refused(str, str)` when the events cannot be read; `drained()`
    when all that came is decoded; `arrived()` something came.
    """

    changed = Signal()
    rounded = Signal()
    happened = Signal(object)
    refused = Signal(str, str)
    drained = Signal()
    arrived = Signal()

    def __init__(self, record: Record, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.record, self.live, self.quiet, self.still = record, Live(), True, False
        self.taken: list[Callable[[ev.Event], None]] = []  # told every event, at once
        self._waiting: deque[bytes | ev.Event] = deque()
        self._timed = False
        self._pump = QTimer(self, interval=0)
        self._pump.timeout.connect(self.drain)
        self._bell = QTimer(self, singleShot=True)
        self._bell.timeout.connect(self.changed)

    @property
    def waiting(self) -> int:
        """Lines that were read and are not decoded yet."""
        return len(self._waiting)

    @property
    def calm(self) -> bool:
        """Whether views are told only once a second now."""
        return self.still or (self._timed and self.quiet)

    def push(self, lines: Iterable[bytes | ev.Event]) -> None:
        """Take lines, or events that are decoded already; they are worked off in slices."""
        self._waiting.extend(lines)
        self.arrived.emit()
        if self._waiting and not self._pump.isActive():
            self._pump.start()

    def drain(self, seconds: float = SLICE) -> None:
        """Decode for so long at most."""
        end = time.perf_counter() + seconds
        try:
            while self._waiting:
                self._take(self._waiting.popleft())
                if time.perf_counter() > end:
                    return
        except BadStudy as problem:
            self._waiting.clear()
            self.refused.emit(problem.text, problem.hint)
        self._pump.stop()
        self.drained.emit()

    def stop(self) -> None:
        """Forget what is not decoded yet and be silent."""
        self._waiting.clear()
        self._pump.stop()
        self._bell.stop()

    def _take(self, line: bytes | ev.Event) -> None:
        event = line if isinstance(line, ev.Event) else ev.from_line(line.decode("utf-8", errors="replace"))
        if event is None:
            return
        self.record.feed(event)
        self.live.feed(event)
        for hear in self.taken:
            hear(event)
        if not isinstance(event, _OFTEN):
            self._seldom(event)
        if not self._bell.isActive():
            self._bell.start(QUIET if self.calm else EAGER)

    def _seldom(self, event: ev.Event) -> None:
        if isinstance(event, (ev.TurnStart, ev.TurnEnd)):
            self._timed = isinstance(event, ev.TurnStart)
            return
        self.happened.emit(event)
        if isinstance(event, _ROUND):
            self.rounded.emit()
