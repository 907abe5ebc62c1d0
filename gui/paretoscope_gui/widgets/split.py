"""Parts of a page with a handle between them, so that each takes as much room as its reader wants."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

HANDLE = 12  # px


def split(way: Qt.Orientation, *parts: QWidget, sizes: list[int], first_grows: bool = False) -> QSplitter:
    """`parts` side by side or one above the other, `sizes` px at first; `first_grows`: it takes what room is gained."""
    made = QSplitter(way)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(HANDLE)
    for part in parts:
        made.addWidget(part)
    made.setSizes(sizes)
    if first_grows:
        made.setStretchFactor(0, 1)
    return made
