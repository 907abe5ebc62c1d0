"""Compare and history: recorded studies side by side, regressions named, studies renamed and deleted."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from paretoscope.analysis.compare import Difference, Pair, compare
from paretoscope.analysis.results import Ratio, Results, Value
from paretoscope.events import Event, to_line
from paretoscope.plan import Study
from paretoscope.store.lock import FolderLock
from paretoscope.store.recent import remember
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.measured.comparison import Line, fact, headline, lines, wanted
from paretoscope_gui.plots.history import HistoryPlot, Past
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.studies import delete, known, rename
from paretoscope_gui.views.compare import Page
from paretoscope_gui.widgets.asking import Naming, Question

Recorded = tuple[Study, list[Event]]


@pytest.fixture
def folders(tmp_path: Path, simulated: Recorded) -> list[Path]:
    """Two recorded studies on this machine's list, the second a day later with slower decoding of one recipe."""
    study, events = simulated
    made = []
    for n, name in enumerate(("monday", "tuesday")):
        folder = tmp_path / "studies" / name
        (folder / "events").mkdir(parents=True)
        (folder / "study.toml").write_text(replace(study, seed=n).to_toml(), encoding="utf-8")
        text = "".join(to_line(e) + "\n" for e in events)
        (folder / "events" / "study.jsonl").write_text(text, encoding="utf-8")
        for file in (folder / "study.toml", folder / "events"):
            os.utime(file, (1.7e9 + n * 86400, 1.7e9 + n * 86400))
        remember(folder)
        made.append(folder)
    return made


@pytest.fixture
def page(document: Document, bridge: Bridge, qtbot: QtBot, folders: list[Path], show: Callable[[Page], Page]) -> Page:
    """A shown compare page over the recorded studies."""
    shown = show(Page(document, bridge))
    qtbot.waitUntil(lambda: bool(shown.table.lines))
    return shown


def line(metric: str, ratio: Ratio | None) -> Line:
    """One number in two studies."""
    return Line(Pair("r", "", metric, Value(value=1.0), Value(value=2.0), ratio), "r")


@pytest.mark.parametrize(
    ("metric", "value", "real", "kind", "verdict"),
    [
        ("latency.tpot", 1.2, True, "ratio", "worse"), ("latency.tpot", 0.8, True, "ratio", "better"),
        ("throughput.decode", 1.2, True, "ratio", "better"), ("latency.tpot", 1.2, False, "ratio", "same"),
        ("quality.accuracy", -0.1, True, "difference", "worse"),
        ("quality.perplexity", -0.1, True, "difference", "better"),
    ],
)  # fmt: skip
def test_a_real_change_is_a_regression_only_for_the_worse(
    metric: str, value: float, real: bool, kind: str, verdict: str
) -> None:
    ratio = Ratio(value=value, low=value - 0.01, high=value + 0.01, real=real, kind=kind)
    assert line(metric, ratio).verdict == verdict
    assert line(metric, replace(ratio, low=None, high=None)).verdict == "unknown"
    assert line(metric, None).verdict == "unknown"


def test_a_study_against_itself_has_no_regression(finished: Results) -> None:
    made = compare(finished, finished)
    found = lines(made, finished)
    assert found
    assert all(x.verdict in ("same", "unknown") for x in found)
    assert headline(found, made.differences).startswith("No real change in")
    assert headline(found, made.differences).endswith("Nothing else differs.")
    assert 0 < len(wanted(found, "main")) < len(found)
    assert wanted(found, "real") == []


