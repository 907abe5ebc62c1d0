"""Work that may take longer than a frame, off the main thread; the answer comes back as a signal in the main thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from paretoscope.errors import ParetoscopeError
from paretoscope_gui.i18n import tr

_NUMBERS = count()
_WAITING: dict[int, Background] = {}


class Background(QObject):
    """One piece of work. `done(object)` or `failed(object)` with the ParetoscopeError, then the object is deleted.

    The pool's thread never touches this object, which may go with its parent at any time: it knows a number only.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def start(self) -> None:
        """Begin in the pool."""
        number = next(_NUMBERS)
        _WAITING[number] = self
        QThreadPool.globalInstance().start(partial(_run, self._work, _relay(), number))

    def deliver(self, answer: Any) -> None:
        """In the main thread. Only then may the object go: a deletion that overtakes the answer would lose it."""
        if isinstance(answer, ParetoscopeError):
            self.failed.emit(answer)
        else:
            self.done.emit(answer)
        self.deleteLater()


class _Relay(QObject):
    """Lives as long as the program, so that a thread can always hand its answer to it."""

    arrived = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def _hand_over(self, number: int, answer: Any) -> None:
        task = _WAITING.pop(number, None)
        if task is not None and isValid(task):
            task.deliver(answer)


@cache
def _relay() -> _Relay:
    """Made in the main thread, with the first piece of work."""
    return _Relay()


def _run(work: Callable[[], Any], relay: _Relay, number: int) -> None:
    answer: Any
    try:
        answer = work()
    except ParetoscopeError as error:
        answer = error
    except OSError as error:
        answer = ParetoscopeError(
            tr("A file could not be read: {error}", error=error), tr("Check the folder and its rights.")
        )
    relay.arrived.emit(number, answer)
