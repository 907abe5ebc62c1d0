"""The window in another language: chosen in the View menu, spoken from the next opening on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from paretoscope_gui.i18n import languages, mark, tr

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow

AS_SYSTEM = mark("the language of this system")


def speak(window: MainWindow, language: str) -> None:
    """Remember the language and offer to open the window again in it.

    Args:
        language: a key of `languages.LANGUAGES`, or "system".
    """
    window.settings.language = language
    window.settings.save()
    os.environ.pop(languages.VARIABLE, None)  # what was chosen last counts
    name = languages.LANGUAGES.get(language) or tr(AS_SYSTEM)
    window.tell_with(
        tr("The window opens in: {language}.", language=name),
        tr("Open it again to see it; tabs and plans come back as they are."), "info",
        tr("Open it again"), lambda: open_again(window),
    )  # fmt: skip


def open_again(window: MainWindow) -> None:
    """Close the window, if it may be closed, and start the program anew."""
    if window.close():
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "paretoscope_gui"]
        QProcess.startDetached(program[0], program[1:])
