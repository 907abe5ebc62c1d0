"""What a live view is allowed to do for each new value: paint a strip, lay out nothing, look at no old point again."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.plan import Study
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.bridge.child import Child
from paretoscope_gui.bridge.live import PANELS, Live
from paretoscope_gui.measured.left import Left
from paretoscope_gui.measured.progress import Progress, Row
from paretoscope_gui.plots.line import PIECE
from paretoscope_gui.plots.ring import Ring
from paretoscope_gui.plots.time_plot import TimePlot
from paretoscope_gui.views.live_plots import LivePlots
from paretoscope_gui.views.run_header import RunHeader
from paretoscope_gui.views.trial_table import TrialTable

STEP, SPAN = 0.02, 55.0  # s between two samples; s that a study has run, so that no axis moves on
REDRAWS, SAMPLES = 12, 5  # redraws that are looked at; samples before each


class Watch(QObject):
    """Counts what Qt asks of the widgets: layouts, and how much of each viewport is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.layouts: list[str] = []
        self.painted: dict[QObject, int] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at it and let it through."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.layouts.append(type(watched).__name__)
        elif event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            rects = [event.region().boundingRect()]
            self.painted[watched] = self.painted.get(watched, 0) + sum(r.width() * r.height() for r in rects)
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    """Sees every event of the application."""
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def settle(plots: LivePlots | None = None) -> None:
    """Until nothing is left to do; `plots` come in turns of their own."""
    while plots is not None and plots.due:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
    for _ in range(20):
        QApplication.processEvents()


def grown(live: Live, start: float, count: int) -> float:
    """So many more samples in every panel; gives the time of the next one."""
    for i in range(count):
        t = start + i * STEP
        for panel in PANELS:
            live._add(panel, "a", t, 0.01 * (1.0 + 0.1 * np.sin(17.0 * t)))
        live.now = t
    return start + count * STEP


def on_screen(widget: QWidget) -> QImage:
    """What was really painted, not what would be painted now."""
    return widget.screen().grabWindow(widget.winId()).toImage()


@pytest.fixture
def plots(qapp: QApplication, qtbot: QtBot) -> LivePlots:
    """Four panels, shown."""
    made = LivePlots()
    qtbot.addWidget(made)
    made.resize(620, 760)
    made.declare({"a": "A recipe"}, {})
    made.show()
    return made


def test_new_values_paint_a_strip_of_each_plot_and_lay_nothing_out(plots: LivePlots, watch: Watch) -> None:
    live = Live()
    t = grown(live, SPAN - 30.0, 1000)
    plots.take(live)
    settle(plots)
    watch.layouts.clear()
    watch.painted.clear()
    before = [panel.plot.strips for panel in plots.panels.values()]
    for _ in range(REDRAWS):
        t = grown(live, t, SAMPLES)
        plots.take(live)
        settle(plots)
    assert watch.layouts == []
    views = [panel.plot.viewport() for panel in plots.panels.values()]
    shares = [watch.painted.get(v, 0) / (REDRAWS * v.width() * v.height()) for v in views]
    assert all(0 < share < 0.05 for share in shares), shares
    assert [panel.plot.strips for panel in plots.panels.values()] == [n + REDRAWS for n in before]


def test_a_curve_grown_in_strips_looks_as_if_it_were_painted_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    plot = TimePlot("latency", "s")
    qtbot.addWidget(plot)
    plot.resize(500, 200)
    plot.declare("a", "A recipe", "#D55E00")
    plot.declare("b", "Another", "", (6, 3))
    live = Live()
    plot.show()
    t = 0.0
    for _ in range(80):
        t = grown(live, t, 7)
        live._add("latency", "b", t, 0.01)
        plot.take(live.series["latency"], live.now)
        settle()
    grew = on_screen(plot)
    plot.viewport().repaint()
    assert plot.strips > 40
    assert grew == on_screen(plot)


def test_a_long_curve_is_kept_in_pieces_and_thinned_as_if_seen_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    plot = TimePlot("latency", "s")
    qtbot.addWidget(plot)
    plot.resize(300, 150)
    plot.declare("a", "A recipe", "")
    plot.show()
    live, t = Live(), 0.0
    while t < 110.0:
        t = grown(live, t, 100)
        plot.take(live.series["latency"], live.now)
        settle()
    line = plot._curves["a"].line
    pieces = len(line._pieces)
    assert pieces >= 1
    assert line._key[1] > 1, "points share bins"
    assert line._count - line._kept < 2 * PIECE * line._key[1], "what is made anew stays short"
    grew = on_screen(plot)
    line._restart(0, 1)
    assert plot._drawn_for is not None
    plot._draw(plot._curves["a"], *plot._drawn_for)
    plot.viewport().repaint()
    assert len(line._pieces) == pieces
    assert grew == on_screen(plot)


