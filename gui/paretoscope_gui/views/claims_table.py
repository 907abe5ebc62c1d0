"""The table of claims: what is claimed, what was measured, and both on a strip around no effect."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from paretoscope_gui.i18n import said, tr
from paretoscope_gui.measured.claims import VERDICTS, Row, reach
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import colours, grown
from paretoscope_gui.views.twin import plain_table
from paretoscope_gui.views.widths import Widths, unbroken
from paretoscope_gui.widgets.strip import Marks, draw_strip

STRIP, STRIP_FROM = 5, 600  # the column of the strip; px of the table from which it is there
LEAST = {0: 120, 1: 120, 2: 80, STRIP: 120}  # px of words and strip at least


class ClaimsTable(QWidget):
    """`chosen(str)`: the key of the selected claim, "" for none."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = ArrayTable(self)
        self.rows: dict[str, Row] = {}
        self.marks: dict[str, Marks] = {}  # on the strips of those that were measured
        self.view = plain_table(tr("Claims of the papers beside what was measured"), self)
        self.view.setModel(self.model)
        self.view.setItemDelegateForColumn(STRIP, _StripDelegate(self))
        self.view.selectionModel().selectionChanged.connect(self._selected)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._widths = Widths(self.view, STRIP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the numbers stay; the strip is drawn beside the claim that is told in full."""
        super().resizeEvent(event)
        if self.model.columnCount() and self._hide():
            self._widths.fit()

    def _hide(self) -> bool:
        """Whether the strip went or came."""
        hidden = self.width() < grown(STRIP_FROM)
        changed = hidden != self.view.isColumnHidden(STRIP)
        self.view.setColumnHidden(STRIP, hidden)
        return changed

    def show_rows(self, found: list[Row]) -> None:
        """Show these claims; the first is selected when the selected one is gone."""
        before = self.selected
        self.rows = {r.key: r for r in found}
        self.marks = {r.key: marks(r) for r in found if r.check.measured is not None}
        self.model.show([r.key for r in found], self._columns(found))
        self._hide()
        self._widths.fit(LEAST)
        self.select(before if before in self.rows else found[0].key if found else "")

    @property
    def selected(self) -> str:
        """Key of the selected claim, "" for none."""
        chosen = self.view.selectionModel().selectedRows()
        return self.model.key(chosen[0].row()) if chosen else ""

    def select(self, key: str) -> None:
        """Select a claim."""
        place, flags = self.model.row_of(key), QItemSelectionModel.SelectionFlag
        if place >= 0:
            self.view.selectionModel().setCurrentIndex(self.model.index(place, 0), flags.ClearAndSelect | flags.Rows)
        else:
            self.view.clearSelection()

    def _columns(self, found: list[Row]) -> list[Column]:
        claims = [r.check.claim for r in found]
        recipes = [r.recipe for r in found]
        orders = [list(VERDICTS).index(r.verdict) for r in found]
        return [
            Column(tr("Claim"), claims, lambda i: claims[i], tip=lambda i: found[i].check.setting),
            Column(tr("Recipe"), recipes, lambda i: unbroken(recipes[i]), tip=lambda i: recipes[i]),
            Column(tr("Here"), orders, lambda i: tr(VERDICTS[found[i].verdict][0]),
                   tip=lambda i: said(found[i].check.why), colour=lambda i: ink(found[i].verdict)),
            Column(tr("Claimed"), claims, lambda i: found[i].claimed, right=True),
            Column(tr("Measured"), claims, lambda i: found[i].measured, right=True,
                   tip=lambda i: found[i].interval),
            Column(tr("Less, or more"), claims, lambda i: "", tip=lambda i: spoken(found[i])),
        ]  # fmt: skip

    def _selected(self) -> None:
        self.chosen.emit(self.selected)


class _StripDelegate(QStyledItemDelegate):
    """Draws the strip of a row."""

    def __init__(self, table: ClaimsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground as any cell's, then the strip."""
        super().paint(painter, option, index)
        found = self._table.marks.get(self._table.model.key(index.row()))
        if found is None:
            return
        painter.save()
        draw_strip(painter, QRectF(option.rect).adjusted(8, 4, -8, -4), found)
        painter.restore()


def marks(found: Row) -> Marks:
    """Where a row's numbers stand on its strip."""
    check = found.check
    places = [found.place(v) for v in (check.claimed, check.measured, check.low, check.high)]
    tone = VERDICTS[found.verdict][1]
    return Marks(places[0], places[1], places[2], places[3], reach(found), tone if tone != "plain" else "soft")


def ink(verdict: str) -> QColor:
    """The colour of a verdict's word."""
    tone = VERDICTS[verdict][1]
    return QColor(getattr(colours(), tone if tone != "plain" else "soft"))


def spoken(found: Row) -> str:
    """A row's numbers in words."""
    if found.check.measured is None:
        return said(found.check.why)
    around = f" ({found.interval})" if found.interval else ""
    return tr(
        "claimed {claimed}, measured {measured}{around}",
        claimed=found.claimed or tr("no number"),
        measured=found.measured,
        around=around,
    )
