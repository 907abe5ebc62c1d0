"""Run: what a study measures, while it measures it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QShowEvent, QTextCursor

from paretoscope.errors import ParetoscopeError
from paretoscope.plan import BASELINE, Recipe
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import said, tr
from paretoscope_gui.looks import Look, looks
from paretoscope_gui.measured.fared import flags, watching
from paretoscope_gui.measured.left import STOPPED, left
from paretoscope_gui.measured.progress import progress, rows, summary
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.naming import recipe_detail, recipe_title
from paretoscope_gui.state.words import protocol
from paretoscope_gui.theme import theme
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.run_parts import Parts


class Page(Parts):
    """The run page; it reads the bridge's record and live series and steers the study through the bridge."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__(document, bridge)
        self.setObjectName("page")
        self._styles: dict[str, Look] = {}
        self._titles: dict[str, str] = {}
        self._making = False
        self._soon = QTimer(self, singleShot=True, interval=0)  # several changes that come together are drawn once
        self._soon.timeout.connect(self.refresh)
        bridge.opened.connect(self.opened)
        bridge.changed.connect(self.refresh)
        bridge.state_changed.connect(lambda _: self._soon.start())
        bridge.logged.connect(self._logged)
        document.results_changed.connect(self._show_table)
        document.trial_changed.connect(self._follow)
        theme().follow(self._show_table)
        self.opened()

    def showEvent(self, event: QShowEvent) -> None:
        """The page comes to the front: draw what arrived meanwhile."""
        super().showEvent(event)
        self.refresh()
        if self._document.trial:
            self._follow(self._document.trial)

    def _follow(self, trial: str) -> None:
        """A trial was selected on another page."""
        if self.isVisible() and self.built:
            self.table.select(trial)
            self.plots.look_at(trial)

    def opened(self) -> None:
        """Another study begins to arrive."""
        self._styles = {}
        if self.built:
            self.plots.clear()
            self.log.setPlainText(self._bridge.log)
        self._soon.start()

    def refresh(self) -> None:
        """Show the present state; cheap while the page is hidden."""
        if not self._any:
            self.stack.setCurrentWidget(self.nothing)
        elif self.built:
            self.stack.setCurrentWidget(self.full)
        elif self.isVisible() and not self._making:
            self._making = True
            in_turns(self, self.making(), then=self._made)
        if self.isVisible() and self._any and self.built:
            self._show_head()
            self.plots.take(self._bridge.live)
            self._show_table()

    @property
    def unready(self) -> bool:
        """Whether there is something to prepare before it is shown."""
        return self._any and not self.built

    def prepare(self) -> Iterator[None]:
        """Before the page is shown: its parts are made, filled and laid out, each in a turn of its own."""
        if not self.unready:
            return
        yield from self.making()
        self.stack.setCurrentWidget(self.full)
        yield
        self._show_head()
        self._fill_table()
        yield
        yield from self.plots.fill(self._bridge.live)
        yield
        self.grab(QRect(0, 0, 1, 1))  # which lays it out
        yield
        yield from self.plots.draw()

    def _made(self) -> None:
        """Its parts are there, in front of the reader."""
        self._making = False
        self.refresh()

    @property
    def _any(self) -> bool:
        """Whether there is a study to show."""
        record, bridge = self._bridge.record, self._bridge
        return bool(record.trials) and bool(record.count or bridge.active or bridge.state != "idle")

    def join(self) -> None:
        """The parts were made: they tell what is wanted of them, and know what was said until now."""
        self.header.wanted.connect(self._steer)
        self.table.chosen.connect(self.plots.look_at)
        self.table.chosen.connect(self._document.choose_trial)
        self.plots.export_failed.connect(self._document.problem)
        self.log.setPlainText(self._bridge.log)

    def _show_head(self) -> None:
        record, bridge = self._bridge.record, self._bridge
        self._restyle()
        self.header.set_state(bridge.state, bridge.steers, left(record, bridge.state, bridge.folder))
        self.header.title.setText(self._title())
        self.header.set_progress(progress(record, self._titles))
        self.header.skip.setEnabled(bridge.steers and bridge.state in ("running", "paused"))
        self._show_message()

    def _title(self) -> str:
        study = self._bridge.record.study
        model = study.model if study else self._document.model
        name = Path(model.removeprefix("builtin:")).name or tr("Study")
        return tr("{name}, {protocol} protocol", name=name, protocol=protocol(study.protocol)) if study else name

    def _restyle(self) -> None:
        record = self._bridge.record
        known = [(t.id, t.recipe or t.id) for t in record.trials.values()]
        if len(known) != len(self._styles):
            self._styles = looks(known)
            titles = {id_: self._recipe(text) for id_, text in known}
            if self._document.results is not None:
                titles |= {t.id: recipe_name(t.title) or t.recipe for t in self._document.results.trials}
            self._titles = titles
            self.plots.declare(titles, self._styles)

    def _recipe(self, text: str) -> str:
        """A recipe's name before there are results, with the parameters that were changed."""
        try:
            recipe = Recipe.parse("" if text == BASELINE else text)
        except ParetoscopeError:
            return text
        title, detail = recipe_title(recipe, self._document.catalog), recipe_detail(recipe, self._document.catalog)
        return f"{title} ({detail})" if any(s.params for s in recipe.steps) else title

    def _show_table(self) -> None:
        if self.isVisible() and self.built:
            self._fill_table()

    def _fill_table(self) -> None:
        self._show_fared()
        found = rows(self._bridge.record, self._bridge.state in STOPPED)
        self.table.show_rows(found, self._document.results, self._styles)

    def _show_fared(self) -> None:
        """What watching costs, what was noisy; known after a round."""
        results = self._document.results
        said = [*([watching(results)] if watching(results) else []), *flags(results)]
        text = "\n\n".join(said) or tr("What watching costs and what disturbs the measurement is known after a round.")
        if text != self.fared.text():
            self.fared.setText(text)

    def _show_message(self) -> None:
        record, state = self._bridge.record, self._bridge.state
        text = ""
        if state in ("done", "cancelled", "failed"):
            text = summary(record, self._document.results)
        elif self._bridge.active and not self._bridge.owns:
            text = tr("Another process runs this study; it is shown here as it goes on.")
        if record.error is not None:
            text = f"{said(record.error.text)} {said(record.error.hint)}".strip()
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _logged(self, text: str) -> None:
        if self.built:
            self.log.moveCursor(QTextCursor.MoveOperation.End)
            self.log.insertPlainText(text)

    def _steer(self, what: str) -> None:
        if what == "results":
            self._document.page_wanted.emit("tradeoffs")
        elif what in ("continue", "retry"):
            self._document.continue_wanted.emit(what == "retry")
        elif what == "skip":
            self._bridge.command("skip", self.table_choice())
        else:
            self._bridge.command(what)

    def table_choice(self) -> str:
        """The selected trial, else the present one."""
        return self.plots.key or self._bridge.present
