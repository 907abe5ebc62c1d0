"""A line of a list that is a button: icon, title, detail, and perhaps a small button at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from paretoscope_gui.widgets.basic import Card, IconLabel, column, label, row


class ListCard(Card):
    """Icon, title, detail. `tail` widgets stand at the end; a disabled one says why in its detail."""

    def __init__(
        self, icon: str, title: str, detail: str, on: Callable[[], object] | None, tail: list[QWidget] | None = None,
        tone: str = "soft",
    ) -> None:  # fmt: skip
        super().__init__(clickable=f"{title}. {detail}" if on else "")
        self.setLayout(self._content(icon, title, detail, tail or [], tone))
        if on is not None:
            self.clicked.connect(lambda: on())

    def _content(self, icon: str, title: str, detail: str, tail: list[QWidget], tone: str) -> QHBoxLayout:
        words = column(label(title, "strong", wrap=False), gap=0)
        if detail:
            words.addWidget(label(detail, "caption"))
        box = row(IconLabel(icon, 20, tone), words, gap=3, margins=(3, 2))
        box.setStretch(1, 1)
        for widget in tail:
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return box
