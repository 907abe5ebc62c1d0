"""The main job without a mouse: every key goes to what has the focus, which is always a widget that can be seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListView, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from paretoscope_gui.views import report
from paretoscope_gui.window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keys:
    """Hands on a keyboard."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._bot = window, qtbot

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget()
        assert found is not None
        assert found.isVisible(), found
        return found

    def press(self, key: Qt.Key, how: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        self._bot.keyClick(self.focus, key, how)

    def type(self, text: str) -> None:
        """Several letters."""
        for letter in text:
            self._bot.keyClicks(self.focus, letter)

    def walk(self, kind: type[QWidget], name: str) -> None:
        """Press Tab until a widget has the focus."""
        for _ in range(60):
            if isinstance(self.focus, kind) and name in self.focus.accessibleName():
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never comes to {name}")


def seen(qtbot: QtBot, window: MainWindow, page: str) -> None:
    """Wait until a page is in front: it is made, and filled, in turns."""
    qtbot.waitUntil(lambda: page in window.pages and window.pages[page].isVisible())


def add(keys: Keys, words: str) -> None:
    """Find a technique, put it into the recipe, make the recipe a trial."""
    keys.press(Qt.Key.Key_F, CTRL)
    assert isinstance(keys.focus, QLineEdit)
    keys.type(words)
    keys.walk(QListView, "Techniques")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return, CTRL)


def test_from_a_built_in_model_to_a_saved_report_without_a_mouse(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARETOSCOPE_NULL", json.dumps({}))
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    window.settings.studies = str(tmp_path / "studies")
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)
    keys, document = Keys(window, qtbot), window.document
    keys.press(Qt.Key.Key_D, CTRL | SHIFT)
    seen(qtbot, window, "techniques")
    add(keys, "prompt lookup")
    add(keys, "snapkv")
    assert [r.text() for r in document.draft.trials] == ["baseline", "decode.prompt_lookup", "kv.snapkv"]
    keys.walk(QPushButton, "Protocol: ")
    for _ in range(4):
        if "Glance" not in keys.focus.accessibleName():
            keys.press(Qt.Key.Key_Left)
    keys.press(Qt.Key.Key_Space)
    assert document.draft.protocol == "glance"
    keys.press(Qt.Key.Key_F5)
    bridge = window.ready_bridge()
    qtbot.waitUntil(lambda: bridge.state in ("done", "failed"))
    assert bridge.state == "done", bridge.log
    qtbot.waitUntil(lambda: document.results is not None and document.results.state == "done")
    keys.press(Qt.Key.Key_5, CTRL)
    seen(qtbot, window, "tradeoffs")
    qtbot.waitUntil(lambda: document.trial != "")
    keys.walk(QTableView, "Trials")
    first = document.trial
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        keys.press(key)
    assert document.trial != first
    saved = tmp_path / "report.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(saved), ""))
    keys.press(Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: "Saved" in window.page(report.Page).saved.text())
    assert "SnapKV" in saved.read_text(encoding="utf-8")
