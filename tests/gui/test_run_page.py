"""The Run page of a recorded study: every trial with its state, plots in words, a replay that nobody steers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from simulated_study import simulate

from paretoscope.analysis.record import Record
from paretoscope.events import TurnStart
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.measured.progress import rows
from paretoscope_gui.views import run


@pytest.fixture
def shown(page: Callable[[Any], Any]) -> run.Page:
    """The page, still without a study."""
    made: run.Page = page(run)
    return made


def texts(widget: QWidget) -> str:
    """Everything that a page's visible labels say."""
    return "\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisible())


def test_a_finished_run_names_every_trial_with_its_state(
    shown: run.Page, qtbot: QtBot, replay: Callable[[Path], None], record_study: Callable[..., Path]
) -> None:
    replay(record_study())
    shown.refresh()
    qtbot.waitUntil(lambda: shown.built and shown.plots.drawn)
    model = shown.table.model
    rows = {
        model.key(r): [model.data(model.index(r, c)) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    }
    assert len(rows) == 9
    assert rows["baseline"][1] == "done"
    assert rows["depth.layer_skip_keep=6-a5a359"][1] == "failed"
    assert rows["quantize.int8_dynamic"][2].startswith("−26")
    assert "memory" in rows["depth.layer_skip_keep=6-a5a359"][-1]
    assert any("not counted" in r[-1] for r in rows.values())
    assert "8 of 9" in texts(shown)
    assert "not available" in texts(shown), "why there is no energy"


def test_a_study_that_stands_still_measures_nothing() -> None:
    """Its process was killed in a turn: the last that a trial told was that it is measuring."""
    study, events = simulate()
    half = next(i for i, e in enumerate(events) if isinstance(e, TurnStart) and e.round == 3)
    record = Record(study).feed_all(events[: half + 1])
    assert "measuring" in [r.state for r in rows(record)]
    stopped = rows(record, stopped=True)
    assert {r.state for r in stopped} <= {"not finished", "failed"}
    assert "accent" not in [r.tone for r in stopped]


def test_the_plots_say_in_words_what_they_show(
    shown: run.Page, qtbot: QtBot, replay: Callable[[Path], None], record_study: Callable[..., Path]
) -> None:
    replay(record_study())
    shown.refresh()
    qtbot.waitUntil(lambda: shown.built and shown.plots.drawn)
    plot = shown.plots.panels["latency"].plot
    assert plot.accessibleName() == "Time per token"
    assert "ms" in plot.accessibleDescription()
    heads, rows = plot.table()
    assert len(rows) == 8
    assert heads[0] == "Recipe"
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert all(p.plot._cross.isVisible() for p in shown.plots.panels.values() if p.plot.isVisible())
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert not plot._cross.isVisible()


def test_a_running_study_has_buttons_that_steer_it(
    shown: run.Page, bridge: Bridge, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:
    bridge.replay(record_study(upto=400))
    qtbot.waitUntil(lambda: bridge.record.count == 400)
    shown.refresh()
    assert bridge.state == "running"
    qtbot.waitUntil(lambda: "Running" in texts(shown))
    assert not shown.header.pause.isVisible(), "a replay cannot be steered"
    assert shown.header.results.isHidden()
