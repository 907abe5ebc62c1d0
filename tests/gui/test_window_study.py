"""A whole study in the window: from the plan through the real command with scripted workers to an exported report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from paretoscope.plan import Recipe, Step, Workload
from paretoscope_gui import controller
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.bridge.files import held
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.views import report, run, tradeoffs
from paretoscope_gui.window import MainWindow


@pytest.fixture
def planned(
    window: MainWindow, qtbot: QtBot, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., MainWindow]:
    """A window with a model and one recipe; the workers of its study are scripted."""

    def plan(**script: object) -> MainWindow:
        monkeypatch.setenv("PARETOSCOPE_NULL", json.dumps(script))
        for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, str(tmp_path / name))
        window.document.settings.studies = str(tmp_path / "studies")
        window.open_path(str(tiny_folder))
        qtbot.waitUntil(lambda: window.document.info is not None, timeout=20_000)
        loads = (Workload.parse("generate:new=4,prompt=8"), Workload.parse("score:context=16,items=4,stride=8"))
        recipe = Recipe((Step("decode.prompt_lookup"),))
        info, document = window.document.info, window.document
        assert info is not None
        document.set_model(document.model, info, Draft(trials=(recipe,), workloads=loads, protocol="glance"))
        return window

    return plan


def test_from_the_plan_to_a_saved_report(planned: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    window = planned()
    window.actions_["study.run"].trigger()
    assert window.page_name == "run"
    bridge = window.bridge
    assert bridge is not None
    qtbot.waitUntil(lambda: bridge.state in ("done", "failed"), timeout=120_000)
    assert bridge.state == "done", bridge.log
    document = window.document
    qtbot.waitUntil(lambda: document.results is not None and document.results.state == "done", timeout=30_000)
    page = window.page(run.Page)
    qtbot.mouseClick(page.header.results, Qt.MouseButton.LeftButton)
    assert window.page_name == "tradeoffs"
    qtbot.waitUntil(lambda: "tradeoffs" in window.pages)
    shown = window.page(tradeoffs.Page)
    qtbot.waitUntil(lambda: {d.key for d in shown.plot.dots} == {"baseline", "decode.prompt_lookup"})
    window.actions_["view.report"].trigger()
    qtbot.waitUntil(lambda: "report" in window.pages)
    paper = window.page(report.Page)
    with qtbot.waitSignal(paper.out.saved, timeout=10_000):
        paper.save(tmp_path / "report.html")
    assert "Prompt lookup" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_dead_worker_is_told_in_words_and_the_others_go_on(planned: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = planned(**{"decode.prompt_lookup": {"fail_at": {"turn": 1, "how": "kill", "attempt": 0}}})
    window.actions_["study.run"].trigger()
    bridge = window.bridge
    assert bridge is not None
    qtbot.waitUntil(lambda: not bridge.active, timeout=120_000)
    page = window.page(run.Page)
    model = page.table.model
    qtbot.waitUntil(lambda: model.data(model.index(1, 1)) == "failed", timeout=20_000)
    assert model.data(model.index(0, 1)) == "done"
    row = [model.data(model.index(1, c)) for c in range(model.columnCount())]
    assert "memory" in row[-1]
    words = " ".join(x.text() for x in page.findChildren(QLabel))
    assert "Traceback" not in words
    assert window.actions_["study.retry"].isEnabled()
    assert not window.actions_["study.continue"].isEnabled(), "nothing was interrupted"
    qtbot.mouseClick(page.header.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bridge.state in ("starting", "running"), timeout=20_000)
    qtbot.waitUntil(lambda: not bridge.active, timeout=120_000)
    assert {t.state for t in bridge.record.trials.values()} == {"valid"}, bridge.log
    qtbot.waitUntil(lambda: not page.header.retry.isVisible(), timeout=20_000)
    assert not window.actions_["study.retry"].isEnabled()


@pytest.mark.parametrize("answer", ["stay", "stop", "keep"])
def test_closing_asks_and_does_as_told(
    planned: Callable[..., MainWindow], open_window: Callable[[], MainWindow], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, hold: Callable[[Bridge], None], answer: str,
) -> None:  # fmt: skip
    window = planned(**{"decode.prompt_lookup": {"real_time": True, "tpot": 0.05}})
    window.actions_["study.run"].trigger()
    bridge = window.bridge
    assert bridge is not None
    hold(bridge)
    folder = bridge.folder
    assert folder is not None
    monkeypatch.setattr(controller, "_ask_closing", lambda _: answer)
    closed = window.close()
    assert closed == (answer != "stay")
    assert bridge.owns == (answer == "stay")
    if answer == "keep":
        assert held(folder)
        again = open_window()
        found = again.bridge
        assert found is not None
        qtbot.waitUntil(lambda: found.state == "paused" and found.steers)
        assert again.page_name == "run"
        again.actions_["study.cancel"].trigger()
        qtbot.waitUntil(lambda: found.state == "cancelled" and not held(folder), timeout=60_000)
    monkeypatch.setattr(controller, "_ask_closing", lambda _: "stop")
