"""Everything the window does is an action: with a name, a menu entry, a shortcut, a place in the palette, a tick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from paretoscope import __version__
from paretoscope.models.info import ModelInfo
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.theme import desktop, theme
from paretoscope_gui.theme.system import Desktop
from paretoscope_gui.views.help import About, Keys
from paretoscope_gui.widgets.command_palette import CommandPalette
from paretoscope_gui.window import MainWindow


def test_every_action_has_a_menu_entry_and_a_place_in_the_palette(window: MainWindow) -> None:
    in_menus = {a for m in window.menuBar().actions() for a in _leaves(m.menu())}
    assert set(window.actions_.all.values()) == in_menus
    shortcuts = [a.shortcut().toString() for a in window.actions_.all.values()]
    assert all(shortcuts), "every action has one"
    assert len(shortcuts) == len(set(shortcuts))
    strokes = [s.split(", ") for s in shortcuts]
    assert not {s[0] for s in strokes if len(s) == 1} & {s[0] for s in strokes if len(s) > 1}, "none hides a chord"
    found = {s.id for s in window.actions_.found("")}
    assert found == {n for n, a in window.actions_.all.items() if a.isEnabled()}


def _leaves(menu: QMenu | None) -> Iterator[QAction]:
    for action in menu.actions() if menu is not None else ():
        if action.menu() is not None:
            yield from _leaves(action.menu())
        elif not action.isSeparator():
            yield action


def test_the_page_menu_and_the_palette_offer_what_the_page_in_front_can_do(
    window: MainWindow, qtbot: QtBot, info: ModelInfo
) -> None:
    window.document.set_model(str(info.path), info)
    window.show_page("techniques")

    def offered() -> bool:
        window.page_menu.aboutToShow.emit()
        names = {a.text() for a in window.page_menu.actions()}
        return {"Add to recipe", "Protocol: Glance", "Fits this model"} <= names

    qtbot.waitUntil(offered)  # the page's parts come one a turn
    palette = window.findChild(CommandPalette)
    assert palette is not None
    window.actions_["view.palette"].trigger()
    qtbot.keyClicks(palette.entry, "protocol: strict")
    qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert window.document.draft.protocol == "strict"


def test_shortcuts_and_versions_can_be_looked_up(window: MainWindow) -> None:
    window.actions_["help.keys"].trigger()
    window.actions_["help.about"].trigger()
    keys, about = window.findChild(Keys), window.findChild(About)
    assert keys is not None
    assert about is not None
    said = {x.text() for x in keys.findChildren(QLabel)}
    assert {s.text for s in window.actions_.specs.values()} <= said
    next(b for b in about.findChildren(QPushButton) if b.text() == "Copy details").click()
    assert f"Version: {__version__}" in QGuiApplication.clipboard().text()
    keys.close()
    about.close()


def test_what_is_on_or_off_is_ticked_in_the_menu(window: MainWindow) -> None:
    window.restyle("light", 1.0)
    for name in ("view.theme", "view.contrast", "view.motion", "view.calm"):
        for on in (True, False):
            window.actions_[name].trigger()
            assert window.actions_[name].isChecked() is on, name


def test_the_desktops_contrast_is_followed_until_the_user_chooses(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.actions_["view.as_system"].trigger()
    assert window.actions_["view.as_system"].isChecked()
    monkeypatch.setattr(Desktop, "high", lambda self: True)
    desktop().changed.emit()
    assert theme().high
    window.actions_["view.contrast"].trigger()
    assert not theme().high
    desktop().changed.emit()
    assert not theme().high, "what was chosen counts"
    assert Settings.load(tmp_path / "state").contrast == "plain"
    monkeypatch.setattr(Desktop, "high", lambda self: False)
    window.actions_["view.as_system"].trigger()


def test_the_palette_finds_by_words_and_does_it_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.findChild(CommandPalette)
    assert palette is not None
    window.actions_["view.palette"].trigger()
    qtbot.keyClicks(palette.entry, "catalogue page")
    assert palette.lines.rowCount() == 1
    qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert window.page_name == "techniques"
    assert not palette.isVisible()
