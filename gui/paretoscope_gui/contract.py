"""What the window's parts promise each other: pages, the bridge to the child process. Types only, nothing heavy.

A page is a module `paretoscope_gui.views.NAME` with a class `Page(QWidget)`; it is made when it is first shown, with
`Page(document, bridge)`. It reads the document, listens to the document's and the bridge's signals, and forwards what
the user wants to `document` or to an action. No page knows another. Optional methods of a page: `shown()` is called
each time it comes to the front, `actions() -> list[QAction]` returns actions for its own menu.

Signals of `state.document.Document`: model_changed(), draft_changed(), results_changed(), study_changed(),
problem(text, hint), page_wanted(name).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from paretoscope.analysis.record import Record
    from paretoscope.plan import Study

PAGES = ("start", "model", "techniques", "run", "tradeoffs", "inside", "claims", "compare", "report")


class BridgeLike(Protocol):
    """The only door to child processes, `paretoscope_gui.bridge.Bridge(parent: QObject)`.

    Signals: `opened()` a study begins to arrive, `record` and `live` are new; `changed()` they grew (at most 10 a
    second, once a second in quiet mode); `results(Results)` after a round and at the end, which the window hands to
    `document.set_results`; `happened(object)` only the rare events (state, error, warning, round_start, hello, done);
    `state_changed(str)` with idle, starting, running, paused, stopping, done, cancelled or failed; `failed(str, str)` a
    sentence and a hint; `logged(str)` new text of the run's log.
    """

    opened: Any
    changed: Any
    results: Any
    happened: Any
    state_changed: Any
    failed: Any
    logged: Any

    @property
    def record(self) -> Record:
        """All that was read of the present study."""

    @property
    def live(self) -> Any:
        """The present study's series for live plots."""

    @property
    def log(self) -> str:
        """The run's stderr so far."""

    @property
    def owns(self) -> bool:
        """Whether the study runs in a child of this window."""

    @property
    def state(self) -> str:
        """One of the words of `state_changed`."""

    @property
    def steers(self) -> bool:
        """Whether what it shows can be paused and stopped from here."""

    def start(self, study: Study, folder: Path) -> None:
        """Write study.toml to a new folder and run it."""

    def resume(self, folder: Path, retry: bool = False) -> None:
        """Go on with a study that was interrupted, or try its failed trials again."""

    def command(self, do: str, trial: str = "") -> None:
        """pause, resume, skip or cancel."""

    def follow(self, folder: Path) -> None:
        """Show a study that another process runs, as it grows."""

    def open(self, folder: Path) -> None:
        """Read a stored study at once; its results come by the signal."""

    def replay(self, folder: Path, speed: float = math.inf) -> None:
        """Play a stored study again, `speed` times as fast as it was."""

    def set_quiet(self, quiet: bool, still: bool = False) -> None:
        """Whether views are told only once a second while a timed section runs (the default); `still`: always."""

    def ask(self, arguments: list[str], done: Callable[[Any], None], failed: Callable[[str, str], None]) -> Any:
        """Run `paretoscope ARGUMENTS` in a child and hand its JSON to `done`, or a sentence and a hint to `failed`."""

    def close(self, keep: bool = False) -> None:
        """End every child within four seconds; with `keep` the study goes on in a process of its own."""
