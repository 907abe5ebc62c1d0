"""Notices when a measuring process says nothing any more, which a healthy one never does for long."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

PATIENCE = 60.0  # s; a study tells the memory of its worker once a second, and waits half a minute for a cool machine
LOOK = 5000  # ms between two looks


class Silence(QObject):
    """`fell(float)`: nothing was heard for so many seconds; once for each silence. `over()`: it speaks again."""

    fell = Signal(float)
    over = Signal()

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock, self._last, self._told = clock, clock(), False
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)

    def listen(self, wanted: bool) -> None:
        """Begin or end to expect something."""
        if wanted and not self._timer.isActive():
            self.heard()
            self._timer.start()
        elif not wanted:
            self._timer.stop()
            self.heard()

    def heard(self) -> None:
        """Something was said."""
        self._last = self._clock()
        if self._told:
            self._told = False
            self.over.emit()

    def look(self) -> None:
        """Is it silent?"""
        quiet = self._clock() - self._last
        if quiet >= PATIENCE and not self._told:
            self._told = True
            self.fell.emit(quiet)
