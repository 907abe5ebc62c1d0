"""The table twin of the icicle: modules or kinds of operators with time, FLOPs and bytes, beside the baseline's."""

from __future__ import annotations

import math

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.inside import Row, colour
from paretoscope_gui.numbers import percent, quantity, whole
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.views.twin import plain_table
from paretoscope_gui.views.widths import Widths
from paretoscope_gui.widgets.dot import dot_icon

LEAST = 180  # px of a part's name at least


class InsideTable(QWidget):
    """`chosen(str)`: the key of the selected part."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = ArrayTable(self)
        self.view = plain_table(tr("Parts of the model with time, FLOPs and bytes"), self)
        self.view.setModel(self.model)
        self.view.selectionModel().selectionChanged.connect(self._selected)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._quiet = False
        self._widths = Widths(self.view)

    def show_rows(self, found: list[Row], beside: bool) -> None:
        """Show these parts; `beside`: with the baseline's time and the change."""
        self.model.show([r.key for r in found], self._columns(found, beside))
        self._widths.fit({0: LEAST})

    def select(self, key: str) -> None:
        """Select a part; tells nobody."""
        self._quiet = True
        place, flags = self.model.row_of(key), QItemSelectionModel.SelectionFlag
        if place >= 0:
            self.view.selectionModel().setCurrentIndex(self.model.index(place, 0), flags.ClearAndSelect | flags.Rows)
            self.view.scrollTo(self.model.index(place, 0))
        else:
            self.view.clearSelection()
        self._quiet = False

    def _columns(self, found: list[Row], beside: bool) -> list[Column]:
        nodes = [r.node for r in found]
        names = [f"{'    ' * r.depth}{r.title}" for r in found]
        marks = [dot_icon(colour(n)) if colour(n) else None for n in nodes]
        made = [
            Column(tr("Part"), names, lambda i: names[i], tip=lambda i: " ".join((nodes[i].path, nodes[i].type)),
                   icon=(lambda i: marks[i]) if any(marks) else None),
            Column(tr("Time"), [n.seconds for n in nodes], lambda i: quantity(nodes[i].seconds, "s"), right=True,
                   head_tip=tr("Traced time of one call; tracing makes it longer")),
            Column(tr("Share"), [n.seconds for n in nodes], lambda i: _share(found[i]), right=True),
        ]  # fmt: skip
        if beside:
            before = [r.before.seconds if r.before else math.nan for r in found]
            made += [
                Column(tr("Baseline"), before, lambda i: quantity(_known(before[i]), "s"), right=True),
                Column(tr("Change"), [_change(r) for r in found], lambda i: _change_text(found[i]), right=True),
            ]
        made += [
            Column(tr("FLOPs"), [n.flops for n in nodes], lambda i: quantity(nodes[i].flops or None, "FLOP"),
                   right=True, tip=lambda i: tr("A lower bound: not all of them are known.") if nodes[i].unknown
                   else ""),
            Column(tr("Bytes"), [n.bytes for n in nodes], lambda i: quantity(nodes[i].bytes or None, "B"),
                   right=True),
            Column(tr("Calls"), [n.calls for n in nodes], lambda i: whole(nodes[i].calls) if nodes[i].calls
                   else "", right=True),
        ]  # fmt: skip
        return made

    def _selected(self) -> None:
        rows = self.view.selectionModel().selectedRows()
        if rows and not self._quiet:
            self.chosen.emit(self.model.key(rows[0].row()))


def _share(row: Row) -> str:
    return quantity(row.node.seconds / row.whole, "share", 2) if row.whole else ""


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _change(row: Row) -> float:
    if row.before is None or row.before.seconds <= 0:
        return math.nan
    return row.node.seconds / row.before.seconds


def _change_text(row: Row) -> str:
    ratio = _change(row)
    return tr("new") if math.isnan(ratio) else percent(ratio)
