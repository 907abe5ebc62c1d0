"""One bar cut into shares, each with its name inside where there is room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from paretoscope_gui.numbers import quantity
from paretoscope_gui.theme import contrast, font, space, theme
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.painted import Painted

GAP = 2.0  # px between shares


@dataclass(frozen=True)
class Share:
    """One piece: its name, its size in any unit, its colour, and what stands for its size (its share by default)."""

    title: str
    size: float
    colour: str
    text: str = ""


class ShareBar(Painted):
    """The shares beside each other; a list with the numbers belongs under it, colour alone tells nobody."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shares: list[Share] = []
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().follow(self.updateGeometry)

    def show_shares(self, shares: list[Share], words: str) -> None:
        """Show these; `words` say the same to a screen reader."""
        self._shares = [s for s in shares if s.size > 0]
        self.setAccessibleDescription(words)
        self.setToolTip(tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as a line of text with room around it."""
        return QSize(240, round(space(9) * theme().scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pieces inside one rounded outline."""
        whole = sum(s.size for s in self._shares)
        if not whole:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 7, 7)
        painter.setClipPath(outline)
        painter.setFont(font("caption"))
        room = self.width() - GAP * (len(self._shares) - 1)
        x = 0.0
        for share in self._shares:
            box = QRectF(x, 0, room * share.size / whole, self.height())
            painter.fillRect(box, QColor(share.colour))
            _write(painter, box, share, share.text or quantity(share.size / whole, "share", 2))
            x = box.right() + GAP


def _write(painter: QPainter, box: QRectF, share: Share, size: str) -> None:
    """The name and its size; the size alone, or nothing, where there is no room."""
    for words in (f"{share.title}  {size}", size):
        if painter.fontMetrics().horizontalAdvance(words) <= box.width() - 12:
            painter.setPen(QColor(ink_on(share.colour)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            return


def ink_on(ground: str) -> str:
    """The text colour that is read better on a ground."""
    light, dark = "#FFFFFF", "#12161C"
    return light if contrast(light, ground) >= contrast(dark, ground) else dark
