"""Techniques: the catalogue, the card of one technique, and the workbench where recipes become a study."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from paretoscope_gui.contract import BridgeLike
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.deed import sweeping
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import grown, theme
from paretoscope_gui.views.catalogue import Catalogue
from paretoscope_gui.views.recipe_panel import RecipePanel
from paretoscope_gui.views.study_panel import ProtocolChoice, Summary, TrialList, WorkloadList
from paretoscope_gui.views.sweep_dialog import SweepDialog
from paretoscope_gui.views.technique_card import TechniquePanel
from paretoscope_gui.widgets.basic import button, column, line, named, row, scrolled
from paretoscope_gui.widgets.when_shown import WhenShown, freshened

CARD, ANY = 400, 16_777_215  # px: the least width of a card; no limit
SETTLE_MS = 40  # a card is made once the choice rests, not at every key while one walks through the list


class Page(QWidget):
    """Three columns: find, understand and set, assemble."""

    def __init__(self, document: Document, bridge: BridgeLike | None) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self.catalogue = Catalogue(document)
        self.card = TechniquePanel(document)
        self.recipe = RecipePanel(document)
        self.trials, self.workloads = TrialList(document), WorkloadList(document)
        self.protocol, self.summary = ProtocolChoice(document), Summary(document)
        self.run = button(tr("Run study"), document.run_wanted.emit, "primary", "play")
        self._bench = self._side()
        self._reading = False  # where there is room for one only: the card is read, not the catalogue
        self._back = button(tr("All techniques"), lambda: self._read(False), "ghost", "techniques")
        self._middle = QWidget()
        middle = column(row(self._back, None, margins=(6, 2, 6, 0)), self.card, gap=0)
        middle.setStretch(1, 1)
        self._middle.setLayout(middle)
        box = row(self.catalogue, self._middle, self._bench, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self._join()
        self._fit()
        theme().follow(self._fit)

    @property
    def narrow(self) -> bool:
        """Whether the window, at the text's size, has no room for catalogue and card beside each other."""
        return self.width() < grown(316, 0.3) + grown(CARD, 0.6) + grown(368, 0.3)

    def prepare(self) -> Iterator[None]:
        """Before it is shown for the first time, one part a turn."""
        self._fit()
        yield from freshened(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns where there is room, else two."""
        super().resizeEvent(event)
        self._fit()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._read(False)
        self.catalogue.search.setFocus()
        self.catalogue.search.selectAll()

    def add_trial(self) -> None:
        """The recipe on the workbench becomes a trial."""
        document = self._document
        recipe = document.draft.recipe
        if recipe.steps and not document.problems():
            document.edit(lambda _: tr("add a trial"), lambda d: d.add_trials([recipe]).clear_recipe())

    def use_preset(self, key: str) -> None:
        """The trials of a preset are added."""
        self.trials.use(key)

    def settings(self) -> None:
        """The study's settings are asked."""
        self.protocol.settings()

    def sweep(self, start: str = "") -> None:
        """Several values of a parameter become trials."""
        document = self._document
        dialog = SweepDialog(document, document.draft.recipe, self.window(), start)
        if dialog.exec() and dialog.recipes:
            document.edit(sweeping(len(dialog.recipes)), lambda d: d.add_trials(dialog.recipes))

    def _side(self) -> QFrame:
        inside = QWidget()
        inside.setLayout(
            column(self.recipe, line(), self.trials, line(), self.workloads, line(), self.protocol, None,
                   gap=4, margins=(5, 4))
        )  # fmt: skip
        footer = named(QFrame(), "footer")
        self.run.setMinimumHeight(36)
        footer.setLayout(column(self.summary, self.run, gap=2, margins=(5, 3, 7.5, 3)))  # as the part that scrolls
        side = named(QFrame(), "side")
        side.setLayout(column(scrolled(inside, tr("Workbench")), footer, gap=0))
        return side

    def _fit(self) -> None:
        narrow = self.narrow
        self._bench.setFixedWidth(grown(368, 0.3))
        self.catalogue.setMinimumWidth(grown(316, 0.3))
        self.catalogue.setMaximumWidth(ANY if narrow else grown(316, 0.3))
        self.catalogue.setVisible(not narrow or not self._reading)
        self._middle.setVisible(not narrow or self._reading)
        self._back.setVisible(narrow)

    def _read(self, card: bool) -> None:
        """Turn to the card, or back to the catalogue, where only one has room."""
        if card != self._reading:
            self._reading = card
            self._fit()
            (self._back if card and self.narrow else self.catalogue.list).setFocus()

    def _join(self) -> None:
        document = self._document
        self._waiting = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._waiting.timeout.connect(self._show)
        self.catalogue.chosen.connect(lambda _: self._waiting.start())
        self.catalogue.activated.connect(self._activate)
        self.catalogue.list.clicked.connect(lambda _: self._read(self.narrow))
        self.recipe.chosen.connect(self.open)
        self.recipe.add_wanted.connect(self.add_trial)
        self.recipe.sweep_wanted.connect(self.sweep)
        self.card.sweep_wanted.connect(self._sweep_from_card)
        self._fresh = WhenShown(self.card, lambda: self.card.show_technique(self.catalogue.current))
        document.model_changed.connect(self._fresh.wanted)
        document.catalog_changed.connect(self._fresh.wanted)
        document.model_changed.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        """Without a model there is nothing to run; the line above the button says so."""
        self.run.setEnabled(self._document.info is not None)

    def open(self, technique: str) -> None:
        """Choose a technique and show its card at once."""
        self.catalogue.choose(technique)
        self._show()
        if self.narrow:
            self._read(True)

    def _show(self) -> None:
        self._waiting.stop()
        if self.catalogue.current != self.card.technique:
            self.card.show_technique(self.catalogue.current)

    def _activate(self, technique: str) -> None:
        self.open(technique)
        self.card.toggle()

    def _sweep_from_card(self, technique: str, name: str) -> None:
        if not any(s.technique == technique for s in self._document.draft.recipe.steps):
            self.card.toggle()
        self.sweep(f"{technique}/{name}")
