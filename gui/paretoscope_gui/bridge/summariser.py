"""Turns a growing record into results beside the event loop, so that a large study never stalls the window."""

from __future__ import annotations

import logging
import time

from PySide6.QtCore import QObject, QTimer, Signal

from paretoscope import events as ev
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results
from paretoscope.plan import Study
from paretoscope_gui.state.background import Background

log = logging.getLogger(__name__)
SHARE = 0.1  # of the time may be spent on summaries while a study runs


class Summariser(QObject):
    """Keeps a record of its own, fed and summarised by one piece of background work at a time.

    Signals: `ready(Results)`.
    """

    ready = Signal(object)

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study, self._record = study, Record(study)
        self._pending: list[ev.Event] = []
        self._busy = self._wanted = self._now = self._over = False
        self._ended = self._cost = 0.0
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.wanted)

    @property
    def busy(self) -> bool:
        """Whether a summary is being made."""
        return self._busy

    def take(self, event: ev.Event) -> None:
        """Note an event for the next summary."""
        self._pending.append(event)

    def wanted(self, now: bool = False) -> None:
        """A round is over: summarise when the last summary is long enough ago, or `now`."""
        self._now = self._now or now
        rest = 0.0 if self._now else self._ended + self._cost * (1 / SHARE - 1) - time.monotonic()
        if self._busy:
            self._wanted = True
            return
        if rest > 0:
            self._later.start(int(rest * 1000) + 1)
            return
        self._later.stop()
        self._busy, self._wanted, self._now = True, False, False
        batch, self._pending = self._pending, []
        work = Background(lambda: self._work(batch), self)
        work.done.connect(self._done)
        work.failed.connect(lambda _: self._done(None))
        work.start()

    def stop(self) -> None:
        """Tell nothing any more."""
        self._over = True
        self._later.stop()

    def _work(self, batch: list[ev.Event]) -> tuple[Results, float] | None:
        try:
            from paretoscope.analysis.summary import summarise
            from paretoscope.catalog import packaged

            begun = time.monotonic()
            self._record.feed_all(batch)
            return summarise(self._record, self._study, packaged()), time.monotonic() - begun
        except Exception:  # a defect in a summary must not stop the live view: the next one is tried, the log knows
            log.exception("the study could not be summarised")
            return None

    def _done(self, answer: tuple[Results, float] | None) -> None:
        self._busy, self._ended = False, time.monotonic()
        if self._over:
            return
        if answer is not None:
            results, self._cost = answer
            self.ready.emit(results)
        if self._wanted:
            self.wanted()
