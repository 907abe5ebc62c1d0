"""To another page, as the user asks: one that was never looked at is made first, and shown in the turn after that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shiboken6 import isValid

from paretoscope_gui.turns import in_turns

if TYPE_CHECKING:
    from paretoscope_gui.tab import Tab
    from paretoscope_gui.window import MainWindow


def go(window: MainWindow, name: str) -> None:
    """Bring a page to the front. Making it, and laying it out with what it shows, are turns of the event loop each.

    A page that was made before its study was opened tells by `unready` that its parts are still to come.
    """
    if name in window.pages and not getattr(window.pages[name], "unready", False):
        window.show_page(name)
    else:
        window.turn_to(name)
        in_turns(window.tab, _arriving(window, window.tab, name))


def ready(window: MainWindow, tab: Tab, name: str) -> Iterator[None]:
    """Make a page of a tab, and bring up to date what will be seen of it, a part a turn, so that it comes whole."""
    tab.made(name, window.ready_bridge(tab))
    yield
    if _gone(window, tab):
        return
    page = tab.page(name, window.ready_bridge(tab))
    yield
    if _gone(window, tab) or not hasattr(page, "prepare"):
        return
    page.resize(tab.stack.size())
    for _ in page.prepare():
        yield
        if _gone(window, tab):
            return


def _gone(window: MainWindow, tab: Tab) -> bool:
    """The tab was closed meanwhile, or another window takes the place of this one, whose pages are taken apart."""
    return not isValid(tab) or window.left or tab not in window.tabs


def _arriving(window: MainWindow, tab: Tab, name: str) -> Iterator[None]:
    """Unless the user is elsewhere by then."""
    yield
    if tab.document.page == name:
        yield from ready(window, tab, name)
    if not _gone(window, tab) and tab is window.tab and window.page_name == name:
        yield from _shown(window, tab, name)


def _shown(window: MainWindow, tab: Tab, name: str) -> Iterator[None]:
    """What is in front stays to be seen until the page is laid out; in the turn after that it is painted."""
    tab.stack.setUpdatesEnabled(False)
    try:
        window.show_page(name)
        yield
    finally:
        if isValid(tab):
            tab.stack.setUpdatesEnabled(True)
