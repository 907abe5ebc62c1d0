"""Keeps the machine from falling asleep while a study runs, by what the system offers; nothing stays behind.

Linux: a systemd-inhibit child; macOS: caffeinate, which watches this process; Windows: SetThreadExecutionState.
"""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_CONTINUOUS, _SYSTEM = 0x80000000, 0x00000001
_HELD = b"held"
_WAIT = 'echo held; while kill -0 "$0" 2>/dev/null; do sleep 5; done'  # ends when the study's process is gone
PATIENCE = 2.0  # s in which a child must say that it holds sleep off


def command(system: str, pid: int, find: Callable[[str], str | None] = shutil.which) -> list[str]:
    """The child that keeps the machine awake; empty where the system has none."""
    if system.startswith("linux") and find("systemd-inhibit"):
        return ["systemd-inhibit", "--what=sleep:idle", "--who=Paretoscope", "--why=A study is measured",
                "--mode=block", "sh", "-c", _WAIT, str(pid)]  # fmt: skip
    if system == "darwin" and find("caffeinate"):
        return ["caffeinate", "-i", "-w", str(pid)]
    return []


@contextmanager
def awake(
    wanted: bool = True, system: str = sys.platform, find: Callable[[str], str | None] = shutil.which,
    start: Callable[..., Any] = subprocess.Popen,
) -> Iterator[str]:  # fmt: skip
    """Gives the way in which sleep is held off, "" when it is not."""
    if not wanted:
        yield ""
    elif system == "win32":
        with _windows() as how:
            yield how
    else:
        with _child(command(system, os.getpid(), find), start) as how:
            yield how


@contextmanager
def _child(line: list[str], start: Callable[..., Any]) -> Iterator[str]:
    try:
        child = (
            start(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) if line else None
        )
    except OSError:
        child = None
    try:
        yield line[0] if child is not None and _holds(child, line) else ""
    finally:
        if child is not None:
            child.terminate()
            child.wait()
            child.stdout.close()


def _holds(child: Any, line: list[str]) -> bool:
    """Whether sleep is really held off: systemd-inhibit runs its command only then, and fails without a system bus.

    caffeinate says nothing, but does not end either.
    """
    if line[0] != "systemd-inhibit":
        return child.poll() is None
    ready, _, _ = select.select([child.stdout], [], [], PATIENCE)
    return bool(ready) and child.stdout.readline().strip() == _HELD


@contextmanager
def _windows() -> Iterator[str]:
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    held = kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM)
    try:
        yield "SetThreadExecutionState" if held else ""
    finally:
        kernel.SetThreadExecutionState(_CONTINUOUS)
