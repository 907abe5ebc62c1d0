"""What a page shows when there is nothing yet: why, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from paretoscope_gui.theme import grown
from paretoscope_gui.widgets.basic import IconLabel, button, column, label, row


class EmptyState(QWidget):
    """An icon, a title, a sentence, and perhaps one button, in the middle of the space."""

    def __init__(
        self, icon: str, title: str, text: str = "", action: str = "", on: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        centre = Qt.AlignmentFlag.AlignHCenter
        box = column(None, gap=2, margins=(6,))
        box.addWidget(IconLabel(icon, 44, "dim"), 0, centre)
        box.addSpacing(4)
        heading = label(title, "title")
        heading.setAlignment(centre)
        box.addWidget(heading)
        if text:
            words = label(text, "soft")
            words.setAlignment(centre)
            words.setMaximumWidth(grown(440))
            middle = row(None, words, None, gap=0)  # an aligned item would not get the height its lines need
            middle.setStretch(1, 100)
            box.addLayout(middle)
        if action:
            box.addSpacing(8)
            box.addWidget(button(action, on, "primary"), 0, centre)
        box.addStretch(2)
        self.setLayout(box)
