"""The window in another language: chosen in the View menu, spoken at once by a window that takes this one's place.

While a study is measured here nothing is rebuilt without being asked to: that could disturb what is timed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from shiboken6 import isValid

from paretoscope_gui.i18n import languages, mark, text, tr
from paretoscope_gui.turns import in_turns

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow

AS_SYSTEM = mark("the language of this system")
_windows: list[MainWindow] = []  # the one that took a place; Qt does not own it


def speak(window: MainWindow, language: str) -> None:
    """Remember the language and speak it: now, or while a study runs as soon as the user says so.

    Args:
        language: a key of `languages.LANGUAGES`, or "system".
    """
    window.settings.language = language
    window.document.save_settings()
    os.environ.pop(languages.VARIABLE, None)  # what was chosen last counts
    if languages.chosen(language) == text.language:
        return
    if not any(t.active for t in window.tabs):
        open_again(window)
        return
    name = languages.LANGUAGES.get(language) or tr(AS_SYSTEM)
    window.tell_with(
        tr("A study is being measured. The window speaks {language} when it opens again.", language=name),
        tr("It can do so now: the study goes on meanwhile, tabs and plans come back as they are."), "info",
        tr("Open it again"), lambda: open_again(window),
    )  # fmt: skip


def open_again(window: MainWindow) -> None:
    """A new window in the place of this one, with its tabs, plans, page and size; a study that runs goes on."""
    if not window.left:
        window.left = True
        in_turns(window.application, _replaced(window))


def _replaced(window: MainWindow) -> Iterator[None]:
    """The new one is made, comes to the front, and the old one is taken apart page by page: each a turn."""
    from paretoscope_gui.application import make_window
    from paretoscope_gui.controller import leave
    from paretoscope_gui.state.settings import Settings

    made = make_window(window.application, Settings.load(window.settings.folder))
    yield
    leave(window, keep=True)
    made.restoreGeometry(window.saveGeometry())
    made.before = list(window.tabs)  # the plans' histories, and what waits, are no part of what is written down
    _windows[:] = [made]
    (made.showMaximized if window.isMaximized() else made.show)()
    window.hide()
    for part in (*[page for tab in window.tabs for page in tab.own_pages.values()], window):
        yield
        if isValid(part):
            part.deleteLater()
