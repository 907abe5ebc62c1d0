"""Plans over crashes, full disks and windows beside each other: none is lost, and what cannot be kept is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Step
from paretoscope_gui.state import files
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.kept import Kept, Session
from paretoscope_gui.state.sidecar import Sidecar, leftovers
from paretoscope_gui.window import MainWindow

GONE = 4_190_007  # above the largest process number of a usual Linux
WANDA = Recipe((Step("prune.wanda", {"sparsity": 0.3}),))
PLAN = Kept(draft=Draft(name="mine").add_trials([WANDA]), page="techniques")
Windows = Callable[[], MainWindow]


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Click a button of the first message."""
    (found,) = [b for b in window.banners()[0].findChildren(QWidget) if b.accessibleName() == name]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def full(*arguments: Any, **more: Any) -> None:
    """A disk without room."""
    raise OSError(28, "No space left on device")


def drafts(window: MainWindow) -> list[Draft]:
    """The plans of all tabs."""
    return [t.document.draft for t in window.tabs]


def test_what_a_crash_left_is_offered_again_until_it_is_taken_or_dropped(open_window: Windows, qtbot: QtBot) -> None:
    first = open_window()
    folder = first.settings.folder
    Sidecar(folder, GONE, 1).write(PLAN)
    first.close()
    for _ in range(2):  # nobody answers, and the window may even crash in its turn
        window = open_window()
        assert "mine" in window.banners()[0].text
        window.close()
    assert len(leftovers(folder)) == 1
    window = open_window()
    press(qtbot, window, "Take it back")
    assert window.document.draft == PLAN.draft
    assert leftovers(folder) == []
    assert window.document.sidecar.path.exists(), "it is kept aside at once, not only after the next edit"


def test_closing_the_message_drops_what_the_crash_left(open_window: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    Sidecar(tmp_path / "state", GONE, 1).write(PLAN)
    window = open_window()
    press(qtbot, window, "Close this message")
    assert leftovers(tmp_path / "state") == []


def test_messages_that_push_the_offer_away_drop_nothing(open_window: Windows, tmp_path: Path) -> None:
    Sidecar(tmp_path / "state", GONE, 1).write(PLAN)
    window = open_window()
    for i in range(5):
        window.tell(f"message {i}")
    assert "mine" not in window.banners()[0].text
    assert len(leftovers(tmp_path / "state")) == 1


def test_a_plan_whose_number_a_younger_process_has_is_offered(tmp_path: Path) -> None:
    own = Sidecar(tmp_path, os.getpid())
    own.write(PLAN)
    assert leftovers(tmp_path) == []
    os.utime(own.path, (1e9, 1e9))  # written long before this process began
    assert leftovers(tmp_path) == [own.path]


def test_two_windows_that_close_one_after_the_other_both_come_back(open_window: Windows) -> None:
    first, second = open_window(), open_window()
    second.document.edit("add", lambda d: d.add_trials([WANDA]))
    planned = second.document.draft
    second.close()
    first.close()  # it has nothing to keep, and must not overwrite what the other kept
    assert drafts(open_window()) == [planned]


def test_a_session_that_cannot_be_written_leaves_the_plans_aside(
    open_window: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.document.edit("add", lambda d: d.add_trials([WANDA]))
    planned = window.document.draft
    assert window.document.save_sidecar()
    monkeypatch.setattr(files.os, "replace", full)
    window.close()
    assert window.document.sidecar.path.exists()
    monkeypatch.undo()
    assert planned == window.document.draft


def test_a_full_disk_is_told_once_and_leaves_no_halves(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "replace", full)
    for sparsity in (0.1, 0.2, 0.3):
        recipe = Recipe((Step("prune.wanda", {"sparsity": sparsity}),))
        window.document.edit("add", lambda d, recipe=recipe: d.add_trials([recipe]))
        window.document.save_sidecar()
    (banner,) = window.banners()
    assert "cannot be saved aside: No space left on device" in banner.text
    assert "as long as the window is open" in banner.hint
    window.document.save_settings()
    window.document.save_settings()
    assert [b.text.split(":")[0] for b in window.banners()[1:]] == ["The window's settings cannot be kept"]
    assert [p for p in window.settings.folder.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("name", ["session.json", "settings.json", "autosave/4190007-1.json"])
def test_brackets_without_end_keep_no_window_from_opening(open_window: Windows, tmp_path: Path, name: str) -> None:
    file = tmp_path / "state" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[" * 100_000, encoding="utf-8")
    assert [t.blank for t in open_window().tabs] == [True]


def test_files_that_cannot_be_moved_or_deleted_keep_no_window_from_opening(
    open_window: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Session((PLAN,)).save(tmp_path / "state")
    Sidecar(tmp_path / "state", GONE, 1).write(PLAN)
    Sidecar(tmp_path / "state", GONE, 1).path.write_text("{", encoding="utf-8")
    for method in ("unlink", "replace"):
        monkeypatch.setattr(Path, method, full)
    window = open_window()
    assert drafts(window) == [PLAN.draft]


def test_another_model_is_one_more_deed_that_can_be_undone_and_inherits_no_consent(
    document: Document, info: ModelInfo
) -> None:
    first = document.model
    document.edit("agree", lambda d: replace(d, trust=("pickle",)).add_trials([Recipe.parse("quantize.weight_only")]))
    was, heard = document.draft, list[str]()
    document.model_changed.connect(lambda: heard.append(document.model))
    document.set_model("/models/vit", replace(info, task="image_classification"))
    assert [w.kind for w in document.draft.workloads] == ["classify"]
    assert document.draft.trials == was.trials
    assert not document.draft.trust, "what was agreed to for one model holds for no other"
    assert "vit" in document.undone_by[0]
    document.undo()
    assert (document.model, document.info, document.draft) == (first, info, was)
    document.redo()
    assert (document.model, document.task) == ("/models/vit", "image_classification")
    assert heard == ["/models/vit", first, "/models/vit"]
    document.undo()
    document.undo()
    assert document.model == first
    assert document.draft.trials != was.trials, "and what was done before it too"


def test_a_model_that_is_opened_before_anything_was_planned_is_no_deed(document: Document, info: ModelInfo) -> None:
    document.set_model("/models/other", info)
    assert document.undone_by == ("", "")
