"""What the window does with its tabs: settle after the first paint, open, run, close. The actions are in `commands`."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from os.path import exists, expanduser
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from paretoscope.catalog import from_dicts
from paretoscope.errors import ParetoscopeError
from paretoscope_gui.bridge import Bridge  # which every tab needs: read beside the event loop, with this module
from paretoscope_gui.commands import refresh, wire
from paretoscope_gui.contract import PAGES
from paretoscope_gui.going import go, ready
from paretoscope_gui.guide import begin
from paretoscope_gui.i18n import said, tr
from paretoscope_gui.machine_state import MachineState
from paretoscope_gui.reopening import keep_session, offer_recovery, remember, reopen, tell_of_running
from paretoscope_gui.state.background import Background
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.opening import Opened, look
from paretoscope_gui.state.words import span
from paretoscope_gui.tab import Tab
from paretoscope_gui.theme import logo
from paretoscope_gui.turns import in_turns
from paretoscope_gui.waiting import start_next, wait_in_line
from paretoscope_gui.widgets.closing import closing_question

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow

ENDED = ("done", "cancelled", "failed")
READ_AHEAD = 700  # ms after the start, when a first key has been answered: importing would be in its way


def settle(window: MainWindow) -> Iterator[None]:
    """After the first paint: the bridge, the machine's questions, the actions, the last session or a crash's rest."""
    window.application.setWindowIcon(logo(64))
    window.ready_bridge()
    wire(window)
    window.asker = Bridge(window)
    window.start.set_bridge(window.asker)
    MachineState(window, lambda: any(t.active for t in window.tabs))
    _describe(window, window.asker)
    refresh(window)
    yield
    reopen(window)
    yield
    offer_recovery(window)
    tell_of_running(window)
    window.settled = True
    refresh(window)
    if window.wanted_path:
        open_path(window, window.wanted_path)
    QTimer.singleShot(READ_AHEAD, window, lambda: Background(_read_ahead, window).start())


def _read_ahead() -> None:
    """Load what pages need beside the event loop, so that each comes without a wait; plots take longest."""
    for name in ("plots.scatter", *(f"views.{page}" for page in PAGES)):
        importlib.import_module(f"paretoscope_gui.{name}")
    importlib.import_module("paretoscope.evidence").papers()


def _describe(window: MainWindow, bridge: Bridge) -> None:
    """What the workers' Python can run; until it has answered, the packaged catalogue is shown.

    The answer of a Python that is not chosen any more is dropped: it may come after the one of the new choice.
    """
    python = window.settings.python

    def show(answer: Any) -> None:
        if isinstance(answer, list) and answer and python == window.settings.python:
            found = from_dicts(answer)
            for tab in window.tabs:
                tab.document.catalog = found

    bridge.ask(["techniques", "--json", "--python", python], show, window.warn)


def join(window: MainWindow, tab: Tab, bridge: Bridge) -> None:
    """Let results and troubles of a tab's bridge reach its document and the window."""
    document = tab.document
    bridge.failed.connect(lambda text, hint: _failed(window, tab, text, hint))
    bridge.silent.connect(lambda seconds: _silent(window, tab, seconds))
    bridge.speaks.connect(lambda: _speaks(window))
    bridge.results.connect(document.set_results)
    bridge.state_changed.connect(lambda state: _state(window, tab, state))
    document.path_wanted.connect(window.open_path)
    document.paths_wanted.connect(window.open_paths)
    document.run_wanted.connect(lambda: run_study(window))
    document.continue_wanted.connect(lambda retry: continue_study(window, retry))
    document.draft_changed.connect(lambda: refresh(window))
    document.tour_wanted.connect(lambda: begin(window))
    document.python_changed.connect(lambda: _describe(window, window.asker or bridge))
    document.model_changed.connect(window.start.refresh)
    document.study_changed.connect(window.start.refresh)
    bridge.set_quiet(not window.settings.lively, still=window.settings.still)


def open_path(window: MainWindow, name: str, then: Callable[[], object] = lambda: None, beside: bool = False) -> None:
    """Read a path off the main thread and take over what it is; a study that is open already comes to the front.

    `then` is done when it is there or was refused; `beside`: it takes nothing's place but that of a blank tab.
    """
    if not re.fullmatch(r"builtin:[\w-]+", name) and not exists(expanduser(name)):
        window.tell(
            tr("There is nothing at {name}.", name=name), tr("It was moved or deleted, or its disk is not there.")
        )
        then()
        return
    window.statusBar().showMessage(tr("Reading {name} …", name=name))
    window.asked += 1
    number = window.asked
    task = Background(lambda: look(name), window)
    task.done.connect(lambda opened: in_turns(window, _take_over(window, opened, number, beside), then=then))
    task.failed.connect(lambda error: refused(window, error))
    task.failed.connect(lambda _: then())
    task.start()


def run_study(window: MainWindow, wanted: Tab | None = None) -> None:
    """Start a tab's study as its plan stands, or say why not. One at a time: two would disturb each other."""
    tab = wanted or window.tab
    document = tab.document
    other = next((t for t in window.tabs if t.active), None)
    if other is tab:
        window.tell(tr("A study is running already."), tr("Wait for it, or stop it on the Run page."), "warn")
        return
    try:
        study = document.study()
    except ParetoscopeError as error:
        document.tell(error)
        return
    if other is not None:
        window.tell_with(
            _busy(other),
            tr("This one can run as soon as that one has ended."), "warn",
            tr("Run it afterwards"), lambda: wait_in_line(window, tab),
        )  # fmt: skip
        return
    tab.queued = False
    folder = document.new_folder()
    document.set_folder(folder)
    if tab is window.tab:
        go(window, "run")
    window.ready_bridge(tab).start(study, folder)


