"""Autosave beside the settings, one file a tab; what a crash leaves is offered at the next start."""

from __future__ import annotations

import os
from pathlib import Path

from paretoscope_gui.state.files import read_json, write_json
from paretoscope_gui.state.kept import Kept, read_kept


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
        self.path.unlink(missing_ok=True)


def leftovers(folder: Path) -> list[Path]:
    """Sidecars of processes that are gone: the newest window's first, its tabs in their order."""
    found = [p for p in (folder / "autosave").glob("*.json") if not _alive(p.stem.partition("-")[0])]
    newest = {p.stem.partition("-")[0]: 0.0 for p in found}
    for p in found:
        key = p.stem.partition("-")[0]
        newest[key] = max(newest[key], p.stat().st_mtime)
    return sorted(found, key=lambda p: (-newest[p.stem.partition("-")[0]], *_place(p)))


def recover(path: Path) -> Kept | None:
    """What a sidecar holds; None when it is nothing that can be used. The file is taken away."""
    body = read_json(path)
    path.unlink(missing_ok=True)
    return read_kept(body)


def _place(path: Path) -> tuple[str, int]:
    pid, _, tab = path.stem.partition("-")
    return pid, int(tab) if tab.isdigit() else 0


def _alive(pid: str) -> bool:
    import psutil  # asked after the first paint, which need not pay for it

    return pid.isdigit() and psutil.pid_exists(int(pid)) and int(pid) != 0
