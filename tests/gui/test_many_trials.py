"""Thousands of trials: computed beside the event loop, drawn in slices, and the same as if drawn at once."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Ratio, Results, Trial, Value
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.measured import choice, kept, points
from paretoscope_gui.plots.dots import AxisSpec, Dot, coordinates, reach
from paretoscope_gui.plots.marks import SLICE
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.state.document import Document
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.turns import next_turn
from paretoscope_gui.views.tradeoffs import Page

LOAD, COUNT = "generate:new=64", 700


def results(count: int = COUNT) -> Results:
    """So many trials with two metrics and intervals."""
    rng, trials = random.Random(2), []
    for i in range(count):
        time, memory = rng.uniform(0.01, 0.03), rng.uniform(1e8, 9e8)
        trials.append(Trial(
            id=f"t{i}", recipe=f"quantize.weight_only:bits={1 + i // 50},group={i % 50}" if i else "baseline",
            status="valid", marks=() if i else ("baseline",),
            metrics={LOAD: {"latency.tpot": Value(value=time, unit="s", low=time * 0.9, high=time * 1.1, n=8),
                            "memory.peak": Value(value=memory, unit="B", n=8)}},
            ratios={LOAD: {"latency.tpot": Ratio(value=time / 0.02, low=0.4, high=1.9, real=True, n=8),
                           "memory.peak": Ratio(value=memory / 5e8, low=0.1, high=2.0, real=True, n=8)}},
        ))  # fmt: skip
    return Results(trials=trials, workloads=[LOAD], state="done")


@pytest.fixture
def page(document: Document, bridge: Bridge, qtbot: QtBot) -> Iterator[Page]:
    """The Trade-offs page, shown."""
    made = Page(document, bridge)
    qtbot.addWidget(made)
    made.resize(1240, 800)
    made.show()
    yield made
    QThreadPool.globalInstance().waitForDone(20_000)


def test_many_trials_are_computed_in_another_thread_and_found_by_the_main_one(
    page: Page, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    front = points.front
    monkeypatch.setattr(points, "front", lambda *a: (threads.append(threading.current_thread().name), front(*a))[1])
    document.set_results(results())
    assert page.plot.dots == [], "nothing of it is drawn in the turn in which the results come"
    qtbot.waitUntil(lambda: page.table.model.rowCount() == COUNT, timeout=30_000)
    qtbot.waitUntil(lambda: bool(document.trial), timeout=30_000)
    assert len(page.plot.dots) == COUNT
    assert threads
    assert threading.main_thread().name not in threads


def test_another_metric_of_many_trials_is_computed_there_too(page: Page, document: Document, qtbot: QtBot) -> None:
    document.set_results(results())
    qtbot.waitUntil(lambda: bool(document.trial), timeout=30_000)
    before = page.plot.specs
    page.chart.across.setCurrentIndex(page.chart.across.count() - 1)
    page.chart.upwards.setCurrentIndex(0)
    page.chart.changed.emit()
    assert page.plot.specs == before
    qtbot.waitUntil(lambda: page.plot.specs != before, timeout=30_000)


def test_what_is_kept_of_many_trials_is_computed_once_and_of_few_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    order = choice.order
    monkeypatch.setattr(choice, "order", lambda name: (calls.append(name), order(name))[1])
    few, many = results(5), results()
    assert choice.available(few) == choice.available(few) == choice.available(many)
    once = len(calls)
    assert choice.available(many) is choice.available(many)
    assert len(calls) == once
    assert kept.many(many)
    assert not kept.many(few)
    other = results(COUNT + 1)
    assert choice.available(other) is not choice.available(many), "of the newest results only"


def test_thousands_of_marks_come_in_slices_and_look_as_if_they_came_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    rng = np.random.default_rng(4)
    dots = [Dot(f"d{i}", f"d{i}", *rng.random(2).tolist(), colour="#0072B2", symbol="os"[i % 2]) for i in range(4000)]
    plot = ScatterPlot("Trade-offs")
    qtbot.addWidget(plot)
    plot.show_dots(dots, AxisSpec("x"), AxisSpec("y"))
    assert len(plot._marks.data) == SLICE
    qtbot.waitUntil(lambda: len(plot._marks.data) == len(dots), timeout=30_000)
    assert plot._marks.slices == -(-len(dots) // SLICE)
    grown = plot._marks.data[["x", "y", "size", "symbol", "data"]].tolist()
    with plot.on_paper():
        assert plot._marks.data[["x", "y", "size", "symbol", "data"]].tolist() == grown, "a picture waits for nothing"
    assert [row[-1] for row in grown] == [d.key for d in dots]


def test_newer_dots_end_the_slices_of_older_ones(qapp: QApplication, qtbot: QtBot) -> None:
    dots = [Dot(f"d{i}", "", float(i), float(i)) for i in range(3 * SLICE)]
    plot = ScatterPlot("Trade-offs")
    qtbot.addWidget(plot)
    plot.show_dots(dots, AxisSpec("x"), AxisSpec("y"))
    plot.show_dots(dots[:3], AxisSpec("x"), AxisSpec("y"))
    due: list[bool] = []
    next_turn(plot, lambda: due.append(True))  # which comes after whatever the older ones have waiting
    qtbot.waitUntil(lambda: bool(due))
    assert len(plot._marks.data) == 3


@pytest.mark.parametrize("log", [False, True])
def test_places_and_reach_of_many_dots_are_those_of_each(log: bool) -> None:
    rng, spec = np.random.default_rng(7), AxisSpec("x", log=log)
    values = [*rng.lognormal(size=50).tolist(), 0.0]
    dots = [Dot(str(i), "", v, v, (v * 0.9, v * 1.1) if i % 3 else None) for i, v in enumerate(values)]
    assert coordinates(dots, spec, spec) == pytest.approx(np.array([[spec.place(v)] * 2 for v in values]))
    ends = [spec.span(d.x, d.xs) for d in dots]
    assert reach(dots, spec, across=True) == pytest.approx((min(e[0] for e in ends), max(e[1] for e in ends)))


def test_a_column_computes_what_it_is_sorted_by_when_it_is_sorted(qapp: QApplication) -> None:
    asked: list[int] = []

    def values() -> list[float]:
        asked.append(1)
        return [3.0, 1.0, 2.0]

    model = ArrayTable()
    model.show(list("abc"), [Column("Value", values, str)])
    assert asked == []
    model.sort(0)
    assert [model.key(i) for i in range(3)] == ["b", "c", "a"]
    assert asked == [1]


def test_a_study_that_changes_its_state_is_not_drawn_again(
    page: Page, document: Document, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.set_results(results(30))
    drawn: list[Results] = []
    draw = page._draw
    monkeypatch.setattr(page, "_draw", lambda given, **more: drawn.append(given) or draw(given, **more))
    bridge.state_changed.emit("running")  # while it is drawn
    qtbot.waitUntil(lambda: bool(document.trial) and page.detail._area.updatesEnabled())  # all of it is there
    bridge.state_changed.emit("done")
    assert len(drawn) == 1
    content = page.detail.findChildren(QLabel)
    page.choose(document.trial)
    assert page.detail.findChildren(QLabel) == content, "nor is the trial that is looked at laid out again"
    document.set_results(results(31))
    qtbot.waitUntil(lambda: len(drawn) == 2)
