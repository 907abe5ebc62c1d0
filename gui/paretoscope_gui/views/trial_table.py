"""The run's table: each trial's state, what it gained and lost so far, and what to know about its numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import QItemSelectionModel, QSize, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from paretoscope.analysis.results import Ratio, Results, Trial
from paretoscope_gui.i18n import mark, several, tr
from paretoscope_gui.i18n.text import spoken
from paretoscope_gui.looks import Look
from paretoscope_gui.measured.choice import Choice, headlines
from paretoscope_gui.measured.progress import Row
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.measured.words import change_around, change_short, verdict
from paretoscope_gui.plots.symbol import mark as symbol
from paretoscope_gui.state.words import sentence
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import colours
from paretoscope_gui.views.twin import plain_table
from paretoscope_gui.views.widths import LOOKED_AT, Widths, unbroken

NARROW, NOTES = 100, 84  # px that a recipe and its notes have at least
TITLES = {
    "speed": mark("Time"),
    "training": mark("Step time"),
    "memory": mark("Memory"),
    "energy": mark("Energy"),
    "quality": mark("Quality"),
}


class TrialTable(QWidget):
    """`chosen(str)`: the trial that is selected, "" for none."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = ArrayTable(self)
        self.view: QTableView = plain_table(tr("Recipes of this study"), self)
        self.view.setModel(self.model)
        self.view.setIconSize(QSize(26, 14))
        self.view.horizontalHeader().setResizeContentsPrecision(40)  # rows that are looked at
        self.view.selectionModel().selectionChanged.connect(self._selected)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._rows: list[Row] = []
        self._results: Results | None = None
        self._shown: tuple[object, ...] = ()
        self._widths = Widths(self.view)
        self._sizes: tuple[object, ...] = ()

    def show_rows(self, rows: list[Row], results: Results | None, styles: dict[str, Look]) -> None:
        """Refresh all cells if anything has changed; selection and order stay."""
        shown = rows, styles, colours(), spoken()
        if results is self._results and shown == self._shown:
            return
        self._shown, self._results = shown, results
        self._rows = rows
        groups = headlines(results) if results else {}
        groups = {g: c for g, c in groups.items() if c.name != "memory.weights"}  # the peak will take its column
        trials = {t.id: t for t in results.trials} if results else {}
        columns = [self._recipes(rows, trials, styles), self._states(rows)]
        columns += [_changes(tr(TITLES[g]), c, rows, trials) for g, c in groups.items()]
        columns.append(self._notes(rows))
        self.model.show([r.id for r in rows], columns)
        sizes = (*columns[0].sort_keys(), *columns[-1].sort_keys(), *map(_longest, columns[1:-1]))
        if sizes != self._sizes:  # a value that has only changed needs no other width
            self._sizes = sizes
            self._fit(len(columns) - 1, any(columns[-1].sort_keys()), any(r.tone == "accent" for r in rows))

    def select(self, key: str) -> None:
        """Select a trial's row."""
        row = self.model.row_of(key)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag
            self.view.selectionModel().setCurrentIndex(self.model.index(row, 0), flags.ClearAndSelect | flags.Rows)

    def _fit(self, notes: int, any_notes: bool, live: bool) -> None:
        """The notes take room only when there are some; more or fewer columns are fitted anew."""
        for place in range(notes):
            self.view.setColumnHidden(place, False)
        self.view.setColumnHidden(notes, not any_notes)
        self._widths.fit({0: NARROW, notes: NOTES}, live)

    def _selected(self) -> None:
        rows = self.view.selectionModel().selectedRows()
        self.chosen.emit(self.model.key(rows[0].row()) if rows else "")

    def _recipes(self, rows: list[Row], trials: dict[str, Trial], styles: dict[str, Look]) -> Column:
        texts = [recipe_name(trials[r.id].title) or r.recipe if r.id in trials else r.recipe for r in rows]
        marks = [symbol(styles.get(r.id, Look())) for r in rows]
        return Column(
            tr("Recipe"), texts, lambda i: unbroken(texts[i]), tip=lambda i: rows[i].recipe, icon=lambda i: marks[i]
        )

    def _states(self, rows: list[Row]) -> Column:
        return Column(
            tr("State"), [r.state for r in rows], lambda i: rows[i].state,
            tip=lambda i: _told(rows[i]), colour=lambda i: _tone(rows[i].tone),
        )  # fmt: skip

    def _notes(self, rows: list[Row]) -> Column:
        texts = [" ".join(map(sentence, ([r.error] if r.error else []) + list(r.notes))) for r in rows]
        return Column(tr("Notes"), texts, lambda i: texts[i], tip=lambda i: texts[i])


def _longest(column: Column) -> int:
    """Letters of the longest text of its first rows."""
    rows = range(min(LOOKED_AT, len(column.sort_keys())))
    return max((len(column.text(i)) for i in rows), default=0)


def _told(row: Row) -> str:
    """Why a trial failed and what helps, else how many of its rounds count so far."""
    counted = several(row.rounds, "{n} round counts so far.", "{n} rounds count so far.")
    return " ".join(map(sentence, filter(None, (row.error, row.hint)))) or counted


def _changes(title: str, choice: Choice, rows: list[Row], trials: dict[str, Trial]) -> Column:
    found = [choice.change(trials[r.id]) if r.id in trials else None for r in rows]
    values = [r.value if r else math.nan for r in found]

    def text(i: int) -> str:
        """The baseline's own value, of the others what changed."""
        trial = trials.get(rows[i].id)
        if trial is not None and "baseline" in trial.marks:
            value = choice.value(trial)
            return choice.info.text(value.value) if value else ""
        return (
            change_short(found[i], choice).split(" ")[0]
            if choice.info.compare == "difference"
            else change_short(found[i], choice)
        )

    def tip(i: int) -> str:
        return " ".join((choice.info.title, change_short(found[i], choice), f"({change_around(found[i], choice)})",
                         verdict(found[i], choice)[0])) if found[i] else ""  # fmt: skip

    return Column(
        title,
        values,
        text,
        right=True,
        tip=tip,
        colour=lambda i: _colour(found[i], choice),
        head_tip=tr("{title}, against the baseline", title=choice.info.title) + _unit(choice),
    )


def _unit(choice: Choice) -> str:
    unit = tr(choice.info.shown or choice.info.unit)
    return tr(", in {unit}", unit=unit) if unit and choice.info.compare == "difference" else ""


def _colour(change: Ratio | None, choice: Choice) -> QColor | None:
    """Colour of a real change: better or worse; the sign says it too."""
    if change is None:
        return None
    tone = verdict(change, choice)[1]
    return QColor(getattr(colours(), tone if tone in ("good", "bad") else "dim"))


def _tone(tone: str) -> QColor:
    names = {"good": "good", "bad": "bad", "warn": "warn", "accent": "accent"}
    return QColor(getattr(colours(), names.get(tone, "soft")))
