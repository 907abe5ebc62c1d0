"""A report on paper: PDF, and charts as PNG, laid out by the window's text engine in a child without a screen.

Qt is not known here. Where the window is not installed, a PDF is refused with a hint; the HTML page prints well too.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from paretoscope.analysis.results import Results
from paretoscope.errors import TrialFailed, Unavailable

PRINTER = "paretoscope_gui.paper"
SECONDS = 300  # a report of a thousand recipes takes some twenty


def pdf(results: Results) -> bytes:
    """The report as PDF, A4, with text that can be searched and charts as lines. Raises Unavailable, TrialFailed.

    Args:
        results: as they may be given away; `report.private.shared` sees to that.
    """
    with tempfile.TemporaryDirectory(prefix="paretoscope-") as name:
        return _printed(results, Path(name), "report.pdf").read_bytes()


def pngs(results: Results) -> dict[str, bytes]:
    """Every chart as PNG, twice as sharp as on the page, by its name. Raises Unavailable, TrialFailed."""
    with tempfile.TemporaryDirectory(prefix="paretoscope-") as name:
        folder = _printed(results, Path(name), "charts")
        return {file.stem: file.read_bytes() for file in sorted(folder.glob("*.png"))}


def _printed(results: Results, folder: Path, out: str) -> Path:
    """What the child made of the results: a file or a folder below `folder`."""
    if not all(importlib.util.find_spec(name) for name in ("paretoscope_gui", "PySide6")):
        raise Unavailable(
            "a PDF or PNG needs the window's libraries", "pip install 'paretoscope[gui]', or print the HTML"
        )
    source = folder / "results.json"
    source.write_text(json.dumps(results.to_dict(), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", PRINTER, str(source), str(folder / out)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise TrialFailed("the report took too long to be laid out", "leave sections out with --without") from error
    if done.returncode or not (folder / out).exists():
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise TrialFailed(f"the report could not be laid out: {last}", "save it as HTML and print that")
    return folder / out
