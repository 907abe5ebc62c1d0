"""Tabs over the end of a window: kept when it closes in order, offered again after a crash, filled when looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paretoscope_gui.contract import PAGES
from paretoscope_gui.i18n import several, tr
from paretoscope_gui.state.background import Background
from paretoscope_gui.state.files import remove
from paretoscope_gui.state.kept import Kept, Session
from paretoscope_gui.state.known_studies import running_studies
from paretoscope_gui.state.opening import Opened, look
from paretoscope_gui.state.settings import Recent
from paretoscope_gui.state.sidecar import leftovers, recover
from paretoscope_gui.tab import Tab

if TYPE_CHECKING:
    from paretoscope_gui.state.deed import Deed
    from paretoscope_gui.state.history import History
    from paretoscope_gui.state.planning import Planned
    from paretoscope_gui.window import MainWindow

MOST = 20  # closed tabs that can be opened again


class Closed(NamedTuple):
    """A tab that was closed, and what its plan went through."""

    kept: Kept
    history: History[Planned, Deed]


def keep_session(window: MainWindow) -> bool:
    """Write down the tabs that hold something; whether that worked.

    A session that lies there by now is of another window, which was closed while this one was open: it is kept too.
    """
    tabs = [(t, t.document.kept) for t in window.tabs]
    worth = [(t, k) for t, k in tabs if not k.blank]
    current = next((i for i, (t, _) in enumerate(worth) if t is window.tab), 0)
    own, folder = Session(tuple(k for _, k in worth), current), window.settings.folder
    return not own.beside(Session.read(folder)).save(folder)


def reopen(window: MainWindow) -> None:
    """The tabs of the last session, the one that was in front in front; the others are read when they are looked at."""
    folder = window.settings.folder
    session = Session.read(folder)
    if not session.tabs or _put(window, session.tabs, session.current):
        Session.forget(folder)
    _inherit(window)
    window.before.clear()
    if any(t.queued for t in window.tabs):
        from paretoscope_gui.waiting import start_next

        window.label_tabs()
        start_next(window)


def _inherit(window: MainWindow) -> None:
    """The tabs know what their plans went through in the window before, where this one took its place."""
    for tab in window.tabs:
        for old in window.before:
            new, was = tab.document, old.document
            if (new.model, new.folder, new.draft) == (was.model, was.folder, was.draft):
                new.inherit(was)
                tab.queued = old.queued
                window.before.remove(old)
                break


def offer_recovery(window: MainWindow) -> None:
    """What crashes left. It is offered until it is taken back or dropped, over another crash and another start."""
    left = {path: kept for path in leftovers(window.settings.folder) if (kept := recover(path)) is not None}
    if not left:
        return
    names = ", ".join(dict.fromkeys(k.name or tr("a plan without a model") for k in left.values()))

    def take_back() -> None:
        there = {path: kept for path, kept in left.items() if path.exists()}  # else another window has it by now
        if there and _put(window, tuple(there.values()), 0):
            drop()

    def drop() -> None:
        for path in left:
            remove(path)

    banner = window.tell_with(
        tr("The window was not closed in order. What was open was kept: {names}.", names=names),
        tr("Take it back, or close this message to drop it."), "info", tr("Take it back"), take_back,
    )  # fmt: skip
    banner.dismissed.connect(drop)


def remember(window: MainWindow, tab: Tab) -> None:
    """A tab is closed: it can be opened again as it was, as long as the window lives."""
    kept = tab.document.kept
    if not kept.blank:
        window.closed = [*window.closed, Closed(kept, tab.document.history)][-MOST:]


def reopen_closed(window: MainWindow) -> None:
    """Open the tab again that was closed last, with what its plan went through."""
    if not window.closed:
        return
    was = window.closed.pop()
    shown = next((t for t in window.tabs if was.kept.folder and t.shows(Path(was.kept.folder))), None)
    if shown is not None:
        window.show_tab(shown)
        return
    _put(window, (was.kept,), 0)
    window.document.history = was.history
    window.document.draft_changed.emit()


def tell_of_running(window: MainWindow) -> None:
    """A study that goes on without a window, and that no tab shows, is offered."""

    def open_all(paths: list[str]) -> None:
        for path in paths:
            window.open_path(path)

    def tell(found: list[Recent]) -> None:
        """Offer those that no tab shows."""
        hidden = [r for r in found if not any(t.shows(Path(r.path)) for t in window.tabs)]
        if hidden:
            window.tell_with(
                several(len(hidden), "A study runs in the background: {names}.",
                        "{n} studies run in the background: {names}.", names=", ".join(r.title for r in hidden)),
                tr("It can be watched and steered here."), "info",
                tr("Show it"), lambda: open_all([r.path for r in hidden]),
            )  # fmt: skip

    task = Background(running_studies, window)
    task.done.connect(tell)
    task.start()


def fill(window: MainWindow, tab: Tab, then: Callable[[], object] = lambda: None) -> None:
    """Read what a reopened tab waits for: the model's facts and the study's files, off the main thread.

    `then` is done when they are there, or cannot be had.
    """
    kept, tab.waiting = tab.waiting, None
    wanted = (kept.folder or kept.model) if kept is not None else ""
    if kept is None or not wanted:
        then()
        return

    def over() -> None:
        tab.filling = False
        then()

    tab.filling = True
    task = Background(lambda: _look(wanted, kept), tab)
    task.done.connect(lambda opened: _filled(window, tab, kept, opened))
    task.failed.connect(lambda error: window.tell(error.text, error.hint))
    for end in (task.done, task.failed):
        end.connect(lambda _: over())
    task.start()


def _look(wanted: str, kept: Kept) -> Opened:
    """The study folder, or without it the model: a study that is gone does not take its plan along."""
    if kept.folder and not Path(kept.folder).is_dir():
        return look(kept.model)
    return look(wanted)


def _filled(window: MainWindow, tab: Tab, kept: Kept, opened: Opened) -> None:
    from paretoscope_gui.controller import show

    if (tab.document.kept.model, tab.document.kept.folder) != (kept.model, kept.folder):
        return  # something else was opened in it meanwhile
    if kept.folder and opened.folder is None:
        tab.document.set_folder(None)
        window.tell(
            tr("The study {name} is not there any more.", name=Path(kept.folder).name),
            tr("Its plan was kept; it can be run again."), "warn",
        )  # fmt: skip
    show(window, tab, opened, tab.document.draft)


def _put(window: MainWindow, found: tuple[Kept, ...], current: int) -> bool:
    """Each in a tab of its own; the first takes a blank one that is in front. What runs is followed at once.

    Whether all of it is saved beside the settings again, so that the file it came from is not needed any more.
    """
    from paretoscope_gui.bridge.files import held

    tabs: list[Tab] = []
    for kept in found:
        tab = window.tab if not tabs and window.tab.blank else window.new_tab(front=False)
        tab.document.take(kept if kept.page in PAGES else replace(kept, page="techniques"))
        tab.waiting = kept
        tabs.append(tab)
        if kept.folder and held(Path(kept.folder)):
            fill(window, tab)
    window.show_tab(tabs[current])
    saved = [tab.document.save_sidecar() for tab in tabs]
    return all(saved)
