"""Garbage is searched in the main thread only, and no thread of the pool is the last to know a widget."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from paretoscope_gui.garbage import Garbage
from paretoscope_gui.state.background import Background


class Knot:
    """Refers to itself, so that only a search frees it."""

    def __init__(self) -> None:
        self.me = self


def test_a_search_is_made_when_it_is_due_and_by_the_event_loop(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, threads = QObject(), list[str]()
    garbage = Garbage(owner)
    assert not gc.isenabled()
    gc.collect()
    assert garbage.look() == -1
    knot = weakref.ref(Knot())
    monkeypatch.setattr(gc, "get_count", lambda: (10_000, 3, 0))
    gc.callbacks.append(note := lambda phase, info: threads.append(threading.current_thread().name))
    garbage._timer.setInterval(1)
    qtbot.waitUntil(lambda: knot() is None)
    gc.callbacks.remove(note)
    assert set(threads) == {threading.main_thread().name}


def test_what_a_thread_was_given_is_let_go_of_in_the_main_thread(qtbot: QtBot) -> None:
    gone: list[str] = []

    class Held:
        """Says in which thread it went."""

        def __del__(self) -> None:
            gone.append(threading.current_thread().name)

    for _ in range(50):
        held = Held()
        task = Background(lambda held=held: str(held))
        with qtbot.waitSignal(task.done):
            task.start()
        del held, task
    qtbot.waitUntil(lambda: len(gone) >= 49)
    assert set(gone) == {threading.main_thread().name}