def continue_study(window: MainWindow, retry: bool = False) -> None:
    """Go on with the shown study where it stands; with `retry`, try what failed in it again."""
    bridge = window.ready_bridge()
    other = next((t for t in window.tabs if t.active), None)
    if other is not None:
        window.tell(_busy(other), tr("This one can go on as soon as that one has ended."), "warn")
    elif bridge.folder is not None:
        go(window, "run")
        bridge.resume(bridge.folder, retry)


def _busy(other: Tab) -> str:
    return tr("{name} is running, and two studies would disturb each other.", name=other.name)


def close_tab(window: MainWindow, tab: Tab) -> None:
    """Close one tab; asks when its study runs."""
    keep = False
    if tab.active and tab.bridge is not None and tab.bridge.owns:
        answer = _ask_closing(window)
        if answer == "stay":
            return
        keep = answer == "keep"
    remember(window, tab)
    tab.close_for_good(keep)
    window.drop_tab(tab)
    start_next(window)


def may_close(window: MainWindow) -> bool:
    """Ask when a study runs; keep the session; end the children. False: stay."""
    running = [t for t in window.tabs if t.active and t.bridge is not None and t.bridge.owns]
    answer = _ask_closing(window) if running else ""
    if answer == "stay":
        return False
    leave(window, keep=answer == "keep")
    return True


def leave(window: MainWindow, keep: bool) -> None:
    """Write down how the window is and end its children; with `keep` a study that runs goes on without it."""
    kept = keep_session(window)
    for tab in window.tabs:
        tab.close_for_good(keep, forget=kept)
    if window.asker is not None:
        window.asker.close()
    window.settings.geometry = bytes(window.saveGeometry().toHex().data()).decode()
    window.settings.save()


def _ask_closing(window: MainWindow) -> str:
    return closing_question(window).wait() or "stay"


def _take_over(window: MainWindow, opened: Opened, number: int, beside: bool = False) -> Iterator[None]:
    """Show it, in turns; a model that comes after what was asked for later, from a slow disk, takes nobody's place."""
    window.statusBar().showMessage(tr("Ready"), 1)
    late, window.answered = number < window.answered, max(number, window.answered)
    if late and opened.study is None:
        return
    tab = _place(window, opened, late or (beside and not window.tab.blank))
    if opened.folder is not None and tab.shows(opened.folder):
        page = "run" if tab.active else "tradeoffs"
    else:
        page = "techniques" if opened.folder is None else "tradeoffs"
        yield
        if tab not in window.tabs:
            return
        show(window, tab, opened, Draft.of(opened.study) if opened.study is not None else None)
    if tab is window.tab:
        go(window, page)
        return
    tab.document.turn_to(page)
    yield
    for _ in ready(window, tab, page) if tab in window.tabs else ():
        yield
        if tab not in window.tabs:  # it was closed meanwhile, and nothing in it is to be touched
            return
    if tab in window.tabs and not window.left:
        window.show_tab(tab)


def _place(window: MainWindow, opened: Opened, apart: bool) -> Tab:
    """Where a thing is shown: the tab that shows it already, the one in front if nothing is lost, else a new one."""
    if opened.folder is not None:
        for tab in window.tabs:
            if tab.shows(opened.folder):
                return tab
    front = window.tab
    taken = front.has_plan if opened.study is not None else front.document.folder is not None
    return window.new_tab(front=False) if taken or apart or front.active else front


def show(window: MainWindow, tab: Tab, opened: Opened, draft: Draft | None) -> None:
    """Show what was read in a tab: model, plan, study."""
    document = tab.document
    if opened.info is not None:
        document.set_model(opened.model, opened.info, draft)
    elif draft is not None:
        document.set_plan(opened.model, draft)
    if opened.problem is not None:
        text = tr("The study can be read, but its model cannot: {text}", text=said(opened.problem.text))
        window.tell(text, opened.problem.hint, "warn")
    if opened.folder is not None:
        document.set_folder(opened.folder)
        window.ready_bridge(tab).open(opened.folder)


def refused(window: MainWindow, error: ParetoscopeError) -> None:
    """What was asked for cannot be had."""
    window.statusBar().showMessage(tr("Ready"), 1)
    window.tell(error.text, error.hint)


def _failed(window: MainWindow, tab: Tab, text: str, hint: str) -> None:
    """A message of a tab that is not in front names it."""
    tone = "warn" if tab.bridge is not None and tab.bridge.state == "done" else "bad"  # the others are there
    window.tell(text if tab is window.tab else f"{tab.name}: {text}", hint, tone)


def _silent(window: MainWindow, tab: Tab, seconds: float) -> None:
    """The process lives and says nothing: the user decides, nothing is killed for being slow."""
    text = tr("{name}: the measuring process has said nothing for {time}.", name=tab.name, time=span(seconds))
    hint = tr("The machine may have slept or be short of memory. Wait, or stop the study; what was measured is stored.")
    window.quiet_banner = window.tell(text, hint, "warn")


def _speaks(window: MainWindow) -> None:
    """It was only slow."""
    banner, window.quiet_banner = window.quiet_banner, None
    if banner is not None and not banner.gone:
        banner.close()


def _state(window: MainWindow, tab: Tab, state: str) -> None:
    document, bridge = tab.document, tab.bridge
    if tab is window.tab:
        if state in ENDED and window.page_name != "run":
            window.rail.mark("run", True)
        if state == "done":
            window.rail.mark("tradeoffs", window.page_name != "tradeoffs")
    if document.folder is None and bridge is not None and bridge.folder is not None:
        document.set_folder(bridge.folder)
    refresh(window)
    window.label_tabs()
    if state in ENDED:
        start_next(window)
