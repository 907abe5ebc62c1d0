"""What every dialog of ours begins with: it belongs to the window, and it wears the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from paretoscope_gui.theme import theme


class Dialog(QDialog):
    """Inside a page the page's style sheet would style it once more: its parent is the window of the widget given.

    It goes when it is closed, unless it is one that comes again and so `stays`.
    """

    stays = False

    def __init__(self, parent: QWidget | None, flags: Qt.WindowType = Qt.WindowType.Widget) -> None:
        super().__init__(parent.window() if parent is not None else None, flags)
        theme().dress(self)
        if not self.stays:
            self.finished.connect(self.deleteLater)

    def resize_within(self, width: int, height: int) -> None:
        """As large, px, but no larger than nine tenths of the screen."""
        room = self.screen().availableSize() * 0.9
        self.resize(min(width, room.width()), min(height, room.height()))
