"""Parts of a page with a handle between them, so that each takes as much room as its reader wants."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

HANDLE = 12  # px
NARROW = 1000  # px in which two parts side by side have little room
LARGER = 0.58  # share of the first part there


def split(
    way: Qt.Orientation, *parts: QWidget, sizes: list[int], first_grows: bool = False, name: str = ""
) -> QSplitter:  # fmt: skip
    """`parts` side by side or one above the other, `sizes` px at first; `first_grows`: it takes what room is gained.

    Args:
        name: by which its handle is found again, on a page whose parts are made in any order.
    """
    made = QSplitter(way)
    made.setObjectName(name)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(HANDLE)
    for part in parts:
        made.addWidget(part)
    made.setSizes(sizes)
    if first_grows:
        made.setStretchFactor(0, 1)
    return made


class FirstLarger(QObject):
    """Where two parts side by side have little room the first one, which the page is about, stays the larger.

    Args:
        share: of the room that it has there.
    """

    def __init__(self, parts: QSplitter, share: float = LARGER) -> None:
        super().__init__(parts)
        self._share_there = share
        self._parts, self._usual, self._shared = parts, parts.sizes(), False
        self._soon = QTimer(self, singleShot=True, interval=0)  # once the parts have their new place
        self._soon.timeout.connect(self._share)
        parts.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It is shown, or has another width."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._soon.start()
        return False

    def _share(self) -> None:
        parts, sizes = self._parts, self._parts.sizes()
        if not parts.isVisible():
            return
        narrow = parts.width() < NARROW
        if narrow and not self._shared and sizes[0] < sum(sizes) * (self._share_there - 0.01):
            self._shared = True
            first = round(self._share_there * sum(sizes))
            parts.setSizes([first, sum(sizes) - first])
        elif self._shared and not narrow:
            self._shared = False
            side = min(self._usual[1], sum(sizes) // 2)
            parts.setSizes([sum(sizes) - side, side])
