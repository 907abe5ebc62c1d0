"""A stack of what a page can show, of which only what is looked at was ever made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget


class Leaves(QStackedWidget):
    """One leaf at a time, each made when it is first turned to; before that nothing is shown.

    `grown()`: one was made.
    """

    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self.leaf = ""

    def offer(self, key: str, make: Callable[[], QWidget]) -> None:
        """There is such a leaf, and how it is made."""
        self._make[key] = make

    def turn_to(self, key: str) -> QWidget:
        """Show a leaf; "": nothing. Gives its widget."""
        self.leaf = key
        self.setCurrentWidget(self.ready(key))
        return self._made[key]

    def laid(self, key: str) -> None:
        """Lay a leaf out that is not looked at yet, so that turning to it is no more than painting it."""
        made = self.ready(key)
        if not made.isVisible():
            made.resize(self.size())
            made.grab(QRect(0, 0, 1, 1))

    def ready(self, key: str) -> QWidget:
        """Make a leaf, if it is not there, to be filled before it is turned to."""
        if key not in self._made:
            self._made[key] = self._make[key]() if key else QWidget()
            self.addWidget(self._made[key])
            self.grown.emit()
        return self._made[key]
