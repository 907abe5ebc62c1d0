"""The two tables of the compare page: the numbers that both studies have, and the facts that are not the same."""

from __future__ import annotations

import math

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from paretoscope.analysis.compare import Difference
from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.choice import workload_words
from paretoscope_gui.measured.comparison import TONES, Line, fact, shown
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import colours, grown
from paretoscope_gui.views.twin import plain_table, wrap_names
from paretoscope_gui.views.widths import Widths, unbroken

FROM = {2: 580}  # column to px of the table from which it is there: the first values
LEAST = {0: 108, 1: 108, 5: 80}  # px of recipe, number and verdict at least


class LinesTable(QWidget):
    """`chosen(str)`: the key of the selected number, "" for none."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = ArrayTable(self)
        self.lines: dict[str, Line] = {}
        self.view = plain_table(tr("Numbers of both studies"), self)
        self.view.setModel(self.model)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.selected))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._widths = Widths(self.view)

    @property
    def selected(self) -> str:
        """Key of the selected number, "" for none."""
        rows = self.view.selectionModel().selectedRows()
        return self.model.key(rows[0].row()) if rows else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room a change and its verdict stay in sight; tips have the rest."""
        super().resizeEvent(event)
        if self.model.columnCount() and self._hide():
            self._widths.fit()

    def _hide(self) -> bool:
        """Whether a column went or came."""
        before = [self.view.isColumnHidden(place) for place in FROM]
        for place, least in FROM.items():
            self.view.setColumnHidden(place, self.width() < grown(least))
        return before != [self.view.isColumnHidden(place) for place in FROM]

    def show_lines(self, found: list[Line]) -> None:
        """Show these; the first is selected when the selected one is gone."""
        before = self.selected
        self.lines = {x.key: x for x in found}
        self.model.show([x.key for x in found], self._columns(found))
        self._hide()
        self._widths.fit(LEAST)
        self.select(before if before in self.lines else found[0].key if found else "")

    def select(self, key: str) -> None:
        """Select a number."""
        place, flags = self.model.row_of(key), QItemSelectionModel.SelectionFlag
        if place >= 0:
            self.view.selectionModel().setCurrentIndex(self.model.index(place, 0), flags.ClearAndSelect | flags.Rows)

    def _columns(self, found: list[Line]) -> list[Column]:
        order = list(TONES)
        changes = [x.pair.ratio.value if x.pair.ratio else math.nan for x in found]
        return [
            Column(tr("Recipe"), [x.recipe for x in found], lambda i: unbroken(found[i].recipe)),
            Column(tr("Number"), [x.title for x in found], lambda i: found[i].title,
                   tip=lambda i: workload_words(found[i].pair.workload)),
            Column(tr("First"), [x.pair.first.value or 0.0 for x in found],
                   lambda i: found[i].text(found[i].pair.first), right=True),
            Column(tr("Second"), [x.pair.second.value or 0.0 for x in found],
                   lambda i: found[i].text(found[i].pair.second), right=True,
                   tip=lambda i: tr("First: {value}", value=found[i].text(found[i].pair.first))),
            Column(tr("Change"), changes, lambda i: found[i].change, right=True, tip=lambda i: found[i].around,
                   colour=lambda i: ink(found[i])),
            Column(tr("Verdict"), [order.index(x.verdict) for x in found], lambda i: tr(found[i].words),
                   colour=lambda i: ink(found[i])),
        ]  # fmt: skip


class FactsTable(QWidget):
    """What is not the same in the two studies."""

    def __init__(self) -> None:
        super().__init__()
        self.model = ArrayTable(self)
        self.view = plain_table(tr("What is not the same"), self)
        self.view.setModel(self.model)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)

    def show_facts(self, found: list[Difference]) -> None:
        """Show these."""
        names = [fact(d) for d in found]
        self.model.show(
            [d.what for d in found],
            [
                Column(tr("What"), names, lambda i: names[i], tip=lambda i: names[i]),
                Column(tr("First"), names, lambda i: shown(found[i].first), tip=lambda i: found[i].first),
                Column(tr("Second"), names, lambda i: shown(found[i].second), tip=lambda i: found[i].second),
            ],
        )
        wrap_names(self.view, (0, 1, 2))


def ink(line: Line) -> QColor:
    """The colour of a verdict's words."""
    tone = TONES[line.verdict]
    return QColor(getattr(colours(), tone if tone != "plain" else "dim"))
