"""What the desktop asks for, dark colours and high contrast, and when it asks for something else."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6 import QtGui
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication


class Desktop(QObject):
    """`changed()`: the desktop was switched to other colours or another contrast."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Both are kept: PySide 6.10 takes the hints for dead as soon as a wrapper of theirs or their parent's is gone.
        self._styles = styles = QGuiApplication.styleHints()
        styles.colorSchemeChanged.connect(lambda _: self.changed.emit())
        kind: Any = getattr(QtGui, "QAccessibilityHints", None)  # since Qt 6.10
        self._hints: Any = styles.findChild(kind) if kind is not None else None
        if self._hints is not None:
            self._hints.contrastPreferenceChanged.connect(lambda _: self.changed.emit())

    def dark(self) -> bool:
        """What the desktop says; unknown on bare X11 and offscreen, then light."""
        return self._styles.colorScheme() == Qt.ColorScheme.Dark

    def high(self) -> bool:
        """Whether it asks for high contrast; no where Qt cannot tell."""
        asked = self._hints.contrastPreference() if self._hints is not None else None
        return asked is not None and asked == Qt.ContrastPreference.HighContrast


@cache
def desktop() -> Desktop:
    """The one desktop of the process; there must be an application."""
    return Desktop()
