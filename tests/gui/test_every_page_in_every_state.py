"""Every page in each state that a study can be in: empty, running, finished, failed, huge, without its model, newer.

All by replayed event files, in the whole window, without torch. What a page says is what a user would look for there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope.events import Event, State, to_line
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Step, Study
from paretoscope_gui.contract import PAGES
from paretoscope_gui.window import MainWindow

MANY = 120  # in every page; thousands on Trade-offs are in test_many_trials.py
ALWAYS = {"start": "Take the first steps", "techniques": "12 techniques", "model": "Where the bytes are",
          "inside": "No trial of this study was traced", "compare": "There is nothing to compare yet"}  # fmt: skip
EMPTY = {**ALWAYS, "model": "No model is open", "run": "Nothing is running", "tradeoffs": "No study is open",
         "inside": "No study is open", "claims": "No study is open",
         "report": "There is nothing to report yet"}  # fmt: skip
RUNNING = {**ALWAYS, "run": "Baseline: measuring", "tradeoffs": "Dynamic int8", "claims": "that can be compared",
           "report": "Save report"}  # fmt: skip
FINISHED = {**RUNNING, "run": "8 of 9 recipes measured, 1 failed", "tradeoffs": "34\u00a0% less time per output token",
            "claims": "Of 8 claims that can be compared"}  # fmt: skip
FAILED = {**ALWAYS, "run": "0 of 9 recipes measured, 9 failed", "tradeoffs": "No recipe gave a result",
          "claims": "Nothing to hold against a paper", "report": "No recipe gave a result"}  # fmt: skip
HUGE = {**FINISHED, "run": f"{MANY} failed", "claims": "that can be compared"}
GONE = {**FINISHED, "model": "No model is open"}


def seen(page: QWidget) -> str:
    """What a page says: labels, buttons, and the first rows of its tables."""
    words = [w.text() for w in page.findChildren(QWidget) if isinstance(w, QLabel | QAbstractButton) and w.isVisible()]
    for table in (t for t in page.findChildren(QTableView) if t.isVisible()):
        model = table.model()
        rows, columns = range(min(12, model.rowCount())), range(model.columnCount())
        words += [str(model.index(r, c).data() or "") for r in rows for c in columns]
    return re.sub("<[^>]*>", " ", "\n".join(words))


@pytest.fixture
def walk(window: MainWindow, qtbot: QtBot) -> Callable[[dict[str, str]], None]:
    """Brings every page to the front, one after the other, and waits until it says what is wanted."""

    def all_pages(wanted: dict[str, str]) -> None:
        assert set(wanted) == set(PAGES)
        for name, words in wanted.items():
            window.show_page(name)
            page = window.pages[name]
            qtbot.waitUntil(lambda page=page, words=words: words in seen(page))

    return all_pages


@pytest.fixture
def play(window: MainWindow, qtbot: QtBot, info: ModelInfo) -> Callable[[Path], None]:
    """Replays a folder at once in a window with a model, to its end."""

    def whole(folder: Path) -> None:
        window.document.set_model(str(info.path), info)
        window.document.set_folder(folder)
        bridge = window.ready_bridge()
        bridge.replay(folder, math.inf)
        qtbot.waitUntil(lambda: bridge.state == "done" and not bridge._feed.waiting)
        bridge.summarise()
        qtbot.waitUntil(lambda: bridge._summary is not None and not bridge._summary.busy)
        qtbot.waitUntil(lambda: window.document.results is not None)

    return whole


def fail(folder: Path, trials: Iterable[str]) -> Path:
    """Every one of these trials failed, at the end of what was recorded."""
    with (folder / "events" / "study.jsonl").open("a", encoding="utf-8") as file:
        for i, trial in enumerate(trials):
            file.write(to_line(State(t=2000.0, trial=trial, seq=10_000 + i, state="failed", why="no room")) + "\n")
    return folder


Walk, Play, Write = Callable[[dict[str, str]], None], Callable[[Path], None], Callable[..., Path]


def test_empty(walk: Walk) -> None:
    walk(EMPTY)


def test_running(window: MainWindow, qtbot: QtBot, walk: Walk, info: ModelInfo, record_study: Write) -> None:
    window.document.set_model(str(info.path), info)
    folder, bridge = record_study(upto=400), window.ready_bridge()
    window.document.set_folder(folder)
    bridge.replay(folder)
    qtbot.waitUntil(lambda: bridge.record is not None and bridge.record.count == 400)
    bridge.summarise()
    qtbot.waitUntil(lambda: window.document.results is not None)
    walk(RUNNING)


def test_finished(walk: Walk, play: Play, record_study: Write) -> None:
    play(record_study())
    walk(FINISHED)


def test_failed(walk: Walk, play: Play, record_study: Write, simulated: tuple[Study, list[Event]]) -> None:
    play(fail(record_study(keep=lambda event: not event.trial), simulated[0].trials))
    walk(FAILED)


def test_huge(
    window: MainWindow, walk: Walk, play: Play, record_study: Write, finished: Results, info: ModelInfo,
    simulated: tuple[Study, list[Event]],
) -> None:  # fmt: skip
    many = tuple(Recipe((Step("quantize.weight_only", {"group": n}),)) for n in range(1, MANY))
    study = Study(model=str(info.path), recipes=many, workloads=simulated[0].workloads)
    folder = record_study(keep=lambda event: not event.trial)
    (folder / "study.toml").write_text(study.to_toml(), encoding="utf-8")
    play(fail(folder, study.trials))
    first, *others = finished.trials
    copies = [replace(others[n % len(others)], id=f"t{n}") for n in range(MANY)]
    window.document.set_results(replace(finished, trials=[first, *others, *copies]))
    walk(HUGE)


def test_without_its_model(window: MainWindow, qtbot: QtBot, walk: Walk, record_study: Write) -> None:
    folder = record_study()
    file = folder / "study.toml"
    file.write_text(
        re.sub('model = ".*"', 'model = "/models/gone"', file.read_text(encoding="utf-8")), encoding="utf-8"
    )
    window.open_path(str(folder))
    qtbot.waitUntil(lambda: any("its model cannot" in seen(b) for b in window.banners()))
    qtbot.waitUntil(lambda: window.document.results is not None)
    walk(GONE)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("study.toml", "schema = 1", "schema = 99", "schema 99"),
        ("events/study.jsonl", '"protocol":1', '"protocol":7', "protocol 7"),
    ],
)
def test_of_a_newer_version(
    window: MainWindow, qtbot: QtBot, walk: Walk, record_study: Write, file: str, old: str, new: str, said: str
) -> None:
    path = record_study() / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    window.open_path(str(path.parents[file.count("/")]))
    qtbot.waitUntil(lambda: any(said in seen(b) for b in window.banners()))
    for name in PAGES:
        window.show_page(name)
        qtbot.waitUntil(lambda name=name: bool(seen(window.pages[name]).strip()))
