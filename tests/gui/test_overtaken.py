"""Answers that come late: what was asked for later is never overwritten by an earlier question's answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from paretoscope.models.info import ModelInfo
from paretoscope.plan import Study, Workload
from paretoscope_gui import controller
from paretoscope_gui.reopening import _filled
from paretoscope_gui.state.kept import Kept
from paretoscope_gui.state.opening import Opened
from paretoscope_gui.window import MainWindow

describe = controller._describe  # the window of the tests asks nothing


def test_a_model_from_a_slow_disk_does_not_take_the_place_of_a_later_one(window: MainWindow, info: ModelInfo) -> None:
    def take_over(opened: Opened, number: int) -> None:
        for _ in controller._take_over(window, opened, number):
            pass

    take_over(Opened(model="later", info=info), 2)
    take_over(Opened(model="earlier", info=info), 1)
    assert [t.document.model for t in window.tabs] == ["later"]
    study = Study(model="third", workloads=(Workload("generate"),))
    take_over(Opened(model="third", info=info, study=study), 1)
    assert [t.document.model for t in window.tabs] == ["later", "third"], "a late study has a tab of its own"


def test_what_a_reopened_tab_waited_for_does_not_replace_what_was_opened_in_it(
    window: MainWindow, info: ModelInfo
) -> None:
    window.document.set_model("another", info)
    _filled(window, window.tab, Kept("kept"), Opened(model="kept", info=info))
    assert window.document.model == "another"


def test_the_end_of_the_first_tab_cuts_off_no_question_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    asker = window.asker
    assert asker is not None
    asker.command_line = [sys.executable, "-c", "import time; time.sleep(600)"]
    question = asker.ask([], lambda answer: None, lambda text, hint: None)
    window.new_tab()
    controller.close_tab(window, window.tabs[0])
    assert question.child.running
    window.close()
    qtbot.waitUntil(lambda: not question.child.running)


def test_the_techniques_of_a_python_that_is_chosen_no_more_are_dropped(window: MainWindow) -> None:
    asked: list[Callable[[Any], None]] = []
    bridge = window.ready_bridge()
    bridge.ask = lambda arguments, done, failed: asked.append(done)  # type: ignore[assignment, return-value]
    before = window.document.catalog
    describe(window, bridge)
    window.settings.python = "/usr/bin/python3"
    cards = [entry.to_dict() for entry in before]
    asked[0](cards)
    assert window.document.catalog is before
    describe(window, bridge)
    asked[1](cards)
    assert window.document.catalog is not before
