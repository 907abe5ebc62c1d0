"""Compare and history: two studies of this machine side by side, what changed, how a number went over time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from paretoscope.analysis.compare import compare
from paretoscope.analysis.results import Results
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import several, tr
from paretoscope_gui.measured.comparison import Line, headline, lines, wanted
from paretoscope_gui.measured.metric import metric
from paretoscope_gui.numbers import moment
from paretoscope_gui.plots.history import HistoryPlot
from paretoscope_gui.state.background import Newest
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.studies import Known, known
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.compare_read import StoredResults, past, usual
from paretoscope_gui.views.compare_tables import FactsTable, LinesTable
from paretoscope_gui.views.studies import StudiesTable
from paretoscope_gui.views.twin import show_twin
from paretoscope_gui.widgets.basic import Card, Turning, button, column, label, row
from paretoscope_gui.widgets.choice_box import choice_box
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.leaves import Leaves
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.split import NARROW, FirstLarger, split

NUMBERS = 0.7  # share of a narrow page that the numbers have
OLD = 12  # studies of the same model in the history


class Page(QWidget):
    """The page reads the studies' folders itself, beside the event loop, and keeps their results while it lives.

    `grown()`: one of its parts was made, when it was first looked at.
    """

    grown = Signal()

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._bridge = document, bridge
        self.studies: list[Known] = []
        self._results = StoredResults(document.tell)
        self._lines: list[Line] = []
        self._pair: tuple[tuple[str, float], ...] = ()  # what stands side by side
        self._newest: object = None
        self._filling = self._listed = False
        self._looked, self._compared, self._past = Newest(self), Newest(self), Newest(self)
        self.sentence = label("", "title", selectable=True)
        self.first, self.second = choice_box(tr("First study"), 24), choice_box(tr("Second study"), 24)
        self.table, self.facts = LinesTable(), FactsTable()
        self._over = label("", "strong", wrap=True)
        self._build()
        document.study_changed.connect(self.refresh)
        bridge.state_changed.connect(lambda state: self.refresh() if state == "done" else None)

    def prepare(self) -> Iterator[None]:
        """Before it is shown for the first time, one part a turn: what two studies stand in."""
        if len(self._document.settings.recent_studies) > 1:
            for part in (lambda: self.history, lambda: self.stack.ready("pair")):
                part()
                yield

    @cached_property
    def history(self) -> HistoryPlot:
        """The plot, made when there are two studies."""
        made = HistoryPlot(tr("History"))
        made.table_wanted.connect(lambda: show_twin(made, self))
        made.export_failed.connect(self._document.problem)
        return made

    @cached_property
    def all(self) -> StudiesTable:
        """The list of all studies, made when it is first looked at."""
        made = StudiesTable(self._document)
        made.changed.connect(self.refresh)
        made.show_studies(self.studies, self._document.folder)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """The page comes to the front: look which studies there are."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Look again which studies there are."""
        if self.isVisible():
            remembered = list(self._document.settings.recent_studies)
            self._looked.ask(lambda: known(remembered), self._list, self._document.tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page puts what is compared under the switch."""
        super().resizeEvent(event)
        self._head.narrow(self.width() < NARROW)

    # ---- building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.mode = Segmented(tr("Show"), [("pair", tr("Side by side")), ("all", tr("All studies"))])
        self.mode.chosen.connect(lambda _: self._show_mode())
        self.which = Segmented(tr("Numbers"), [("main", tr("Main")), ("real", tr("Real changes")), ("all", tr("All"))])
        self.which.chosen.connect(lambda _: self._show_lines())
        swap = button(tr("Swap"), self._swap, "link")
        for box in (self.first, self.second):
            box.activated.connect(lambda _: self._compare())
        self._choice = QWidget()
        choice = row(self.first, label(tr("against"), "soft", wrap=False), self.second, swap, gap=2)
        choice.setStretch(0, 1)
        choice.setStretch(2, 1)
        self._choice.setLayout(choice)
        head = self._head = Turning(1.4, 3)
        head.addWidget(self.mode, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._choice, 1)
        self.stack = Leaves()
        self.stack.grown.connect(self.grown)
        self.stack.offer("one", lambda: EmptyState(
            "compare", tr("There is nothing to compare yet"),
            tr("Two studies of this machine can stand side by side: run another one, or open a study folder."),
            tr("Go to Techniques"), lambda: self._document.page_wanted.emit("techniques"),
        ))  # fmt: skip
        self.stack.offer("pair", self._side_by_side)
        self.stack.offer("all", lambda: Card(column(self.all, margins=(1,))))
        page = column(head, self.stack, gap=3, margins=(6, 5))
        page.setStretch(1, 1)
        self.setLayout(page)
        self.table.chosen.connect(self._chose)
        self._document.trial_changed.connect(self._look_at)
        self._show_mode()

    def _side_by_side(self) -> QWidget:
        numbers = Card(column(row(self.which, None, margins=(2, 2, 2, 0)), self.table, gap=2, margins=(1,)))
        facts = Card(column(label(tr("What is not the same"), "strong"), self.facts, gap=1, margins=(3, 3, 1, 1)))
        history = Card(column(self._over, self.history, gap=1, margins=(3, 3, 2, 2)))
        side = split(Qt.Orientation.Vertical, facts, history, sizes=[300, 300], first_grows=True)
        body = split(Qt.Orientation.Horizontal, numbers, side, sizes=[790, 400], first_grows=True)
        FirstLarger(body, NUMBERS)
        note = label(
            tr("The studies ran at different times: what the machine did in between is in these ratios. Inside "
                    "one study, recipes are compared round by round, which is surer."), "caption",
        )  # fmt: skip
        made = QWidget()
        pair = column(self.sentence, body, note, gap=3)
        pair.setStretch(1, 1)
        made.setLayout(pair)
        return made

    # ---- showing ------------------------------------------------------------------------------------------------

    def _list(self, found: list[Known]) -> None:
        """Fill the boxes; at first the open study, or the newest, against the one before it of the same model."""
        if not self.isVisible():  # it is looked again when the page is shown
            return
        keys, before = [s.key for s in found], (self.first.currentData(), self.second.currentData())
        kept = before[0] != before[1] and all(key in keys for key in before)
        if found != self.studies or not kept:
            self._offer(found, before if kept else usual(found, self._document.folder))
        self.studies, self._listed = found, True
        if "all" in vars(self):
            self.all.show_studies(found, self._document.folder)
        self._show_mode()
        self._compare(again=False)

    def _offer(self, found: list[Known], chosen: tuple[str, str]) -> None:
        keys = [s.key for s in found]
        for box, key in zip((self.first, self.second), chosen, strict=True):
            box.clear()
            for study in found:
                box.addItem(f"{study.shown}  ·  {moment(study.changed)}", study.key)
            box.setCurrentIndex(keys.index(key) if key in keys else -1)

    def _show_mode(self) -> None:
        """Nothing until it is known which studies there are."""
        together, several = self.mode.value == "pair", len(self.studies) > 1
        self.stack.turn_to("all" if not together else "pair" if several else "one" if self._listed else "")
        self._choice.setVisible(together and several)

    def _swap(self) -> None:
        here, there = self.first.currentIndex(), self.second.currentIndex()
        self.first.setCurrentIndex(there)
        self.second.setCurrentIndex(here)
        self._compare()

    def _compare(self, again: bool = True) -> None:
        """Read the two and show them; unless `again`, only where they are others than those that are shown."""
        if len(self.studies) < 2:
            self._compared.forget()
            return
        keys = (self.first.currentData(), self.second.currentData())
        pair = [s for k in keys for s in self.studies if s.key == k]
        named = tuple((s.key, s.changed) for s in pair)
        if again or named != self._pair:
            self._pair = named
            self.sentence.setText(tr("Reading the studies …"))
            self._results.ask(self._compared, pair, self._show_pair)

    def _show_pair(self, found: list[Results | None]) -> None:
        self._newest = found
        in_turns(self, self._pair_in_turns(found), lambda: self._newest is found)

    def _pair_in_turns(self, found: list[Results | None]) -> Iterator[None]:
        if len(found) < 2 or found[0] is None or found[1] is None:
            self.sentence.setText(tr("One of the two studies cannot be read."))
            self._lines = []
            self.facts.show_facts([])
            self._show_lines()
            return
        made = compare(found[0], found[1])
        self._lines = lines(made, found[1])
        text = headline(self._lines, made.differences)
        if made.only_first:
            text += " " + several(
                len(made.only_first), "{n} recipe is only in the first one.", "{n} recipes are only in the first one."
            )
        if made.only_second:
            text += " " + several(
                len(made.only_second),
                "{n} recipe is only in the second one.",
                "{n} recipes are only in the second one.",
            )
        self.sentence.setText(text)
        self.facts.show_facts(made.differences)
        yield
        self._show_lines()

    def _show_lines(self) -> None:
        self._filling = True  # the row that is selected for a beginning is nobody's choice
        self.table.show_lines(wanted(self._lines, self.which.value))
        self._filling = False
        self._show_history(self.table.selected)

    def _chose(self, key: str) -> None:
        """A number was selected: the other pages look at its recipe, if the open study has it."""
        if self._filling:
            return
        self._show_history(key)
        line, results = self.table.lines.get(key), self._document.results
        if line is None or results is None:
            return
        trial = next((t.id for t in results.trials if t.recipe == line.pair.recipe), "")
        if trial:
            self._document.choose_trial(trial)

    def _look_at(self, trial: str) -> None:
        """A trial was selected on another page: go to its first number, unless one of its numbers is selected."""
        results, line = self._document.results, self.table.lines.get(self.table.selected)
        recipe = next((t.recipe for t in results.trials if t.id == trial), None) if results is not None else None
        if recipe is None or (line is not None and line.pair.recipe == recipe):
            return
        first = next((key for key, x in self.table.lines.items() if x.pair.recipe == recipe), "")
        if first:
            self._filling = True
            self.table.select(first)
            self._filling = False
            self._show_history(first)

    def _show_history(self, key: str) -> None:
        """The selected number in every study of the same model, oldest first."""
        line = self.table.lines.get(key)
        second = next((s for s in self.studies if s.key == self.second.currentData()), None)
        if line is None or second is None:
            self._past.forget()
            self._over.setText(tr("Select a number to see its history."))
            self.history.show_past([], "", "", 1.0)
            return
        same = [s for s in self.studies if s.model == second.model][:OLD][::-1]
        self._results.ask(self._past, same, lambda found: self._draw_history(line, same, found))

    def _draw_history(self, line: Line, studies: list[Known], found: list[Results | None]) -> None:
        info = metric(line.pair.metric)
        unit = tr(info.shown or info.unit)
        change = f"{line.change} ({line.around})" if line.around else line.change
        name = f"{line.title}{f', {unit}' if unit else ''}: {line.recipe}"
        self._over.setText(f"{name}, {change}" if change else name)
        chosen = {self.first.currentData(), self.second.currentData()}
        self.history.show_past(past(line, studies, found, chosen), line.title, unit, info.scale)
