"""To another page, as the user asks: one that was never looked at is made first, and shown in the turn after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paretoscope_gui.turns import next_turn

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow


def go(window: MainWindow, name: str) -> None:
    """Bring a page to the front. Making it, and laying it out with what it shows, are turns of the event loop each."""
    tab = window.tab
    if name in window.pages:
        window.show_page(name)
        return

    def arrive() -> None:
        """Unless the user is elsewhere by now."""
        if tab is window.tab and window.page_name == name:
            window.show_page(name)

    tab.page(name, window.ready_bridge())
    window.turn_to(name)
    next_turn(tab, arrive)
