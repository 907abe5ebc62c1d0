"""Several things at once: dropped together, closed and opened again, begun within the same second."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.plan import Recipe, Step, Study
from paretoscope_gui import dropping
from paretoscope_gui.bridge import bridge as hands
from paretoscope_gui.views import report
from paretoscope_gui.window import MainWindow

WANDA = Recipe((Step("prune.wanda", {"sparsity": 0.3}),))


def drop(target: QWidget, *paths: Path) -> None:
    """Drag things into a widget together and let go."""
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/a"), *(QUrl.fromLocalFile(str(p)) for p in paths)])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(20, 20), copy, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(20, 20), copy, data, left, none))


def models(window: MainWindow) -> list[str]:
    """What the tabs hold, by their folders' names."""
    return [Path(t.document.model).name for t in window.tabs]


@pytest.mark.parametrize("zone", ["window", "start"])
def test_things_that_are_dropped_together_open_beside_each_other(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, tmp_path: Path, record_study: Callable[..., Path], zone: str
) -> None:
    second, study = shutil.copytree(tiny_folder, tmp_path / "second"), record_study()
    (study / "reports").mkdir()
    target = window if zone == "window" else window.start.drop
    drop(target, tiny_folder, tmp_path / "nothing here", study / "reports", second)
    qtbot.waitUntil(lambda: models(window) == ["tiny-llama", "builtin:demo-lm", "second"])
    assert window.tabs[1].document.folder == study
    assert "nothing here" in window.banners()[0].text


def test_a_drop_of_very_many_things_opens_a_few_and_says_so(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropping, "MOST", 2)
    drop(window, *(shutil.copytree(tiny_folder, tmp_path / f"m{i}") for i in range(4)))
    assert "first 2" in window.banners()[0].text
    qtbot.waitUntil(lambda: models(window) == ["m0", "m1"])


def test_a_closed_tab_opens_again_with_its_plan_and_what_the_plan_went_through(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path
) -> None:
    again = window.actions_["file.reopen_tab"]
    assert not again.isEnabled()
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None)
    window.document.edit("add", lambda d: d.add_trials([WANDA]))
    window.show_page("model")
    planned = window.document.draft
    window.actions_["file.close_tab"].trigger()
    assert window.tab.blank
    again.trigger()
    assert window.document.draft == planned
    assert window.page_name == "model"
    qtbot.waitUntil(lambda: window.document.info is not None)
    window.actions_["edit.undo"].trigger()
    assert WANDA not in window.document.draft.trials
    assert not again.isEnabled()


def test_a_study_begun_within_the_same_second_has_a_folder_of_its_own(window: MainWindow, tmp_path: Path) -> None:
    window.settings.studies = str(tmp_path)
    document = window.document
    for _ in range(3):
        folder = document.new_folder()
        assert not folder.exists()
        folder.mkdir()


def test_a_saved_study_is_whole_or_what_was_there_before(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "mine"), ""))
    window.actions_["file.save"].trigger()
    assert Study.read(tmp_path / "mine.toml").model == str(tiny_folder)
    before = (tmp_path / "mine.toml").read_bytes()
    monkeypatch.setattr("os.fsync", no_space)
    window.document.edit("add", lambda d: d.add_trials([WANDA]))
    window.actions_["file.save"].trigger()
    assert "No space left" in window.banners()[-1].text
    assert (tmp_path / "mine.toml").read_bytes() == before


def test_a_full_folder_for_temporary_files_is_told(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.settings.studies = str(tmp_path / "studies")
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None)
    monkeypatch.setattr(hands, "mkdtemp", no_space)
    window.actions_["study.run"].trigger()
    assert window.ready_bridge().state == "failed"
    assert "could not be handed over: No space left" in window.banners()[-1].text
    window.show_page("report")
    out = window.page(report.Page).out
    monkeypatch.setattr("paretoscope_gui.views.report_out.TemporaryDirectory", no_space)
    with qtbot.waitSignal(out.failed) as told:
        out._print(None, tmp_path / "report.pdf")  # type: ignore[arg-type]
    assert "No space left" in told.args[0]


def no_space(*arguments: object, **more: object) -> None:
    """A disk without room."""
    raise OSError(28, "No space left on device")
