"""The catalogue: instant search, filters, techniques by stage; what cannot be used here is grey and says why."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QListView, QPushButton

from paretoscope_gui.i18n import several, tr
from paretoscope_gui.state.catalogue import MODALITIES, Place, Row, Wanted, families, needs, rows, stages
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.words import family, stage
from paretoscope_gui.theme import space
from paretoscope_gui.tips import tip
from paretoscope_gui.views.catalogue_delegate import ROW, CatalogueDelegate
from paretoscope_gui.widgets.basic import button, column, label
from paretoscope_gui.widgets.choice_box import choice_box
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.flow import FlowLayout
from paretoscope_gui.widgets.when_shown import WhenShown

_Index = QModelIndex | QPersistentModelIndex


class CatalogueModel(QAbstractListModel):
    """The rows as Qt wants them; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def set_rows(self, rows_: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows_
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Number of lines."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, tool tip, what a screen reader says, and the row itself."""
        found = self.rows[index.row()]
        if role == ROW:
            return found
        if found.entry is None:
            return stage(found.stage) if role == Qt.ItemDataRole.DisplayRole else None
        card = found.entry.card
        texts = {
            Qt.ItemDataRole.DisplayRole: card.title,
            Qt.ItemDataRole.ToolTipRole: tip(" ".join(t for t in (found.why, found.hint) if t) or card.promise),
            Qt.ItemDataRole.AccessibleTextRole: f"{card.title}. {found.why or card.promise}",
        }
        return texts.get(Qt.ItemDataRole(role))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings are not for choosing; grey techniques are, so that one can read why."""
        if self.rows[index.row()].entry is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def place(self, technique: str) -> int:
        """The line of a technique, -1 when it is not shown."""
        return next((i for i, r in enumerate(self.rows) if r.entry and r.entry.id == technique), -1)


class Catalogue(QFrame):
    """`chosen` while moving through the list, `activated` on return or double click."""

    chosen = Signal(str)
    activated = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("browser")
        self._document = document
        self.search = QLineEdit(placeholderText=tr("Search techniques"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search techniques"))
        self.stage, self.family = choice_box(tr("Stage"), 8, tip=False), choice_box(tr("Family"), 8, tip=False)
        self.modality, self.need = choice_box(tr("Modality"), 8, tip=False), choice_box(tr("Needs"), 8, tip=False)
        self.fits, self.lossless = _chip(tr("Fits this model")), _chip(tr("Lossless"))
        self.model = CatalogueModel()
        self.list = QListView()
        self.list.setAccessibleName(tr("Techniques"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(CatalogueDelegate(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(False)
        self.list.activated.connect(self._activated)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self._count = label("", "caption", wrap=False)
        self._none = EmptyState("search", tr("Nothing matches"), tr("Try fewer words or take a filter away."))
        self._build()
        self._fresh = WhenShown(self, self.renew)
        document.catalog_changed.connect(self._fresh.wanted)
        document.model_changed.connect(self._fresh.wanted)

    def renew(self) -> None:
        """Another catalogue, or another model: stages and families, techniques."""
        self._fill_choices()
        self.refresh()

    @property
    def wanted(self) -> Wanted:
        """What the search field and the filters say."""
        return Wanted(self.search.text(), self.stage.currentData() or "", self.family.currentData() or "",
                      self.fits.isChecked(), self.lossless.isChecked(), self.modality.currentData() or "",
                      self.need.currentData() or "")  # fmt: skip

    def refresh(self) -> None:
        """Show what is wanted; the chosen technique stays chosen."""
        document, before = self._document, self.current
        place = Place(document.task, document.draft.device, document.info.model_type if document.info else "")
        self.model.set_rows(rows(document.catalog, self.wanted, place))
        shown = sum(r.entry is not None for r in self.model.rows)
        self._count.setText(several(shown, "{n} technique", "{n} techniques"))
        self.fits.setVisible(bool(document.task))
        self._none.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.choose(before or self._planned())

    def _planned(self) -> str:
        """The first technique of the plan: its card is what a reader of the plan looks for."""
        return next((s.technique for r in self._document.draft.trials for s in r.steps), "")

    @property
    def current(self) -> str:
        """Id of the chosen technique, empty when there is none."""
        self._fresh.now()
        index = self.list.currentIndex()
        entry = self.model.rows[index.row()].entry if index.isValid() else None
        return entry.id if entry else ""

    def choose(self, technique: str) -> None:
        """Choose a technique, the first one when it is not shown."""
        self._fresh.now()
        place = self.model.place(technique)
        if place < 0:
            place = next((i for i, r in enumerate(self.model.rows) if r.entry), -1)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def _build(self) -> None:
        chips = FlowLayout(gap=1.5)
        for part in (self.fits, self.lossless, self._count):
            chips.addWidget(part)
        self._count.setMinimumHeight(space(6))
        filters = QGridLayout()
        filters.setSpacing(space(2))
        for place, box in enumerate((self.stage, self.family, self.modality, self.need)):
            filters.addWidget(box, place // 2, place % 2)
            filters.setColumnStretch(place % 2, 1)
        head = column(self.search, filters, chips, gap=2, margins=(4, 4, 4, 2))
        self.setLayout(column(head, self.list, self._none, gap=1))
        self.search.textChanged.connect(self.refresh)
        for box in (self.stage, self.family, self.modality, self.need):
            box.currentIndexChanged.connect(self.refresh)
        for chip in (self.fits, self.lossless):
            chip.toggled.connect(self.refresh)

    def _fill_choices(self) -> None:
        for box, first, names in (
            (self.stage, tr("All stages"), [(stage(s), s) for s in stages(self._document.catalog)]),
            (self.family, tr("All families"), [(family(f), f) for f in families(self._document.catalog)]),
            (self.modality, tr("All models"), [(tr(words), key) for key, (words, _) in MODALITIES.items()]),
            (self.need, tr("All needs"), [(words, key) for key, words in needs(self._document.catalog)]),
        ):
            before = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(first, "")
            for text, key in names:
                box.addItem(text, key)
            box.setCurrentIndex(max(0, box.findData(before)))
            box.blockSignals(False)

    def _moved(self, index: _Index) -> None:
        if self.current:
            self.chosen.emit(self.current)

    def _activated(self, index: _Index) -> None:
        if self.current:
            self.activated.emit(self.current)


def _chip(text: str) -> QPushButton:
    made = button(text, None, "chip")
    made.setCheckable(True)
    return made
