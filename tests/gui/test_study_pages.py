"""Run, Trade-offs and Report in every state, on a recorded study and without torch."""

from __future__ import annotations

import math
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QFileDialog, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope.events import Event, State
from paretoscope.plan import Study
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.state.document import Document
from paretoscope_gui.views import report, run, tradeoffs
from paretoscope_gui.widgets.empty import EmptyState

Make = Callable[[type[QWidget]], QWidget]


@pytest.fixture
def page(document: Document, bridge: Bridge, show: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Makes shown pages on one document and bridge."""
    bridge.results.connect(document.set_results)
    bridge.failed.connect(document.problem)
    return lambda module: show(module.Page(document, bridge))


def play(bridge: Bridge, document: Document, qtbot: QtBot, folder: Path, done: str = "done") -> None:
    """Replay a folder at once and wait until its results are there."""
    bridge.replay(folder, math.inf)
    qtbot.waitUntil(lambda: bridge.state == done, timeout=20_000)
    summary = bridge._summary
    assert summary is not None
    bridge.summarise()
    qtbot.waitUntil(lambda: not summary.busy and document.results is not None, timeout=30_000)


def texts(widget: QWidget) -> str:
    """Everything that a page's visible labels say."""
    return "\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisible())


@pytest.mark.parametrize("module", [run, tradeoffs, report])
def test_without_a_study_a_page_says_what_to_do(page: Callable[[object], QWidget], module: object) -> None:
    shown = page(module)
    empty = [e for e in shown.findChildren(EmptyState) if e.isVisible()]
    assert len(empty) == 1
    assert [b for b in empty[0].findChildren(QAbstractButton) if b.isVisible()]


def test_a_finished_run_names_every_trial_with_its_state(
    page: Callable[[object], QWidget], bridge: Bridge, document: Document, qtbot: QtBot,
    record_study: Callable[..., Path],
) -> None:  # fmt: skip
    shown = page(run)
    play(bridge, document, qtbot, record_study())
    assert isinstance(shown, run.Page)
    shown.refresh()
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


def test_the_plots_say_in_words_what_they_show(
    page: Callable[[object], QWidget], bridge: Bridge, document: Document, qtbot: QtBot,
    record_study: Callable[..., Path],
) -> None:  # fmt: skip
    shown = page(run)
    play(bridge, document, qtbot, record_study())
    assert isinstance(shown, run.Page)
    shown.refresh()
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
    page: Callable[[object], QWidget], bridge: Bridge, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:  # fmt: skip
    shown = page(run)
    bridge.replay(record_study(upto=400))
    qtbot.waitUntil(lambda: bridge.record.count == 400, timeout=20_000)
    assert isinstance(shown, run.Page)
    shown.refresh()
    assert bridge.state == "running"
    assert "Running" in texts(shown)
    assert not shown.header.pause.isVisible(), "a replay cannot be steered"
    assert shown.header.results.isHidden()


def test_trade_offs_name_the_best_recipe_and_dim_what_fails(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results
) -> None:  # fmt: skip
    shown = page(tradeoffs)
    document.set_results(finished)
    assert isinstance(shown, tradeoffs.Page)
    qtbot.waitUntil(lambda: bool(shown.plot.dots), timeout=5000)
    assert len(shown.plot.dots) == 8, "the failed trial is never drawn"
    assert "CFSP" in shown.sentence.text() or "prune.cfsp" in shown.sentence.text()
    slider = shown.limits.findChildren(QAbstractSlider)[-1]
    slider.setValue(20)
    assert "prune.magnitude_sparsity=0.5-928aaf" in shown.plot.dimmed
    assert "limits" in shown.sentence.text()
    shown.limits.loosen()
    assert shown.plot.dimmed == frozenset()


def test_selection_is_one_in_plot_table_and_detail(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results
) -> None:  # fmt: skip
    shown = page(tradeoffs)
    document.set_results(finished)
    assert isinstance(shown, tradeoffs.Page)
    qtbot.waitUntil(lambda: bool(shown.plot.dots), timeout=5000)
    row = shown.table.model.row_of("kv.snapkv_budget=256-bd37c2")
    shown.table.view.selectRow(row)
    assert shown.plot.selected == "kv.snapkv_budget=256-bd37c2"
    qtbot.waitUntil(lambda: "prompt of 128 tokens is shorter" in texts(shown.detail), timeout=5000)
    qtbot.keyClick(shown.plot, Qt.Key.Key_Right)
    key = shown.plot.selected
    assert key != "kv.snapkv_budget=256-bd37c2"
    assert shown.table.view.selectionModel().selectedRows()[0].row() == shown.table.model.row_of(key)
    shown.choose("depth.layer_skip_keep=6-a5a359")
    qtbot.waitUntil(lambda: "killed by signal 9" in texts(shown.detail), timeout=5000)


def test_absolute_relative_and_log_views_keep_the_axis_honest(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results
) -> None:  # fmt: skip
    shown = page(tradeoffs)
    document.set_results(finished)
    assert isinstance(shown, tradeoffs.Page)
    qtbot.waitUntil(lambda: bool(shown.plot.dots), timeout=5000)
    base = next(d for d in shown.plot.dots if d.key == "baseline")
    assert (base.x, base.y) == (1.0, 0.0)
    shown.chart.relative.set_value("absolute")
    shown._draw()
    base = next(d for d in shown.plot.dots if d.key == "baseline")
    assert base.x == pytest.approx(0.0102, rel=0.1)
    assert shown.plot.bottom.tickStrings([0.01], 1, 1) == ["10"]
    shown.chart.log_x.setChecked(True)
    assert shown.plot.bottom.log
    assert shown.plot.at[0][0] == pytest.approx(math.log10(base.x))


def test_only_failed_trials_say_so(
    page: Callable[[object], QWidget], bridge: Bridge, document: Document, qtbot: QtBot,
    simulated: tuple[Study, list[Event]], record_study: Callable[..., Path],
) -> None:  # fmt: skip
    ids = list(simulated[0].trials)

    def only_failures(event: Event) -> bool:
        return not event.trial

    folder = record_study(keep=only_failures)
    from paretoscope.events import to_line

    with (folder / "events" / "study.jsonl").open("a", encoding="utf-8") as file:
        for i, id_ in enumerate(ids):
            file.write(to_line(State(t=2000.0, trial=id_, seq=10_000 + i, state="failed", why="no room")) + "\n")
    shown = page(tradeoffs)
    play(bridge, document, qtbot, folder)
    shown.refresh()  # type: ignore[attr-defined]
    assert "No recipe gave a result" in texts(shown)


@pytest.mark.parametrize(
    ("ending", "start"), [("html", b"<!"), ("pdf", b"%PDF"), ("md", b"#"), ("csv", b""), ("json", b"{")]
)
def test_reports_are_previewed_and_saved(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results,
    tmp_path: Path, ending: str, start: bytes,
) -> None:  # fmt: skip
    shown = page(report)
    document.set_results(finished)
    assert isinstance(shown, report.Page)
    shown.format.set_value(ending)
    shown._draw()
    qtbot.waitUntil(lambda: len(shown.preview.toPlainText()) > 500, timeout=10_000)
    file = tmp_path / f"out.{ending}"
    with qtbot.waitSignal(shown.out.saved, timeout=30_000):
        shown.save(file)
    assert file.read_bytes().startswith(start)
    assert str(Path.home()).encode() not in file.read_bytes()
    assert file.name in shown.saved.text()


def test_a_report_that_cannot_be_written_is_told(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results,
    tmp_path: Path,
) -> None:  # fmt: skip
    shown = page(report)
    document.set_results(finished)
    assert isinstance(shown, report.Page)
    with qtbot.waitSignal(document.problem) as told:
        shown.save(tmp_path / "no" / "such" / "folder.html")
    assert "could not be written" in told.args[0]
    assert told.args[1]


@pytest.mark.parametrize("left_out", ["changes", "outputs", "turns", "claims", "machine"])
def test_a_section_that_is_left_out_is_in_no_format(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results,
    left_out: str,
) -> None:  # fmt: skip
    from paretoscope.report import FORMATS, render

    shown = page(report)
    document.set_results(finished)
    assert isinstance(shown, report.Page)
    shown.sections[left_out].setChecked(False)
    results = shown.results
    assert results is not None
    assert all(render(results, f) for f in FORMATS)
    if left_out == "machine":
        assert b"2.00GHz" not in render(results, "html")
    qtbot.waitUntil(lambda: bool(shown.preview.toPlainText()), timeout=10_000)
    assert document.results is not None
    assert document.results.machine, "the document keeps what the report leaves out"


def test_a_report_says_who_made_it_only_when_asked(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results, tmp_path: Path
) -> None:
    shown = page(report)
    document.set_results(finished)
    assert isinstance(shown, report.Page)
    qtbot.waitUntil(lambda: "no user" in shown.privacy.text(), timeout=5000)
    assert not shown.identify.isChecked()
    shown.identify.setChecked(True)
    qtbot.waitUntil(lambda: "names you" in shown.privacy.text(), timeout=5000)
    with qtbot.waitSignal(shown.out.saved, timeout=30_000):
        shown.save(tmp_path / "mine.html")
    assert platform.node() in (tmp_path / "mine.html").read_text(encoding="utf-8")


def test_all_charts_are_saved_and_one_by_a_right_click(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    shown = page(report)
    document.set_results(finished)
    assert isinstance(shown, report.Page)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(tmp_path / "charts"))
    with qtbot.waitSignal(shown.out.saved, timeout=30_000):
        shown.save_charts()
    assert {f.suffix for f in (tmp_path / "charts").iterdir()} == {".svg", ".png"}
    qtbot.waitUntil(lambda: "\ufffc" in shown.preview.toPlainText(), timeout=10_000)
    one = tmp_path / "one.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(one), ""))
    actions = [a for a in shown.preview.chart_menu("chart:0").actions() if "SVG" in a.text()]
    actions[0].trigger()
    assert one.read_bytes().startswith(b"<?xml")
    one.unlink()
    one.mkdir()
    with qtbot.waitSignal(document.problem) as told:
        actions[0].trigger()
    assert "could not be written" in told.args[0]


def test_markdown_is_copied(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results
) -> None:
    shown = page(report)
    document.set_results(finished)
    assert isinstance(shown, report.Page)
    shown.copy_markdown()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("# "), timeout=10_000)
    assert "Copied" in shown.saved.text()


def test_a_study_of_a_newer_version_is_refused_with_a_sentence(
    bridge: Bridge, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:
    folder = record_study()
    file = folder / "events" / "study.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('"protocol":1', '"protocol":7'), encoding="utf-8")
    told: list[tuple[str, str]] = []
    bridge.failed.connect(lambda *a: told.append(a))
    bridge.open(folder)
    qtbot.waitUntil(lambda: bridge.state == "failed", timeout=20_000)
    assert "protocol 7" in told[0][0]
    assert told[0][1]


@pytest.mark.parametrize("module", [run, tradeoffs, report])
def test_everything_that_takes_focus_has_a_name(
    page: Callable[[object], QWidget], document: Document, qtbot: QtBot, finished: Results,
    module: object,
) -> None:  # fmt: skip
    shown = page(module)
    document.set_results(finished)
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QTableView)
    for widget in shown.findChildren(QWidget):
        by_tab = Qt.FocusPolicy.TabFocus in widget.focusPolicy()
        if by_tab and (isinstance(widget, kinds) or widget.isVisible()):
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert named or widget.objectName().startswith("qt_"), widget
