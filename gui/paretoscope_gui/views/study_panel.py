"""The study in the making: its trials, what is measured, how long, and the button that starts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from paretoscope.plan import PROTOCOLS, WORKLOADS, Recipe, Workload
from paretoscope_gui.i18n import heading, mark, several, tr
from paretoscope_gui.numbers import quantity
from paretoscope_gui.state import presets
from paretoscope_gui.state.catalogue import Place
from paretoscope_gui.state.deed import measuring, not_measuring, presetting
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.draft import POSSIBLE_WORKLOADS, estimate
from paretoscope_gui.state.fitting import size
from paretoscope_gui.state.naming import recipe_detail, recipe_title
from paretoscope_gui.state.words import PROTOCOLS as PROTOCOL_WORDS
from paretoscope_gui.state.words import WORKLOADS as WORKLOAD_WORDS
from paretoscope_gui.state.words import about, protocol, span
from paretoscope_gui.theme import series
from paretoscope_gui.tips import tip
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.study_settings import StudySettings
from paretoscope_gui.views.workload_dialog import WorkloadDialog
from paretoscope_gui.widgets.basic import IconButton, button, column, label, row
from paretoscope_gui.widgets.dot import Dot
from paretoscope_gui.widgets.rows import Rows
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.tick import Tick
from paretoscope_gui.widgets.when_shown import WhenShown

_DETAILS = {
    "generate": mark("prompt {prompt}, new {new}, batch {batch}"),
    "trace": mark("{requests} requests, batch up to {batch}"),
    "score": mark("windows of {context}, {items} of them"),
    "task": mark("{name}, {items} documents, {shots} worked examples before each"),
    "classify": mark("batch {batch}, {items} examples"),
    "embed": mark("batch {batch}, {items} passages of {length} tokens"),
    "finetune": mark("{steps} steps of {batch} × {length} tokens"),
}
PIECE = 8  # trials that are added to the list in one turn of the event loop


class _Trial(NamedTuple):
    """What a row of the list shows; `refused`: it cannot run on this model."""

    recipe: str
    title: str
    detail: str
    colour: str
    refused: bool


class TrialList(QWidget):
    """The trials, the baseline first; clicking one puts its recipe on the workbench."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._title = label(tr("Trials"), "title", wrap=False)
        box = column(gap=1)
        self._rows = Rows(box)
        self._wanted, self._there = list[tuple[Recipe, _Trial]](), set[_Trial]()
        self.presets = _PresetButton(self.use)
        self.setLayout(column(row(self._title, None, self.presets), box, gap=2))
        self._fresh = WhenShown(self, self.refresh)
        document.draft_changed.connect(self._fresh.wanted)  # which comes after another model too

    def use(self, key: str) -> None:
        """Add the trials of a preset; what is there already is not repeated."""
        document = self._document
        place = Place(document.task, document.draft.device, document.info.model_type if document.info else "")
        found = presets.recipes(key, document.catalog, place, document.info)
        title = presets.title(key)
        if not found:
            document.problem.emit(
                tr("{title}: nothing of the kind applies to this model.", title=title),
                tr("Look at the catalogue's filters."),
            )
            return
        document.edit(presetting(key), lambda d: d.add_trials(found))

    def refresh(self) -> None:
        """Show the trials as they stand."""
        self.presets.setEnabled(self._document.info is not None)
        trials = self._document.draft.trials
        self._title.setText(several(len(trials), "{n} trial", "{n} trials"))
        self._wanted = [(r, self._looks(r)) for r in trials]
        in_turns(self, self._in_pieces(wanted := self._wanted), lambda: wanted is self._wanted)

    def _in_pieces(self, wanted: list[tuple[Recipe, _Trial]]) -> Iterator[None]:
        """Rows that are there stay; new ones come a few a turn: a preset or a sweep adds dozens."""
        while True:
            new = [looks for _, looks in wanted if looks not in self._there]
            self._there = {looks for _, looks in wanted}.difference(new[PIECE:])
            self._rows.show((each, partial(self._row, r, each)) for r, each in wanted if each in self._there)
            if len(new) <= PIECE:
                return
            yield

    def _looks(self, recipe: Recipe) -> _Trial:
        catalog = self._document.catalog
        families = [catalog.entries[s.technique].card.family for s in recipe.steps if s.technique in catalog.entries]
        return _Trial(recipe.text(), recipe_title(recipe, catalog), recipe_detail(recipe, catalog),
                      series(families[-1])[0] if families else "", bool(self._document.problems(recipe)))  # fmt: skip

    def _row(self, recipe: Recipe, looks: _Trial) -> QWidget:
        title = looks.title
        words = column(label(title), label(looks.detail, "caption"), gap=0)
        box: QHBoxLayout = row(Dot(looks.colour), words, gap=2.5, margins=(0, 0.5))
        box.setStretch(1, 1)
        if looks.refused:
            box.addWidget(label(tr("cannot run"), "bad", wrap=False))
        if recipe.steps:
            edit = IconButton(
                "settings", tr("Put {title} on the workbench", title=title), lambda: self._edit(recipe), 14
            )
            box.addWidget(edit)
            box.addWidget(
                IconButton("close", tr("Remove trial {title}", title=title), lambda: self._remove(recipe), 14)
            )
        made = QWidget()
        made.setToolTip(recipe.text())
        made.setLayout(box)
        return made

    def _edit(self, recipe: Recipe) -> None:
        self._document.edit(lambda _: tr("take a trial's recipe"), lambda d: replace(d, recipe=recipe))

    def _remove(self, recipe: Recipe) -> None:
        self._document.edit(lambda _: tr("remove a trial"), lambda d: d.remove_trial(recipe.id))


