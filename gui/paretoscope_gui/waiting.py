"""Studies that wait for another one's end: one is measured at a time, since two would disturb each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from paretoscope_gui.reopening import fill
from paretoscope_gui.state.background import Background
from paretoscope_gui.state.known_studies import running_studies
from paretoscope_gui.state.settings import Recent

if TYPE_CHECKING:
    from paretoscope_gui.tab import Tab
    from paretoscope_gui.window import MainWindow

AGAIN = 2000  # ms between two looks while something is measured that no tab follows


def wait_in_line(window: MainWindow, tab: Tab) -> None:
    """Run its study when the present one has ended, which may be by now."""
    tab.queued = True
    window.label_tabs()
    start_next(window)


def start_next(window: MainWindow) -> None:
    """Start the study that waits, once nothing is measured on this machine: not by a tab that was closed either."""
    first = _first(window)
    if first is None:
        return
    if first.waiting is not None:  # its model was not read yet, in a window that took another one's place
        fill(window, first, lambda: start_next(window))
        return
    if first.filling:  # it is being read, as it is in front
        QTimer.singleShot(AGAIN, window, lambda: start_next(window))
        return
    task = Background(running_studies, window)
    task.done.connect(lambda found: _start(window, found))
    task.start()


def _first(window: MainWindow) -> Tab | None:
    return None if any(t.active for t in window.tabs) else next((t for t in window.tabs if t.queued), None)


def _start(window: MainWindow, running: list[Recent]) -> None:
    from paretoscope_gui.controller import run_study

    first = _first(window)
    if first is None:
        return
    if running:
        QTimer.singleShot(AGAIN, window, lambda: start_next(window))
        return
    first.queued = False  # also when it is refused: it is told why, and keeps nobody else waiting
    window.label_tabs()
    run_study(window, first)
