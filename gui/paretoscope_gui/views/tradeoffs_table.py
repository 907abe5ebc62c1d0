"""The table twin of the trade-off plot: every trial with the chosen metrics, their intervals and changes."""

from __future__ import annotations

import math

from PySide6.QtCore import QItemSelectionModel, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from paretoscope.analysis.results import Ratio, Results, Trial
from paretoscope_gui.i18n import mark, said, tr
from paretoscope_gui.looks import Look
from paretoscope_gui.measured.choice import Choice, title
from paretoscope_gui.measured.words import around, change_around, change_short, name, value_words, verdict
from paretoscope_gui.numbers import quantity
from paretoscope_gui.plots.symbol import mark as symbol
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import colours
from paretoscope_gui.views.twin import plain_table
from paretoscope_gui.views.widths import Widths, unbroken

RECIPE, STANDING = 148, 92  # px of these columns at least
_ICONS_UP_TO = 2000  # rows; beyond, marks are drawn without being kept
_STATES = {"valid": "", "running": mark("so far"), "waiting": mark("waiting")}


class TradeoffTable(QWidget):
    """`chosen(str)`: the selected trial, "" for none."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = ArrayTable(self)
        self.view = plain_table(tr("Trials with both metrics, the table of the plot above"), self)
        self.view.setModel(self.model)
        self.view.setIconSize(QSize(26, 14))
        self.view.selectionModel().selectionChanged.connect(self._selected)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self.view.horizontalHeader().setResizeContentsPrecision(40)  # rows that are looked at; all would take seconds
        self._widths = Widths(self.view)
        self._quiet, self._selected_key = False, ""

    def show_results(
        self, results: Results, choices: list[Choice], styles: dict[str, Look], front: set[str],
        failing: frozenset[str], sure: dict[str, float],
    ) -> None:  # fmt: skip
        """All trials; those without a value stay last when sorted. `sure`: the probability to be on the front."""
        trials = results.trials

        def icon(i: int) -> QIcon | None:
            """The mark of the plot."""
            return symbol(styles[trials[i].id], bool(trials[i].simulated)) if i < _ICONS_UP_TO else None

        columns = [
            Column(
                tr("Recipe"), lambda: [name(t) for t in trials], lambda i: unbroken(name(trials[i])),
                tip=lambda i: trials[i].recipe,
                icon=icon, colour=lambda i: _faint(trials[i].id in failing),
            )
        ]  # fmt: skip
        columns.append(self._status(trials, front, failing, sure))
        for choice in choices:
            columns += _metric(choice, choices, trials)
        self.model.show([t.id for t in trials], columns)
        self._widths.fit({0: RECIPE, 1: STANDING})

    def select(self, key: str) -> None:
        """Select a row; tells nobody."""
        self._quiet, another = True, key != self._selected_key
        self._selected_key = key
        row, flags = self.model.row_of(key), QItemSelectionModel.SelectionFlag
        if row >= 0:
            index = self.model.index(row, 0)
            self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            if another:  # once its row has its height; a selection that stays never moves what is being read
                QTimer.singleShot(0, self, self._reveal)
        else:
            self.view.clearSelection()
        self._quiet = False

    def _reveal(self) -> None:
        row = self.model.row_of(self._selected_key)
        if row >= 0:
            self.view.scrollTo(self.model.index(row, 0))

    def _status(self, trials: list[Trial], front: set[str], failing: frozenset[str], sure: dict[str, float]) -> Column:
        def text(i: int) -> str:
            """Why it has no place, or on the front or not, outside the limits, and what is still to come."""
            trial = trials[i]
            if not trial.ranked:
                return tr(trial.status)
            parts = [tr("on the front")] if trial.id in front else []
            if trial.id in sure:
                parts = [tr("front {share}", share=quantity(sure[trial.id], "share", 2))]
            parts += [tr("outside the limits")] if trial.id in failing else []
            parts += [tr(word)] if (word := _STATES.get(trial.status, trial.status)) else []
            return ", ".join(parts)

        return Column(
            tr("Standing"),
            lambda: [text(i) for i in range(len(trials))],
            text,
            tip=lambda i: _why(trials[i]) or _chance(sure.get(trials[i].id)),
        )

    def _selected(self) -> None:
        if not self._quiet:
            rows = self.view.selectionModel().selectedRows()
            self.chosen.emit(self.model.key(rows[0].row()) if rows else "")


def _metric(choice: Choice, choices: list[Choice], trials: list[Trial]) -> list[Column]:
    def numbers() -> list[float]:
        values = (choice.value(t) for t in trials)
        return [v.value if v is not None and v.value is not None else math.nan for v in values]

    def ratios() -> list[float]:
        return [c.value if (c := choice.change(t)) is not None else math.nan for t in trials]

    def change(i: int) -> Ratio | None:
        return choice.change(trials[i])

    return [
        Column(
            title(choice, choices), numbers, lambda i: value_words(choice.value(trials[i]), choice), right=True,
            tip=lambda i: around(choice.value(trials[i]), choice), head_tip=choice.info.definition,
        ),
        Column(
            tr("Change"), ratios, lambda i: change_short(change(i), choice), right=True,
            tip=lambda i: f"{change_around(change(i), choice)} {verdict(change(i), choice)[0]}".strip(),
            colour=lambda i: _tone(verdict(change(i), choice)[1]),
        ),
    ]  # fmt: skip


def _tone(tone: str) -> QColor:
    return QColor(getattr(colours(), tone)) if tone in ("good", "bad") else QColor(colours().dim)


def _faint(dim: bool) -> QColor | None:
    return QColor(colours().dim) if dim else None


def _chance(sure: float | None) -> str:
    share = quantity(sure, "share", 2)
    return tr("On the front with a probability of {share}.", share=share) if sure is not None else ""


def _why(trial: Trial) -> str:
    return f"{said(trial.error.get('text', ''))} {said(trial.error.get('hint', ''))}".strip() if trial.error else ""
