"""The studies of the Start page: from the window or the command, and what went missing. No Qt."""

from __future__ import annotations

from pathlib import Path

from paretoscope_gui.i18n import mark, several, tr
from paretoscope_gui.state.settings import Recent
from paretoscope_gui.state.words import protocol

_STATES = {
    "done": "",
    "running": mark("running"),
    "unfinished": mark("not finished"),
    "cancelled": mark("stopped"),
    "failed": mark("failed"),
}


def known_studies(remembered: list[Recent]) -> list[Recent]:
    """The store's list with details, newest first, then what only the window remembers; missing ones stay listed."""
    from paretoscope.store.recent import recent  # reads a few small files: for a thread, after the first paint

    listed = []
    for found in recent():
        model = Path(found.model.removeprefix("builtin:")).name
        trials = several(found.trials, "{n} trial", "{n} trials")
        words = (model, trials, protocol(found.protocol), tr(_STATES.get(found.state, found.state)))
        listed.append(Recent(str(found.path), found.name, " · ".join(w for w in words if w)))
    paths = {str(Path(r.path).resolve()) for r in listed}
    return [*listed, *(r for r in remembered if str(Path(r.path).resolve()) not in paths)]


def running_studies() -> list[Recent]:
    """Studies that some process runs now, on the list of this machine. Reads disks: for a thread."""
    from paretoscope.store.recent import recent

    return [Recent(str(found.path), found.name) for found in recent() if found.state in ("running", "paused")]
