"""What a document keeps aside by itself: its plan a moment after each change, and the window's settings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from paretoscope_gui.i18n import tr

if TYPE_CHECKING:  # which no first paint needs
    from paretoscope_gui.state.kept import Kept
    from paretoscope_gui.state.settings import Settings
    from paretoscope_gui.state.sidecar import Sidecar

AUTOSAVE_MS = 800


class Autosaved(QObject):
    """`problem(text, hint)` when something cannot be kept, told once; `tab`: its number in this process."""

    problem = Signal(str, str)

    def __init__(self, settings: Settings, parent: QObject | None, tab: int) -> None:
        super().__init__(parent)
        self.settings, self.tab = settings, tab
        self._unsaved = False  # the last autosave failed
        self._autosave = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._autosave.timeout.connect(self.save_sidecar)

    @property
    def kept(self) -> Kept:
        """What is to be found again."""
        raise NotImplementedError

    @cached_property
    def sidecar(self) -> Sidecar:
        """The autosave file."""
        from paretoscope_gui.state import planning

        return planning.new_sidecar(self.settings.folder, self.tab)

    def save_soon(self) -> None:
        """Autosave when nothing more has happened for a moment."""
        self._autosave.start()

    def save_sidecar(self) -> bool:
        """Autosave, whether it worked; the file is removed when the tab or the window closes in order."""
        why = self.sidecar.write(self.kept)
        if why and not self._unsaved:  # told once, not at every edit
            self.problem.emit(
                tr("The plan cannot be saved aside: {why}.", why=why),
                tr("It is safe as long as the window is open. Free some disk space, or save the study as a file."),
            )
        self._unsaved = bool(why)
        return not why

    def save_settings(self) -> None:
        """Remember the settings; that they cannot be is told once."""
        why = self.settings.save()
        if why and not self.settings.told:
            self.problem.emit(
                tr("The window's settings cannot be kept: {why}.", why=why),
                tr("They hold until it is closed. Look at {folder}.", folder=self.settings.folder),
            )
        self.settings.told = bool(why)

    def stop_saving(self, forget: bool) -> None:
        """All is closed in order; without `forget` the autosave stays, to be offered again."""
        self._autosave.stop()
        if forget:
            self.sidecar.remove()
        else:
            self.save_sidecar()
        self.settings.save()
