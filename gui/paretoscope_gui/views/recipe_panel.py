"""The recipe on the workbench: a stack in stage order, its conflicts, and the way to the list of trials."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from paretoscope.plan import Step, Workload
from paretoscope_gui.i18n import mark, said, tr
from paretoscope_gui.state.consent import questions
from paretoscope_gui.state.deed import agreeing, removing
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.draft import POSSIBLE_WORKLOADS, lacks_training
from paretoscope_gui.state.naming import in_words, step_detail, step_title
from paretoscope_gui.state.words import stage as stage_word
from paretoscope_gui.theme import series
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import Card, IconButton, button, clear, column, label, row, widgets_in
from paretoscope_gui.widgets.dot import Dot
from paretoscope_gui.widgets.flow import FlowLayout
from paretoscope_gui.widgets.rows import Rows
from paretoscope_gui.widgets.when_shown import WhenShown

STEP = "application/x-paretoscope-step"


class _Step(NamedTuple):
    """What a card of the stack shows; `moves`: -1 where it can go up, 1 where down."""

    technique: str
    title: str
    detail: str
    stage: str
    tip: str
    colour: str
    moves: tuple[int, ...]


class RecipePanel(QWidget):
    """`chosen(id)` when a step is clicked, `sweep_wanted` and `add_wanted` by the buttons."""

    chosen = Signal(str)
    add_wanted = Signal()
    sweep_wanted = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.undo = IconButton("undo", tr("Undo"), document.undo)
        self.redo = IconButton("redo", tr("Redo"), document.redo)
        self._steps, self._problems = column(gap=1.5), column(gap=1.5)
        self._cards = Rows(self._steps)
        self.add = button(tr("Add as trial"), self.add_wanted.emit, "primary", "plus")
        self.sweep = button(tr("Sweep values…"), self.sweep_wanted.emit, "", "sweep")
        self._empty = label(
            tr(
                "Stack techniques here. They are put in the order of their stages; an empty recipe is the baseline, "
                "which is always measured."
            ),
            "soft",
        )
        head = row(label(tr("Recipe"), "title", wrap=False), None, self.undo, self.redo, gap=0.5)
        self._buttons = QWidget()
        beside = FlowLayout(gap=2)
        for each in (self.add, self.sweep):
            beside.addWidget(each)
        self._buttons.setLayout(beside)
        self.setLayout(column(head, self._empty, self._steps, self._problems, self._buttons, gap=2.5))
        self._empty.hide()
        self._buttons.hide()
        self.setAcceptDrops(True)
        self._fresh = WhenShown(self, self.refresh)
        document.draft_changed.connect(self._fresh.wanted)  # which comes after another model too

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A step of this stack may be dropped."""
        if event.mimeData().hasFormat(STEP):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The step goes where it was dropped, if the stages and the cards' rules allow it."""
        document = self._document
        technique = bytes(event.mimeData().data(STEP).data()).decode()
        place = self._place(event.position().toPoint().y(), technique)
        moved = document.draft.move_to(technique, place, document.catalog)
        event.acceptProposedAction()
        if moved == document.draft and place != self._own(technique):
            document.problem.emit(
                tr("The order of these two is fixed."), tr("Stages, and the rules on the cards, order the stack.")
            )
        document.edit(lambda _: tr("change the order"), lambda d: d.move_to(technique, place, document.catalog))

    def _place(self, y: int, technique: str) -> int:
        """Where in the stack a height stands, the dragged step itself left out."""
        cards = [w for w in widgets_in(self._steps) if isinstance(w, _StepCard) and w.technique != technique]
        return sum(self.mapFromGlobal(w.mapToGlobal(w.rect().center())).y() < y for w in cards)

    def _own(self, technique: str) -> int:
        return next((i for i, s in enumerate(self._document.draft.recipe.steps) if s.technique == technique), -1)

    @property
    def messages(self) -> list[str]:
        """The conflicts that are shown."""
        self._fresh.now()
        return [b.text for b in widgets_in(self._problems) if isinstance(b, Banner)]

    def refresh(self) -> None:
        """Show the stack as it stands."""
        steps = self._document.draft.recipe.steps
        looks = [self._looks(i, step, len(steps)) for i, step in enumerate(steps)]
        self._cards.show((each, partial(self._step, step, each)) for step, each in zip(steps, looks, strict=True))
        clear(self._problems)
        problems, catalog = self._document.problems(), self._document.catalog
        for problem in problems:
            text, hint = in_words(said(problem.text), catalog), in_words(said(problem.hint), catalog)
            self._problems.addWidget(Banner(text, hint, "bad", closable=False))
        self._advise()
        self._empty.setVisible(not steps)
        self._buttons.setVisible(bool(steps))
        known = self._document.draft.recipe in self._document.draft.trials
        self.add.setEnabled(not problems and not known)
        self.add.setText(tr("Already a trial") if known else tr("Add as trial"))
        self.sweep.setEnabled(not problems)
        back, again = self._document.undone_by
        for shown, word, text in ((self.undo, mark("Undo {what}"), back), (self.redo, mark("Redo {what}"), again)):
            shown.setEnabled(bool(text))
            shown.setToolTip(tip(tr(word, what=text).strip(": ")))

    def _advise(self) -> None:
        document = self._document
        for asked in questions(document.info, document.draft) if document.info else ():
            agree = partial(document.edit, agreeing(asked.agree), asked.change)
            self._problems.addWidget(Banner(asked.text, asked.hint, "warn", [(tr(asked.agree), agree)], closable=False))
        lacking = lacks_training(document.draft, document.catalog)
        if lacking and "finetune" in POSSIBLE_WORKLOADS.get(document.task, ()):
            title = document.catalog.entries[lacking].card.title
            add = partial(
                document.edit,
                lambda _: tr("measure: {what}", what=tr("fine-tuning")),
                lambda d: d.with_workload(Workload("finetune")),
            )
            text = tr("{title} trains nothing until fine-tuning is measured too.", title=title)
            self._problems.addWidget(Banner(text, "", "info", [(tr("Measure fine-tuning"), add)], closable=False))

    def _looks(self, place: int, step: Step, count: int) -> _Step:
        catalog = self._document.catalog
        entry = catalog.entries.get(step.technique)
        stage = stage_word(entry.card.stage) if entry else tr("unknown")
        tip = tr("Step {place} of {count}, stage {stage}", place=place + 1, count=count, stage=stage)
        return _Step(step.technique, step_title(step, catalog), step_detail(step, catalog), stage, tip,
                     series(entry.card.family)[0] if entry else "",
                     tuple(by for by in (-1, 1) if self._moves(step, by)))  # fmt: skip

    def _step(self, step: Step, looks: _Step) -> Card:
        title = looks.title
        card = _StepCard(title, step.technique, lambda by: self._move(step, by))
        words = column(label(title, "strong"), label(looks.detail, "caption"), gap=0)
        tools = [
            IconButton(
                "up" if by < 0 else "down",
                tr("Move {title} up", title=title) if by < 0 else tr("Move {title} down", title=title),
                partial(self._move, step, by),
                14,
            )
            for by in looks.moves
        ]
        tools.append(IconButton("close", tr("Remove {title}", title=title), lambda: self._remove(step), 14))
        box: QHBoxLayout = row(Dot(looks.colour), words, gap=2.5, margins=(3, 2, 1.5, 2))
        box.setStretch(1, 1)
        box.addWidget(label(looks.stage, "caption", wrap=False))
        for tool in tools:
            box.addWidget(tool)
        card.setLayout(box)
        card.setToolTip(tip(looks.tip))
        card.clicked.connect(lambda: self.chosen.emit(step.technique))
        return card

    def _moves(self, step: Step, by: int) -> bool:
        draft, catalog = self._document.draft, self._document.catalog
        known = all(s.technique in catalog.entries for s in draft.recipe.steps)
        return known and draft.move_step(step.technique, by, catalog) != draft

    def _move(self, step: Step, by: int) -> None:
        catalog = self._document.catalog
        self._document.edit(lambda _: tr("change the order"), lambda d: d.move_step(step.technique, by, catalog))

    def _remove(self, step: Step) -> None:
        self._document.edit(removing(step.technique), lambda d: d.remove_step(step.technique))


class _StepCard(Card):
    """A step; it is moved by dragging, or by Alt with an arrow key."""

    def __init__(self, name: str, technique: str, move: Callable[[int], object]) -> None:
        super().__init__(clickable=tr("{name}, step of the recipe", name=name))
        self.technique, self._move = technique, move
        self._pressed = QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a drag from a click."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Far enough from where the button went down, the card is dragged."""
        away = (event.position().toPoint() - self._pressed).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and away >= QApplication.startDragDistance():
            drag = QDrag(self)
            data = QMimeData()
            data.setData(STEP, self.technique.encode())
            drag.setMimeData(data)
            drag.setPixmap(self.grab())
            drag.setHotSpot(self._pressed)
            drag.exec(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(by)
            return
        super().keyPressEvent(event)
