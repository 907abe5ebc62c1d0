"""The card "Will it fit": each plain dtype and each planned recipe beside the memory that is free now."""

from __future__ import annotations

import psutil
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from paretoscope_gui.i18n import several, tr
from paretoscope_gui.numbers import between, quantity
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.fitting import VERDICTS, Need, needs
from paretoscope_gui.theme import space
from paretoscope_gui.widgets.basic import Card, button, column, label, tag
from paretoscope_gui.widgets.fit_bar import FitBar
from paretoscope_gui.widgets.when_shown import WhenShown

MOST = 24  # recipes that are shown


class FitCard(Card):
    """One line a dtype or recipe: name, bar, numbers, verdict."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.free, self.needs = 0, list[Need]()
        self._words, self._more = label("", "soft"), label("", "caption")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space(4))
        self._grid.setVerticalSpacing(space(2))
        self._grid.setColumnStretch(1, 1)
        again = button(tr("Look again"), self.refresh, "link")
        self.setLayout(
            column(label(tr("Will it fit"), "title"), self._words, 4, self._grid, self._more, again, gap=1.5,
                   margins=(5, 4))
        )  # fmt: skip
        self._fresh = WhenShown(self, self.refresh)
        document.draft_changed.connect(self._fresh.wanted)  # which comes after another model too

    def hideEvent(self, event: QHideEvent) -> None:
        """What is free will have changed when the card is looked at again."""
        super().hideEvent(event)
        self._fresh.wanted()

    def refresh(self) -> None:
        """Read what is free and show what is needed."""
        info = self._document.info
        if info is None:
            return
        self.free = int(psutil.virtual_memory().available)
        self.needs = needs(info, self._document.draft, self._document.catalog)
        text = tr("{free} of memory are free now. Predicted for one process and the planned workloads, "
                       "before anything is loaded; filled: weights, hatched: KV cache, dotted: the rest.")  # fmt: skip
        self._words.setText(text.format(free=quantity(self.free, "B")))
        self._draw(self.needs[:MOST])
        left = len(self.needs) - MOST
        self._more.setText(several(left, "{n} more recipe is not shown.", "{n} more recipes are not shown."))
        self._more.setVisible(left > 0)

    def _draw(self, shown: list[Need]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        most = max((n.high for n in shown), default=1)
        scale = round(
            1.02 * max(self.free, most) if most > 0.25 * self.free else 1.2 * most
        )  # small ones fill the bars
        for place, need in enumerate(shown):
            for at, widget in enumerate(self._line(need, scale)):
                self._grid.addWidget(widget, place, at, Qt.AlignmentFlag.AlignVCenter)

    def _line(self, need: Need, scale: int) -> tuple[QWidget, ...]:
        word, tone = VERDICTS[need.verdict(self.free)]
        numbers = between(quantity(need.low, "B"), quantity(need.high, "B"))
        parts = ((tr("weights"), need.weights), (tr("cache"), need.cache), (tr("rest"), need.rest))
        detail = ", ".join(f"{name} {quantity(size, 'B')}" for name, size in parts if size)
        words = " ".join((f"{need.title}: {numbers}, {tr(word)}. {detail}.", *need.notes))
        name = QWidget()
        lines = [label(need.title, "strong"), *([label(need.detail, "caption")] if need.detail else [])]
        name.setLayout(column(*lines, gap=0))
        name.setMaximumWidth(300)
        bar = FitBar(
            (need.weights, need.cache, need.rest), self.free, scale, "accent" if tone == "good" else tone, words
        )
        figures = QWidget()
        figures.setLayout(column(label(numbers, "strong", wrap=False), label(detail, "caption", wrap=False), gap=0))
        return name, bar, figures, tag(tr(word), tone)
