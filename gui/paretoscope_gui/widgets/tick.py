"""A box to tick whose words go on in another line where there is no room for them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy


class Tick(QCheckBox):
    """A QCheckBox; give it all the width that there is, by which it breaks its words."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for its longest word."""
        words = max(map(self.fontMetrics().horizontalAdvance, self._whole.split()), default=0)
        return QSize(words + self._aside(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        text = "\n".join(broken(self._whole, self.fontMetrics(), self.width() - self._aside()))
        if text != self.text():
            self.setText(text)

    def _aside(self) -> int:
        """px beside the words: the box itself and what is around it."""
        return self.sizeHint().width() - self.fontMetrics().size(0, self.text()).width()


def broken(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The lines of a text, none wider than `room` px but for a single word."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
