"""Three steps from a model to a picture, with a button that does them on the built-in model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.theme import colours, font
from paretoscope_gui.widgets.basic import Card, button, column, label, row

STEPS = (
    (mark("Open a model"), mark("Any folder with a transformers model. It is never changed.")),
    (mark("Stack techniques"), mark("Each recipe becomes a trial beside the untouched baseline.")),
    (mark("Read the trade-off"), mark("Speed, memory, energy and quality, each with its interval.")),
)


class _Number(QWidget):
    """A step's number in a tinted round."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number."""
        c, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent_tint))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(QColor(c.accent))
        painter.setFont(font("strong"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepsCard(Card):
    """The way through the program, and the first steps at once."""

    def __init__(self, start: Callable[[], object]) -> None:
        super().__init__()
        columns = row(gap=5)
        for number, (title, text) in enumerate(STEPS, 1):
            words = column(label(title, "strong"), label(text, "caption"), None, gap=0.5)
            round_ = _Number(number)
            step = row(round_, words, gap=3)
            step.setStretch(1, 1)
            step.setAlignment(round_, Qt.AlignmentFlag.AlignTop)
            columns.addLayout(step, 1)
        self.button = button(tr("Measure the demo model"), start, "", "play")
        foot = row(
            label(tr("New here? See a baseline and two recipes on the built-in model, in a few minutes."), "soft"),
            self.button, gap=4,
        )  # fmt: skip
        foot.setStretch(0, 1)
        self.setLayout(column(columns, foot, gap=4, margins=(5, 4)))
