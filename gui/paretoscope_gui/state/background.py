"""Work that may take longer than a frame, off the main thread; the answer comes back as a signal in the main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from paretoscope.errors import ParetoscopeError
from paretoscope_gui.i18n import tr


class Background(QObject):
    """One piece of work. `done(object)` or `failed(object)` with the ParetoscopeError, then the object is deleted."""

    done = Signal(object)
    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin in the pool."""
        QThreadPool.globalInstance().start(self._run)

    def _run(self) -> None:
        answer: Any
        try:
            answer = self._work()
        except ParetoscopeError as error:
            answer = error
        except OSError as error:
            answer = ParetoscopeError(
                tr("A file could not be read: {error}", error=error), tr("Check the folder and its rights.")
            )
        try:
            self._arrived.emit(answer)
        except RuntimeError:  # the window was closed meanwhile and took this object with it
            return

    def _deliver(self, answer: Any) -> None:
        """In the main thread. Only then may the object go: a deletion that overtakes the answer would lose it."""
        if isinstance(answer, ParetoscopeError):
            self.failed.emit(answer)
        else:
            self.done.emit(answer)
        self.deleteLater()
