"""The guided start: three steps on the built-in model, a real picture at the end, an offer to firm it up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from paretoscope.catalog import packaged
from paretoscope.plan import PROTOCOLS, Study
from paretoscope_gui import controller
from paretoscope_gui.state.draft import estimate
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.state.tour import MODEL, tour
from paretoscope_gui.views import tradeoffs
from paretoscope_gui.widgets.guide_bar import GuideBar
from paretoscope_gui.window import MainWindow


@pytest.fixture
def guided(window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window at the first step; the workers of its study are scripted."""
    monkeypatch.setenv("PARETOSCOPE_NULL", json.dumps({"quality": {"perplexity": 3.0}}))
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(controller, "_ask_closing", lambda _: "stop")
    window.settings.studies = str(tmp_path / "studies")
    window.document.catalog = packaged()
    (offer,) = [b for b in window.start.findChildren(QPushButton) if b.text() == "Take the first steps"]
    assert offer.property("kind") == "primary", "on a first run nothing is offered before it"
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page_name == "model", timeout=20_000)
    return window


def bar(window: MainWindow) -> GuideBar:
    """The guide that is shown."""
    (found,) = window.tab.findChildren(GuideBar)
    return found


def on(window: MainWindow, qtbot: QtBot) -> None:
    """Press the button that leads on."""
    qtbot.mouseClick(bar(window).button, Qt.MouseButton.LeftButton)


def test_three_steps_lead_from_nothing_to_a_picture_that_can_be_firmed_up(guided: MainWindow, qtbot: QtBot) -> None:
    window = guided
    assert bar(window).accessibleName().startswith("Step 1 of 3: The model.")
    on(window, qtbot)
    assert window.page_name == "techniques"
    assert len(window.document.draft.trials) == 3
    on(window, qtbot)
    assert window.page_name == "run"
    bridge = window.bridge
    assert bridge is not None
    assert bridge.active
    assert not bar(window).button.isVisible()
    qtbot.waitUntil(lambda: window.page_name == "tradeoffs", timeout=120_000)
    qtbot.waitUntil(lambda: window.document.results is not None and window.document.results.state == "done")
    results = window.document.results
    assert results is not None
    assert [t.status for t in results.trials] == ["valid"] * 3
    assert results.preliminary
    qtbot.waitUntil(lambda: "tradeoffs" in window.pages and window.pages["tradeoffs"].isVisible())
    page = window.page(tradeoffs.Page)
    qtbot.waitUntil(lambda: len(page.plot.dots) == 3, timeout=20_000)
    assert "preliminary" in bar(window).accessibleName()
    first = window.document.folder
    on(window, qtbot)
    assert window.document.folder != first
    assert window.document.draft.protocol == "quick"
    assert bridge.active
    assert window.page_name == "run"


def test_the_guide_can_be_left_and_a_stopped_measurement_offers_another(guided: MainWindow, qtbot: QtBot) -> None:
    window = guided
    on(window, qtbot)
    on(window, qtbot)
    bridge = window.bridge
    assert bridge is not None
    bridge.command("cancel")
    qtbot.waitUntil(lambda: bridge.state in ("cancelled", "done"), timeout=60_000)
    assert bar(window).button.text() in ("Measure again", "Firm it up, in a few minutes")
    bar(window).left.emit()
    qtbot.waitUntil(lambda: not window.tab.findChildren(GuideBar), timeout=5000)


def test_the_first_steps_take_about_a_minute_by_the_estimate() -> None:
    draft = tour(packaged())
    study = Study.from_dict(draft.study(MODEL).to_dict())
    assert len(study.trials) == 3
    assert PROTOCOLS[study.protocol].preliminary
    assert estimate(draft, 31_000_000)["seconds"] < 90


def test_after_the_first_run_the_steps_stand_last(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    settings = Settings.load(tmp_path / "state")
    settings.opened_model("builtin:demo-lm", "demo-lm")
    settings.save()
    window = request.getfixturevalue("window")
    (offer,) = [b for b in window.start.findChildren(QPushButton) if b.text() == "Take the first steps"]
    assert not offer.property("kind")
