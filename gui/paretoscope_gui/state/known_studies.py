"""The studies of the Start page: from the window or the command, and what went missing. No Qt."""

from __future__ import annotations

from pathlib import Path

from paretoscope_gui.i18n import mark
from paretoscope_gui.state.settings import Recent
from paretoscope_gui.state.words import plural

_STATES = {
    "done": "",
    "running": "running",
    "unfinished": mark("not finished"),
    "cancelled": "stopped",
    "failed": "failed",
}


def known_studies(remembered: list[Recent]) -> list[Recent]:
    """The store's list with details, newest first, then what only the window remembers; missing ones stay listed."""
    from paretoscope.store.recent import recent  # reads a few small files: for a thread, after the first paint

    listed = []
    for found in recent():
        model = Path(found.model.removeprefix("builtin:")).name
        words = (model, plural(found.trials, "trial"), found.protocol, _STATES.get(found.state, found.state))
        listed.append(Recent(str(found.path), found.name, " · ".join(w for w in words if w)))
    paths = {str(Path(r.path).resolve()) for r in listed}
    return [*listed, *(r for r in remembered if str(Path(r.path).resolve()) not in paths)]
