"""Every action in every state: nothing raises, every dialog that it opens can be closed with Escape."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from paretoscope_gui.bridge import Bridge
from paretoscope_gui.contract import PAGES
from paretoscope_gui.window import MainWindow

LEFT_OUT = ("file.close", "study.run", "study.continue", "study.retry", "study.tour", "view.language", "report.")
RESTYLES = ("view.theme", "view.contrast", "view.as_system", "view.larger", "view.smaller", "view.size")
TYPED = (
    " ",
    "-1",
    "1e400",
    "nan",
    "9" * 400,
    "שלום",
    "😀",
    "a\0b",
    "<b>%s {0}",
    "\u202eabc",
    "A" * 5000,
    "0,5",
    "１２",
)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody chooses a file, and no child is asked anything."""
    for name in ("getExistingDirectory", "getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *a, name=name, **k: "" if "Existing" in name else ("", ""))
    monkeypatch.setattr(Bridge, "ask", lambda self, arguments, done, failed: failed("It failed", "Try again"))


def close_dialogs(qtbot: QtBot, left: list[str]) -> None:
    """Escape to what stands in front, as often as it takes; `left`: what does not go."""
    for _ in range(5):
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if front is None:
            return
        qtbot.keyClick(front, Qt.Key.Key_Escape)
    left.append(str(front))


def try_all(window: MainWindow, qtbot: QtBot, seed: int) -> list[str]:
    """Trigger every action that can be triggered, in a drawn order, and type nonsense into what takes text."""
    dice, left = random.Random(seed), list[str]()
    names = [n for n in window.actions_.all if not n.startswith(LEFT_OUT) and n not in RESTYLES[seed:]]
    dice.shuffle(names)
    for name in names:
        if window.actions_[name].isEnabled():
            QTimer.singleShot(0, window, lambda: close_dialogs(qtbot, left))
            window.actions_[name].trigger()
            close_dialogs(qtbot, left)
    for page in PAGES:
        window.show_page(page)
        for field in window.pages[page].findChildren(QLineEdit):
            if field.isVisible() and field.isEnabled() and not field.isReadOnly():
                field.setText(dice.choice(TYPED))
                field.editingFinished.emit()
        qtbot.wait(1)  # what waits for the event loop comes
    return left


def test_nothing_raises_and_every_dialog_closes(
    window: MainWindow, qtbot: QtBot, record_study: Callable[..., Path], quiet: None
) -> None:
    assert try_all(window, qtbot, 1) == []
    while len(window.tabs) > 1:
        window.actions_["file.close_tab"].trigger()
    folder = record_study()
    window.open_path(str(folder))
    qtbot.waitUntil(lambda: window.document.folder == folder and window.document.results is not None)
    assert try_all(window, qtbot, 0) == []
    assert window.page_name in PAGES
