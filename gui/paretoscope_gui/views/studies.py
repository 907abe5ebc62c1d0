"""All studies of this machine: when, how large, in which state; opened, renamed, deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from paretoscope_gui.i18n import several, tr
from paretoscope_gui.numbers import moment, quantity
from paretoscope_gui.state.background import Background
from paretoscope_gui.state.document import Document, open_folders
from paretoscope_gui.state.studies import STATES, Known, delete, rename, unusable
from paretoscope_gui.state.words import protocol
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.tips import tip
from paretoscope_gui.views.twin import plain_table
from paretoscope_gui.widgets.asking import Answer, Naming, Question
from paretoscope_gui.widgets.basic import button, column, label, row


class StudiesTable(QWidget):
    """`changed()`: a study was renamed or deleted."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.studies: dict[str, Known] = {}
        self._open_one: Path | None = None
        self.model = ArrayTable(self)
        self.view = plain_table(tr("Studies of this machine"), self)
        self.view.setModel(self.model)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.view.doubleClicked.connect(lambda _: self.open())
        self.total = label("", "caption", wrap=False)
        self.open_button = button(tr("Open"), self.open, "primary")
        self.rename_button = button(tr("Rename…"), self._ask_name)
        self.delete_button = button(tr("Delete…"), self._ask_delete, icon_name="trash")
        foot = row(self.total, None, self.rename_button, self.delete_button, self.open_button, gap=2, margins=(3, 2))
        box = column(self.view, foot, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self._sized = False

    @property
    def selected(self) -> Known | None:
        """The selected study."""
        rows = self.view.selectionModel().selectedRows()
        return self.studies.get(self.model.key(rows[0].row())) if rows else None

    def show_studies(self, found: list[Known], opened: Path | None) -> None:
        """Show these; `opened` is the one that the window shows now."""
        before = self.selected
        self.studies, self._open_one = {s.key: s for s in found}, opened
        self.model.show([s.key for s in found], self._columns(found))
        whole = quantity(float(sum(s.size for s in found)), "B")
        self.total.setText(several(len(found), "{n} study, {size} on disk", "{n} studies, {size} on disk",
                                                                       size=whole))  # fmt: skip
        if not self._sized:
            self._sized = True
            head = self.view.horizontalHeader()
            head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if found and self.selected is None:
            self.select(before.key if before is not None and before.key in self.studies else found[0].key)
        self._enable()

    def select(self, key: str) -> None:
        """Select a study."""
        place, flags = self.model.row_of(key), QItemSelectionModel.SelectionFlag
        if place >= 0:
            self.view.selectionModel().setCurrentIndex(self.model.index(place, 0), flags.ClearAndSelect | flags.Rows)

    def open(self) -> None:
        """Show the selected study in the window."""
        if self.selected is not None:
            self._document.path_wanted.emit(self.selected.key)

    def rename(self, study: Known, name: str) -> None:
        """Give this study another name."""
        self._do(lambda: rename(study.path, name))

    def delete(self, study: Known) -> None:
        """Delete this study for good."""
        self._do(lambda: delete(study.path))

    def _do(self, work: Callable[[], object]) -> None:
        task = Background(work, self)
        task.done.connect(lambda _: self.changed.emit())
        task.failed.connect(self._document.tell)
        task.start()

    def _ask_name(self) -> None:
        study = self.selected
        if study is not None:
            self.naming(study).ask(lambda name: self.rename(study, name))

    def _ask_delete(self) -> None:
        study = self.selected
        if study is not None:
            self.deleting(study).ask(lambda answer: self.delete(study) if answer == "delete" else None)

    def naming(self, study: Known) -> Naming:
        """The question for another name."""
        problem = partial(unusable, study.path)
        what = tr("Name of its folder")
        return Naming(self, tr("Rename the study"), what, study.path.name, tr("Rename"), problem)

    def deleting(self, study: Known) -> Question:
        """The question whether it is really to go."""
        size = quantity(float(study.size), "B")
        hint = tr("Its folder with all measurements, {size}, is deleted for good.", size=size)
        answers = (Answer("delete", tr("Delete"), "danger"), Answer("keep", tr("Keep it"), "primary", default=True))
        text = tr("Delete the study {name}?", name=study.shown)
        return Question(self, tr("Delete the study"), text, hint, answers, "warn")

    def _enable(self) -> None:
        """What is open in a tab is neither renamed nor deleted: its files are being read."""
        study = self.selected
        opened = study is not None and self._open_one is not None and study.path.resolve() == self._open_one.resolve()
        elsewhere = study is not None and study.path.resolve() in open_folders()
        free = study is not None and not (opened or elsewhere) and study.state not in ("running", "paused")
        self.open_button.setEnabled(study is not None and not opened)
        why = "" if free or study is None else tr("It is open in this window, or it runs.")
        for each in (self.rename_button, self.delete_button):
            each.setEnabled(free)
            each.setToolTip(tip(why))

    def _columns(self, found: list[Known]) -> list[Column]:
        times = [s.changed for s in found]
        return [
            Column(tr("Study"), [s.shown for s in found], lambda i: found[i].shown, tip=lambda i: found[i].key),
            Column(tr("Model"), [s.model for s in found], lambda i: found[i].model),
            Column(tr("Last changed"), times,
                   lambda i: moment(times[i])),
            Column(tr("Trials"), [s.trials for s in found], lambda i: str(found[i].trials), right=True),
            Column(tr("Protocol"), [s.protocol for s in found], lambda i: protocol(found[i].protocol)),
            Column(tr("State"), [s.state for s in found],
                   lambda i: tr(STATES.get(found[i].state, found[i].state))),
            Column(tr("Disk"), [s.size for s in found], lambda i: quantity(float(found[i].size), "B"), right=True),
        ]  # fmt: skip
