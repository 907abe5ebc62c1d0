"""A label of several lines that measures itself once for each width: layouts ask it thirty times for every page."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

MOST = 16  # widths that are remembered


class Wrapped(QLabel):
    """A QLabel; `heightForWidth` was a quarter of the time in which a page of words is laid out."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._heights: dict[int, int] = {}

    def heightForWidth(self, width: int) -> int:
        """As QLabel says, px."""
        known = self._heights.get(width)
        if known is None:
            if len(self._heights) >= MOST:
                self._heights.clear()
            known = self._heights[width] = super().heightForWidth(width)
        return known

    def setText(self, text: str) -> None:
        """Other words have other heights."""
        self._heights.clear()
        super().setText(text)

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:  # type: ignore[override]
        """So has less room."""
        self._heights.clear()
        super().setContentsMargins(left, top, right, bottom)

    def changeEvent(self, event: QEvent) -> None:
        """So have another font and another style."""
        self._heights.clear()
        super().changeEvent(event)