class _PresetButton(QToolButton):
    """Opens the list of presets."""

    def __init__(self, use: Callable[[str], None]) -> None:
        super().__init__()
        self.setText(tr("Presets…"))
        self.setAccessibleName(tr("Add the trials of a preset"))
        self.setToolTip(tr("Add a ready-made set of trials; Undo takes it back"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for preset in presets.PRESETS:
            action = menu.addAction(tr(preset.title), partial(use, preset.key))
            action.setToolTip(tip(tr(preset.text)))
        self.setMenu(menu)


class WorkloadList(QWidget):
    """What the model is made to do, with its settings."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        box = column(gap=1.5)
        self._rows = Rows(box)
        self.setLayout(column(label(tr("What is measured"), "title"), box, gap=2))
        self._fresh = WhenShown(self, self.refresh)
        document.draft_changed.connect(self._fresh.wanted)

    def refresh(self) -> None:
        """Show the workloads that this model can do."""
        possible = POSSIBLE_WORKLOADS.get(self._document.task, ())
        wanted = {w.kind: w for w in self._document.draft.workloads}
        rows = [((kind, str(wanted.get(kind))), partial(self._row, kind, wanted.get(kind))) for kind in possible]
        self._rows.show(rows or [(("", ""), _without_model)])

    def _row(self, kind: str, present: Workload | None) -> QWidget:
        title, why = (tr(text) for text in WORKLOAD_WORDS[kind])
        tick = Tick(title)
        tick.setAccessibleDescription(why)
        tick.setChecked(present is not None)
        tick.clicked.connect(lambda on: self._toggle(kind, on))
        edit = IconButton(
            "settings", tr("Settings of: {title}", title=title), lambda: self._edit(present or Workload(kind)), 16
        )
        edit.setEnabled(present is not None)
        detail = label(_detail(present) if present else why, "caption")
        detail.setContentsMargins(28, 0, 0, 0)
        made = QWidget()
        head = row(tick, edit, gap=1)
        head.setStretch(0, 1)
        made.setLayout(column(head, detail, gap=0))
        return made

    def _toggle(self, kind: str, on: bool) -> None:
        if on and kind == "task":  # it has no usual settings: which benchmark, and where it lies, is asked first
            self._rows.clear()
            self.refresh()
            self._edit(Workload(kind))
        elif on:
            self._document.edit(measuring(kind), lambda d: d.with_workload(Workload(kind)))
        else:
            self._document.edit(not_measuring(kind), lambda d: d.without_workload(kind))

    def _edit(self, workload: Workload) -> None:
        dialog = WorkloadDialog(workload, self.window())
        if dialog.exec():
            self._document.edit(lambda _: tr("change what is measured"), lambda d: d.with_workload(dialog.workload))


class ProtocolChoice(QWidget):
    """How long and how often is measured."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.choice = Segmented(tr("Protocol"), [(n, heading(protocol(n))) for n in PROTOCOLS], "quick", stretch=True)
        for name, text in PROTOCOL_WORDS.items():
            self.choice.set_tip(name, tr(text))
        self.choice.chosen.connect(self._choose)
        self._words = label("", "caption")
        settings = button(tr("More settings…"), self.settings, "link")
        self.setLayout(column(label(tr("How thoroughly"), "title"), self.choice, self._words, settings, gap=2))
        self._fresh = WhenShown(self, self.refresh)
        document.draft_changed.connect(self._fresh.wanted)

    def settings(self) -> None:
        """Ask for what is seldom changed."""
        dialog = StudySettings(self._document.draft, self.window())
        if dialog.exec():
            self._document.edit(lambda _: tr("change the study's settings"), lambda d: dialog.draft)

    def _choose(self, name: str) -> None:
        self._document.edit(lambda _: tr("change the protocol"), lambda d: replace(d, protocol=name))

    def refresh(self) -> None:
        """Show the plan's protocol."""
        self.choice.set_value(self._document.draft.protocol)
        draft = self._document.draft
        limit = tr("Stops after {time}.", time=span(draft.budget)) if draft.budget else ""
        self._words.setText(f"{tr(PROTOCOL_WORDS[draft.protocol])} {limit}".strip())


class Summary(QWidget):
    """Number of trials, estimated time and memory in a line."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.text = label("", "soft")
        self.setLayout(column(self.text, gap=0))
        self._fresh = WhenShown(self, self.refresh)
        document.draft_changed.connect(self._fresh.wanted)

    def refresh(self) -> None:
        """Tell what would run."""
        document = self._document
        if document.info is None:
            self.text.setText(tr("Open a model to run a study."))
            return
        found = estimate(document.draft, size(document.info))
        memory = quantity(found["memory"], "B", 2)
        self.text.setText(
            "  ·  ".join(
                (
                    several(found["trials"], "{n} trial", "{n} trials"),
                    about(found["seconds"]),
                    tr("about {memory} each", memory=memory),
                )
            )
        )


def _without_model() -> QWidget:
    return label(tr("Open a model first; what can be measured depends on its task."), "soft")


def _detail(workload: Workload) -> str:
    values = {p.name: workload.value(p.name) for p in WORKLOADS[workload.kind]}
    return tr(_DETAILS[workload.kind], **values)
