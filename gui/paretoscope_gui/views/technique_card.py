"""The card of one technique: promise, when it helps and hurts, its settings, what it should do, its papers."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from paretoscope.catalog import Card as TechniqueCard
from paretoscope.catalog import Catalog, Entry
from paretoscope.plan import Step
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.state.catalogue import Place, Row, row_of
from paretoscope_gui.state.deed import adding, changing, removing
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.effects import effect_text
from paretoscope_gui.state.naming import in_words, rule_title
from paretoscope_gui.state.words import NEEDS, family, sentence, stage
from paretoscope_gui.theme import series, space
from paretoscope_gui.tips import tip
from paretoscope_gui.turns import in_turns, next_turn
from paretoscope_gui.views.papers import Papers
from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import (
    Card,
    IconLabel,
    Turning,
    button,
    clear,
    column,
    label,
    redress,
    row,
    scrolled,
    tag,
)
from paretoscope_gui.widgets.defined import Defined
from paretoscope_gui.widgets.dot import Dot
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.flow import FlowLayout
from paretoscope_gui.widgets.param_form import ParamForm

SIMULATES = {
    "speed": (
        mark("simulates speed"),
        mark("This technique saves no time by itself on this device; its speed is never drawn as measured."),
    ),
    "memory": (
        mark("simulates memory"),
        mark("This technique saves no memory by itself on this device; its memory is never drawn as measured."),
    ),
}
BESIDE = 1.25  # up to this text size the button stands beside the title, else under it


class TechniquePanel(QWidget):
    """Shows one technique; settings go to the recipe at once when the technique stands in it."""

    sweep_wanted = Signal(str, str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._entry: Entry | None = None
        self._form: ParamForm | None = None
        self._content_now: QWidget | None = None
        self._shown: tuple[Entry, Row] | None = None
        self.add = button(tr("Add to recipe"), self.toggle, "primary", "plus")
        self._box: QVBoxLayout = column(gap=0)
        self.setLayout(self._box)
        document.draft_changed.connect(self._follow)

    @property
    def technique(self) -> str:
        """Id of the technique that is shown."""
        return self._entry.id if self._entry else ""

    @property
    def form(self) -> ParamForm | None:
        """The settings of the technique that is shown, made when they are first asked for."""
        if self._form is None and self._entry is not None:
            name = self._entry.id
            self._form = ParamForm(self._entry.parameters, name)
            self._form.set_values(self._step.params if self._step is not None else {})
            self._form.changed.connect(self._settled)
            self._form.sweep_wanted.connect(lambda parameter: self.sweep_wanted.emit(name, parameter))
        return self._form

    def show_technique(self, technique: str) -> None:
        """Open a card."""
        entry = self._document.catalog.entries.get(technique)
        if entry is None:
            if self._entry is None and not self._box.count():
                self._box.addWidget(EmptyState("techniques", tr("Choose a technique"), tr("Its card opens here.")))
            return
        shown = (entry, row_of(entry, self._document.catalog, self._place()))
        if shown == self._shown:  # the catalogue is told anew once the workers' Python was asked: most stays as it was
            return
        self._entry, self._form, self._shown = entry, None, shown
        self.add = button(tr("Add to recipe"), self.toggle, "primary", "plus")
        clear(self._box)
        self._box.addWidget(scrolled(self._content(*shown), tr("{title}, card", title=entry.card.title)))
        self._follow()

    def toggle(self) -> None:
        """Put the technique on the stack or take it off."""
        if self._entry is None or self.form is None:
            return
        name, catalog, values = self.technique, self._document.catalog, self.form.values
        if self._step is not None:
            self._document.edit(removing(name), lambda d: d.remove_step(name))
        elif self.add.isEnabled():
            self._document.edit(adding(name), lambda d: d.add_step(name, values, catalog))

    def _content(self, entry: Entry, found: Row) -> QWidget:
        catalog = self._document.catalog
        body = column(_head(entry.card, self.add), gap=4, margins=(8, 6))
        if found.why:
            body.addWidget(Banner(in_words(found.why, catalog), in_words(found.hint, catalog), "warn", closable=False))
        if entry.card.helps or entry.card.hurts:
            body.addWidget(_when(entry.card))
        body.addStretch(1)
        self.add.setEnabled(not found.why)
        self.add.setToolTip(tip(found.why))
        made = QWidget()
        made.setLayout(body)
        made.setMaximumWidth(860)
        self._content_now = made
        next_turn(made, lambda: in_turns(made, self._rest(body, entry), lambda: made is self._content_now))
        return made

    def _rest(self, body: QVBoxLayout, entry: Entry) -> Iterator[None]:
        """What lies below the head, each part in a turn of the event loop of its own, so that no turn is long."""
        card = entry.card
        body.insertWidget(body.count() - 1, _settings(self.form if entry.parameters else None))
        yield
        if card.effects or card.conflicts:
            body.insertWidget(body.count() - 1, _facts(card, self._document.catalog))
            yield
        if card.papers:
            body.insertWidget(body.count() - 1, Papers(card.papers))

    def _place(self) -> Place:
        document = self._document
        return Place(document.task, document.draft.device, document.info.model_type if document.info else "")

    @property
    def _step(self) -> Step | None:
        """The technique as it stands in the recipe."""
        return next((s for s in self._document.draft.recipe.steps if s.technique == self.technique), None)

    def _settled(self) -> None:
        if self._form is None or self._step is None:
            return
        name, catalog, values = self.technique, self._document.catalog, self._form.values
        self._document.edit(changing(name), lambda d: d.add_step(name, values, catalog))

    def _dress(self, inside: bool) -> None:
        text = tr("Remove from recipe") if inside else tr("Add to recipe")
        if self.add.text() != text:
            self.add.setText(text)
            self.add.setAccessibleName(text)
            redress(self.add, "minus" if inside else "plus", "" if inside else "primary")

    def _follow(self) -> None:
        """The recipe changed (undo, perhaps): show the parameters that stand in it."""
        step = self._step
        self._dress(step is not None)
        if step is not None and self._form is not None and self._form.values != step.params:
            self._form.set_values(step.params)


def _head(card: TechniqueCard, add: QWidget) -> QWidget:
    where = label(f"{stage(card.stage)}  ·  {family(card.family)}", "eyebrow", wrap=False)
    above = row(Dot(series(card.family)[0]), where, None, gap=2)
    tags = FlowLayout(gap=1.5)
    for text, tone, more in _tags(card):
        tags.addWidget(tag(text, tone, more))
    heading = Turning(BESIDE, 2)
    heading.addWidget(label(card.title, "headline"), 1)
    heading.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
    box = column(above, heading, label(card.promise, "soft"), gap=1.5)
    if tags.count():
        box.addSpacing(4)
        box.addLayout(tags)
    made = QWidget()
    made.setLayout(box)
    return made


def _tags(card: TechniqueCard) -> list[tuple[str, str, str]]:
    found = []
    if card.lossless:
        found.append((tr("lossless"), "good", tr("The outputs must stay identical.")))
    for what in card.simulated:
        found.append((tr(SIMULATES[what][0]), "warn", tr(SIMULATES[what][1])))
    if card.persistent:
        found.append((tr("can be exported"), "plain", tr("Its result lives in the weights.")))
    found += [(tr("needs {what}", what=tr(NEEDS[str(n)])), "plain", "") for n in card.needs]
    found += [
        (tr("needs {what}", what=lib.module), "plain", f"pip install {lib.requirement}") for lib in card.libraries
    ]
    return found


def _settings(form: ParamForm | None) -> Card:
    """The knobs; None: there are none."""
    inside = column(label(tr("Settings"), "title"), gap=3, margins=(5, 4))
    inside.addWidget(form or label(tr("This technique has nothing to set."), "soft"))
    return Card(inside)


def _when(card: TechniqueCard) -> QWidget:
    box = Turning(BESIDE, 3)
    box.setContentsMargins(0, 0, 0, 0)
    for icon, tone, title, text in (
        ("ok", "good", tr("When it helps"), card.helps),
        ("warning", "warn", tr("When it does not"), card.hurts),
    ):
        if text:
            head = row(IconLabel(icon, 18, tone), label(title, "strong", wrap=False), None, gap=1.5)
            box.addWidget(
                Card(column(head, label(sentence(text), "soft"), None, gap=1.5, margins=(4, 3)), kind="sunken"), 1
            )
    made = QWidget()
    made.setLayout(box)
    return made


def _facts(card: TechniqueCard, catalog: Catalog) -> QWidget:
    inside = column(gap=2)
    if card.effects:
        inside.addWidget(label(tr("What it should do"), "title"))
        for effect in card.effects:
            told = effect_text(effect)
            inside.addLayout(_line(told.icon, Defined(told.title, told.words, told.definition)))
    if card.conflicts:
        inside.addSpacing(space(2))
        inside.addWidget(label(tr("Cannot stand beside"), "title"))
        for rule in card.conflicts:
            inside.addLayout(_line("close", label(f"{rule_title(rule.other, catalog)}: {rule.why}", "soft")))
    made = QWidget()
    made.setLayout(inside)
    return made


def _line(icon: str, words: QWidget) -> QHBoxLayout:
    made = row(IconLabel(icon, 16, "dim"), words, gap=2)
    made.setStretch(1, 1)
    return made
