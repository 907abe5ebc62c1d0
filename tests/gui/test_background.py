"""Work beside the event loop: an answer comes to who still lives, and whoever is gone is not touched."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from paretoscope.errors import ParetoscopeError, Refused
from paretoscope_gui.state import background
from paretoscope_gui.state.background import Background, Newest


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


def test_an_error_that_nobody_foresaw_fails_and_reaches_the_log(qtbot: QtBot) -> None:
    task, said = Background(lambda: [][0]), list[ParetoscopeError]()
    task.failed.connect(said.append)
    with capture_exceptions() as raised:
        task.start()
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, *_ in raised] == [IndexError]
    assert "Something went wrong" in said[0].text
    assert not background._WAITING


def test_an_answer_that_a_later_question_has_overtaken_is_dropped(qtbot: QtBot) -> None:
    parent, seen, refused = QObject(), list[str](), list[ParetoscopeError]()
    asked = Newest(parent)

    def too_late() -> str:
        raise Refused("too late", "")

    asked.ask(lambda: "first", seen.append)
    asked.ask(too_late, seen.append, refused.append)
    asked.ask(lambda: "third", seen.append)
    qtbot.waitUntil(lambda: not background._WAITING)
    assert (seen, refused) == (["third"], [])
    asked.ask(too_late, seen.append, refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    asked.ask(lambda: "unwanted", seen.append)
    asked.forget()
    qtbot.waitUntil(lambda: not background._WAITING)
    assert seen == ["third"]
