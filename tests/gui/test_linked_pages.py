"""One trial is looked at on all pages; painted pictures can be taken away; sizes, colours and halos mean something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from paretoscope.analysis.pareto import between
from paretoscope.analysis.results import Results
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.measured.weights import weighed, weight
from paretoscope_gui.plots.dots import Dot
from paretoscope_gui.plots.ramp import LEAST, MOST, diameter, shade, shares
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import contrast, theme
from paretoscope_gui.views import claims, tradeoffs
from paretoscope_gui.views.outputs_dialog import OutputsDialog
from paretoscope_gui.views.own_prompt import OwnPrompt
from paretoscope_gui.widgets import painted
from paretoscope_gui.widgets.asking import Question
from paretoscope_gui.widgets.share_bar import Share, ShareBar


def test_a_trial_chosen_on_one_page_is_chosen_on_the_others(
    page: Callable[[Any], Any], document: Document, qtbot: QtBot, finished: Results
) -> None:
    trade, claim = page(tradeoffs), page(claims)
    document.set_results(finished)
    qtbot.waitUntil(lambda: bool(trade.plot.dots) and bool(claim.table.rows), timeout=10_000)
    trials = [r.check.trial for r in claim.table.rows.values()]
    other = next(r for r in reversed(claim.table.rows.values()) if r.check.trial != document.trial)
    claim.table.select(other.key)
    assert document.trial == other.check.trial == trade.plot.selected
    wanted = next(t for t in trials if t != document.trial)
    trade.choose(wanted)
    assert claim.table.rows[claim.table.selected].check.trial == wanted


def test_size_and_colour_stand_for_further_metrics(
    page: Callable[[Any], Any], document: Document, qtbot: QtBot, finished: Results
) -> None:
    shown = page(tradeoffs)
    document.set_results(finished)
    chart = shown.chart
    qtbot.waitUntil(lambda: bool(chart.plot.dots), timeout=10_000)
    assert chart.legend.isHidden()
    chart.further.click()
    assert chart.mark_size.isVisible()
    memory = next(i for i in range(chart.mark_size.count()) if "memory" in chart.mark_size.itemText(i).lower())
    for box in (chart.mark_size, chart.mark_colour):
        box.setCurrentIndex(memory)
        box.activated.emit(memory)
    sizes = {d.size for d in chart.plot.dots}
    assert max(sizes) == pytest.approx(MOST, abs=0.01)
    assert min(sizes) == LEAST
    fills = {d.fill for d in chart.plot.dots if d.colour}
    assert len(fills) > 2
    assert next(d for d in chart.plot.dots if d.key == "baseline").fill == "", "the baseline is always the same mark"
    title = chart.mark_size.currentText()
    assert chart.legend.isVisible()
    assert title in chart.legend.accessibleDescription()
    heads, rows = chart.plot.table()
    assert heads[3:5] == [title, title]
    assert "MiB" in rows[0][3]
    assert title in chart.plot.accessibleDescription()
    chart.further.click()
    assert {d.size for d in chart.plot.dots} == {0.0}


def test_the_probability_to_be_on_the_front_is_that_of_the_analysis(
    page: Callable[[Any], Any], document: Document, qtbot: QtBot, finished: Results
) -> None:
    shown = page(tradeoffs)
    document.set_results(finished)
    qtbot.waitUntil(lambda: bool(shown.chart.chances), timeout=10_000)
    x, y = shown.chart.x_metric, shown.chart.y_metric
    assert shown.chart.chances == dict(between(finished, x.workload, x.name, y.workload, y.name).trials)
    sure = {d.key: d.chance for d in shown.plot.dots if d.chance}
    assert sure == shown.chart.chances
    assert "%" in shown.plot.table()[1][0][-1]
    model = shown.table.model
    told = [model.data(model.index(r, 1)) for r in range(model.rowCount()) if model.key(r) in sure]
    assert all(t.startswith("front ") for t in told)
    place = next(i for i, c in enumerate(shown.chart._choices) if c not in (x, y))
    shown.chart.across.setCurrentIndex(place)
    shown.chart.changed.emit()
    assert shown.chart.chances == {}, "what is known of other metrics is not shown for these"


def test_marks_without_a_value_are_told_apart() -> None:
    dots = [Dot(k, k, 1.0, 1.0, colour=c) for k, c in (("baseline", ""), ("a", "#111111"), ("b", "#111111"))]
    results = Results.from_dict({"trials": [
        {"id": "baseline", "recipe": "baseline", "metrics": {"w": {"memory.peak": {"value": 5.0}}}},
        {"id": "a", "recipe": "x.y", "metrics": {"w": {"memory.peak": {"value": 9.0}}}},
        {"id": "b", "recipe": "x.z", "metrics": {}},
    ]})  # fmt: skip
    found = weight(results, Choice("w", "memory.peak"), ["baseline", "a", "b"])
    assert found is not None
    base, big, none = weighed(dots, found, found, dark=False)
    assert (base.size, big.size, none.size) == (LEAST, MOST, LEAST)
    assert (base.fill, none.fill) == ("", "none")
    assert big.fill == shade(0.0, dark=False), "less memory is better, so the most of it is the faintest"
    assert weight(results, Choice("w", "power.mean"), ["a"]) is None


def test_areas_grow_with_the_value_and_few_symbols_are_drawn() -> None:
    assert diameter(0.5) ** 2 == pytest.approx((LEAST**2 + MOST**2) / 2, rel=0.01)
    assert len({diameter(i / 1000) for i in range(1001)}) < 20
    assert len({shade(i / 1000, True) for i in range(1001)}) < 30
    assert shares([1.0, None, 3.0]) == [0.0, None, 1.0]
    assert shares([2.0, 2.0]) == [0.5, 0.5]
    assert contrast(shade(1.0, False), "#FFFFFF") > 7
    assert contrast(shade(1.0, True), "#171B21") > 7


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_painted_picture_is_saved_in_light_colours(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = ShareBar("Where the bytes are")
    qtbot.addWidget(bar)
    bar.show_shares([Share("a", 1, "#FF0000"), Share("b", 1, "#0000FF")], "a half, b half")
    bar.resize(300, 40)
    theme().apply(qapp, "dark", 1.0)
    file = tmp_path / f"bar.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(file), ""))
    action = next(a for a in painted.picture_menu(bar).actions() if kind.upper() in a.text())
    action.trigger()
    assert theme().dark, "the window itself stays dark"
    theme().apply(qapp, "light", 1.0)
    if kind == "svg":
        assert "#ff0000" in file.read_text(encoding="utf-8").lower()
        return
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (600, 80)
    assert picture.pixelColor(60, 70) == QColor("red")
    assert picture.pixelColor(0, 0).lightness() > 200, "white paper behind round corners"


def test_a_picture_that_cannot_be_written_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = ShareBar("x")
    qtbot.addWidget(bar)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "no" / "a.png"), ""))
    painted._ask(bar, "png")
    (told,) = bar.findChildren(Question)
    assert "could not be written" in told.text
    told.close()


class Answers:
    """A bridge whose command answers at once, or fails."""

    def __init__(self, answer: Any) -> None:
        self.active, self.answer, self.arguments = False, answer, list[str]()

    def ask(self, arguments: list[str], done: Callable[[Any], None], failed: Callable[[str, str], None]) -> Any:
        self.arguments = arguments
        self.finish = (
            (lambda: done(self.answer)) if self.answer is not None else (lambda: failed("No memory.", "Close."))
        )
        return self

    def cancel(self) -> None:
        self.answer = None


def told(text: str, trial: str, ended: bool = True) -> dict[str, Any]:
    return {"id": trial, "error": "", "outputs": [{"prompt": "p", "text": text, "tokens": 2, "ended": ended}]}


def test_a_prompt_of_ones_own_is_answered_side_by_side(qtbot: QtBot, finished: Results, tmp_path: Path) -> None:
    base, trial = finished.trials[0], finished.trials[1]
    bridge: Any = Answers({"trials": [told("a b", "baseline"), told("a c", trial.id, ended=False)]})
    own = OwnPrompt(bridge, tmp_path, trial.id)
    dialog = OutputsDialog(base, trial, None, own)
    qtbot.addWidget(dialog)
    assert not own.go.isEnabled(), "nothing is asked without a prompt"
    own.prompt.setPlainText("-")
    qtbot.keyClick(own.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bridge.arguments[:4] == ["outputs", str(tmp_path), "--trial", trial.id]
    assert bridge.arguments[-1] == "--prompt= -"
    assert own.asking
    assert not own.go.isEnabled()
    bridge.finish()
    assert not own.asking
    assert (dialog.left.toPlainText(), dialog.right.toPlainText()) == ("a b", "a c")
    assert "Cut at the length" in dialog._same.text()
    assert dialog.asked.text() == "-"


def test_what_goes_wrong_with_an_own_prompt_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    bridge: Any = Answers(None)
    own = OwnPrompt(bridge, tmp_path, "t")
    qtbot.addWidget(own)
    own.prompt.setPlainText("hello")
    bridge.active = True
    own.ask()
    assert "being measured" in own.said.text()
    assert bridge.arguments == []
    bridge.active = False
    own.ask()
    bridge.finish()
    assert own.said.text() == "No memory. Close."
    own.ask()
    own.cancel()
    bridge.finish()
    assert own.said.text() == "Stopped."


def test_the_selected_recipe_is_asked_by_an_action(
    page: Callable[[Any], Any], document: Document, qtbot: QtBot, finished: Results, tmp_path: Path
) -> None:
    shown = page(tradeoffs)
    document.set_results(finished)
    qtbot.waitUntil(lambda: bool(shown.plot.dots), timeout=10_000)
    shown.choose("baseline")
    with qtbot.waitSignal(document.problem) as said:
        shown.ask()
    assert "Nothing can be asked" in said.args[0]
    finished.model["task"], document.folder = "causal_lm", tmp_path
    shown.choose("kv.snapkv_budget=256-bd37c2")
    shown.ask()
    dialog = next(d for d in shown.window().findChildren(OutputsDialog) if d.isVisible())
    assert dialog.own is not None
    dialog.close()
    qtbot.waitUntil(lambda: not shown.window().findChildren(OutputsDialog), timeout=5000)
