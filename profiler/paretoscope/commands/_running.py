"""Runs a checked study for a command: shows progress, prints the outcome, names the report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from paretoscope.analysis.results import Results
from paretoscope.commands._progress import Shown
from paretoscope.commands._table import table
from paretoscope.errors import Cancelled
from paretoscope.events import Event
from paretoscope.plain import filled
from paretoscope.report import render
from paretoscope.store.folder import StudyFolder, not_writable
from paretoscope.store.keep import results_text
from paretoscope.study.checks import Checked
from paretoscope.study.estimate import blocks
from paretoscope.study.launch import Launch, launch
from paretoscope.study.runner import Runner


def execute(
    checked: Checked, folder: Path, how: Launch, *, stream: bool, as_json: bool, out: TextIO, log: TextIO
) -> int:
    """Run and tell; returns the exit code.

    Raises:
        Cancelled: with the command that goes on. StorageFull, Refused and others: as they say.
    """
    shown: list[Shown] = []
    rounds = sum(len(b["rounds"]) for b in blocks(checked.study, checked.estimate, checked.limit))

    def listener(runner: Runner) -> Callable[[Event], None]:
        shown.append(Shown(log, runner.record, rounds))
        return shown[0]

    try:
        code, results = launch(
            checked, folder, how, shown=None if stream else listener, echo=Echo(out) if stream else None
        )
    except Cancelled as error:
        raise Cancelled("the study was stopped", f"`paretoscope resume {folder}` goes on from here") from error
    finally:
        for line in shown:
            line.close()
    if results is not None:
        report = write_report(folder, results)
        if not stream:
            out.write(results_text(results) + "\n" if as_json else _outcome(results, folder, report))
            out.flush()
    return code


class Echo:
    """Event lines to a reader that may go away at any time: then the study goes on without it."""

    def __init__(self, out: TextIO) -> None:
        self._out: TextIO | None = out

    def __call__(self, line: str) -> None:
        """Write one line."""
        if self._out is None:
            return
        try:
            self._out.write(line + "\n")
            self._out.flush()
        except (OSError, ValueError):
            self._out = None


def write_report(folder: Path, results: Results) -> Path:
    """The HTML report in the study's folder. Raises StorageFull."""
    path = StudyFolder(folder).reports / "report.html"
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(render(results, "html"))
    except OSError as error:
        raise not_writable(path, error) from error
    return path


def _outcome(results: Results, folder: Path, report: Path) -> str:
    lines = ["", table(results), "", *map(filled, results.summary), ""]
    return "\n".join([*lines, f"study   {folder}", f"report  {report}", ""])
