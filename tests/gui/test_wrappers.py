"""No Python side of a thing outlives the thing: another one that comes to lie at its address would end with a crash."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

import paretoscope_gui
from paretoscope_gui.contract import PAGES
from paretoscope_gui.widgets.basic import clear, column, row, widgets_in
from paretoscope_gui.widgets.command_palette import CommandPalette
from paretoscope_gui.widgets.rows import Rows
from paretoscope_gui.window import MainWindow

KEPT = re.compile(r"\.(itemAt|takeAt|itemAtPosition)\(|(?<!painter)\.style\(\)")


def items() -> list[object]:
    """Items of layouts that Python knows and holds for alive."""
    known = Shiboken.getAllValidWrappers()
    return [o for o in known if isinstance(o, QLayoutItem) and not isinstance(o, QLayout)]


def loose() -> list[QWidget]:
    """Widgets that belong to nobody."""
    return [w for w in QApplication.topLevelWidgets() if w.parent() is None]


def test_no_source_asks_for_what_pyside_keeps_too_long() -> None:
    """A layout's items and a widget's style belong to Qt, which deletes them without telling Python."""
    sources = Path(paretoscope_gui.__file__).parent.rglob("*.py")
    found = {f"{p.name}: {m.group()}" for p in sources for m in KEPT.finditer(p.read_text(encoding="utf-8"))}
    assert not found


def test_widgets_are_told_in_order_without_an_item(qtbot: QtBot) -> None:
    whole, before = QWidget(), items()
    qtbot.addWidget(whole)
    first, last, between, beside = QLabel("1"), QLabel("3"), QLabel("2"), QLabel("beside")
    box = column(last, None)
    whole.setLayout(row(box, beside))
    box.insertWidget(0, between)
    box.insertWidget(0, first)
    first.hide()
    assert widgets_in(box) == [first, between, last]
    assert items() == before


def test_a_layout_without_a_widget_does_not_pretend_to_be_empty() -> None:
    box = QVBoxLayout()
    with pytest.raises(ValueError, match="stands on no widget"):
        widgets_in(box)


def test_no_item_is_left_however_often_a_list_changes(qtbot: QtBot) -> None:
    """What crashed the window: each look at a box left the Python sides of items, at addresses of later frames."""
    whole, before = QWidget(), items()
    qtbot.addWidget(whole)
    box, list_box = QVBoxLayout(), QVBoxLayout()
    whole.setLayout(row(box, list_box))
    rows = Rows(list_box)
    for turn in range(30):
        for _ in range(5):
            box.addWidget(QFrame())
        rows.show((key, QFrame) for key in {turn % 7, turn % 5, turn % 3})
        clear(box)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert items() == before
    assert [rows._keys[w] for w in widgets_in(list_box)] == list({29 % 7, 29 % 5, 29 % 3})


def test_a_closed_tab_and_a_closed_dialog_leave_no_widget(
    window: MainWindow, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:
    """A part that a page had not yet put anywhere stayed for ever, with all that it knew of the study."""
    before = loose()
    folder = record_study()
    window.open_path(str(folder))
    qtbot.waitUntil(lambda: window.document.folder == folder and window.document.results is not None)
    for page in PAGES:
        window.show_page(page)
    for name in ("help.keys", "help.about"):
        window.actions_[name].trigger()
        qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    window.actions_["file.close_tab"].trigger()
    qtbot.waitUntil(lambda: all(w in before for w in loose()))  # those of earlier tests may go meanwhile
    assert window.findChildren(QDialog) == window.findChildren(CommandPalette)
