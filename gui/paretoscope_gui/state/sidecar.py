"""Autosave beside the settings, one file a tab; what a crash leaves is offered at the next start."""

from __future__ import annotations

import os
from pathlib import Path

from paretoscope_gui.state.files import put_aside, read_json, remove, write_json
from paretoscope_gui.state.kept import Kept, read_kept

SLACK = 30.0  # s by which the clocks of files and processes may differ


class Sidecar:
    """The autosave file of one tab of this process."""

    def __init__(self, folder: Path, pid: int = 0, tab: int = 1) -> None:
        self.path = folder / "autosave" / f"{pid or os.getpid()}-{tab}.json"

    def write(self, kept: Kept) -> str:
        """Store the tab; empty when it worked, else why not. A blank one leaves no file."""
        if kept.blank:
            self.remove()
            return ""
        return write_json(self.path, kept.body())

    def remove(self) -> None:
        """The tab closes in order: nothing to recover."""
        remove(self.path)


def leftovers(folder: Path) -> list[Path]:
    """Sidecars of processes that are gone: the newest window's first, its tabs in their order."""
    written = {p: _written(p) for p in (folder / "autosave").glob("*.json")}
    found = {p: when for p, when in written.items() if when and not _alive(_writer(p), when)}
    newest: dict[str, float] = {}
    for p, when in found.items():
        newest[_writer(p)] = max(newest.get(_writer(p), 0.0), when)
    return sorted(found, key=lambda p: (-newest[_writer(p)], *_place(p)))


def recover(path: Path) -> Kept | None:
    """What a sidecar holds; None when it is nothing that can be used, and then it is put aside.

    The file stays until its plan is back in a tab, or is not wanted: a second crash before that must not lose it.
    """
    kept = read_kept(read_json(path))
    if kept is None:
        put_aside(path)
    return kept


def _place(path: Path) -> tuple[str, int]:
    pid, _, tab = path.stem.partition("-")
    return pid, int(tab) if tab.isdigit() else 0


def _writer(path: Path) -> str:
    return path.stem.partition("-")[0]


def _written(path: Path) -> float:
    """When, in s since the epoch; 0 when another window has just taken it away."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _alive(pid: str, written: float) -> bool:
    """Whether the process that wrote a file lives: one that began after the file has only the same number.

    Numbers are used again, after the machine was switched off within minutes.
    """
    import psutil  # asked after the first paint, which need not pay for it

    if not pid.isdigit() or int(pid) == 0:
        return False
    try:
        return float(psutil.Process(int(pid)).create_time()) <= written + SLACK
    except (psutil.NoSuchProcess, OverflowError):
        return False
    except psutil.AccessDenied:  # it lives, and is another user's: not a window of this one
        return False
