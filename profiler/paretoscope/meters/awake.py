"""Keeps the machine from falling asleep while a study runs, by what the system offers; nothing stays behind.

Linux: a systemd-inhibit child; macOS: caffeinate, which watches this process; Windows: SetThreadExecutionState.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_CONTINUOUS, _SYSTEM = 0x80000000, 0x00000001
_WAIT = 'while kill -0 "$0" 2>/dev/null; do sleep 5; done'  # ends by itself when the study's process is gone


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
            start(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if line
            else None
        )
    except OSError:
        child = None
    try:
        yield line[0] if child is not None and child.poll() is None else ""
    finally:
        if child is not None:
            child.terminate()
            child.wait()


@contextmanager
def _windows() -> Iterator[str]:
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    held = kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM)
    try:
        yield "SetThreadExecutionState" if held else ""
    finally:
        kernel.SetThreadExecutionState(_CONTINUOUS)
