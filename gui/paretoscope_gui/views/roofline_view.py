"""The roofline of a study: every trial and phase under the machine's ceilings, with its table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from paretoscope.analysis.limits import Point, Roofline, roofline
from paretoscope.analysis.results import Results
from paretoscope_gui.i18n import mark, said, tr
from paretoscope_gui.looks import Look, looks
from paretoscope_gui.measured.choice import workload_words
from paretoscope_gui.measured.parts import called, look, parts, sentence, traced
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.numbers import quantity
from paretoscope_gui.plots.dots import Dot
from paretoscope_gui.plots.roofline import Roof, RooflinePlot
from paretoscope_gui.plots.symbol import mark as symbol
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.views.twin import plain_table, show_twin
from paretoscope_gui.views.widths import Widths, unbroken
from paretoscope_gui.widgets.basic import Card, column, label, row
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.split import split

LEAST = {0: 180, 5: 100}  # px of a trial's name and of what bounds it at least
BOUND = {"memory": mark("memory"), "compute": mark("arithmetic"), "overhead": mark("neither, overhead")}


class RooflineView(QWidget):
    """Plot and table, selected together; the sentence above says what bounds the selected trial.

    `looked_at(str)`: the trial that was chosen.
    """

    looked_at = Signal(str)

    def __init__(self, ask: Callable[[], object]) -> None:
        super().__init__()
        self.plot = RooflinePlot(tr("Roofline"))
        self.model = ArrayTable(self)
        self.table = plain_table(tr("Trials under the roofline"), self)
        self.table.setModel(self.model)
        self.table.setIconSize(QSize(26, 14))
        self._widths = Widths(self.table)
        self.sentence = label("", "title", selectable=True)
        self.what = Segmented(tr("Marks"), [("trials", tr("Every trial")), ("parts", tr("Parts of one trial"))])
        self.what.chosen.connect(lambda _: self._show())
        self._results: Results | None = None
        self._traced: list[str] = []
        self._trial = ""  # whose parts are looked at
        self._words: dict[str, str] = {}
        self._missing = EmptyState(
            "machine", tr("This study knows no ceilings"),
            tr("A roofline needs what this machine can do at most: the bandwidth of its memory and the rate of "
                    "its arithmetic. They are measured once, in a minute or so; later studies know them."),
            tr("Measure them now"), ask,
        )  # fmt: skip
        self._build()
        self.plot.chosen.connect(self._chosen)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.plot.table_wanted.connect(lambda: show_twin(self.plot, self))

    def _build(self) -> None:
        axes = label(
            tr("Across: operations for each byte that is moved (FLOP per byte). Upwards: operations a second "
                    "(GFLOP/s). Lines: what memory and arithmetic allow at most. Hollow: prefill."), "caption",
        )  # fmt: skip
        head = row(self.what, None, margins=(0, 0, 0, 1))
        chart = Card(column(head, self.plot, axes, gap=1, margins=(3,)))
        table = Card(column(self.table, margins=(1,)))
        full = QWidget()
        both = split(Qt.Orientation.Vertical, chart, table, sizes=[420, 200], name="roof.handle")
        body = column(self.sentence, both, gap=3)
        body.setStretch(1, 1)
        full.setLayout(body)
        self._told = label("", "soft")
        self._told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._told.hide()
        absent = QWidget()
        absent.setLayout(column(self._missing, self._told, gap=0))
        self._few = EmptyState(
            "inside", tr("Nothing stands under the roofline yet"),
            tr("A trial appears here once its time was measured and its operations and bytes were counted."),
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(absent)
        self.stack.addWidget(self._few)
        self.setLayout(column(self.stack, gap=0))

    def show_results(self, results: Results) -> None:
        """Show a study's trials, or what is missing to do so."""
        self._results = results
        self._traced = traced(results)
        self.what.setVisible(bool(self._traced))
        self._show()

    def _show(self) -> None:
        results = self._results
        if results is None:
            return
        found = roofline(results)
        if self.by_part:
            self._trial = self._trial if self._trial in self._traced else self._traced[0]
            points = parts(results, self._trial)
            self._words = {_key(p): sentence(results, self._trial, p) for p in points}
            names, styles = [called(p) for p in points], [look(p) for p in points]
        else:
            own = looks((t.id, t.recipe) for t in results.trials)
            points = list(found.points)
            self._words = {_key(p): w for p in points if (w := _limit_words(results, p))}
            names, styles = [_name(p) for p in points], [own.get(p.trial, Look()) for p in points]
        self.stack.setCurrentIndex(0 if points else 1 if found.ceilings is None else 2)
        if not points:
            return
        dots = [_dot(p, n, s) for p, n, s in zip(points, names, styles, strict=True)]
        self.plot.show_roofline(dots, roofs(found))
        self._show_table(points, names, styles)
        self.choose(_key(points[0]))

    @property
    def by_part(self) -> bool:
        """Whether the parts of one traced trial are shown."""
        return bool(self._traced) and self.what.value == "parts"

    def look_at(self, trial: str) -> None:
        """Select a trial's first phase, or show its parts; if it stands here and is not what is selected."""
        if self.by_part and trial in self._traced and trial != self._trial:
            self._trial = trial
            self._show()
            return
        if not self.by_part and trial:
            self._trial = trial
        mine = [d.key for d in self.plot.dots if d.key.partition("|")[0] == trial]
        if mine and self.plot.selected not in mine:
            self.choose(mine[0])

    def _chosen(self, key: str) -> None:
        self.choose(key)
        self.looked_at.emit(key.partition("|")[0])

    def say(self, text: str) -> None:
        """How the measuring of the ceilings stands."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def choose(self, key: str) -> None:
        """Select a trial's phase in plot and table."""
        self.plot.select(key)
        place, flags = self.model.row_of(key), QItemSelectionModel.SelectionFlag
        if place >= 0:
            self.table.selectionModel().setCurrentIndex(self.model.index(place, 0), flags.ClearAndSelect | flags.Rows)
        self.sentence.setText(self._words.get(key, ""))
        self.sentence.setVisible(bool(self.sentence.text()))

    def _selected(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        key = self.model.key(rows[0].row()) if rows else ""
        if key and key != self.plot.selected:
            self._chosen(key)

    def _show_table(self, points: list[Point], names: list[str], styles: list[Look]) -> None:
        marks = [symbol(s) for s in styles]
        self.model.show(
            [_key(p) for p in points],
            [
                Column(tr("Part") if self.by_part else tr("Recipe"), names, lambda i: unbroken(names[i]),
                       icon=lambda i: marks[i], tip=lambda i: points[i].path or workload_words(points[i].workload)),
                Column(tr("Achieved"), [p.achieved for p in points],
                       lambda i: quantity(points[i].achieved, "FLOP/s"), right=True),
                Column(tr("At most"), [p.attainable for p in points],
                       lambda i: quantity(points[i].attainable, "FLOP/s"), right=True),
                Column(tr("Of it"), [p.use for p in points], lambda i: quantity(points[i].use, "share", 2),
                       right=True),
                Column(tr("FLOP per byte"), [p.intensity for p in points],
                       lambda i: quantity(points[i].intensity, ""), right=True),
                Column(tr("Bound by"), [p.bound for p in points],
                       lambda i: tr(BOUND.get(points[i].bound, points[i].bound))),
            ],
        )  # fmt: skip
        self._widths.fit(LEAST)


def roofs(found: Roofline) -> list[Roof]:
    """A roof for each dtype that the machine can multiply, the highest first; its slope is main memory's bandwidth."""
    ceilings = found.ceilings
    if ceilings is None or not ceilings.memory:
        return []
    rates = sorted(ceilings.rates, key=lambda r: -r.value)[:3]
    return [Roof(r.dtype, ceilings.memory, r.value) for r in rates]


def _key(point: Point) -> str:
    return f"{point.trial}|{point.workload}|{point.phase}|{point.path}"


def _name(point: Point) -> str:
    return f"{recipe_name(point.name)}, {tr(point.phase)}"


def _dot(point: Point, name: str, style: Look) -> Dot:
    """Prefill is hollow, so that the two phases of a recipe are told apart by more than their place."""
    return Dot(_key(point), name, point.intensity, point.achieved, None, None, style.colour, style.symbol,
               hollow=point.phase == "prefill")  # fmt: skip


def _limit_words(results: Results, point: Point) -> str:
    same = (x.words for x in results.limits
            if (x.trial, x.workload, x.phase) == (point.trial, point.workload, point.phase))  # fmt: skip
    found = next(same, "")
    subject, colon, _ = found.partition(": ")
    told = said(found)
    return told.replace(subject, _name(point), 1) if colon and told != found else told