def test_a_slower_recipe_is_the_first_line_and_in_the_sentence(finished: Results) -> None:
    slower = Results.from_dict(json.loads(json.dumps(finished.to_dict())))
    slower.versions["torch"] = "9.9"
    trial = next(t for t in slower.trials if t.recipe == "quantize.int8_dynamic")
    for table in trial.metrics.values():
        if "latency.tpot" in table:
            old = table["latency.tpot"]
            value = (old.value or 0) * 2
            table["latency.tpot"] = Value(value=value, unit="s", low=value * 0.99, high=value * 1.01, n=old.n)
    made = compare(finished, slower)
    found = lines(made, slower)
    assert (found[0].verdict, found[0].pair.metric, found[0].pair.recipe) == (
        "worse", "latency.tpot", "quantize.int8_dynamic",
    )  # fmt: skip
    assert found[0].change.startswith("+100")
    said = headline(found, made.differences)
    assert said.startswith("1 real regression and 0 real gains")
    assert "library versions" in said


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("identity.generation_config.json", "File generation_config.json"), ("identity.code", "The program's code"),
        ("identity.study", "The study's plan"), ("versions.torch", "Version of torch"),
        ("model.head_dim", "Model head dim"),
    ],
)  # fmt: skip
def test_what_is_not_the_same_is_called_by_its_name(qapp: object, what: str, words: str) -> None:
    assert fact(Difference(what, "a", "b")) == words


def test_two_studies_stand_side_by_side_the_older_first(page: Page, qtbot: QtBot) -> None:
    assert "monday" in page.first.currentText()
    assert "tuesday" in page.second.currentText()
    assert page.sentence.text().startswith("No real change in")
    facts = page.facts.model
    assert [facts.data(facts.index(i, 0)) for i in range(facts.rowCount())] == ["Study seed"]
    qtbot.waitUntil(lambda: len(page.history.past) == 2, timeout=20_000)
    assert [p.marked for p in page.history.past] == [True, True]
    assert "monday" in page.history.accessibleDescription()
    assert page.table.lines[page.table.selected].around in page._over.text(), "a change has its interval"
    page._swap()
    qtbot.waitUntil(lambda: "tuesday" in page.first.currentText(), timeout=5000)


def test_coming_back_fills_nothing_again(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.history.past) == 2)
    filled: list[int] = []
    listed = page.studies
    page.table.model.modelReset.connect(lambda: filled.append(1))
    page.table.model.dataChanged.connect(lambda *_: filled.append(1))
    page.facts.model.dataChanged.connect(lambda *_: filled.append(1))
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: page.studies is not listed)
    assert (filled, "all" in vars(page)) == ([], False)


@pytest.mark.parametrize(("wide", "hidden"), [(800, [2]), (1300, [])])
def test_change_and_verdict_are_in_sight_whatever_the_room(
    page: Page, qtbot: QtBot, wide: int, hidden: list[int]
) -> None:
    page.resize(wide, 520)
    view = page.table.view
    qtbot.waitUntil(lambda: [i for i in range(6) if view.isColumnHidden(i)] == hidden)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)


def test_a_number_and_a_trial_are_looked_at_together(
    page: Page, document: Document, qtbot: QtBot, finished: Results
) -> None:
    document.set_results(finished)
    document.choose_trial("baseline")
    other = next(x for x in page.table.lines.values() if x.pair.recipe == "quantize.int8_dynamic")
    page.table.select(other.key)
    trial = next(t.id for t in finished.trials if t.recipe == other.pair.recipe)
    assert document.trial == trial
    third = next(t for t in finished.trials if t.recipe not in ("baseline", other.pair.recipe)
                 and any(x.pair.recipe == t.recipe for x in page.table.lines.values()))  # fmt: skip
    document.choose_trial(third.id)
    assert page.table.lines[page.table.selected].pair.recipe == third.recipe
    page._show_lines()
    assert document.trial == third.id, "filling the table chooses nothing"


def open_questions(page: Page) -> list[Question]:
    """The questions that wait for an answer over the page."""
    return [q for q in page.window().findChildren(Question) if q.isVisible()]


