"""What is hidden is not built: it waits until somebody looks, and what comes into sight together comes in turns."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from paretoscope_gui.widgets.basic import widgets_in
from paretoscope_gui.widgets.rows import Rows
from paretoscope_gui.widgets.when_shown import WhenShown, freshened


@pytest.fixture
def parts(qtbot: QtBot) -> tuple[QWidget, list[WhenShown], list[str]]:
    """A hidden page of three parts, each with its keeper, and the list in which each notes that it was refreshed."""
    page, done = QWidget(), list[str]()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    kept = []
    for name in "abc":
        part = QLabel(name)
        box.addWidget(part)
        kept.append(WhenShown(part, partial(done.append, name)))
    return page, kept, done


def test_a_hidden_part_is_refreshed_once_when_it_is_shown_and_a_visible_one_at_each_change(
    parts: tuple[QWidget, list[WhenShown], list[str]], qtbot: QtBot
) -> None:
    page, kept, done = parts
    for _ in range(3):
        kept[1].wanted()
    assert done == []
    page.show()
    qtbot.waitUntil(lambda: sorted(done) == ["a", "b", "c"])
    kept[1].wanted()
    kept[1].wanted()
    assert done[3:] == ["b", "b"], "at once"
    page.hide()
    kept[2].wanted()
    assert len(done) == 5
    page.show()
    qtbot.waitUntil(lambda: done[5:] == ["c"])
    assert not any(k.stale for k in kept), "and of the others nothing was wanted"


def test_parts_that_come_into_sight_together_take_a_turn_of_the_event_loop_each(
    parts: tuple[QWidget, list[WhenShown], list[str]], qtbot: QtBot
) -> None:
    page, _, done = parts
    turns = QTimer(interval=0)
    turns.timeout.connect(lambda: done.append("turn"))
    turns.start()
    page.show()
    assert done == ["a"], "the first at once"
    qtbot.waitUntil(lambda: "c" in done)
    assert "turn" in done[done.index("a") : done.index("b")]
    assert "turn" in done[done.index("b") : done.index("c")]
    turns.stop()


def test_a_part_that_is_hidden_or_gone_before_its_turn_is_left_alone(
    parts: tuple[QWidget, list[WhenShown], list[str]], qtbot: QtBot
) -> None:
    page, kept, done = parts
    page.show()
    page.findChildren(QLabel)[1].hide()
    page.findChildren(QLabel)[2].deleteLater()
    other, more = QLabel(), list[str]()
    qtbot.addWidget(other)
    last = WhenShown(other, partial(more.append, "other"))
    other.show()
    qtbot.waitUntil(lambda: more == ["other"])
    assert done == ["a"]
    assert kept[1].stale
    assert not last.stale


def test_a_page_that_is_not_shown_yet_is_brought_up_to_date_part_by_part_but_for_what_will_stay_hidden(
    parts: tuple[QWidget, list[WhenShown], list[str]], qtbot: QtBot
) -> None:
    page, kept, done = parts
    page.findChildren(QLabel)[1].hide()
    whole = WhenShown(page, lambda: done.append("page"))
    seen = []
    for _ in freshened(page):
        seen.append(len(done))
    assert done == ["page", "a", "c"], "the page first: it says which parts will be seen"
    assert seen[:3] == [1, 2, 3], "each in a turn of its own"
    page.show()
    qtbot.wait(0)
    assert done == ["page", "a", "c"], "nothing is left to be done"
    assert kept[1].stale
    assert not whole.stale


def shown(box: QVBoxLayout) -> list[str]:
    """The texts of a box's labels."""
    return [w.text() for w in widgets_in(box) if isinstance(w, QLabel)]


def test_rows_that_look_the_same_stay_and_the_order_is_the_wanted_one(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    rows, made = Rows(box), list[str]()

    def label(text: str) -> QLabel:
        made.append(text)
        return QLabel(text)

    def show(texts: str) -> None:
        rows.show([(t, partial(label, t)) for t in texts])

    for texts in ("abc", "cab", "cxb", "", "aab", "ba"):
        show(texts)
        assert shown(box) == list(texts)
    assert "".join(made) == "abc" + "x" + "aab", "what is there already is not made again"
    rows.clear()
    show("ba")
    assert "".join(made) == "abcxaabba"


def test_the_focus_stays_in_a_row_that_stays(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = Rows(QVBoxLayout(page))
    page.show()
    page.activateWindow()
    rows.show([(t, QLineEdit) for t in "ab"])
    second = page.findChildren(QLineEdit)[1]
    qtbot.waitUntil(second.isVisible)
    second.setFocus()
    rows.show([(t, QLineEdit) for t in "xb"])
    assert page.focusWidget() is second
