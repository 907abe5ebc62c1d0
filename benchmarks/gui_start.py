"""Figures of the window's start for gui_live.py, each in a fresh process: first paint, usable, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

_BEGIN = """
import os, time
import PySide6.QtWidgets, PySide6.QtSvg
from PySide6.QtCore import Qt
start = time.perf_counter()
from paretoscope_gui.application import make_application, make_window
application = make_application()
window = make_window(application)
window.show()
"""
_PAINT = """
while not window.painted:
    application.processEvents()
print(time.perf_counter() - start, flush=True)
"""
_USABLE = """
from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
waiting = QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # as the window's own loop: a spinning one would keep the
while window.bridge is None:                              # interpreter from the thread that imports
    application.processEvents(waiting)
QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
palettes = [w for w in window.findChildren(QWidget) if type(w).__name__ == "CommandPalette"]
while not any(w.isVisible() for w in palettes):
    application.processEvents()
application.processEvents()
print(time.perf_counter() - start, flush=True)
"""
_MEMORY = """
import psutil
from PySide6.QtTest import QTest
from paretoscope_gui.contract import PAGES
while window.bridge is None:
    application.processEvents()
for name in PAGES if {all_pages} else ():
    window.show_page(name)
    QTest.qWait(100)
QTest.qWait(1500)
print(psutil.Process().memory_info().rss, flush=True)
"""
_END = "\nos._exit(0)\n"


def first_paint(starts: int) -> float:
    """Seconds from "Qt is imported" to the first paint, the least of some warm starts."""
    return _least(_BEGIN + _PAINT + _END, starts)


def usable(starts: int) -> float:
    """Seconds until Ctrl+K has opened the palette of all actions; the least of some warm starts."""
    return _least(_BEGIN + _USABLE + _END, starts)


def memory(all_pages: bool) -> float:
    """Resident bytes of the window without a study, after the Start page or after every page was shown."""
    return _run(_BEGIN + _MEMORY.replace("{all_pages}", str(all_pages)) + _END)


def _least(code: str, starts: int) -> float:
    return min([_run(code) for _ in range(starts + 1)][1:])


def _run(code: str) -> float:
    with tempfile.TemporaryDirectory() as state:
        environment = {**os.environ, "PARETOSCOPE_STATE": state, "XDG_DATA_HOME": state}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # warm means with compiled files, as after any first start
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)
