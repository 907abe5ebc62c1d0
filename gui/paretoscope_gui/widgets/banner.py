"""A message inside the window: a sentence, a hint what to do, and perhaps a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.state.words import sentence
from paretoscope_gui.widgets.basic import IconButton, IconLabel, button, column, label, row

_ICONS = {"bad": "error", "warn": "warning", "info": "info", "good": "ok"}
_TONES = {"bad": "bad", "warn": "warn", "info": "accent", "good": "good"}


class Banner(QFrame):
    """Tone bad, warn, info or good. It stays until it is closed; it never covers the page.

    `closed()`: it is gone, for whatever reason; `dismissed()`: its reader closed it without doing what it offers.
    """

    closed = Signal()
    dismissed = Signal()

    def __init__(
        self,
        text: str,
        hint: str = "",
        tone: str = "bad",
        actions: list[tuple[str, Callable[[], object]]] | None = None,
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.text, self.hint, self.gone = text, hint, False
        self.setProperty("tone", tone)
        self.setAccessibleName(f"{text} {hint}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        words = column(label(sentence(text), "strong", selectable=True), gap=0.5)
        if hint:
            words.addWidget(label(sentence(hint), "soft", selectable=True))
        mark = IconLabel(_ICONS[tone], 20, _TONES[tone])
        box = row(mark, words, gap=3, margins=(4, 3))
        box.setStretch(1, 1)
        box.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        for name, on in actions or []:
            box.addWidget(button(name, on))
        if closable:
            close = IconButton("close", tr("Close this message"), self._dismiss, 16)
            box.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(box)

    def _dismiss(self) -> None:
        self.dismissed.emit()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """It goes for good."""
        self.gone = True
        self.closed.emit()
        self.deleteLater()
        super().closeEvent(event)
