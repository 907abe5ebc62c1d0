"""A segmented control: one of a few, all visible."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.basic import row

ASIDE, LETTERS = 22, 5  # px beside a word; letters that are always kept
ROOM = 4  # letters that the space beside a word is worth when the width is shared out


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
            box.addWidget(self._button(name, key, text), len(text) + ROOM if stretch else 0)
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

    def offer(self, keys: list[str]) -> None:
        """Show these choices only; where the chosen one is not among them, the first of them is chosen."""
        known = [k for k in keys if k in self._buttons]
        for key, one in self._buttons.items():
            one.setVisible(key in known)
        if known and self.value not in known:
            self.set_value(known[0])

    def set_tip(self, key: str, words: str) -> None:
        """What a choice means, on its tool tip and for screen readers."""
        self._buttons[key].setToolTip(tip(words))
        self._buttons[key].setAccessibleDescription(words)

    def _button(self, name: str, key: str, text: str) -> QPushButton:
        made = _Segment(text)
        made.setCheckable(True)
        made.setProperty("kind", "segment")
        made.setAccessibleName(f"{name}: {text}")
        made.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(made)
        self._buttons[key] = made
        return made


class _Segment(QPushButton):
    """A button that gives way to its neighbours: where there is no room its word ends in dots."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        whole = super().minimumSizeHint()
        few = ASIDE + LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(whole.width(), few), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As any button, with as much of the word as fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - ASIDE)
        if self.fontMetrics().horizontalAdvance(self.text()) <= self.width() - ASIDE + 4:
            option.text = self.text()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
