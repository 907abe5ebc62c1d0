"""The main job as a person does it: a real model dropped, real workers, mouse and keyboard, a saved report.

`pytest -m heavy tests/gui/test_window_real.py`; on a real screen or Xvfb with PARETOSCOPE_TEST_PLATFORM=xcb.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.models import builtin
from paretoscope_gui.views import report, techniques, tradeoffs
from paretoscope_gui.window import MainWindow

MINUTES = 15 * 60_000  # ms


def drop(target: QWidget, path: Path) -> None:
    """Drag a folder into a widget and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(20, 20), copy, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(20, 20), copy, data, left, none))


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    """Click the button of this name with the mouse."""
    (found,) = [b for b in page.findChildren(QPushButton) if name in (b.text(), b.accessibleName())]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def add(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Find a technique by typing, put it into the recipe with Return, make the recipe a trial with Ctrl+Return."""
    page = window.page(techniques.Page)
    page.focus_search()
    qtbot.keyClicks(page.catalogue.search, words)
    qtbot.keyClick(page.catalogue.list, Qt.Key.Key_Return)
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def arrived(window: MainWindow, kind: type[QWidget]) -> bool:
    """The page of a class was made and is in front."""
    return any(isinstance(page, kind) and page.isVisible() for page in window.pages.values())


@pytest.mark.heavy
@pytest.mark.timeout(1200)
def test_from_a_dropped_folder_to_a_saved_report(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARETOSCOPE_NULL", raising=False)
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    window.document.settings.studies = str(tmp_path / "studies")
    window.activateWindow()  # shortcuts are the active window's, and a bare X server has nobody who activates it
    qtbot.waitUntil(window.isActiveWindow)
    shutil.copytree(builtin.path("demo-lm"), model := tmp_path / "my model")
    drop(window.start.drop, model)
    qtbot.waitUntil(lambda: window.page_name == "techniques" and window.document.info is not None, timeout=20_000)
    qtbot.waitUntil(lambda: arrived(window, techniques.Page))
    add(qtbot, window, "int8")
    add(qtbot, window, "prompt lookup")
    draft = window.document.draft
    assert {s.technique for r in draft.trials for s in r.steps} == {"quantize.int8_dynamic", "decode.prompt_lookup"}
    press(qtbot, window.page(techniques.Page), "Protocol: Glance")
    qtbot.keyClick(window, Qt.Key.Key_F5)
    bridge = window.bridge
    assert bridge is not None
    qtbot.waitUntil(lambda: bridge.state in ("done", "failed"), timeout=MINUTES)
    assert bridge.state == "done", bridge.log
    qtbot.waitUntil(lambda: window.document.results is not None and window.document.results.state == "done")
    results = window.document.results
    assert results is not None
    assert [t.status for t in results.trials] == ["valid"] * 3
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.page_name == "tradeoffs"
    qtbot.waitUntil(lambda: arrived(window, tradeoffs.Page) and len(window.page(tradeoffs.Page).plot.dots) == 3)
    window.actions_["view.report"].trigger()
    qtbot.waitUntil(lambda: arrived(window, report.Page))
    saved = tmp_path / "my report.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(saved), ""))
    press(qtbot, window.page(report.Page), "Save report…")
    qtbot.waitUntil(lambda: "Saved" in window.page(report.Page).saved.text(), timeout=10_000)
    text = saved.read_text(encoding="utf-8")
    assert "Prompt lookup" in text
    assert str(tmp_path) not in text
