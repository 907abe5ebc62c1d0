"""A message inside the window: a sentence, a hint what to do, and perhaps a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from paretoscope_gui.widgets.basic import IconButton, IconLabel, button, column, label, row

_ICONS = {"bad": "error", "warn": "warning", "info": "info", "good": "ok"}
_TONES = {"bad": "bad", "warn": "warn", "info": "accent", "good": "good"}


class Banner(QFrame):
    """Tone bad, warn, info or good. It stays until it is closed; it never covers the page."""

    def __init__(
        self, text: str, hint: str = "", tone: str = "bad", actions: list[tuple[str, Callable[[], object]]] | None = None,
        closable: bool = True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.text, self.hint = text, hint
        self.setProperty("tone", tone)
        self.setAccessibleName(f"{text} {hint}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        words = column(label(text, "strong", selectable=True), gap=0.5)
        if hint:
            words.addWidget(label(hint, "soft", selectable=True))
        box = row(IconLabel(_ICONS[tone], 20, _TONES[tone]), words, gap=3, margins=(4, 3))
        box.setStretch(1, 1)
        box.setAlignment(box.itemAt(0).widget(), Qt.AlignmentFlag.AlignTop)
        for name, on in actions or []:
            box.addWidget(button(name, on))
        if closable:
            box.addWidget(IconButton("close", "Close this message", self.deleteLater, 16), 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(box)
