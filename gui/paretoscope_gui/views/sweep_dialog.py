"""A sweep: several values of one parameter, each a trial of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from paretoscope.errors import Refused
from paretoscope.params import ParamInfo, Scalar
from paretoscope.plan import Recipe
from paretoscope_gui.i18n import inside, said, several, tr
from paretoscope_gui.numbers import quantity
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.draft import estimate, sweep
from paretoscope_gui.state.fitting import size
from paretoscope_gui.state.naming import limits, parse_values, separator, step_title, typed
from paretoscope_gui.state.words import about, parameter, sentence
from paretoscope_gui.theme import grown
from paretoscope_gui.widgets.basic import button, column, label, row
from paretoscope_gui.widgets.dialog import Dialog


def _separated() -> str:
    """How several values are typed in this locale."""
    comma = separator().strip() == ","
    return tr("Separate them by commas.") if comma else tr("Separate them by semicolons.")


class SweepDialog(Dialog):
    """`recipes` holds the trials once the dialog was accepted; the form says how many and what is wrong."""

    def __init__(self, document: Document, recipe: Recipe, parent: QWidget | None, start: str = "") -> None:
        super().__init__(parent)
        self._document, self._recipe = document, recipe
        self.recipes: list[Recipe] = []
        self.setWindowTitle(tr("Sweep"))
        self.what = QComboBox()
        self.what.setAccessibleName(tr("Parameter to sweep"))
        for text, technique, info in _choices(document, recipe):
            self.what.addItem(text, (technique, info))
        self.values = QLineEdit()
        self.values.setAccessibleName(tr("Values"))
        self._words, self._count = label("", "caption"), label("", "soft")
        self.accept_button: QPushButton = button(tr("Add trials"), self.accept, "primary", "plus")
        self.accept_button.setDefault(True)
        self.setLayout(
            column(
                label(tr("Try several values"), "title"),
                label(tr("Each value becomes a trial; the other settings of the recipe stay."), "soft"), 6,
                label(tr("Parameter"), "strong"), self.what, self._words, 4, label(tr("Values"), "strong"), self.values,
                label(_separated(), "caption"),
                4, self._count, None,
                row(None, button(tr("Cancel"), self.reject), self.accept_button, gap=2), gap=1.5, margins=(6, 5),
            )
        )  # fmt: skip
        self.resize_within(grown(460, 0.9), grown(380, 0.9))
        self.what.currentIndexChanged.connect(self._suggest)
        self.values.textChanged.connect(self._check)
        self._select(start)
        self._suggest()

    def _select(self, start: str) -> None:
        for i in range(self.what.count()):
            technique, info = self.what.itemData(i)
            if start in (f"{technique}/{info.name}", technique):
                self.what.setCurrentIndex(i)
                return

    def _suggest(self) -> None:
        if self.what.count() == 0:
            return
        info: ParamInfo = self.what.currentData()[1]
        allowed = limits(info) or info.range_text
        told = tr("Allowed: {range}.", range=allowed) if allowed else ""
        self._words.setText(f"{sentence(info.help)} {told}".strip())
        values = info.sweep or info.choices or ((False, True) if info.type == "bool" else ())
        self.values.setText(separator().join(typed(v) for v in values))
        self._check()

    def _check(self) -> None:
        self.recipes, text = [], tr("This recipe has nothing to sweep.")
        if self.what.count():
            technique, info = self.what.currentData()
            try:
                values = parse_values(self.values.text(), info)
                self.recipes = sweep(self._recipe, technique, info.name, values)
                text = " ".join(t for t in (self._told(values, info), self._cost()) if t)
            except Refused as problem:
                text = f"{sentence(said(problem.text))} {sentence(said(problem.hint))}"
        self._count.setText(text)
        self.accept_button.setText(several(len(self.recipes), "Add {n} trial", "Add {n} trials"))
        self.accept_button.setEnabled(bool(self.recipes))

    def _cost(self) -> str:
        """What the new trials cost: the study's time with them, and the memory of each."""
        document, model = self._document, self._document.info
        if model is None:
            return ""
        found = estimate(document.draft.add_trials(self.recipes), size(model))
        memory = quantity(found["memory"], "B", 2)
        return tr("The whole study then takes {time}, each trial about {memory}.", time=about(found["seconds"]),
                  memory=memory)  # fmt: skip

    def _told(self, values: list[Scalar], info: ParamInfo) -> str:
        texts = {r.text() for r in self._document.draft.trials}
        known = sum(r.text() in texts for r in self.recipes)
        again = tr(", {known} of them already in the list", known=known) if known else ""
        name = inside(parameter(info.name))
        return several(
            len(values), "{n} value of {name}: {n} trial{again}.", "{n} values of {name}: {n} trials{again}.",
            name=name, again=again,
        )  # fmt: skip


def _choices(document: Document, recipe: Recipe) -> list[tuple[str, str, ParamInfo]]:
    entries = document.catalog.entries
    return [
        (f"{step_title(s, document.catalog)}: {inside(parameter(p.name))}", s.technique, p)
        for s in recipe.steps if s.technique in entries
        for p in entries[s.technique].parameters
    ]  # fmt: skip
