"""The style sheet is on bars, pages and dialogs, each its own; another theme reaches what is seen first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import paretoscope_gui
from paretoscope_gui.contract import PAGES
from paretoscope_gui.theme import theme
from paretoscope_gui.theme.style import style_sheet
from paretoscope_gui.window import MainWindow


def test_no_style_sheet_lies_within_another_one(window: MainWindow, qtbot: QtBot) -> None:
    for name in PAGES:
        window.show_page(name)
    roots = [w for w in window.findChildren(QWidget) if w.styleSheet()]
    assert [(type(a), type(b)) for a in roots for b in roots if a is not b and a.isAncestorOf(b)] == []
    bare = [w for w in window.findChildren(QLabel) if not any(r.isAncestorOf(w) for r in roots)]
    assert bare == [], "what is in no root wears no theme"


def test_a_new_page_is_styled_once(window: MainWindow, qtbot: QtBot) -> None:
    styled: Counter[QObject] = Counter()

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            styled.update([watched] if event.type() == QEvent.Type.StyleChange else [])
            return False

    watch = Watch()
    window.application.installEventFilter(watch)
    page = window.tab.page("claims", window.ready_bridge())
    window.application.removeEventFilter(watch)
    assert styled[page.stack] == 1 == styled[page]


def test_every_dialog_wears_the_theme() -> None:
    package = Path(paretoscope_gui.__file__).parent
    own = package / "widgets" / "dialog.py"
    assert [f.name for f in package.rglob("*.py") if f != own and "(QDialog" in f.read_text(encoding="utf-8")] == []


def test_another_theme_is_put_on_in_short_turns_what_is_seen_first(window: MainWindow, qtbot: QtBot) -> None:
    for name in ("claims", "report", "start"):
        window.show_page(name)
    hidden, sheet = window.pages["report"], window.start.styleSheet()
    turns = theme().change(window.application, "dark", 1.0)
    next(turns)
    assert not window.updatesEnabled(), "nothing is painted while some parts are light and some dark"
    while not window.updatesEnabled():
        next(turns)
    assert window.start.styleSheet() == window.rail.styleSheet() != sheet
    assert hidden.styleSheet() == sheet, "what nobody sees comes after that"
    window.show_page("report")
    assert hidden.styleSheet() == window.start.styleSheet(), "but at once when it is looked at"
    for _ in turns:
        pass
    assert window.pages["claims"].styleSheet() == window.start.styleSheet()


def test_two_changes_of_the_theme_at_once_end_with_the_last(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("claims")
    for mode in ("dark", "light", "dark"):
        window.restyle(mode, 1.25)
    parts = (window.rail, window.start, window.pages["claims"])
    qtbot.waitUntil(lambda: {w.styleSheet() for w in parts} == {style_sheet(theme().colours, 1.25)})
    qtbot.waitUntil(window.updatesEnabled)
    assert theme().dark


def test_what_draws_by_hand_follows_its_root_and_goes_with_its_owner(qapp: QApplication, qtbot: QtBot) -> None:
    told: list[str] = []

    class Follower(QLabel):
        def redraw(self) -> None:
            told.append(self.text())

    root, inside, alone, gone = QWidget(), Follower("inside"), Follower("alone"), Follower("gone")
    for each in (root, alone):
        qtbot.addWidget(each)
    inside.setParent(root)
    theme().dress(root)
    for each in (inside, alone, gone):
        theme().follow(each.redraw)
    root.show()
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    theme().apply(qapp, "dark", 1.0)
    assert sorted(told) == ["alone", "inside"]
    root.hide()
    theme().apply(qapp, "light", 1.0)
    assert sorted(told) == ["alone", "alone", "inside"], "a window that nobody sees is left alone"
    root.show()
    assert sorted(told) == ["alone", "alone", "inside", "inside"]
