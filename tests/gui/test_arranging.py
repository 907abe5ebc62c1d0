"""Sessions reopen as they were: what is selected, filtered and divided on every page comes back with its tab."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSplitter
from pytestqt.qtbot import QtBot

from paretoscope_gui.arranging import PARTS, Arranged, parts, read, write
from paretoscope_gui.measured.limits import STEPS
from paretoscope_gui.state.kept import Kept, read_kept
from paretoscope_gui.views import claims, inside, report, techniques, tradeoffs
from paretoscope_gui.window import MainWindow

VISITED = ("techniques", "claims", "tradeoffs")
Windows = Callable[[], MainWindow]


def opened(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """Open a study and wait until it is there."""
    window.open_path(str(folder))
    qtbot.waitUntil(lambda: window.document.folder == folder and window.document.results is not None)


def test_every_page_comes_back_as_it_was_left(
    open_window: Windows, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:
    window = open_window()
    opened(window, qtbot, record_study())
    for name in VISITED:
        window.show_page(name)
    page = window.page(tradeoffs.Page)
    qtbot.waitUntil(lambda: page.chart.across.count() > 5 and bool(page.plot.selected))  # all of it is there
    for box, at in ((page.chart.across, 3), (page.chart.upwards, 4)):
        box.setCurrentIndex(at)
        box.activated.emit(at)
    page.chart.log_x.click()
    page.limits._sliders[0][0].setValue(STEPS // 2)
    bound = page.limits.limits[0].bound
    trial = window.document.results.trials[-1].id  # type: ignore[union-attr]
    page.choose(trial)
    handles = page.findChildren(QSplitter)
    for each in handles:
        each.moveSplitter(each.sizes()[0] - 60, 1)
    sizes = [each.sizes() for each in handles]
    catalogue = window.page(techniques.Page).catalogue
    catalogue.search.setText("prune")
    catalogue.lossless.click()
    catalogue.lossless.click()
    chosen = catalogue.model.rows[-1].entry
    assert chosen is not None
    catalogue.choose(chosen.id)
    window.page(claims.Page)._filter[""].click()
    left = {name: {k: read(p) for k, p in parts(window.pages[name], name).items()} for name in VISITED}
    window.close()

    again = open_window()
    qtbot.waitUntil(lambda: again.document.results is not None and "tradeoffs" in again.pages)
    assert again.page_name == "tradeoffs"
    page = again.page(tradeoffs.Page)
    qtbot.waitUntil(lambda: page.chart.across.currentIndex() == 3 and page.chart.upwards.currentIndex() == 4)
    assert again.document.trial == trial
    qtbot.waitUntil(lambda: page.chart.plot.selected == trial)
    assert page.limits.limits[0].bound == bound
    assert page.limits._sliders[0][0].value() in (STEPS // 2, STEPS // 2 - 1)
    qtbot.waitUntil(lambda: _near(sizes, [each.sizes() for each in page.findChildren(QSplitter)]))
    for name in VISITED:
        again.show_page(name)
        found = {k: read(p) for k, p in parts(again.pages[name], name).items() if not isinstance(p, QSplitter)}
        assert found == {k: v for k, v in left[name].items() if k in found}, name
    assert again.page(techniques.Page).catalogue.current == chosen.id
    assert again.page(claims.Page).wanted == ""


def _near(was: list[list[int]], now: list[list[int]]) -> bool:
    """Whether parts have their sizes, give or take a line of what stands above them; handles were moved by 60 px."""
    return all(abs(a - b) <= 24 for one, two in zip(was, now, strict=True) for a, b in zip(one, two, strict=True))


NONSENSE = [None, 3, "x", [], [1, "2"], [-1, 5], {"a": "b"}, {"a": float("nan")}, True, [10**40]]


def test_nonsense_in_the_file_leaves_a_page_as_it_is(window: MainWindow) -> None:
    for name in PARTS:
        window.show_page(name)
        for part in parts(window.pages[name], name).values():
            before = read(part)
            for value in NONSENSE:
                write(part, value)
            assert isinstance(part, QLineEdit | QAbstractButton | Arranged) or read(part) == before


def test_what_a_box_does_not_offer_yet_is_chosen_once_it_does(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    document.take(Kept(arranged={"tradeoffs": {"chart.across": "later"}}))
    window.show_page("tradeoffs")
    page = window.page(tradeoffs.Page)
    box = page.chart.across
    assert page.full, "all parts are made, and the box is known"
    box.addItem("Sooner", "sooner")
    box.addItem("Later", "later")
    qtbot.waitUntil(lambda: box.currentData() == "later")


def test_boxes_to_tick_and_switches_come_back(window: MainWindow) -> None:
    document = window.document
    document.take(Kept(arranged={"report": {"format": "csv", "sections.claims": False}, "inside": {"mode": "roof"}}))
    for name in ("report", "inside"):
        window.show_page(name)
    page = window.page(report.Page)
    assert page.format.value == "csv"
    assert [key for key, box in page.sections.items() if not box.isChecked()] == ["claims"]
    assert window.page(inside.Page).mode.value == "roof"


def test_a_part_that_is_made_late_is_then_as_it_was_left(
    window: MainWindow, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:
    folder = record_study()
    opened(window, qtbot, folder)
    window.document.arrange("inside", "roof.what", "parts")
    window.show_page("inside")
    page = window.page(inside.Page)
    qtbot.waitUntil(lambda: page.stack.leaf == "untraced")
    assert "roof" not in vars(page), "nobody has looked at it"
    page.mode._buttons["roof"].click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is vars(page).get("roof"))
    assert page.roof.what.value == "parts"
    page.roof.what._buttons["trials"].click()
    assert window.document.arranged["inside"]["roof.what"] == "trials", "and it is noted how it is left"


def test_an_older_sidecar_has_no_arrangement() -> None:
    body = Kept("m", trial="x").body()
    del body["trial"], body["arranged"]
    kept = read_kept(body)
    assert kept is not None
    assert (kept.trial, kept.arranged) == ("", {})
    for nonsense in (3, [1], {"tradeoffs": 4}):
        read = read_kept(body | {"arranged": nonsense})
        assert read is not None
        assert read.arranged == {}
