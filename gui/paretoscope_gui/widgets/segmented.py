"""A segmented control: one of a few, all visible."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from paretoscope_gui.widgets.basic import row


class Segmented(QFrame):
    """Choices beside each other; `name` is what a screen reader says before each."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: list[tuple[str, str]], value: str = "", stretch: bool = False) -> None:
        super().__init__()
        self.setProperty("segments", "true")
        self.setAccessibleName(name)
        if not stretch:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        box = row(gap=0.5, margins=(0.75,))
        for key, text in choices:
            box.addWidget(self._button(name, key, text), 1 if stretch else 0)
        self.setLayout(box)
        self.set_value(value or choices[0][0])

    @property
    def value(self) -> str:
        """The key that is chosen."""
        return next(k for k, b in self._buttons.items() if b.isChecked())

    def set_value(self, key: str) -> None:
        """Choose without telling."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_tip(self, key: str, tip: str) -> None:
        """What a choice means, on its tool tip and for screen readers."""
        self._buttons[key].setToolTip(tip)
        self._buttons[key].setAccessibleDescription(tip)

    def _button(self, name: str, key: str, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setCheckable(True)
        made.setProperty("kind", "segment")
        made.setAccessibleName(f"{name}: {text}")
        made.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(made)
        self._buttons[key] = made
        return made
