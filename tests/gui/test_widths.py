"""Columns: numbers as wide as they need, words share the rest, what matters is seen without scrolling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.measured.progress import Row
from paretoscope_gui.state.document import Document
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.views import tradeoffs
from paretoscope_gui.views.compare_tables import LEAST, LinesTable
from paretoscope_gui.views.figures import Figures
from paretoscope_gui.views.trial_table import TrialTable
from paretoscope_gui.views.twin import plain_table
from paretoscope_gui.views.widths import HEAD, in_lines, shared, widest

Show = Callable[[QWidget], QWidget]


@pytest.mark.parametrize(
    ("left", "wanted"),
    [
        (500, {0: 400, 5: 100}),  # what is left over goes to the first
        (300, {0: 200, 5: 100}),
        (240, {0: 140, 5: 100}),  # the long one gives way first
        (180, {0: 90, 5: 90}),
        (100, {0: 80, 5: 60}),  # nobody gets less than the least
    ],
)
def test_words_share_what_numbers_leave(left: int, wanted: dict[int, int]) -> None:
    assert shared({0: 200, 5: 100}, {0: 80, 5: 60}, left, 0) == wanted


@given(
    st.dictionaries(st.integers(0, 6), st.tuples(st.integers(1, 500), st.integers(1, 500)), min_size=1),
    st.integers(-50, 2000),
)
def test_widths_fill_the_table_and_keep_to_their_least(columns: dict[int, tuple[int, int]], left: int) -> None:
    needs, least = ({i: pair[k] for i, pair in columns.items()} for k in (0, 1))
    made = shared(needs, least, left, 0)
    floor = {i: min(needs[i], least[i]) for i in needs}
    assert all(made[i] >= floor[i] for i in made)
    assert sum(made.values()) == max(left, sum(floor.values()))


def test_a_long_head_stands_in_two_lines_of_like_length(qapp: QApplication) -> None:
    assert in_lines("Time per output token", 1.0).count("\n") == 1
    assert in_lines("Change", 1.0) == "Change"
    assert "\n" not in in_lines("Verschlechterungen", 1.0), f"one word is never cut, whatever {HEAD} px are"


def test_a_column_of_numbers_is_as_wide_as_the_toolkit_says(qapp: QApplication, qtbot: QtBot) -> None:
    view, texts = plain_table("x"), ["1.00 ms", "12,345,678 tokens", "0"]
    qtbot.addWidget(view)
    model = ArrayTable(view)
    model.show(["a", "b", "c"], [Column("N", texts, lambda i: texts[i], right=True)])
    view.setModel(model)
    assert widest(view, 0) == view.sizeHintForColumn(0) > 60
    model.show([], [Column("N", [], lambda i: "", right=True)])
    assert widest(view, 0) == 0


def test_what_matters_of_the_trade_offs_is_seen_without_scrolling(
    document: Document, bridge: Bridge, show: Show, finished: Results, qtbot: QtBot
) -> None:
    page = tradeoffs.Page(document, bridge)
    show(page)
    document.set_results(finished)
    qtbot.waitUntil(lambda: page.table.model.rowCount() > 0)
    view = page.table.view
    assert view.horizontalScrollBar().maximum() == 0
    heads = [str(page.table.model._columns[i].title) for i in range(2)]
    assert heads == ["Recipe", "Standing"]
    page.resize(810, 640)  # the page of the smallest window
    qtbot.waitUntil(lambda: view.columnViewportPosition(1) + view.columnWidth(1) <= view.viewport().width())
    qtbot.waitUntil(lambda: page.body.sizes()[0] > page.body.sizes()[1])  # the picture keeps the larger part
    qtbot.waitUntil(lambda: bool(page.detail.findChildren(Figures)))
    figures = page.detail.findChildren(Figures)[-1]
    as_label = QLabel.heightForWidth(figures, figures.width())
    assert abs(figures.heightForWidth(figures.width()) - as_label) <= 2, "it is as high as it is drawn"


def test_no_single_word_of_a_verdict_is_cut(show: Show) -> None:
    table = LinesTable()
    show(table)
    table.resize(640, 400)
    made = [Column("Recipe", ["a" * 9 + " " + "b" * 30] * 3, lambda i: "a" * 9 + " " + "b" * 30)]
    made += [Column("Number", ["Peak memory above the floor"] * 3, lambda i: "Peak memory above the floor")]
    made += [Column(head, [1.0] * 3, lambda i: "86.9 token/s", right=True) for head in ("First", "Second", "Change")]
    made += [Column("Verdict", ["x"] * 3, lambda i: "regression")]
    table.model.show(["1", "2", "3"], made)
    table._widths.fit(LEAST)
    assert table.view.columnWidth(5) >= table.view.fontMetrics().horizontalAdvance("regression") + 22
    assert table.view.horizontalScrollBar().maximum() == 0


def test_notes_take_room_only_where_there_are_some(show: Show, finished: Results) -> None:
    table = TrialTable()
    show(table)
    record = [Row(t.id, t.recipe, "done", "good", 4, ()) for t in finished.trials]
    table.show_rows(record, finished, {})
    notes = table.model.columnCount() - 1
    assert table.view.isColumnHidden(notes)
    assert len({table.view.rowHeight(i) for i in range(len(record))}) == 1, "every name has its line"
    table.show_rows([record[0], replace(record[1], error="No memory was left. " * 20), *record[2:]], finished, {})
    assert not table.view.isColumnHidden(notes)
    assert table.view.horizontalScrollBar().maximum() == 0
    assert table.view.rowHeight(0) < table.view.rowHeight(1) <= 5 * table.view.fontMetrics().lineSpacing()
