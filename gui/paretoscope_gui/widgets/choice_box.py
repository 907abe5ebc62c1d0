"""A box to choose one of several, as wide as a number of letters whatever its longest choice is."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

SEEN = 20  # choices at most before the list scrolls


def choice_box(name: str, letters: int, tip: bool = True) -> QComboBox:
    """Named for screen readers; `tip`: the name is its tool tip too."""
    made = QComboBox()
    made.setAccessibleName(name)
    if tip:
        made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMaxVisibleItems(SEEN)
    made.setMinimumContentsLength(letters)
    return made
