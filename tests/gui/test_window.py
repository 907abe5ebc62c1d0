"""The window: opening what is dropped, refusing in words, recovering, actions, and what a screen reader finds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.catalog import Catalog
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Step, Study, Workload
from paretoscope_gui.contract import PAGES
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.kept import Kept
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.state.sidecar import Sidecar, leftovers
from paretoscope_gui.window import MainWindow

GONE = 4_190_002


def drop(target: QWidget, path: Path) -> bool:
    """Drag a path into a widget and let go; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, data, left, none)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(20, 20), copy, data, left, none))
    return enter.isAccepted()


def told(window: MainWindow, qtbot: QtBot) -> tuple[str, str]:
    """Sentence and hint of the message that comes."""
    qtbot.waitUntil(lambda: bool(window.banners()), timeout=5000)
    return window.banners()[-1].text, window.banners()[-1].hint


def test_a_dropped_model_folder_opens_and_is_remembered(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, tmp_path: Path
) -> None:
    assert drop(window.start.drop, tiny_folder)
    qtbot.waitUntil(lambda: window.document.info is not None, timeout=10000)
    assert window.page_name == "techniques"
    assert window.document.task == "causal_lm"
    assert [w.kind for w in window.document.draft.workloads] == ["generate", "score"]
    assert [r.path for r in Settings.load(tmp_path / "state").models] == [str(tiny_folder)]


def test_a_folder_may_be_dropped_on_any_page(window: MainWindow, qtbot: QtBot, tiny_folder: Path) -> None:
    window.show_page("techniques")
    assert drop(window, tiny_folder)
    qtbot.waitUntil(lambda: window.document.info is not None, timeout=10000)


def test_text_that_is_no_path_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("hello")
    enter = QDragEnterEvent(
        QPoint(1, 1), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize("kind", ["empty", "no_such", "too_long", "text_file", "bad_config", "truncated", "unknown"])
def test_bad_folders_are_refused_with_sentence_and_hint(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, tiny_folder: Path, kind: str
) -> None:
    target = tmp_path / kind
    if kind == "text_file":
        target = tmp_path / "notes.txt"
        target.write_text("hello", encoding="utf-8")
    elif kind in ("bad_config", "unknown"):
        target.mkdir()
        body = "{" if kind == "bad_config" else '{"model_type": "nonesuch", "architectures": ["NonesuchForNothing"]}'
        (target / "config.json").write_text(body, encoding="utf-8")
    elif kind == "truncated":
        file = tiny_folder / "model.safetensors"
        file.write_bytes(file.read_bytes()[:40])
        target = tiny_folder
    elif kind == "too_long":
        target = tmp_path / ("x" * 5000)
    elif kind == "empty":
        target.mkdir()
    window.open_path(str(target))
    text, hint = told(window, qtbot)
    assert text
    assert hint
    assert "Traceback" not in text + hint
    assert window.document.info is None


@pytest.mark.parametrize("text", ['schema = 99\nmodel = "x"', "model = ", 'model = "x"\nfoo = 1', "schema = 1"])
def test_studies_that_cannot_be_read_are_refused(window: MainWindow, qtbot: QtBot, tmp_path: Path, text: str) -> None:
    file = tmp_path / "study.toml"
    file.write_text(text, encoding="utf-8")
    window.open_path(str(file))
    sentence, hint = told(window, qtbot)
    assert sentence
    assert hint


def test_a_study_whose_model_is_gone_can_still_be_looked_at(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    recipe = Recipe((Step("prune.wanda"),))
    study = Study(model=str(tmp_path / "gone"), recipes=(recipe,), workloads=(Workload("generate"),), protocol="glance")
    file = tmp_path / "mine.toml"
    file.write_text(study.to_toml(), encoding="utf-8")
    window.open_path(str(file))
    text, _ = told(window, qtbot)
    assert "its model cannot" in text
    assert window.document.draft.trials[1] == recipe
    assert window.document.draft.protocol == "glance"


def test_a_missing_recent_model_is_marked_and_does_no_harm(
    open_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    settings = Settings.load(tmp_path / "state")
    settings.opened_model(str(tmp_path / "gone"), "gone-model")
    settings.save()
    window = open_window()
    start = window.start
    qtbot.waitUntil(lambda: "missing" in [w.text() for w in start.findChildren(QLabel)])
    window.open_path(str(tmp_path / "gone"))
    assert "nothing at" in told(window, qtbot)[0]
    assert window.isVisible()


def test_what_a_crash_left_is_offered_and_taken_back(
    open_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    recipe = Recipe((Step("prune.wanda", {"sparsity": 0.3}),))
    Sidecar(tmp_path / "state", GONE).write(Kept(draft=Draft(recipe=recipe)))
    window = open_window()
    assert "not closed in order" in told(window, qtbot)[0]
    (offer,) = [b for b in window.banners()[0].findChildren(QWidget) if b.accessibleName() == "Take it back"]
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert window.document.draft.recipe == recipe
    assert window.banners() == []


def test_an_edit_is_saved_aside_and_forgotten_on_an_orderly_close(
    window: MainWindow, qtbot: QtBot, catalog: Catalog
) -> None:
    window.document.edit("add", lambda d: d.add_step("prune.wanda", {}, catalog))
    qtbot.waitUntil(lambda: window.document.sidecar.path.exists(), timeout=5000)
    window.close()
    assert not window.document.sidecar.path.exists()
    assert leftovers(window.document.settings.folder) == []


def test_running_without_a_model_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["study.run"].trigger()
    text, hint = told(window, qtbot)
    assert text == "No model is open."
    assert "Start page" in hint


def test_the_same_message_is_not_stacked_and_three_are_the_most(window: MainWindow) -> None:
    for text in ("a", "a", "b", "c", "d"):
        window.tell(text, "hint")
    assert [b.text for b in window.banners()] == ["b", "c", "d"]


def test_theme_and_size_are_switched_and_remembered(window: MainWindow, tmp_path: Path) -> None:
    window.actions_["view.theme"].trigger()
    window.actions_["view.larger"].trigger()
    kept = Settings.load(tmp_path / "state")
    assert kept.theme in ("light", "dark")
    assert kept.scale == pytest.approx(1.1)
    window.restyle("light", 1.0)


@pytest.mark.parametrize("page", PAGES)
def test_every_widget_that_takes_focus_has_a_name(
    window: MainWindow, page: str, info: ModelInfo, catalog: Catalog
) -> None:
    window.document.set_model(str(info.path), info)
    window.document.edit("add", lambda d: d.add_step("prune.wanda", {}, catalog).add_step("kv.snapkv", {}, catalog))
    window.document.edit("trial", lambda d: d.add_trials([d.recipe]))
    window.show_page(page)
    widgets = [w for w in window.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    inside = [w for w in widgets if w.isVisibleTo(window) and not _internal(w)]
    assert len(inside) > 5
    assert [f"{type(w).__name__} {w.objectName()}" for w in inside if not _name(w)] == []


def _internal(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own widgets; the outer one has the name."""
    return widget.objectName().startswith("qt_") or widget.objectName() == "window"


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (str(text()) if callable(text) else "")


def test_the_workers_python_never_runs_the_command_itself(window: MainWindow) -> None:
    window.document.use_python("/opt/cuda/bin/python")
    assert window.ready_bridge().command_line == [sys.executable, "-m", "paretoscope"]
    assert window.document.draft.python == "/opt/cuda/bin/python", "the study names the Python of its workers"
    assert 'python = "/opt/cuda/bin/python"' in window.document.draft.study("m").to_toml()