def test_a_curve_that_has_not_grown_is_not_painted(qapp: QApplication, qtbot: QtBot) -> None:
    plot = TimePlot("latency", "s")
    qtbot.addWidget(plot)
    plot.declare("a", "A recipe", "")
    plot.declare("b", "Another", "")
    plot.show()
    live = Live()
    grown(live, 0.0, 50)
    live._add("latency", "b", 2.0, 0.01)
    plot.take(live.series["latency"], live.now)
    settle()
    drawn: list[str] = []
    draw = plot._draw
    plot._draw = lambda curve, *view: (drawn.append(curve.title), draw(curve, *view))[1]  # type: ignore[method-assign]
    grown(live, 2.0, 50)
    plot.take(live.series["latency"], live.now)
    assert drawn == ["A recipe"]
    live.now = 20.0  # the time axis moves on: every curve is thinned anew
    plot.take(live.series["latency"], live.now)
    grown(live, 20.0, 1)
    plot.take(live.series["latency"], live.now)
    assert drawn == ["A recipe", "A recipe", "Another"]


def test_the_span_of_a_ring_is_that_of_what_it_keeps() -> None:
    ring, rng = Ring(50), np.random.default_rng(5)
    assert ring.span == (np.inf, -np.inf)
    for _ in range(60):
        new = rng.normal(size=rng.integers(0, 30))
        ring.extend(np.arange(len(new)), new)
        if len(ring):
            assert ring.span == (ring.y.min(), ring.y.max())


def test_a_child_is_looked_at_once_for_all_that_comes_within_its_pace(qapp: QApplication) -> None:
    child, reads = Child(), list[int]()
    child._soon.timeout.disconnect()
    child._soon.timeout.connect(lambda: reads.append(1))
    child.pace = 20_000
    for _ in range(5):
        child._arrived()
    assert (reads, child._soon.isActive(), child._soon.interval()) == ([], True, 20_000)
    child._soon.timeout.emit()
    assert reads == [1]


def test_a_bridge_goes_with_its_last_name_and_waits_for_no_collector(qapp: QApplication, tmp_path: Path) -> None:
    """A collector may run in any thread and in any order, and what is taken apart so crashes the window."""
    bridge = Bridge()
    bridge.command_line = [sys.executable, "-c", ""]
    bridge.start(Study(model="m"), tmp_path / "study")
    bridge.close()
    known = weakref.ref(bridge)
    gc.disable()
    try:
        del bridge
        assert known() is None
    finally:
        gc.enable()


def test_what_has_not_changed_is_neither_restyled_nor_filled_in_again(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    restyled: list[object] = []
    monkeypatch.setattr("paretoscope_gui.views.run_header.restyle", lambda *given: restyled.append(given))
    header, table = RunHeader(), TrialTable()
    qtbot.addWidget(header)
    qtbot.addWidget(table)
    rows = [Row("a", "quantize.int8_dynamic", "measuring", "accent", 2, ())]
    table.show_rows(list(rows), None, {})
    changes: list[object] = []
    table.model.dataChanged.connect(lambda *given: changes.append(given))
    for _ in range(3):
        header.set_state("running", True, Left())
        table.show_rows(list(rows), None, {})
    assert (len(restyled), changes) == (1, [])
    header.set_state("paused", True, Left())
    table.show_rows([replace(rows[0], rounds=3)], None, {})
    assert (len(restyled), len(changes)) == (2, 1)


def test_the_bar_of_a_study_that_measures_rounds_does_not_move_by_itself(qapp: QApplication, qtbot: QtBot) -> None:
    header = RunHeader()
    qtbot.addWidget(header)
    header.set_state("running", True, Left())
    header.set_progress(Progress(None, 0.0, None, 0, 8, ""))
    assert header.bar.maximum() == 0
    header.set_progress(Progress(None, 3.0, None, 1, 8, ""))
    assert header.bar.maximum() == 1000


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
