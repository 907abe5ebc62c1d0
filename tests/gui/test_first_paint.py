"""The first paint comes before numpy, pyqtgraph and torch, and soon."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_CODE = """
import json, os, sys, time
import PySide6.QtWidgets, PySide6.QtSvg
from PySide6.QtCore import Qt  # PySide makes its hundred enums when the first is named: part of importing Qt
t = time.perf_counter()
from paretoscope_gui.application import make_application, make_window
application = make_application()
window = make_window(application)
window.show()
while not window.painted:
    application.processEvents()
spent = time.perf_counter() - t
later = ("numpy", "pyqtgraph", "torch", "transformers", "paretoscope_gui.bridge", "paretoscope.catalog")
heavy = [m for m in later if m in sys.modules]
print(json.dumps({"spent": spent, "heavy": heavy}))
sys.stdout.flush()
os._exit(0)
"""


def _measured(tmp_path: Path) -> dict[str, object]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PARETOSCOPE_STATE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _CODE], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_first_paint_loads_nothing_heavy(tmp_path: Path) -> None:
    assert _measured(tmp_path)["heavy"] == []


@pytest.mark.heavy
def test_first_paint_within_150_ms_warm(tmp_path: Path) -> None:
    """The least of five: it is the program's own time that counts, not the neighbours'."""
    assert min(float(str(_measured(tmp_path)["spent"])) for _ in range(5)) <= 0.150
