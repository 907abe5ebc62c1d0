"""What the plots rest on: thinning, ranges, ticks, fronts, labels, tables; each against an oracle or a property."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paretoscope.analysis import pareto
from paretoscope_gui.looks import looks
from paretoscope_gui.numbers import clock, number, percent, quantity
from paretoscope_gui.plots.dots import AxisSpec, Dot, placed
from paretoscope_gui.plots.front import band, front, staircase
from paretoscope_gui.plots.ring import Floats, Ring, bin_size, binned, connected, window
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.plots.steps import linear_ticks, log_ticks, stepped, time_span, time_ticks
from paretoscope_gui.plots.time_plot import TimePlot
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import LIGHT, theme

FINITE = st.floats(-1e6, 1e6, allow_nan=False)
WHOLE = st.tuples(st.integers(0, 9).map(float), st.integers(0, 9).map(float))


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@given(st.lists(st.integers(0, 60), max_size=20), st.integers(1, 40))
def test_a_ring_keeps_the_newest_points_and_counts_what_fell_out(sizes: list[int], capacity: int) -> None:
    ring, everything = Ring(capacity), np.empty(0)
    for size in sizes:
        new = np.arange(len(everything), len(everything) + size, dtype=float)
        everything = np.concatenate((everything, new))
        ring.extend(new, new * 2)
    assert ring.t.tolist() == everything[-capacity:].tolist()
    assert ring.y.tolist() == (everything[-capacity:] * 2).tolist()
    assert ring.first == max(0, len(everything) - capacity)


def thinned(t: Floats, y: Floats, first: int, pixels: int) -> tuple[Floats, Floats]:
    """As a plot of that width thins."""
    return binned(t, y, first, bin_size(len(t), pixels))


@given(st.integers(100, 4000), st.integers(0, 1000), st.integers(5, 60), st.integers(0, 2**31))
def test_thinning_keeps_extremes_and_stays_small(n: int, first: int, pixels: int, seed: int) -> None:
    y = np.random.default_rng(seed).normal(size=n)
    t, small = thinned(np.arange(n, dtype=float), y, first, pixels)
    assert small.min() == y.min()
    assert small.max() == y.max()
    assert len(small) <= max(4 * pixels, n if n <= 4 * pixels else 0) + 4
    assert (np.diff(t) >= 0).all()


def test_bins_do_not_move_when_the_window_slides() -> None:
    y = np.random.default_rng(3).normal(size=5000)
    t = np.arange(5000, dtype=float)
    whole = dict(zip(*(a[1::2] for a in thinned(t, y, 0, 100)), strict=True))
    slid_t, slid_y = thinned(t[333:], y[333:], 333, 100)
    inner = list(zip(slid_t[1::2], slid_y[1::2], strict=True))[1:-1]
    assert sum(whole.get(a) == b for a, b in inner) == len(inner)


@given(st.floats(0, 50), st.floats(0, 50))
def test_a_window_holds_all_its_points(a: float, b: float) -> None:
    t = np.arange(50, dtype=float)
    low, high = min(a, b), max(a, b)
    inside = t[(t >= low) & (t <= high)]
    assert set(inside) <= set(t[window(t, low, high)])


def test_a_line_is_cut_where_another_process_goes_on() -> None:
    t = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    assert connected(t, ()) == "all"
    assert list(connected(t, [1.5, 4.0])) == [1, 0, 1, 0, 1], "no line from 1 to 2 and none from 3 to 4"
    assert list(connected(t, [-1.0, 0.0])) == [1, 1, 1, 1, 1], "nothing lies before the first point"


@given(FINITE, st.floats(1e-6, 1e6))
def test_ranges_hold_the_data_and_do_not_jump(low: float, span: float) -> None:
    high = low + span
    first = stepped(low, high)
    assert first[0] <= low
    assert high <= first[1]
    inner = (low + 0.1 * (high - low), high - 0.05 * (high - low))
    assert stepped(*inner, first) == first or inner[1] - inner[0] < 0.4 * (first[1] - first[0])


@given(st.floats(0, 1e6))
def test_the_time_axis_grows_in_steps_and_is_never_too_short(seconds: float) -> None:
    assert time_span(seconds) >= seconds
    assert time_span(time_span(seconds) * 0.97) <= time_span(seconds) * 1.01


@given(st.floats(-1e5, 1e5), st.floats(1e-3, 1e5))
def test_ticks_lie_inside_and_are_few(low: float, span: float) -> None:
    ticks = linear_ticks(low, low + span, 5)
    assert all(low - span * 1e-6 <= v <= low + span * (1 + 1e-6) for v in ticks)
    assert len(ticks) <= 6
    assert all(v % 1 == 0 for v in time_ticks(max(0.0, low), max(0.0, low) + span + 10))


def test_log_ticks_are_round_values() -> None:
    assert [round(10**v, 9) for v in log_ticks(-2.0, 0.0)] == [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0]


@given(st.lists(WHOLE, max_size=30), st.booleans(), st.booleans())
def test_the_front_is_analysis_own(points: list[tuple[float, float]], x_down: bool, y_down: bool) -> None:
    less = [(x if x_down else -x, y if y_down else -y) for x, y in points]
    assert set(front(points, x_down, y_down)) == {points[i] for i in pareto.front(less)}


@given(st.lists(WHOLE, min_size=1, max_size=20), st.booleans(), st.booleans())
def test_the_staircase_runs_along_the_front(points: list[tuple[float, float]], x_down: bool, y_down: bool) -> None:
    bounds = ((-10.0, 20.0), (-10.0, 20.0))
    line = staircase(front(points, x_down, y_down), x_down, y_down, bounds)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(line)), "only level and upright"
    assert line[0][1] == bounds[1][1 if y_down else 0]
    assert line[-1][0] == bounds[0][1 if x_down else 0]


def test_the_band_of_sure_values_has_no_width() -> None:
    bounds = ((0.0, 10.0), (0.0, 10.0))
    outline = band([((2.0, 2.0), (3.0, 3.0))], True, True, bounds)
    half = len(outline) // 2
    assert outline[:half] == outline[half:][::-1]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), max_size=12))
def test_labels_never_overlap_and_stay_inside(anchors: list[tuple[float, float]]) -> None:
    sizes, area = [(60.0, 14.0)] * len(anchors), (0.0, 0.0, 300.0, 200.0)
    boxes = [(x, y, x + 60, y + 14) for x, y in filter(None, placed(anchors, sizes, area, []))]
    for i, a in enumerate(boxes):
        assert a[0] >= 0 and a[2] <= 300 and a[1] >= 0 and a[3] <= 200  # noqa: PT018
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[i + 1 :])


def test_looks_tell_members_of_a_family_apart_and_leave_the_baseline_neutral() -> None:
    found = looks([("b", "baseline"), ("1", "quantize.gptq"), ("2", "quantize.int8_dynamic"), ("3", "prune.cfsp")])
    assert found["b"].colour == ""
    assert found["1"].colour == found["2"].colour != found["3"].colour
    assert (found["1"].symbol, found["1"].dash) != (found["2"].symbol, found["2"].dash)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (quantity(0.0123, "s"), "12.3\u00a0ms"), (quantity(5e8, "B"), "477\u00a0MiB"), (quantity(None, "s"), "–"),
        (number(0.65), "0.650"), (number(-2.0), "−2.00"), (number(math.nan), "–"), (percent(0.74), "−26\u00a0%"),
        (percent(1.0002), "±0\u00a0%"), (percent(1.045), "+4.5\u00a0%"), (clock(3725), "1:02:05"), (clock(None), "–"),
    ],
)  # fmt: skip
def test_numbers_read_well(shown: str, expected: str) -> None:
    assert shown == expected


def test_numbers_follow_the_locale_on_screen() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    assert number(0.65) == "0,650"


class Points:
    """A growing series."""

    def __init__(self, n: int) -> None:
        self.t = np.arange(n, dtype=float)
        self.y = np.full(n, 0.65)


def test_a_live_plot_takes_only_what_is_new_and_never_scales_by_a_thousand(qtbot: QtBot) -> None:
    plot = TimePlot("Accuracy")
    qtbot.addWidget(plot)
    plot.declare("a", "A recipe", "#0072B2")
    plot.show()
    plot.take({"a": Points(10)}, 10.0)
    plot.take({"a": Points(25)}, 25.0)
    assert len(plot._curves["a"].ring) == 25
    assert plot.left.tickStrings([0.65], 1.0, 0.05) == ["0.65"]
    assert "A recipe: 0.650" in plot.accessibleDescription()
    assert plot.table()[1] == [["A recipe", "25", "0.650", "0.650", "0.650", "0.650"]]


def test_a_hidden_plot_is_not_drawn_until_it_is_shown(qtbot: QtBot) -> None:
    plot = TimePlot("Latency", "s")
    qtbot.addWidget(plot)
    plot.declare("a", "A recipe", "#0072B2")
    plot.take({"a": Points(10)}, 10.0)
    assert plot._dirty
    plot.show()
    assert not plot._dirty


DOTS = [
    Dot("b", "Baseline", 1.0, 1.0, (0.9, 1.1), None, "", "+"),
    Dot("q", "Int8", 0.5, 1.2, (0.4, 0.6), (1.1, 1.3), "#0072B2", "o", front=True),
    Dot("s", "Masked", 1.0, 1.4, None, None, "#E69F00", "s", hollow=True),
]


@pytest.fixture
def scatter(qtbot: QtBot) -> ScatterPlot:
    """A plot of three trials."""
    plot = ScatterPlot("Trade-offs")
    qtbot.addWidget(plot)
    plot.resize(600, 400)
    plot.show()
    plot.show_dots(DOTS, AxisSpec("Time", "ms", 1e3), AxisSpec("Loss"))
    return plot


def test_a_simulated_trial_is_hollow_and_a_measured_one_filled(scatter: ScatterPlot) -> None:
    brushes = {d.key: scatter._look(d, theme().colours).brush.color().name().upper() for d in scatter.dots}
    assert brushes["s"] == theme().colours.surface.upper()
    assert brushes["q"] == "#0072B2"
    assert brushes["b"] == theme().colours.neutral.upper()


def test_a_click_selects_the_dot_under_it(scatter: ScatterPlot, qtbot: QtBot) -> None:
    at = scatter.mapFromScene(scatter.plotItem.vb.mapViewToScene(scatter._marks.points()[1].pos()))
    with qtbot.waitSignal(scatter.chosen) as chosen:
        qtbot.mouseClick(scatter.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == ["q"]
    assert "Int8: 500 ms" in scatter.accessibleDescription()


def test_keys_walk_from_dot_to_dot(scatter: ScatterPlot, qtbot: QtBot) -> None:
    for expected in ("q", "b", "s", "s"):
        qtbot.keyClick(scatter, Qt.Key.Key_Right)
        assert scatter.selected == expected
    qtbot.keyClick(scatter, Qt.Key.Key_Escape)
    assert scatter.selected == ""


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_pictures_are_saved_in_light_colours(scatter: ScatterPlot, tmp_path: Path, ending: str) -> None:
    theme().apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    try:
        scatter.save(tmp_path / f"plot.{ending}")
    finally:
        theme().apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    assert (tmp_path / f"plot.{ending}").stat().st_size > 2000
    with pytest.raises(OSError, match="No such file"):
        scatter.save(tmp_path / "none" / f"plot.{ending}")


def test_a_large_table_sorts_with_empty_cells_last() -> None:
    values = np.random.default_rng(5).random(100_000)
    values[::1000] = math.nan
    model = ArrayTable()
    model.show([str(i) for i in range(len(values))], [Column("v", values, lambda i: str(values[i]))])
    for order, way in ((Qt.SortOrder.AscendingOrder, 1), (Qt.SortOrder.DescendingOrder, -1)):
        model.sort(0, order)
        shown = values[[int(model.key(r)) for r in range(model.rowCount())]]
        assert np.isnan(shown[-100:]).all()
        assert (way * np.diff(shown[:-100]) >= 0).all()
        assert model.row_of(model.key(77)) == 77


def test_a_picture_made_in_the_dark_has_no_dark_colours(scatter: ScatterPlot) -> None:
    theme().apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    try:
        with scatter.on_paper():
            inks = {label.color.name().upper() for label in scatter.labels.items}
            papers = {s.brush().color().name().upper() for s in scatter._marks.points()}
    finally:
        theme().apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    assert inks <= {LIGHT.soft, LIGHT.text}
    assert papers == {LIGHT.neutral, "#0072B2", LIGHT.surface}
