"""Exporting a recipe's model from the Report page: told as it went, refused in words, never over another folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results, Trial
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.state.document import Document
from paretoscope_gui.views.export_model import ExportModel, free_folder

ANSWER = {"folder": "x", "recipe": "baseline", "bytes": 1, "quality": {"measured": 2.5, "reloaded": 2.5}}


@pytest.fixture
def card(document: Document, bridge: Bridge, qtbot: QtBot, tmp_path: Path) -> ExportModel:
    """The card with one measured and one failed recipe."""
    made = ExportModel(document, bridge)
    qtbot.addWidget(made)
    document.folder = tmp_path
    measured, failed = (
        Trial(id="baseline", recipe="baseline", status="valid"),
        Trial(id="x", recipe="x", status="failed"),
    )
    made.show_results(Results(trials=[measured, failed]))
    return made


def test_only_measured_recipes_are_offered_and_the_check_is_told(
    card: ExportModel, bridge: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    assert card.recipes.count() == 1
    bridge.command_line = [sys.executable, "-c", f"print({json.dumps(json.dumps(ANSWER))})"]
    card.export(tmp_path / "out")
    assert not card.go.isEnabled()
    card.choose()  # a second one, from the menu, waits: it would be told as the first one's end
    qtbot.waitUntil(lambda: card.go.isEnabled(), timeout=20_000)
    assert "2.50000 before, 2.50000 after" in card.words.text()
    assert not card.open.isHidden()


def test_a_refused_export_is_told_and_claims_nothing(
    card: ExportModel, bridge: Bridge, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    bridge.command_line = [sys.executable, "-c", "import sys; sys.exit('error: disk full\\nhint: free some space')"]
    card.open.show()  # of an export before
    with qtbot.waitSignal(document.problem, timeout=20_000) as told:
        card.export(tmp_path / "out")
        assert not card.recipes.isEnabled()
    assert told.args == ["Disk full.", "Free some space."]
    assert card.words.text() == "Nothing was exported."
    assert card.open.isHidden(), "there is no folder"
    assert card.recipes.isEnabled()


def test_a_cancelled_export_says_so_and_alarms_nobody(
    card: ExportModel, bridge: Bridge, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    bridge.command_line = [sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(130)"]
    told: list[str] = []
    document.problem.connect(lambda text, hint: told.append(text))
    card.export(tmp_path / "out")
    card.cancel.click()
    assert not card.cancel.isEnabled()
    qtbot.waitUntil(lambda: card.go.isEnabled())
    assert card.words.text() == "The export was cancelled; nothing was written."
    assert told == []


def test_a_taken_folder_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "baseline").mkdir()
    (tmp_path / "baseline-2").mkdir()
    assert free_folder(tmp_path, "baseline") == tmp_path / "baseline-3"
