"""A study that waits for another one's end: it keeps its place, and begins when nothing is measured any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from paretoscope_gui import controller, speech, waiting
from paretoscope_gui.i18n import languages
from paretoscope_gui.state.settings import Recent
from paretoscope_gui.tab import Tab
from paretoscope_gui.window import MainWindow

LOOKS = 4


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[Recent]:
    """What is measured on this machine, by whomever: one line for each time that somebody looked."""
    now: list[Recent] = []

    def look() -> list[Recent]:
        now.extend(now[:1])
        return now[:1]

    monkeypatch.setattr(waiting, "running_studies", look)
    monkeypatch.setattr(waiting, "AGAIN", 1)
    return now


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Tab]:
    """The tabs whose studies were started."""
    found: list[Tab] = []
    monkeypatch.setattr(controller, "run_study", lambda window, tab: found.append(tab))
    return found


def test_it_waits_for_a_study_that_no_tab_shows(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, machine: list[Recent], begun: list[Tab]
) -> None:
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None)
    machine.append(Recent("/elsewhere", "kept running"))
    waiting.wait_in_line(window, window.tab)
    assert window.tab.state == "queued"
    qtbot.waitUntil(lambda: len(machine) >= LOOKS)
    assert begun == []
    machine.clear()
    qtbot.waitUntil(lambda: begun == [window.tab])
    assert window.tab.state != "queued"


def test_it_waits_until_its_model_is_read(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, machine: list[Recent], begun: list[Tab]
) -> None:
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None)
    window.tab.filling = True
    waiting.wait_in_line(window, window.tab)
    due: list[bool] = []
    QTimer.singleShot(50, window, lambda: due.append(True))
    qtbot.waitUntil(lambda: bool(due))
    assert begun == []
    window.tab.filling = False
    qtbot.waitUntil(lambda: begun == [window.tab])


@pytest.fixture
def english_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A window that took another one's place is closed, and English spoken again."""
    monkeypatch.setenv(languages.VARIABLE, "en")
    yield
    for made in speech._windows:
        made.close()
        made.deleteLater()
    speech._windows.clear()
    monkeypatch.setenv(languages.VARIABLE, "en")
    languages.install()


def test_it_keeps_its_place_in_a_window_of_another_language(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, machine: list[Recent], begun: list[Tab], english_again: None
) -> None:
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None)
    window.new_tab()
    window.tabs[0].queued = True
    window.actions_["view.language_de"].trigger()
    qtbot.waitUntil(lambda: bool(begun))
    (made,) = speech._windows
    assert begun == [made.tabs[0]]
    assert made.tabs[0].document.info is not None, "its model was read, though nobody looked at it"
