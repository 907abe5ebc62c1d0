"""The card "Will it fit": each plain dtype and each planned recipe beside the memory that is free now."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from paretoscope_gui.i18n import several, tr
from paretoscope_gui.numbers import between, quantity
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.fitting import VERDICTS, Need, in_short, needs, planned
from paretoscope_gui.theme import grown, space
from paretoscope_gui.turns import in_turns
from paretoscope_gui.widgets.basic import Card, button, column, label, restyle, tag
from paretoscope_gui.widgets.fit_bar import FitBar
from paretoscope_gui.widgets.when_shown import WhenShown

MOST = 24  # recipes that are shown
LINES = 3  # of the grid that are kept for each need
PIECE = 8  # lines that are made in one turn of the event loop
NARROW, NAME, ANY = 640, 300, 16_777_215  # px: below this width a bar stands under its name; a name's width; no limit


class FitCard(Card):
    """One line a dtype or recipe: name, bar, numbers, verdict."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.free, self.needs = 0, list[Need]()
        self._lines: dict[Need, _Line] = {}
        self._words, self._more = label("", "soft"), label("", "caption")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space(4))
        self._grid.setVerticalSpacing(space(2))
        self._narrow = False
        self._stretch()
        again = button(tr("Look again"), self.refresh, "link")
        self.setLayout(
            column(label(tr("Will it fit"), "title"), self._words, 4, self._grid, self._more, again, gap=1.5,
                   margins=(5, 4))
        )  # fmt: skip
        self._fresh = WhenShown(self, self.refresh)
        document.draft_changed.connect(self._fresh.wanted)  # which comes after another model too

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bars beside the names, or under them where there is little room at the text's size."""
        super().resizeEvent(event)
        narrow = self.width() < grown(NARROW, 1.0)
        if narrow != self._narrow:
            self._narrow = narrow
            self._stretch()
            for line in self._lines.values():
                line.stand(self._grid, line.place, narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is free will have changed when the card is looked at again."""
        super().hideEvent(event)
        self._fresh.wanted()

    def refresh(self) -> None:
        """Read what is free and show what is needed."""
        info, draft = self._document.info, self._document.draft
        if info is None:
            return
        self.free = int(psutil.virtual_memory().available)
        self.needs, work = in_short(needs(info, draft, self._document.catalog, MOST))
        text = tr("{free} of memory are free now. Predicted for one process and the planned workloads, "
                       "before anything is loaded; filled: weights, hatched: KV cache, dotted: the rest, thin line: "
                       "how far it may be off.")  # fmt: skip
        self._words.setText(f"{text.format(free=quantity(self.free, 'B'))} {work}".strip())
        wanted = list(dict.fromkeys(self.needs))
        in_turns(self, self._show(wanted), lambda: wanted == list(dict.fromkeys(self.needs)))
        left = len(planned(draft)) - MOST
        self._more.setText(several(left, "{n} more recipe is not shown.", "{n} more recipes are not shown."))
        self._more.setVisible(left > 0)

    def _stretch(self) -> None:
        """The column of the bars takes what room there is, or that of the names above them."""
        for place in (0, 1):
            self._grid.setColumnStretch(place, int(place != self._narrow))

    def _show(self, wanted: list[Need]) -> Iterator[None]:
        """Lines that are there stay, with what is free now; the others go, or are made, a few a turn."""
        for need in [n for n in self._lines if n not in wanted]:
            self._lines.pop(need).leave(self._grid)
        most = max((n.high for n in wanted), default=1)
        small = most <= 0.25 * self.free
        scale = round(1.2 * most if small else 1.02 * max(self.free, most))  # small ones fill the bars
        for done, need in enumerate(wanted, 1):
            line = self._lines.get(need) or self._lines.setdefault(need, _Line(need))
            line.stand(self._grid, done - 1, self._narrow)
            line.show_free(self.free, scale)
            if done % PIECE == 0 and done < len(wanted):
                yield


class _Line:
    """One way of running the model: the widgets of a row of the grid."""

    def __init__(self, need: Need) -> None:
        self._need, self.place, self._narrow = need, -1, False
        self._numbers = between(quantity(need.low, "B"), quantity(need.high, "B"))
        parts = ((tr("weights"), need.weights), (tr("cache"), need.cache), (tr("rest"), need.rest))
        self._detail = ", ".join(f"{name} {quantity(size, 'B')}" for name, size in parts if size)
        self._bar, self._verdict = FitBar((need.weights, need.cache, need.rest), (need.low, need.high)), tag("")
        self._cells = (self._name(), self._bar, self._figures(), self._verdict)

    def stand(self, grid: QGridLayout, place: int, narrow: bool) -> None:
        """Be at that place, in one line or, where there is little room, in three."""
        if (place, narrow) == (self.place, self._narrow):
            return
        self.place, self._narrow = place, narrow
        name, bar, figures, verdict = self._cells
        name.setMaximumWidth(ANY if narrow else NAME)
        figures.setContentsMargins(0, 0, 0, space(3) if narrow else 0)  # what belongs together stands together
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        if not narrow:
            for at, widget in enumerate(self._cells):
                grid.addWidget(widget, place * LINES, at, middle)
            return
        grid.addWidget(name, place * LINES, 0, middle)
        grid.addWidget(verdict, place * LINES, 1, middle | right)
        grid.addWidget(bar, place * LINES + 1, 0, 1, 2, middle)
        grid.addWidget(figures, place * LINES + 2, 0, 1, 2, middle)

    def leave(self, grid: QGridLayout) -> None:
        """Be gone."""
        for widget in self._cells:
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def show_free(self, free: int, scale: int) -> None:
        """So much is free now, B, and this is the value at the bars' right end."""
        word, tone = VERDICTS[self._need.verdict(free)]
        self._verdict.setText(tr(word))
        if self._verdict.property("tag") != tone:
            restyle(self._verdict, "tag", tone)
        words = f"{self._need.title}: {self._numbers}, {tr(word)}. {self._detail}."
        self._bar.show_free(free, scale, "accent" if tone == "good" else tone, " ".join((words, *self._need.notes)))

    def _name(self) -> QWidget:
        need, made = self._need, QWidget()
        lines = [label(need.title, "strong"), *([label(need.detail, "caption")] if need.detail else [])]
        made.setLayout(column(*lines, gap=0))
        made.setMaximumWidth(NAME)
        return made

    def _figures(self) -> QWidget:
        lines = label(self._numbers, "strong", wrap=False), label(self._detail, "caption", wrap=False)
        made = QWidget()
        made.setLayout(column(*lines, gap=0))
        return made
