"""Model: what it is made of, where its bytes are, whether it will fit, and what to know before it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from paretoscope.models.info import ModelInfo
from paretoscope_gui.contract import BridgeLike
from paretoscope_gui.i18n import said, tr
from paretoscope_gui.state.anatomy import Fact, facts, shares_head
from paretoscope_gui.state.consent import questions
from paretoscope_gui.state.deed import agreeing
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import grown, space, theme
from paretoscope_gui.views.model_bytes import BytesCard
from paretoscope_gui.views.model_fit import FitCard
from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import Card, button, clear, column, label, row, scrolled, tag, widgets_in
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.when_shown import WhenShown, freshened

WIDTH = 1200  # px at most
COLUMNS = 6  # facts in a line
_TOLD = ("pickle", "own Python code", "no weights")  # warnings that the questions ask in words of their own


class Page(QWidget):
    """The model page; all of it is read from the files' headers, nothing is loaded."""

    def __init__(self, document: Document, bridge: BridgeLike | None) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self.name, self.path = label("", "headline", selectable=True), label("", "caption", selectable=True)
        self._tags = row(gap=1)
        self._messages: QVBoxLayout = column(gap=2)
        self._across, self._told = COLUMNS, list[_FactView]()
        self._shown: ModelInfo | None = None
        self._gone: EmptyState | None = None  # says that the folder is not there
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(space(5))
        self._facts.setVerticalSpacing(space(4))
        self.bytes, self.fit = BytesCard(), FitCard(document)
        self._build()
        self._fresh = WhenShown(self, self.refresh)
        document.model_changed.connect(self._fresh.wanted)
        document.draft_changed.connect(lambda: self._advise() if self.isVisible() else self._fresh.wanted())
        theme().follow(self._reflow)

    @property
    def unready(self) -> bool:
        """Whether it shows another model, or none, so that nearly all of it is still to come."""
        info = self._document.info
        return info is not None and info is not self._shown

    def prepare(self) -> Iterator[None]:
        """Before it is shown for the first time, one part a turn."""
        yield from freshened(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many facts beside each other as have room at the text's size."""
        super().resizeEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        fitting = max(2, min(COLUMNS, (min(WIDTH, self.width()) - space(24)) // grown(150, 0.9)))
        if fitting != self._across:
            self._across = fitting
            self._place_facts()

    def refresh(self) -> None:
        """Show the document's model."""
        info = self._shown = self._document.info
        if info is None:
            self._show_none()
            return
        self.stack.setCurrentIndex(1)
        model = self._document.model
        builtin = model.startswith("builtin:")
        self.name.setText(model.removeprefix("builtin:") if builtin else info.path.name)
        self.path.setText(tr("comes with the program") if builtin else str(info.path))
        self._show_tags(info)
        self._show_facts(info)
        self.bytes.show_model(info, shares_head(info))
        self._advise()

    def _build(self) -> None:
        go = button(tr("Choose techniques"), lambda: self._document.page_wanted.emit("techniques"), "primary",
                    "techniques")  # fmt: skip
        head = row(column(self.name, self.path, gap=0.5), self._tags, None, go, gap=3)
        head.setStretch(0, 1)
        facts_card = Card(column(label(tr("Architecture"), "title"), 4, self._facts, gap=2, margins=(5, 4)))
        body = column(head, self._messages, facts_card, self.bytes, self.fit, None, gap=4, margins=(8, 6))
        content = QWidget()
        content.setMaximumWidth(WIDTH)
        content.setLayout(body)
        outer = QWidget()
        centred = row(gap=0)
        centred.addStretch(1)
        centred.addWidget(content, 100)
        centred.addStretch(1)
        outer.setLayout(centred)
        self.stack = QStackedWidget()
        self.stack.addWidget(
            EmptyState(
                "model", tr("No model is open"),
                tr("Open a model folder: what it is made of, where its bytes are and whether it fits into memory "
                        "is read from its files without loading it."),
                tr("Go to Start"), lambda: self._document.page_wanted.emit("start"),
            )
        )  # fmt: skip
        self.stack.addWidget(scrolled(outer, tr("Model")))
        self.setLayout(column(self.stack, gap=0))

    def _show_none(self) -> None:
        """No model, or one whose folder is gone."""
        lost = self._document.model
        there = not lost or lost.startswith("builtin:") or Path(lost).exists()
        if self._gone is not None:
            self.stack.removeWidget(self._gone)
            self._gone.deleteLater()
            self._gone = None
        if there:
            self.stack.setCurrentIndex(0)
            return
        self._gone = EmptyState(
            "model", tr("The model is not there any more"),
            " ".join((tr("There is nothing at {name}.", name=lost),
                      tr("It was moved or deleted, or its disk is not there."),
                      tr("The plan and what was measured stay."))),
            tr("Go to Start"), lambda: self._document.page_wanted.emit("start"),
        )  # fmt: skip
        self.stack.setCurrentIndex(self.stack.addWidget(self._gone))

    def _show_tags(self, info: ModelInfo) -> None:
        clear(self._tags)
        if info.base is not None:
            self._tags.addWidget(tag(tr("adapter on a base model"), "plain", str(info.base)))
        if info.quantized:
            self._tags.addWidget(tag(tr("already quantized: {how}", how=info.quantized), "plain"))

    def _show_facts(self, info: ModelInfo) -> None:
        found = facts(info)
        for view in self._told[len(found) :]:
            view.hide()
            view.deleteLater()
        self._told = [*self._told[: len(found)], *(_FactView() for _ in found[len(self._told) :])]
        for view, fact in zip(self._told, found, strict=True):
            view.show_fact(fact)
        self._place_facts()

    def _place_facts(self) -> None:
        """So many beside each other as there is room for."""
        for i, view in enumerate(self._told):
            self._facts.addWidget(view, i // self._across, i % self._across)
        for place in range(COLUMNS):
            self._facts.setColumnStretch(place, int(place < self._across))

    def _advise(self) -> None:
        """What must be agreed to, with its button, then what is only to be known."""
        info, document = self._document.info, self._document
        clear(self._messages)
        if info is None:
            return
        for asked in questions(info, document.draft):
            agree = partial(document.edit, agreeing(asked.agree), asked.change)
            self._messages.addWidget(Banner(asked.text, asked.hint, "warn", [(tr(asked.agree), agree)], closable=False))
        for warning in info.warnings:
            if not any(words in warning for words in _TOLD):
                text, _, hint = said(warning).partition(" - ")
                self._messages.addWidget(Banner(text, hint, "warn", closable=False))

    @property
    def messages(self) -> list[str]:
        """The warnings that are shown."""
        return [b.text for b in widgets_in(self._messages) if isinstance(b, Banner)]


class _FactView(QWidget):
    """A fact: its name, its value, what it means."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._help = label("", "eyebrow"), label("", "caption")
        self._value: QLabel = label("", "title", selectable=True)
        self.setLayout(column(self._title, self._value, self._help, None, gap=0.5))

    def show_fact(self, fact: Fact) -> None:
        """Another fact, or the same with another value."""
        for shown, text in ((self._title, fact.title), (self._value, fact.text), (self._help, fact.help)):
            if shown.text() != text:
                shown.setText(text)
        self.setAccessibleName(f"{fact.title}: {fact.text}. {fact.help}")
