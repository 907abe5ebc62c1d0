"""Parallel coordinates and outputs side by side."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results, Trial, Value
from paretoscope.analysis.summary import summarise
from paretoscope.catalog import Catalog
from paretoscope.events import Event
from paretoscope.plan import Study
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.looks import Look
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.measured.parallel import Scale, scales, threads
from paretoscope_gui.plots.parallel import ParallelPlot, apart
from paretoscope_gui.state.document import Document
from paretoscope_gui.views.outputs_dialog import OutputsDialog, marked
from paretoscope_gui.views.tradeoffs import Page

TIME, SPEED = Choice("g", "latency.tpot"), Choice("g", "throughput.decode")


def study(*pairs: tuple[float | None, float]) -> Results:
    """Trials with a time per token and a throughput."""
    trials = [
        Trial(id=f"t{i}", recipe=f"kv.snapkv:budget={i + 1}", status="valid",
              metrics={"g": {"latency.tpot": Value(value=a, unit="s"), "throughput.decode": Value(value=b)}})
        for i, (a, b) in enumerate(pairs)
    ]  # fmt: skip
    return Results(trials=trials)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(0, 1))
def test_places_run_from_worst_to_best(best: float, worst: float, share: float) -> None:
    axis = Scale(TIME, "x", best, worst)
    if best != worst:
        assert axis.place(best) == 1.0
        assert axis.place(worst) == 0.0
    else:
        assert axis.place(best) == 0.5


def test_the_better_end_is_on_top_whichever_way_is_better() -> None:
    axes = scales(study((0.010, 100.0), (0.020, 50.0)), [TIME, SPEED])
    assert [(a.best, a.worst) for a in axes] == [(0.010, 0.020), (100.0, 50.0)]
    found = threads(study((0.010, 100.0), (0.020, 50.0)), axes, {})
    assert found[0].places == (1.0, 1.0)
    assert found[1].places == (0.0, 0.0)


def test_a_trial_with_one_value_has_no_line() -> None:
    results = study((0.010, 100.0), (0.020, 50.0), (None, 70.0))
    axes = scales(results, [TIME, SPEED])
    assert [t.key for t in threads(results, axes, {})] == ["t0", "t1"]


def test_a_click_and_keys_choose_a_line(qtbot: QtBot) -> None:
    plot = ParallelPlot("x")
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    plot.show()
    results = study((0.010, 100.0), (0.020, 50.0))
    axes = scales(results, [TIME, SPEED])
    plot.show_threads(axes, threads(results, axes, {"t0": Look("#0072B2", "o")}))
    assert plot.near(QPointF(0.5, 0.99)) == "t0"
    assert plot.near(QPointF(0.5, 0.5)) == ""
    told: list[str] = []
    plot.chosen.connect(told.append)
    qtbot.keyClick(plot, Qt.Key.Key_Down)
    qtbot.keyClick(plot, Qt.Key.Key_Down)
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert told == ["t0", "t1", ""]
    plot.select("t1")
    assert "20.0\xa0ms" in plot.accessibleDescription()
    assert plot.table()[1][0][1:] == ["10.0\xa0ms", "100\xa0token/s"]


@pytest.fixture
def page(document: Document, bridge: Bridge, show: Callable[[Page], Page]) -> Page:
    """A shown trade-off page."""
    return show(Page(document, bridge))


def test_limits_dim_lines_and_the_selection_is_shared(
    page: Page, document: Document, qtbot: QtBot, simulated: tuple[Study, list[Event]], catalog: Catalog
) -> None:
    plan, events = simulated
    document.set_results(summarise(Record(plan).feed_all(events), plan, catalog))
    qtbot.waitUntil(lambda: bool(page.plot.dots), timeout=10_000)
    page.shape.set_value("all")
    page._show_shape()
    assert page.chart.parallel.isVisible()
    assert not page.plot.isVisible()
    assert len(page.chart.parallel.threads) == 8
    page.chart.parallel._choose("quantize.int8_dynamic")
    assert page.plot.selected == "quantize.int8_dynamic"
    page.limits._sliders[-1][0].setValue(20)
    assert page.chart.parallel.dimmed == page.plot.dimmed != frozenset()


def test_differing_words_are_marked_and_nothing_is_markup() -> None:
    left, right, share = marked("the <b>old</b> cat sat", "the new cat sat", "#FFF", "#000")
    assert "<b>" not in left
    assert "&lt;" in left
    assert "new</span>" in right
    assert "cat sat" in left
    assert 0 < share < 1
    assert marked("same", "same", "#FFF", "#000") == ("same", "same", 1.0)


def test_two_outputs_stand_side_by_side(qtbot: QtBot) -> None:
    base = Trial(id="baseline", recipe="baseline", outputs=[{"workload": "g", "prompt": "p", "text": "a b c"}])
    trial = Trial(id="t", recipe="kv.snapkv", outputs=[{"workload": "g", "prompt": "p", "text": "a x c"},
                                                       {"workload": "g", "prompt": "other", "text": "y"}])  # fmt: skip
    dialog = OutputsDialog(base, trial)
    qtbot.addWidget(dialog)
    assert dialog.prompt.count() == 1, "only prompts that both answered"
    assert dialog.left.toPlainText() == "a b c"
    assert dialog.right.toPlainText() == "a x c"
    assert "80\xa0%" in dialog._same.text()


def test_names_beside_the_last_axis_keep_apart_and_below_the_top() -> None:
    assert apart([0.2, 0.8], 0.1) == [0.2, 0.8]
    moved = apart([0.5, 0.5, 0.52, 1.0, 1.0, 1.0], 0.1)
    assert moved == sorted(moved)
    assert all(b - a > 0.0999 for a, b in itertools.pairwise(moved))
    assert moved[-1] <= 1.0
