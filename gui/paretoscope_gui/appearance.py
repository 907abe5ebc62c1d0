"""Light or dark, plain or of high contrast: what the actions of the View menu do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from paretoscope_gui.theme import theme

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow


def toggle_contrast(window: MainWindow) -> None:
    """High contrast on or off; remembered."""
    settings = window.document.settings
    settings.contrast = theme().high = not settings.contrast
    window.restyle(settings.theme, settings.scale)


def theme_toggle(window: MainWindow) -> Callable[[], None]:
    """What switches between light and dark."""
    return lambda: window.restyle("light" if theme().dark else "dark", window.document.settings.scale)
