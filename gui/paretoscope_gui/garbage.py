"""Python's search for garbage, in the main thread only.

Python searches in whatever thread happens to allocate. In a thread of the pool it may free the Python side of a widget
while the main thread destroys its C++ side; widgets belong to the main thread, and so does their end.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 1000  # ms between two looks at whether there is enough to search


class Garbage(QObject):
    """Searches as often as Python itself would, generation by generation, but when the event loop has time for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> int:
        """Search the oldest generation that is due; which one, -1 for none."""
        due = [i for i, (n, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if n > most]
        if not due:
            return -1
        gc.collect(due[-1])
        return due[-1]
