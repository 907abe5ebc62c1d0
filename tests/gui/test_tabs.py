"""Several studies in tabs: where things open, what closes, what is found again after an end or a crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from paretoscope.plan import Recipe, Step, Workload
from paretoscope_gui import controller
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.state.document import open_folders
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.kept import Kept, Session
from paretoscope_gui.state.opening import look
from paretoscope_gui.state.sidecar import Sidecar, leftovers
from paretoscope_gui.window import MainWindow

GONE = 4_190_003
WANDA = Recipe((Step("prune.wanda", {"sparsity": 0.3}),))


def names(window: MainWindow) -> list[str]:
    """What the bar says."""
    window.label_tabs()
    return [window.bar.bar.tabText(i) for i in range(window.bar.bar.count())]


@pytest.fixture
def stored(record_study: Callable[..., Path], tmp_path: Path) -> Callable[[str], Path]:
    """Study folders by name, all with the recorded study."""

    def make(name: str) -> Path:
        recorded = tmp_path / "recorded"
        whole = recorded if recorded.exists() else record_study()
        folder = tmp_path / name
        (folder / "events").mkdir(parents=True)
        for part in ("study.toml", "events/study.jsonl"):
            (folder / part).write_bytes((whole / part).read_bytes())
        return folder

    return make


def opened(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """Open a study and wait until it is there."""
    window.open_path(str(folder))
    qtbot.waitUntil(lambda: window.document.folder == folder and window.document.results is not None, timeout=20_000)


def test_a_second_study_opens_beside_the_first_and_the_first_keeps_its_page(
    window: MainWindow, qtbot: QtBot, stored: Callable[[str], Path]
) -> None:
    first, second = stored("one"), stored("two")
    opened(window, qtbot, first)
    assert not window.bar.isVisible()
    window.show_page("claims")
    results = window.document.results
    opened(window, qtbot, second)
    assert [t.document.folder for t in window.tabs] == [first, second]
    assert window.bar.isVisible()
    assert window.page_name == "tradeoffs"
    window.actions_["view.previous_tab"].trigger()
    assert window.page_name == "claims"
    assert window.document.results is results
    opened(window, qtbot, second)
    assert len(window.tabs) == 2, "what is open already only comes to the front"
    assert window.bar.bar.currentIndex() == 1


@pytest.mark.parametrize("part", ["reports", "reports/report.html", "results.json"])
def test_a_part_of_a_study_opens_the_study(stored: Callable[[str], Path], part: str) -> None:
    study = stored("one")
    (study / "reports").mkdir()
    for name in ("reports/report.html", "results.json"):
        (study / name).write_text("{}", encoding="utf-8")
    assert look(str(study / part)).folder == study


def test_what_any_tab_shows_counts_as_open(window: MainWindow, qtbot: QtBot, stored: Callable[[str], Path]) -> None:
    first, second = stored("one"), stored("two")
    opened(window, qtbot, first)
    opened(window, qtbot, second)
    assert open_folders() >= {first.resolve(), second.resolve()}
    controller.close_tab(window, window.tabs[0])
    assert first.resolve() not in open_folders()


def test_an_edited_plan_is_never_replaced_by_a_study(
    window: MainWindow, qtbot: QtBot, stored: Callable[[str], Path]
) -> None:
    window.document.edit("add", lambda d: d.add_trials([WANDA]))
    planned = window.tab
    opened(window, qtbot, stored("one"))
    assert window.tab is not planned
    assert planned.document.draft.trials[1] == WANDA


def test_tabs_are_made_moved_and_closed_by_keyboard(
    window: MainWindow, qtbot: QtBot, stored: Callable[[str], Path]
) -> None:
    opened(window, qtbot, stored("one"))
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert len(window.tabs) == 2
    assert window.page_name == "start"
    assert window.document.catalog is window.tabs[0].document.catalog
    window.bar.bar.moveTab(0, 1)
    assert [t.blank for t in window.tabs] == [True, False]
    qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.page_name == "tradeoffs"
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert [t.blank for t in window.tabs] == [True], "the window always has one"
    assert window.page_name == "start"


def test_the_start_page_outlives_the_tab_in_which_it_was_seen_last(window: MainWindow) -> None:
    window.show_page("techniques")
    window.new_tab()
    controller.close_tab(window, window.tab)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.show_page("start")
    assert window.start.isVisible()


def test_every_tab_names_its_study_and_says_in_words_what_it_does(
    window: MainWindow, qtbot: QtBot, stored: Callable[[str], Path]
) -> None:
    opened(window, qtbot, stored("a & b"))
    window.new_tab()
    study = window.tabs[0].document.draft.name or "a & b"
    qtbot.waitUntil(lambda: names(window)[0] == study.replace("&", "&&"))
    qtbot.waitUntil(lambda: "finished" in window.bar.bar.accessibleTabName(0))  # once its events are read
    buttons = [b.accessibleName() for b in window.bar.findChildren(QWidget) if b.accessibleName().startswith("Close")]
    assert f"Close {study}" in buttons


def test_the_session_opens_as_it_was(
    open_window: Callable[[], MainWindow],
    qtbot: QtBot,
    stored: Callable[[str], Path],
    tmp_path: Path,
    tiny_folder: Path,
) -> None:
    window = open_window()
    opened(window, qtbot, study := stored("one"))
    window.show_page("claims")
    window.new_tab()
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None, timeout=10_000)
    window.document.edit("add", lambda d: d.add_trials([WANDA]))
    window.new_tab()  # a blank one is not worth keeping
    window.show_tab(window.tabs[0])
    window.close()
    again = open_window()
    assert [t.document.folder for t in again.tabs] == [study, None]
    assert again.page_name == "claims"
    qtbot.waitUntil(lambda: again.document.results is not None, timeout=20_000)
    assert again.tabs[1].document.draft.trials[1] == WANDA
    assert again.tabs[1].document.info is None, "what is not looked at is not read"
    again.show_tab(again.tabs[1])
    qtbot.waitUntil(lambda: again.document.info is not None, timeout=10_000)
    assert again.page_name == "techniques"
    assert not (tmp_path / "state" / "session.json").exists(), "a second window beside this one begins blank"


def test_a_study_that_is_gone_leaves_its_plan(
    open_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    draft = Draft(workloads=(Workload("generate"),), protocol="glance").add_trials([WANDA])
    kept = Kept("builtin:demo-lm", draft, str(tmp_path / "gone"), "tradeoffs")
    Session((kept,)).save(tmp_path / "state")
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.banners()) and window.document.info is not None, timeout=20_000)
    assert "not there any more" in window.banners()[0].text
    assert window.document.folder is None
    assert window.document.draft.trials[1] == WANDA


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"schema": 1}', '{"schema": 1, "tabs": [3, {"study": 4}], "current": "x"}']
)
def test_a_broken_session_opens_a_blank_window(
    open_window: Callable[[], MainWindow], tmp_path: Path, text: str
) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "session.json").write_text(text, encoding="utf-8")
    window = open_window()
    assert [t.blank for t in window.tabs] == [True]


def test_all_tabs_of_a_crashed_window_are_taken_back(
    open_window: Callable[[], MainWindow], qtbot: QtBot, stored: Callable[[str], Path], tmp_path: Path
) -> None:
    study = stored("one")
    Sidecar(tmp_path / "state", GONE, 1).write(Kept(draft=Draft().add_trials([WANDA]), page="techniques"))
    Sidecar(tmp_path / "state", GONE, 2).write(Kept("m", Draft(name="mine"), str(study), "claims"))
    window = open_window()
    assert "mine" in window.banners()[0].text
    (offer,) = [b for b in window.banners()[0].findChildren(QWidget) if b.accessibleName() == "Take it back"]
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert [t.document.folder for t in window.tabs] == [None, study]
    assert window.document.draft.trials[1] == WANDA
    assert window.page_name == "techniques"
    qtbot.waitUntil(lambda: all(t.document.sidecar.path.exists() for t in window.tabs), timeout=5000)
    assert leftovers(tmp_path / "state") == []


@pytest.fixture
def running(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    hold: Callable[[Bridge], None],
) -> MainWindow:  # fmt: skip
    """A window in which a study of scripted workers runs, though it is paused; a second tab has a plan."""
    monkeypatch.setenv("PARETOSCOPE_NULL", json.dumps({"real_time": True, "tpot": 0.02}))
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(controller, "_ask_closing", lambda _: "stop")
    window.settings.studies = str(tmp_path / "studies")
    plan = Draft(workloads=(Workload.parse("generate:new=4,prompt=8"),), protocol="glance")
    for name in ("first", "second"):
        window.open_path(str(tiny_folder))
        qtbot.waitUntil(lambda: window.document.info is not None, timeout=20_000)
        info = window.document.info
        assert info is not None
        window.document.set_model(str(tiny_folder), info, Draft(workloads=plan.workloads, protocol="glance", name=name))
        if name == "first":
            window.actions_["study.run"].trigger()
            hold(window.ready_bridge())
            window.new_tab()
    return window


def test_two_studies_never_run_at_once_and_the_second_waits_its_turn(running: MainWindow, qtbot: QtBot) -> None:
    window = running
    window.actions_["study.run"].trigger()
    assert not window.tab.active
    banner = window.banners()[-1]
    assert banner.text.startswith("first is running")
    (later,) = [b for b in banner.findChildren(QWidget) if b.accessibleName() == "Run it afterwards"]
    qtbot.mouseClick(later, Qt.MouseButton.LeftButton)
    assert window.tab.state == "queued"
    assert "other study has ended" in window.bar.bar.accessibleTabName(1)
    controller.close_tab(window, window.tabs[0])
    qtbot.waitUntil(lambda: window.tab.active, timeout=20_000)
    assert [t.name for t in window.tabs] == ["second"]


def test_a_silent_process_is_told_in_words_until_it_speaks(window: MainWindow) -> None:
    bridge = window.ready_bridge()
    bridge.silent.emit(75.0)
    (banner,) = window.banners()
    assert "said nothing for" in banner.text
    assert "stop the study" in banner.hint
    bridge.speaks.emit()
    assert window.banners() == []
