"""The card "Where the bytes are": one bar and the same as a table."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView

from paretoscope.models.info import ModelInfo
from paretoscope_gui.i18n import tr
from paretoscope_gui.numbers import quantity, whole
from paretoscope_gui.state.anatomy import Part, parts, spoken
from paretoscope_gui.state.words import count
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import OKABE_ITO
from paretoscope_gui.views.twin import plain_table
from paretoscope_gui.widgets.basic import Card, column, label
from paretoscope_gui.widgets.dot import dot_icon
from paretoscope_gui.widgets.share_bar import Share, ShareBar

INKS = {
    "embedding": OKABE_ITO[4], "attention": OKABE_ITO[0], "feed_forward": OKABE_ITO[1], "head": OKABE_ITO[5],
    "norm": OKABE_ITO[7], "other": OKABE_ITO[6],
}  # fmt: skip
LEAST = 0.001  # share below which no more is told


class BytesCard(Card):
    """Bar and table of one model's parts."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = ShareBar(tr("Where the bytes are"))
        self.model = ArrayTable(self)
        self.table = plain_table(tr("Parts of the model"), self)
        self.table.setModel(self.model)
        self._note = label("", "caption")
        self.setLayout(
            column(label(tr("Where the bytes are"), "title"), self.bar, self.table, self._note, gap=3,
                   margins=(5, 4))
        )  # fmt: skip

    def show_model(self, info: ModelInfo, shared_head: bool) -> None:
        """Show a model's parts; hidden when the folder has no weights."""
        found = parts(info)
        self.setVisible(bool(found))
        self.bar.show_shares([Share(p.title, p.bytes, INKS[p.key]) for p in found], spoken(found))
        self.model.show([p.key for p in found], self._columns(found))
        note = tr("The output head has no weights of its own: it uses the embedding's.") if shared_head else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._fit(len(found))

    def _columns(self, found: list[Part]) -> list[Column]:
        total = sum(p.bytes for p in found) or 1
        return [
            Column(tr("Part"), [p.title for p in found], lambda i: found[i].title,
                   icon=lambda i: dot_icon(INKS[found[i].key])),
            Column(tr("Stored"), [p.bytes for p in found], lambda i: quantity(found[i].bytes, "B"), right=True),
            Column(tr("Share"), [p.bytes for p in found], lambda i: _share(found[i].bytes / total),
                   right=True),
            Column(tr("Parameters"), [p.parameters for p in found], lambda i: count(found[i].parameters),
                   right=True, tip=lambda i: whole(found[i].parameters)),
        ]  # fmt: skip

    def _fit(self, rows: int) -> None:
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        tall = self.table.verticalHeader().defaultSectionSize() * rows + head.sizeHint().height() + 4
        self.table.setFixedHeight(tall)


def _share(part: float) -> str:
    """A share in percent, as precise as the others beside it."""
    return quantity(part, "share") if part >= LEAST else f"< {quantity(LEAST, 'share', 1)}"
