"""No turn of the event loop is long: what is done in one is counted here, as no clock of a busy machine tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope_gui.contract import PAGES
from paretoscope_gui.measured.choice import available
from paretoscope_gui.plots.parallel import ParallelPlot
from paretoscope_gui.plots.roofline import RooflinePlot
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.plots.time_plot import TimePlot
from paretoscope_gui.theme import theme
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.figures import Figures
from paretoscope_gui.widgets.basic import column, label, scrolled
from paretoscope_gui.widgets.when_shown import settled
from paretoscope_gui.window import MainWindow

TEXT = "A recipe is an ordered stack of techniques with parameter values; the empty one is the baseline. "
WIDGETS = 8  # of a plot: itself, its viewport, and the scroll bars that Qt gives every view


def test_steps_take_a_turn_each_while_they_are_wanted(qapp: QApplication, qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = QTimer(interval=0)
    turns.timeout.connect(lambda: done.append("turn"))
    turns.start()

    def steps() -> Iterator[None]:
        for name in "abc":
            done.append(name)
            yield

    in_turns(owner, steps(), lambda: "b" not in done)
    assert done == ["a"]
    qtbot.waitUntil(lambda: "b" in done)
    assert "turn" in done
    due: list[bool] = []
    QTimer.singleShot(50, owner, lambda: due.append(True))
    qtbot.waitUntil(lambda: bool(due))
    turns.stop()
    assert "c" not in done, "nobody wanted it any more"


def test_a_study_that_is_opened_while_every_page_is_there_builds_nothing_that_is_hidden(
    window: MainWindow, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:
    for name in PAGES:
        window.show_page(name)
        qtbot.waitUntil(settled)
    hidden = [name for name in PAGES if name not in ("start", "tradeoffs")]
    before = {name: set(window.pages[name].findChildren(QWidget)) for name in hidden}
    window.open_path(str(record_study()))
    qtbot.waitUntil(lambda: window.page_name == "tradeoffs" and bool(window.document.trial))
    made = {name: set(window.pages[name].findChildren(QWidget)) - before[name] for name in hidden}
    assert {name: len(found) for name, found in made.items() if found} == {}
    for name in hidden:  # and each is as full as ever when it is looked at
        window.show_page(name)
        qtbot.waitUntil(settled)
    assert window.pages["claims"].isVisibleTo(window) is False
    assert len(window.pages["techniques"].trials.findChildren(QLabel)) > 9  # type: ignore[attr-defined]


def test_a_page_is_made_in_a_turn_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    before = window.tab.stack.currentWidget()
    window.actions_["view.run"].trigger()
    assert window.page_name == "run"
    assert "run" not in window.pages, "it is made in another turn"
    assert window.tab.stack.currentWidget() is before
    qtbot.waitUntil(lambda: "run" in window.pages and window.tab.stack.currentWidget() is window.pages["run"])
    window.actions_["view.claims"].trigger()
    window.actions_["view.run"].trigger()  # back again before it was there
    due: list[bool] = []
    QTimer.singleShot(50, window, lambda: due.append(True))
    qtbot.waitUntil(lambda: bool(due))
    assert window.tab.stack.currentWidget() is window.pages["run"]


def test_a_plot_is_made_of_what_is_shown_of_it(qapp: QApplication, qtbot: QtBot) -> None:
    for kind in (TimePlot, ScatterPlot, ParallelPlot, RooflinePlot):
        before = len(QApplication.allWidgets())
        plot = kind("plot")
        qtbot.addWidget(plot)
        assert len(QApplication.allWidgets()) - before <= WIDGETS, "pyqtgraph's menu alone has sixty"


def test_figures_are_laid_out_once_for_each_width(
    qapp: QApplication, qtbot: QtBot, finished: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = finished.trials[1]
    figures = Figures(trial, {c: c.name for c in available(finished) if c.value(trial) is not None})
    qtbot.addWidget(figures)
    asked: list[int] = []
    twin = figures._twin
    monkeypatch.setattr(figures, "_twin", type("Counted", (), {
        "setTextWidth": lambda _, width: (asked.append(width), twin.setTextWidth(width)),
        "size": lambda _: twin.size(),
    })())  # fmt: skip
    for _ in range(10):
        for width in (386, 376, 606):
            assert figures.heightForWidth(width) > 100
        figures.sizeHint(), figures.minimumSizeHint()
    assert asked == [386, 376, 606]


@pytest.mark.parametrize("role", ["", "caption", "title"])
def test_a_wrapped_label_is_as_high_as_a_plain_one(qapp: QApplication, qtbot: QtBot, role: str) -> None:
    ours, plain = label("", role), QLabel()
    plain.setWordWrap(True)
    plain.setProperty("role", role)
    for each in (ours, plain):
        qtbot.addWidget(each)
        each.show()
    for text in (TEXT, TEXT * 3, "short", ""):
        for each in (ours, plain):
            each.setText(text)
        for scale in (1.0, 1.5):
            theme().apply(qapp, "light", scale)
            for width in (120, 300, 300, 120, *range(400, 440)):
                assert ours.heightForWidth(width) == plain.heightForWidth(width), (text, scale, width)
    theme().apply(qapp, "light", 1.0)


def test_an_area_that_was_hidden_when_the_text_grew_shows_all_of_it(qapp: QApplication, qtbot: QtBot) -> None:
    areas: list[QScrollArea] = []
    for _ in range(2):
        inside = QWidget()
        inside.setLayout(column(label(TEXT * 4), label(TEXT, "title"), None))
        areas.append(scrolled(inside, "area"))
        theme().dress(areas[-1])
        qtbot.addWidget(areas[-1])
        areas[-1].resize(300, 200)
        areas[-1].show()
    areas[1].hide()
    for scale in (1.5, 2.0):
        theme().apply(qapp, "dark", scale)
    areas[1].show()
    qtbot.waitUntil(lambda: areas[0].widget().size() == areas[1].widget().size())
    assert areas[1].widget().height() > 400
    theme().apply(qapp, "light", 1.0)
    qtbot.waitUntil(lambda: areas[0].widget().size() == areas[1].widget().size())
