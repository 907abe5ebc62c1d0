"""Work beside the event loop: an answer comes to who still lives, and whoever is gone is not touched."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paretoscope_gui.state import background
from paretoscope_gui.state.background import Background


def test_an_answer_comes_in_the_main_thread(qtbot: QtBot) -> None:
    task, seen = Background(lambda: threading.current_thread().name), list[tuple[object, bool]]()
    task.done.connect(lambda name: seen.append((name, threading.current_thread() is threading.main_thread())))
    with qtbot.waitSignal(task.done):
        task.start()
    assert seen[0][0] != threading.main_thread().name
    assert seen[0][1]


def test_who_is_gone_is_not_touched(qapp: QApplication) -> None:
    parent, gate, told = QObject(), threading.Event(), list[object]()
    for _ in range(50):
        task = Background(lambda: gate.wait(10), parent)
        task.done.connect(told.append)
        task.start()
    shiboken6.delete(parent)
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(10_000)
    qapp.processEvents()
    assert not told
    assert not background._WAITING
