"""Themes, sizes and languages change, and tabs close, in the middle of other deeds: nothing is left half done."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from paretoscope_gui import speech
from paretoscope_gui.contract import PAGES
from paretoscope_gui.i18n import languages
from paretoscope_gui.theme import theme
from paretoscope_gui.window import MainWindow

SEED, STEPS = 5, 24
RESTYLES = ("view.theme", "view.larger", "view.smaller", "view.contrast", "view.motion")
LANGUAGES = ("view.language_de", "view.language_en")
TABS = ("file.tab", "file.close_tab", "file.close_tab", "file.reopen_tab", "view.next_tab")
OTHERS = ("preset.lossless", "edit.undo", "edit.redo", "file.demo")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Windows of other languages are closed, and English is spoken again."""
    monkeypatch.setenv(languages.VARIABLE, "en")
    yield
    for made in filter(isValid, speech._windows):
        made.close()
        made.deleteLater()
    speech._windows.clear()
    monkeypatch.setenv(languages.VARIABLE, "en")
    languages.install()


def front(first: MainWindow) -> MainWindow:
    """The window that is used now."""
    return next((w for w in speech._windows if isValid(w) and w.isVisible()), first)


def act(window: MainWindow, dice: random.Random, folder: Path) -> None:
    """One deed, of which the next does not wait for the end."""
    kind = dice.choice((RESTYLES, RESTYLES, TABS, OTHERS, PAGES, PAGES, ("open",), LANGUAGES))
    name = dice.choice(kind)
    if name == "open":
        window.open_path(str(folder))
    elif name in PAGES:
        window.actions_[f"view.{name}"].trigger()
    elif window.actions_[name].isEnabled():
        window.actions_[name].trigger()


def dressed(window: MainWindow) -> bool:
    """Whether all that can be seen wears the present style sheet, and may be painted."""
    sheet = theme()._roots.sheet
    roots = [w for w in window.findChildren(QWidget) if w.styleSheet() and w.isVisible()]
    return window.updatesEnabled() and bool(roots) and all(w.styleSheet() == sheet for w in roots)


def test_nothing_is_left_half_done(
    window: MainWindow, qtbot: QtBot, record_study: Callable[..., Path], english: None
) -> None:
    dice, folder = random.Random(SEED), record_study()
    for _ in range(STEPS):
        now = front(window)
        if now.settled:
            act(now, dice, folder)
        for _ in range(dice.randrange(4)):
            QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: front(window).settled and not front(window).left)
    last = front(window)
    qtbot.waitUntil(lambda: last.page_name in last.pages and last.pages[last.page_name].isVisible())
    qtbot.waitUntil(lambda: dressed(last))
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
    assert shown == [last]
    assert all(t.own_pages.keys() <= set(PAGES) for t in last.tabs)
