"""Work that may take longer than a frame, off the main thread; the answer comes back as a signal in the main thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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

    An error that nobody foresaw fails too, and is then raised in the main thread, where the window tells and logs it.
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
        QThreadPool.globalInstance().start(partial(_run, [self._work], _relay(), number))

    def deliver(self, answer: Any) -> None:
        """In the main thread. Only then may the object go: a deletion that overtakes the answer would lose it."""
        self.deleteLater()
        if isinstance(answer, _Defect):
            self.failed.emit(ParetoscopeError(tr("Something went wrong inside the window."), tr("The log says more.")))
            raise answer.error
        if isinstance(answer, ParetoscopeError):
            self.failed.emit(answer)
        else:
            self.done.emit(answer)


class Newest(QObject):
    """Questions of one kind, asked again and again: an answer that a later question has overtaken is dropped.

    Pieces of work run side by side in the pool, so the answer to an earlier question may well be the last to arrive.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked = 0

    def ask(
        self, work: Callable[[], Any], done: Callable[[Any], object],
        failed: Callable[[ParetoscopeError], object] | None = None,
    ) -> None:  # fmt: skip
        """Do `work` in the pool and hand its answer, or why there is none, to the main thread."""
        mine = self.forget()
        task = Background(work, self)
        task.done.connect(lambda answer: done(answer) if mine == self._asked else None)
        if failed is not None:
            task.failed.connect(lambda error: failed(error) if mine == self._asked else None)
        task.start()

    def forget(self) -> int:
        """Drop the answers that are still to come; the number of the next question."""
        self._asked += 1
        return self._asked


@dataclass(frozen=True)
class _Defect:
    """An error of ours, on its way to the main thread."""

    error: Exception


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


def _run(given: list[Callable[[], Any]], relay: _Relay, number: int) -> None:
    """`given` is emptied before the answer goes: the last who knows a widget must not be a thread of the pool."""
    answer: Any
    work = given.pop()
    try:
        answer = work()
    except ParetoscopeError as error:
        answer = error
    except OSError as error:
        answer = ParetoscopeError(
            tr("A file could not be read: {error}", error=error), tr("Check the folder and its rights.")
        )
    except Exception as error:  # else it would end in the pool, and who asked would wait for ever
        answer = _Defect(error)
    del work
    relay.arrived.emit(number, answer)
