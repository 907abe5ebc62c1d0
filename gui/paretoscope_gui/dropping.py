"""Several things dropped or named at once: opened one after the other, each beside what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paretoscope_gui.controller import open_path
from paretoscope_gui.i18n import tr

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow

MOST = 12  # tabs that one drop may open


def open_paths(window: MainWindow, names: list[str]) -> None:
    """Open all of them in their order; the next is read once the one before it is there or was refused."""
    wanted = list(dict.fromkeys(names))
    if len(wanted) > MOST:
        window.tell(tr("Only the first {n} are opened.", n=MOST), "", "warn")
    _next(window, wanted[:MOST], alone=len(wanted) == 1)


def _next(window: MainWindow, names: list[str], alone: bool) -> None:
    if names:
        open_path(window, names[0], lambda: _next(window, names[1:], alone), beside=not alone)
