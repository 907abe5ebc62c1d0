"""A job in a process with torch, for commands that measure nothing: started, followed to its end, its error raised."""

from __future__ import annotations

import subprocess
from pathlib import Path

from paretoscope.errors import EXIT_REQUEST, ParetoscopeError, Refused, TrialFailed
from paretoscope.events import Event, Failed, read_lines
from paretoscope.study.executor import command, environment
from paretoscope.worker.job import Job

PATIENCE = 1.0  # s that a process may take to end when the user wants no more of it


def run_job(job: Job, module: str, file: Path, *arguments: Path) -> list[Event]:
    """Run `python -m module FILE ARGUMENTS`; every event it told.

    Raises:
        Refused, TrialFailed: what it says went wrong, or that it died.
    """
    job.write(file)
    return run_module(job.study.python, module, job.study.threads, str(file), *map(str, arguments))


def run_module(python: str, module: str, threads: int, *arguments: str) -> list[Event]:
    """Run a module of ours that speaks events. Raises as `run_job`."""
    child = subprocess.Popen(
        [*command(python, module), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, encoding="utf-8", env=environment(threads),
    )  # fmt: skip
    try:
        assert child.stdout is not None
        events = list(read_lines(child.stdout))
    except BaseException:  # Ctrl+C most of all: what it was making is lost anyway
        end(child, PATIENCE)
        raise
    end(child)
    failed = next((e for e in events if isinstance(e, Failed)), None)
    if failed is not None:
        raise _error(failed, child.returncode)
    if child.returncode:
        raise TrialFailed(f"the process ended with code {child.returncode}", "try a smaller model or workload")
    return events


def end(child: subprocess.Popen[str], patience: float | None = None) -> None:
    """Close the stdin of a process, which stops it, and wait until it is gone; after `patience` s kill it."""
    if child.stdin is not None:
        child.stdin.close()
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _error(failed: Failed, code: int) -> ParetoscopeError:
    kind = Refused if code == EXIT_REQUEST else TrialFailed
    return kind(failed.text, failed.hint)