def test_studies_are_listed_with_size_renamed_and_deleted(page: Page, qtbot: QtBot, folders: list[Path]) -> None:
    page.mode.set_value("all")
    page._show_mode()
    assert "2 studies" in page.all.total.text()
    assert page.all.model.rowCount() == 2
    page.all.select(str(folders[0]))
    qtbot.mouseClick(page.all.rename_button, Qt.MouseButton.LeftButton)
    (asking,) = page.window().findChildren(Naming)
    for name, fits in (("tuesday", False), ("a/b", False), ("", False), ("monday", True), (" sunday ", True)):
        asking.entry.setText(name)
        assert asking.go.isEnabled() == fits, name
        assert bool(asking.said.text()) == (not fits and bool(name)), name
    qtbot.keyClick(asking.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(s.path.name == "sunday" for s in page.studies), timeout=20_000)
    assert (folders[0].parent / "sunday" / "study.toml").is_file()
    page.all.select(str(folders[0].parent / "sunday"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.mouseClick(page.all.delete_button, Qt.MouseButton.LeftButton)
        (asked,) = open_questions(page)
        assert "sunday" in asked.text, "deleting asks first"
        qtbot.keyClick(asked, key)
        assert not open_questions(page)
        assert (folders[0].parent / "sunday").exists(), "and keeps it unless told"
    qtbot.mouseClick(page.all.delete_button, Qt.MouseButton.LeftButton)
    open_questions(page)[0].buttons["delete"].click()
    qtbot.waitUntil(lambda: [s.path.name for s in page.studies] == ["tuesday"], timeout=20_000)
    assert [f.name for f in folders[0].parent.iterdir()] == ["tuesday"], "nothing of it is left"


def test_a_study_is_deleted_while_a_reader_is_at_work_in_it(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = FolderLock(folders[0] / ".lock", reading=True)
    reader.acquire()
    ends = SimpleNamespace(monotonic=time.monotonic, sleep=lambda seconds: reader.release())
    monkeypatch.setattr("paretoscope.store.lock.time", ends)
    delete(folders[0])
    assert not folders[0].exists()


def test_the_selected_study_stays_selected_whatever_the_list_becomes(page: Page, qtbot: QtBot) -> None:
    second = page.studies[1]
    page.all.select(second.key)
    page.all.show_studies(page.studies[::-1], None)
    assert page.all.selected == second, "in another order"
    third = replace(second, path=second.path.with_name("third"))
    page.all.show_studies([third, *page.studies], None)
    assert page.all.selected == second, "with one more"
    page.all.show_studies([third, page.studies[0]], None)
    assert page.all.selected == third, "the first one when it has gone"


def test_a_taken_name_is_refused_in_words(page: Page, document: Document, qtbot: QtBot, folders: list[Path]) -> None:
    with qtbot.waitSignal(document.problem, timeout=10_000) as told:
        page.all.rename(page.all.studies[str(folders[0])], "tuesday")
    assert "exists already" in told.args[0]
    assert folders[0].is_dir()


def test_the_open_study_is_neither_renamed_nor_deleted(page: Page, folders: list[Path]) -> None:
    page.all.show_studies(page.studies, folders[0])
    page.all.select(str(folders[0]))
    assert not page.all.delete_button.isEnabled()
    assert page.all.delete_button.toolTip()
    page.all.select(str(folders[1]))
    assert page.all.delete_button.isEnabled()


def test_known_studies_are_found_by_the_list_and_by_memory(folders: list[Path]) -> None:
    found = known([])
    assert [s.path.name for s in found] == ["tuesday", "monday"]
    assert found[0].size == sum(f.stat().st_size for f in folders[1].rglob("*") if f.is_file())
    assert rename(folders[1], "tuesday") == folders[1], "its own name changes nothing"
    delete(folders[1])
    assert [s.path.name for s in known([])] == ["monday"]


def test_one_study_alone_says_what_to_do(document: Document, bridge: Bridge, qtbot: QtBot) -> None:
    shown = Page(document, bridge)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: "nothing to compare yet" in " ".join(x.text() for x in shown.findChildren(QLabel)))
    assert shown.stack.leaf == "one"


def test_the_history_is_told_in_the_shown_unit(qtbot: QtBot) -> None:
    plot = HistoryPlot("History")
    qtbot.addWidget(plot)
    past = [Past(1e9, "old", 0.010, 0.009, 0.011), Past(1.1e9, "new", 0.020, None, None, marked=True)]
    plot.show_past(past, "Time per output token", "ms", 1e3)
    assert "old: 10.0 ms (9.00 to 11.0)" in plot.accessibleDescription()
    assert plot.table()[1][1] == ["new", "20.0", ""]
    low, high = plot.viewRange()[1]
    assert low < 0.009
    assert high > 0.020
