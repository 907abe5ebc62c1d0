"""What the window's parts promise each other: pages, the bridge to the child process. Types only, imports nothing heavy.

A page is a module `paretoscope_gui.views.NAME` with a class `Page(QWidget)`; it is made when it is first shown, with
`Page(document, bridge)`. It reads the document, listens to the document's and the bridge's signals, and forwards what
the user wants to `document` or to an action. No page knows another. Optional methods of a page: `shown()` is called
each time it comes to the front, `actions() -> list[QAction]` returns actions for its own menu.

Signals of `state.document.Document`: model_changed(), draft_changed(), results_changed(), study_changed(),
problem(text, hint), page_wanted(name).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from paretoscope.plan import Study

PAGES = ("start", "techniques", "run", "tradeoffs", "report")


class BridgeLike(Protocol):
    """The only door to child processes, `paretoscope_gui.bridge.Bridge(parent: QObject)`.

    Signals: `event(object)` each decoded event of the run (paretoscope.events), `state_changed(str)` with idle,
    starting, running, paused, stopping, done, cancelled or failed, `failed(str, str)` a sentence and a hint.
    """

    event: Any
    state_changed: Any
    failed: Any

    @property
    def state(self) -> str:
        """One of the words of `state_changed`."""

    def start(self, study: Study, folder: Path) -> None:
        """Write study.toml to a new folder and run it."""

    def resume(self, folder: Path) -> None:
        """Go on with a study that was interrupted."""

    def command(self, do: str, trial: str = "") -> None:
        """pause, resume, skip or cancel."""

    def ask(self, arguments: list[str], done: Callable[[Any], None], failed: Callable[[str, str], None]) -> None:
        """Run `paretoscope ARGUMENTS` in a child and hand its JSON to `done`, or a sentence and a hint to `failed`."""

    def close(self) -> None:
        """End every child that was started, within four seconds."""
