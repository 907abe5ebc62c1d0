"""How the window looks and moves: what the actions of the View menu do. All of it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from paretoscope_gui.i18n import tr
from paretoscope_gui.theme import desktop, theme

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow

SMALLEST, LARGEST = 1.0, 2.0


def toggle_theme(window: MainWindow) -> None:
    """Light to dark or back."""
    window.restyle("light" if theme().dark else "dark", window.settings.scale)


def toggle_contrast(window: MainWindow) -> None:
    """High contrast on or off."""
    settings = window.settings
    settings.contrast = theme().contrast = "plain" if theme().high else "high"
    window.restyle(settings.theme, settings.scale)


def as_system(window: MainWindow) -> None:
    """Light or dark, and the contrast, as the desktop has them, now and whenever it changes them."""
    settings = window.settings
    settings.contrast = theme().contrast = "system"
    window.restyle("system", settings.scale)


class Following(QObject):
    """Lets a window follow the desktop's colours and contrast, as long as it lives, in what was left to the system."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        desktop().changed.connect(self.follow)

    def follow(self) -> None:
        """Put on what is wanted now, if it is something else."""
        settings = self._window.settings
        if theme().wanted(settings.theme) is not theme().colours:
            self._window.restyle(settings.theme, settings.scale)


def toggle_motion(window: MainWindow) -> None:
    """Reduced motion on or off."""
    settings = window.settings
    settings.still = theme().still = not settings.still
    window.restyle(settings.theme, settings.scale)
    calm_bridges(window)
    said = tr("Motion is reduced: nothing moves by itself.") if settings.still else tr("Motion is as usual.")
    window.statusBar().showMessage(said, 5000)


def calmer(window: MainWindow) -> None:
    """Plots once a second while a timed section runs, or ten times a second."""
    window.settings.lively = not window.settings.lively
    window.document.save_settings()
    calm_bridges(window)
    lively = tr("Plots are drawn ten times a second, which may disturb what is measured.")
    said = lively if window.settings.lively else tr("Plots are drawn once a second while something is timed.")
    window.statusBar().showMessage(said, 5000)


def calm_bridges(window: MainWindow) -> None:
    """Tell every study how often its views are drawn."""
    settings = window.settings
    for tab in window.tabs:
        if tab.bridge is not None:
            tab.bridge.set_quiet(not settings.lively, still=settings.still)


def resized(window: MainWindow, by: float) -> None:
    """Larger or smaller text, 100 to 200 %; 0: as it comes."""
    scale = round(min(LARGEST, max(SMALLEST, window.settings.scale + by)), 2) if by else SMALLEST
    window.restyle(window.settings.theme, scale)
