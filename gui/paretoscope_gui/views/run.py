"""Run: what a study measures, while it measures it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QStackedWidget, QWidget

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
from paretoscope_gui.views.live_plots import LivePlots
from paretoscope_gui.views.run_header import RunHeader
from paretoscope_gui.views.trial_table import TrialTable
from paretoscope_gui.widgets.basic import Card, column, label, row, scrolled
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.split import split


class Page(QWidget):
    """The run page; it reads the bridge's record and live series and steers the study through the bridge."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._bridge = document, bridge
        self._styles: dict[str, Look] = {}
        self._titles: dict[str, str] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)  # several changes that come together are drawn once
        self._soon.timeout.connect(self.refresh)
        self.header, self.plots, self.table = RunHeader(), LivePlots(), TrialTable()
        self.message = label("", "soft", selectable=True)
        self.log, self.fared = _log(), label("", "soft", selectable=True)
        self._build()
        bridge.opened.connect(self.opened)
        bridge.changed.connect(self.refresh)
        bridge.state_changed.connect(lambda _: self._soon.start())
        bridge.logged.connect(self._logged)
        document.results_changed.connect(self._show_table)
        self.header.wanted.connect(self._steer)
        self.table.chosen.connect(self.plots.look_at)
        self.table.chosen.connect(document.choose_trial)
        document.trial_changed.connect(self._follow)
        self.plots.export_failed.connect(document.problem)
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
        if self.isVisible():
            self.table.select(trial)
            self.plots.look_at(trial)

    def opened(self) -> None:
        """Another study begins to arrive."""
        self._styles = {}
        self.plots.clear()
        self.log.setPlainText(self._bridge.log)
        self._soon.start()

    def refresh(self) -> None:
        """Show the present state; cheap while the page is hidden."""
        record, bridge = self._bridge.record, self._bridge
        self.stack.setCurrentIndex(
            1 if record.trials and (record.count or bridge.active or bridge.state != "idle") else 0
        )
        if not self.isVisible():
            return
        self._restyle()
        self.header.set_state(bridge.state, bridge.steers, left(record, bridge.state, bridge.folder))
        self.header.title.setText(self._title())
        self.header.set_progress(progress(record, self._titles))
        self.header.skip.setEnabled(bridge.steers and bridge.state in ("running", "paused"))
        self.plots.take(bridge.live)
        self._show_table()
        self._show_message()

    def _build(self) -> None:
        self._side = QStackedWidget()
        shown = {"table": (tr("Recipes"), self.table), "fared": (tr("Instrument"), scrolled(self._notes(), "")),
                 "log": (tr("Log"), self.log)}  # fmt: skip
        self.tabs = Segmented(tr("Show"), [(key, title) for key, (title, _) in shown.items()])
        self.tabs.set_tip("fared", tr("What watching costs, and what disturbed the measurement"))
        self.tabs.chosen.connect(lambda key: self._side.setCurrentIndex(list(shown).index(key)))
        for _, widget in shown.values():
            self._side.addWidget(widget)
        self._side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        inside = column(row(self.tabs, None), self._side, gap=2, margins=(3,))
        inside.setStretch(1, 1)
        side = Card(inside)
        middle = split(Qt.Orientation.Horizontal, self.plots, side, sizes=[480, 710])
        full = QWidget()
        body = column(self.header, self.message, middle, gap=3, margins=(6, 5, 6, 5))
        body.setStretch(2, 1)
        full.setLayout(body)
        self.stack = QStackedWidget()
        self.stack.addWidget(
            EmptyState(
                "run", tr("Nothing is running"),
                tr("Put recipes together on the Techniques page and press Run. What they do to latency, memory, "
                        "energy and quality appears here while it is measured."),
                tr("Go to Techniques"), lambda: self._document.page_wanted.emit("techniques"),
            )
        )  # fmt: skip
        self.stack.addWidget(scrolled(full, tr("Run page")))
        self.setLayout(column(self.stack, gap=0))

    def _notes(self) -> QWidget:
        made = QWidget()
        made.setLayout(column(self.fared, None, margins=(2,)))
        return made

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
        if self.isVisible():
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


def _log() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setMaximumBlockCount(20_000)
    made.setAccessibleName(tr("Log of the measuring processes"))
    made.setPlaceholderText(tr("What the measuring processes write appears here."))
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    made.setProperty("role", "mono")
    made.setTabChangesFocus(True)
    return made
