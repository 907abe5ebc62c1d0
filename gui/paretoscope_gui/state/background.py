"""Work that may take longer than a frame, off the main thread; the answer comes back as a signal in the main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from paretoscope.errors import ParetoscopeError


class Background(QObject):
    """One piece of work. `done(object)` or `failed(object)` with the ParetoscopeError, then the object is deleted."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.done.connect(self.deleteLater)
        self.failed.connect(self.deleteLater)

    def start(self) -> None:
        """Begin in the pool."""
        QThreadPool.globalInstance().start(self._run)

    def _run(self) -> None:
        try:
            answer = self._work()
        except ParetoscopeError as error:
            self.failed.emit(error)
        except OSError as error:
            self.failed.emit(ParetoscopeError(f"A file could not be read: {error}", "Check the folder and its rights."))
        else:
            self.done.emit(answer)
