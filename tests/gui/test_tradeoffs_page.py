"""The Trade-offs page of a recorded study: the best recipe in words, one selection, honest axes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QLabel, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope_gui.state.document import Document
from paretoscope_gui.views import tradeoffs


@pytest.fixture
def shown(page: Callable[[Any], Any], document: Document, qtbot: QtBot, finished: Results) -> tradeoffs.Page:
    """The page with the recorded study."""
    made: tradeoffs.Page = page(tradeoffs)
    document.set_results(finished)
    qtbot.waitUntil(lambda: bool(document.trial))  # picture, table and the trial that is looked at first
    return made


def texts(widget: QWidget) -> str:
    """Everything that a page's visible labels say."""
    return "\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisible())


def test_trade_offs_name_the_best_recipe_and_dim_what_fails(
    shown: tradeoffs.Page, document: Document, qtbot: QtBot
) -> None:
    assert len(shown.plot.dots) == 8, "the failed trial is never drawn"
    assert "CFSP" in shown.sentence.text() or "prune.cfsp" in shown.sentence.text()
    slider = shown.limits.findChildren(QAbstractSlider)[-1]
    slider.setValue(20)
    assert "prune.magnitude_sparsity=0.5-928aaf" in shown.plot.dimmed
    assert "limits" in shown.sentence.text()
    shown.limits.loosen()
    assert shown.plot.dimmed == frozenset()


def test_selection_is_one_in_plot_table_and_detail(shown: tradeoffs.Page, document: Document, qtbot: QtBot) -> None:
    row = shown.table.model.row_of("kv.snapkv_budget=256-bd37c2")
    shown.table.view.selectRow(row)
    assert shown.plot.selected == "kv.snapkv_budget=256-bd37c2"
    qtbot.waitUntil(lambda: "prompt of 128 tokens is shorter" in texts(shown.detail))
    qtbot.keyClick(shown.plot, Qt.Key.Key_Right)
    key = shown.plot.selected
    assert key != "kv.snapkv_budget=256-bd37c2"
    assert shown.table.view.selectionModel().selectedRows()[0].row() == shown.table.model.row_of(key)
    shown.choose("depth.layer_skip_keep=6-a5a359")
    qtbot.waitUntil(lambda: "killed by signal 9" in texts(shown.detail))


def test_absolute_relative_and_log_views_keep_the_axis_honest(
    shown: tradeoffs.Page, document: Document, qtbot: QtBot
) -> None:
    base = next(d for d in shown.plot.dots if d.key == "baseline")
    assert (base.x, base.y) == (1.0, 0.0)
    shown.chart.relative.set_value("absolute")
    shown._changed()
    base = next(d for d in shown.plot.dots if d.key == "baseline")
    assert base.x == pytest.approx(0.0102, rel=0.1)
    assert shown.plot.bottom.tickStrings([0.01], 1, 1) == ["10"]
    shown.chart.log_x.setChecked(True)
    assert shown.plot.bottom.log
    assert shown.plot.at[0][0] == pytest.approx(math.log10(base.x))
