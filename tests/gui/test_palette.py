"""The palette finds every action in the language that is spoken, and in English; what it offers may go meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from paretoscope_gui.actions import SPECS, Actions
from paretoscope_gui.i18n import languages, tr
from paretoscope_gui.widgets.command_palette import CommandPalette
from paretoscope_gui.widgets.page_menu import offers


@pytest.fixture(params=["en", "de"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language."""
    monkeypatch.setenv(languages.VARIABLE, request.param)
    languages.install()
    yield request.param
    monkeypatch.setenv(languages.VARIABLE, "en")
    languages.install()


def test_every_action_is_the_first_under_its_own_name(spoken: str) -> None:
    owner = QWidget()
    actions = Actions(owner)
    for spec in SPECS:
        for name in {tr(spec.text), spec.text, tr(spec.text).upper()}:
            found = [s.id for s in actions.found(name)]
            assert spec.id in found, name
            assert found[0] == spec.id or name == spec.text != tr(spec.text), (name, found)
        for word in (*tr(spec.words).split(), *spec.words.split()):
            assert spec.id in [s.id for s in actions.found(word)], word


def test_typing_and_return_do_it_again_and_again(qtbot: QtBot) -> None:
    owner = QWidget()
    owner.setLayout(QVBoxLayout())
    actions, done = Actions(owner), list[str]()
    actions.on("view.theme", lambda: done.append("dark"))
    button = QPushButton("Press me")
    button.clicked.connect(lambda: done.append("pressed"))
    owner.layout().addWidget(button)  # type: ignore[union-attr]
    palette = CommandPalette(actions, owner, lambda: offers(owner))
    owner.show()
    for words in ("dark", "press me"):
        palette.open_over(owner)
        qtbot.keyClicks(palette.entry, words)
        qtbot.keyClick(palette.entry, Qt.Key.Key_Down)
        qtbot.keyClick(palette.entry, Qt.Key.Key_Up)
        qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert done == ["dark", "pressed"]
    palette.open_over(owner)
    qtbot.keyClicks(palette.entry, "press me")
    button.deleteLater()  # a result that has come in builds the page anew
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert done == ["dark", "pressed"]
    palette.open_over(owner)
    qtbot.keyClicks(palette.entry, "there is no such thing")
    qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClick(palette.entry, Qt.Key.Key_Escape)
    assert not palette.isVisible()
