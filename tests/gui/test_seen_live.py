"""What is seen of Run and Trade-offs: intervals, ticks, columns and buttons, at any size of window and text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope_gui.measured.choice import headlines
from paretoscope_gui.measured.left import Left
from paretoscope_gui.measured.parallel import scales, threads
from paretoscope_gui.measured.points import styled
from paretoscope_gui.measured.progress import Row
from paretoscope_gui.plots.parallel import ParallelPlot
from paretoscope_gui.plots.steps import readable_ticks
from paretoscope_gui.theme import theme
from paretoscope_gui.views.run_header import RunHeader
from paretoscope_gui.views.trial_table import TrialTable

NOTE = "Other programs used 1.5 cores during a turn; repeating did not help, so such turns stay as they are."


@pytest.mark.parametrize(("low", "high", "least"), [(0.72, 1.42, 2), (18.9, 21.1, 2), (0.0, 100.0, 2), (3.0, 3.0, 1)])
def test_an_axis_with_little_room_has_more_than_one_figure(low: float, high: float, least: int) -> None:
    for most in (2, 3, 7):
        found = readable_ticks(low, high, most)
        assert least <= len(found) <= most + 2
        assert all(low <= v <= high for v in found)


def test_every_trial_has_the_interval_of_its_change_in_parallel_coordinates(finished: Results, qtbot: QtBot) -> None:
    axes = scales(finished, list(headlines(finished).values()))
    made = threads(finished, axes, styled(finished))
    base = next(t for t in finished.trials if "baseline" in t.marks)
    for thread in made:
        trial = next(t for t in finished.trials if t.id == thread.key)
        for axis, place, span in zip(axes, thread.places, thread.spans, strict=True):
            change, own = axis.choice.change(trial), axis.choice.value(base)
            if change is None or change.low is None or own is None or own.value is None:
                continue
            assert span is not None
            assert place is not None
            assert all(-1e-9 <= end <= 1 + 1e-9 for end in span), "no interval runs out of the picture"
            wanted = own.value + change.low if axis.choice.info.compare == "difference" else own.value * change.low
            assert axis.value(span[0]) == pytest.approx(wanted)
    plot = ParallelPlot("parallel")
    qtbot.addWidget(plot)
    plot.show_threads(axes, made)
    drawn = [i for i in plot._items if getattr(i, "opts", {}).get("connect") == "pairs"]
    bars = sum(len(i.xData) // 2 for i in drawn)
    assert bars == sum(span is not None for t in made for span in t.spans)


def test_a_column_of_notes_that_comes_later_gets_the_room_that_is_there(
    finished: Results, qtbot: QtBot, qapp: QApplication
) -> None:
    table = TrialTable()
    qtbot.addWidget(table)
    table.resize(720, 400)
    table.show()
    plain = [Row(t.id, t.recipe, "measuring", "accent", 4, ()) for t in finished.trials]
    table.show_rows(plain, finished, {})
    noted = [Row(r.id, r.recipe, r.state, r.tone, r.rounds, (NOTE,)) for r in plain]
    table.show_rows(noted, finished, {})
    place = table.model.columnCount() - 1
    assert not table.view.isColumnHidden(place)
    assert not table._widths._own, "nobody has drawn a column"
    assert table.view.horizontalHeader().length() <= table.view.viewport().width() + 1
    assert table.view.columnWidth(place) > 150


def test_the_buttons_of_a_run_have_room_with_large_text(qtbot: QtBot, qapp: QApplication) -> None:
    theme().apply(qapp, "light", 2.0)
    header = RunHeader()
    qtbot.addWidget(header)
    theme().dress(header)
    header.title.setText("demo-lm, quick protocol")
    header.set_state("running", True, Left(False, False))
    header.resize(1120, 300)
    header.show()
    assert header.minimumSizeHint().width() <= 1120
    assert header.stop.geometry().right() <= 1120
    theme().apply(qapp, "light", 1.0)
