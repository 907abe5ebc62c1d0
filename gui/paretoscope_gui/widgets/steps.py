"""Three steps from a model to a picture, with a button that does them on the built-in model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.widgets.basic import Card, Turning, button, column, label, row
from paretoscope_gui.widgets.guide_bar import Number

STEPS = (
    (mark("Open a model"), mark("Any folder with a transformers model. It is never changed.")),
    (mark("Stack techniques"), mark("Each recipe becomes a trial beside the untouched baseline.")),
    (mark("Read the trade-off"), mark("Speed, memory, energy and quality, each with its interval.")),
)
NARROW = 520  # px


class StepsCard(Card):
    """The way through the program, and the first steps at once; `first`: that is what is offered before all else."""

    def __init__(self, start: Callable[[], object], first: bool = False) -> None:
        super().__init__()
        self._columns = columns = Turning(1.3, 5)
        for number, (title, text) in enumerate(STEPS, 1):
            words = column(label(tr(title), "strong"), label(tr(text), "caption"), None, gap=0.5)
            round_ = Number(number)
            step = row(round_, words, gap=3)
            step.setStretch(1, 1)
            step.setAlignment(round_, Qt.AlignmentFlag.AlignTop)
            columns.addLayout(step, 1)
        self.button = button(tr("Take the first steps"), start, "primary" if first else "", "play")
        foot = row(
            label(tr("New here? See a baseline and two recipes on the built-in model, in about a minute."), "soft"),
            self.button, gap=4,
        )  # fmt: skip
        foot.setStretch(0, 1)
        self.setLayout(column(columns, foot, gap=4, margins=(5, 4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side the steps' words need some width."""
        super().resizeEvent(event)
        self._columns.narrow(self.width() < NARROW)
