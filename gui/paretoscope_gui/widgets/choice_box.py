"""A box to choose one of several, as wide as a number of letters whatever its longest choice is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

SEEN = 20  # choices at most before the list scrolls


class _Box(QComboBox):
    """Ends a choice that has no room in dots, where Qt would cut it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then as much of the text as fits."""
        painter, option, kind = QStylePainter(self), QStyleOptionComboBox(), QStyle.ComplexControl.CC_ComboBox
        self.initStyleOption(option)
        painter.drawComplexControl(kind, option)
        room = painter.style().subControlRect(kind, option, QStyle.SubControl.SC_ComboBoxEditField, self).width()
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def choice_box(name: str, letters: int, tip: bool = True) -> QComboBox:
    """Named for screen readers; `tip`: the name is its tool tip too."""
    made = _Box()
    made.setAccessibleName(name)
    if tip:
        made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMaxVisibleItems(SEEN)
    made.setMinimumContentsLength(letters)
    return made
