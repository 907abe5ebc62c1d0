"""Trade-offs: any two metrics of all trials, the front, limits, the table twin, and one trial in detail."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QSplitter, QStackedWidget, QWidget

from paretoscope.analysis.results import Results
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import tr
from paretoscope_gui.looks import Look, looks
from paretoscope_gui.measured.choice import Choice, available, headlines, title
from paretoscope_gui.measured.limits import best, failing, limits, sentence
from paretoscope_gui.measured.parallel import scales, threads
from paretoscope_gui.measured.points import axis, dots
from paretoscope_gui.plots.parallel import ParallelPlot
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import theme
from paretoscope_gui.views.detail import Detail
from paretoscope_gui.views.limits_card import LimitsCard
from paretoscope_gui.views.tradeoffs_table import TradeoffTable
from paretoscope_gui.views.twin import show_twin
from paretoscope_gui.widgets.basic import Card, button, column, label, restyle, row, tag
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.segmented import Segmented


class Page(QWidget):
    """The trade-off page; it shows the document's results and keeps no numbers of its own."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._bridge = document, bridge
        self._choices: list[Choice] = []
        self._lead: dict[str, Choice] = {}
        self._styles: dict[str, Look] = {}
        self._stale, self._key = True, ""
        self.plot = ScatterPlot(tr("Trade-offs"))
        self.parallel = ParallelPlot(tr("Parallel coordinates"))
        self.limits, self.table, self.detail = LimitsCard(), TradeoffTable(), Detail()
        self.sentence = label("", "title", selectable=True)
        self.state = tag("")
        self.across, self.upwards = _metric_box(tr("Metric across")), _metric_box(tr("Metric upwards"))
        self._build()
        self._connect()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The page comes to the front: draw what came meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """New results, or another study: drawn now if anybody looks, else when the page is shown."""
        self._stale = True
        results = self._document.results
        ready = results is not None and any(t.ranked and any(t.metrics.values()) for t in results.trials)
        self.stack.setCurrentWidget(self._full if ready else self._empty())
        if results is not None and ready and self.isVisible():
            self._stale = False
            self._offer(results)
            self._draw(keep_view=self.plot.dots != [])

    # ---- building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.relative = Segmented(tr("Values"), [("relative", tr("Against baseline")), ("absolute", tr("Absolute"))])
        self.log_x, self.log_y = _toggle(tr("Log across")), _toggle(tr("Log upwards"))
        self.fit = button(tr("Show all"), self.plot.show_all, "ghost")
        self._better_y, self._better_x = label("", "caption", wrap=False), label("", "caption", wrap=False)
        self.shape = Segmented(tr("Picture"), [("two", tr("Two metrics")), ("all", tr("All at once"))])
        self.shape.chosen.connect(lambda _: self._show_shape())
        top = row(self.upwards, self._better_y, None, self.relative, self.fit, gap=2, margins=(3, 3, 3, 0))
        self._marks = label("", "caption", wrap=False)
        bottom = row(
            self.log_y, self.log_x, self._marks, None, self._better_x, self.across, gap=2, margins=(3, 0, 3, 3)
        )
        self._bottom = QWidget()
        self._bottom.setLayout(bottom)
        self._pictures = QStackedWidget()
        for plot in (self.plot, self.parallel):
            self._pictures.addWidget(plot)
        inside = column(top, self._pictures, self._bottom, gap=1)
        inside.setStretch(1, 1)
        chart = Card(inside)
        chart.setMinimumHeight(300)
        left = _split(Qt.Orientation.Vertical, chart, Card(column(self.table, margins=(1,))), sizes=[470, 230])
        side = _split(Qt.Orientation.Vertical, self.limits, Card(column(self.detail)), sizes=[200, 500])
        body = _split(Qt.Orientation.Horizontal, left, side, sizes=[800, 420])
        self._full = QWidget()
        head = row(self.sentence, self.state, self.shape, gap=3)
        head.setStretch(0, 1)
        for part in (self.state, self.shape):
            head.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        page = column(head, body, gap=3, margins=(6, 5, 6, 5))
        page.setStretch(1, 1)
        self._full.setLayout(page)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._full)
        self._empties = {kind: _empty(self, kind) for kind in ("none", "running", "failed")}
        for each in self._empties.values():
            self.stack.addWidget(each)
        self.setLayout(column(self.stack, gap=0))

    def _connect(self) -> None:
        self._document.results_changed.connect(self.refresh)
        self._document.study_changed.connect(self.refresh)
        self._bridge.state_changed.connect(lambda _: self.refresh())
        theme().changed.connect(self.refresh)
        for box in (self.across, self.upwards):
            box.activated.connect(lambda _: self._draw())
        self.relative.chosen.connect(lambda _: self._draw())
        for toggle in (self.log_x, self.log_y):
            toggle.toggled.connect(lambda _: self._draw())
        self.limits.changed.connect(self._limit)
        self.plot.chosen.connect(self.choose)
        self.table.chosen.connect(self.choose)
        self.plot.table_wanted.connect(lambda: show_twin(self.plot, self))
        self.parallel.chosen.connect(self.choose)
        self.parallel.table_wanted.connect(lambda: show_twin(self.parallel, self))
        for plot in (self.plot, self.parallel):
            plot.export_failed.connect(self._document.problem)

    # ---- showing ------------------------------------------------------------------------------------------------

    def _offer(self, results: Results) -> None:
        """Fill the metric boxes, keeping what is chosen."""
        choices = available(results)
        self._lead = headlines(results, choices)
        self._styles = looks((t.id, t.recipe) for t in results.trials)
        lead = self._lead
        self.limits.show_limits(limits(results, list(lead.values())))
        if choices == self._choices:
            return
        kept = (self.across.currentData(), self.upwards.currentData())
        self._choices = choices
        first = lead.get("speed") or lead.get("training") or choices[0]
        second = lead.get("quality") or lead.get("memory") or choices[-1]
        for box, old, usual in ((self.across, kept[0], first), (self.upwards, kept[1], second)):
            box.clear()
            for choice in choices:
                box.addItem(title(choice, choices), choice)
            box.setCurrentIndex(choices.index(old if old in choices else usual))

    def _show_shape(self) -> None:
        """Two metrics against each other, or all the main ones at once."""
        two = self.shape.value == "two"
        self._pictures.setCurrentWidget(self.plot if two else self.parallel)
        for each in (self.upwards, self._better_y, self.relative, self.fit, self._bottom):
            each.setVisible(two)
        self._draw_parallel()

    def _draw_parallel(self) -> None:
        results = self._document.results
        if results is None or self.shape.value == "two":
            return
        x, y = self.across.currentData(), self.upwards.currentData()
        axes = scales(results, list(dict.fromkeys([*self._lead.values(), *(c for c in (x, y) if c is not None)])))
        self.parallel.show_threads(axes, threads(results, axes, self._styles))
        self.parallel.dim(failing(results, self.limits.limits))
        self.parallel.select(self._key)

    def _draw(self, keep_view: bool = False) -> None:
        results = self._document.results
        x, y = self.across.currentData(), self.upwards.currentData()
        if results is None or x is None or y is None:
            return
        relative = self.relative.value == "relative"
        shown = dots(results, x, y, relative, self._styles)
        axes = [
            axis(c, results, relative, t.isChecked() and _can_log(c, relative), title(c, self._choices))
            for c, t in ((x, self.log_x), (y, self.log_y))
        ]
        for toggle, choice in ((self.log_x, x), (self.log_y, y)):
            toggle.setEnabled(_can_log(choice, relative))
        self.plot.show_dots(shown, axes[0], axes[1], keep_view)
        for words, spec, better in ((self._better_x, axes[0], x.info.better), (self._better_y, axes[1], y.info.better)):
            side = {"up": tr("higher is better"), "down": tr("lower is better")}.get(better, "")
            words.setText("   ".join(p for p in (spec.unit, side) if p))
        kinds = (
            (any(d.hollow for d in shown), "hollow: simulated"),
            (any(d.hatched for d in shown), "hatched: estimated"),
        )
        self._marks.setText(", ".join(tr(words) for there, words in kinds if there))
        self._limit()
        self._draw_parallel()
        self.choose(self._key if any(t.id == self._key for t in results.trials) else self._first(results, x))
        if relative and len(shown) < 2:
            self.sentence.setText(
                tr("No change against the baseline is known for these two metrics; choose Absolute to see them.")
            )

    def _limit(self) -> None:
        results, x, y = self._document.results, self.across.currentData(), self.upwards.currentData()
        if results is None or x is None:
            return
        missed = failing(results, self.limits.limits)
        self.plot.dim(missed)
        self.parallel.dim(missed)
        shown = [y, *self._lead.values()][:4]
        self.sentence.setText(sentence(results, x, shown, self.limits.limits))
        fronts = {d.key for d in self.plot.dots if d.front}
        self.table.show_results(results, list(dict.fromkeys((x, y))), self._styles, fronts, missed)
        self.table.select(self._key)
        words, tone = (tr("preliminary"), "warn") if results.preliminary else ("", "plain")
        if self._bridge.active:
            words, tone = tr("still running"), "accent"
        self.state.setText(words)
        self.state.setVisible(bool(words))
        restyle(self.state, "tag", tone)

    def _first(self, results: Results, goal: Choice) -> str:
        """What is shown in detail before the user has chosen: the best recipe."""
        found = best(results, goal, [])
        return found.id if found is not None else ""

    def choose(self, key: str) -> None:
        """Select a trial everywhere."""
        results = self._document.results
        self._key = key
        self.plot.select(key)
        self.parallel.select(key)
        self.table.select(key)
        found = next((t for t in results.trials if t.id == key), None) if results else None
        self.detail.show_trial(found, results)

    def _empty(self) -> QWidget:
        if self._bridge.active:
            return self._empties["running"]
        results = self._document.results
        bad = results is not None and bool(results.trials) and not any(t.ranked for t in results.trials)
        return self._empties["failed" if bad else "none"]


def _empty(page: Page, kind: str) -> EmptyState:
    go = page._document.page_wanted
    if kind == "running":
        return EmptyState(
            "tradeoffs", tr("The first round is not over yet"),
            tr("Trade-offs appear here once every recipe has had its first turn, and get sharper each round."),
            tr("Watch the run"), lambda: go.emit("run"),
        )  # fmt: skip
    if kind == "failed":
        return EmptyState(
            "error", tr("No recipe gave a result"),
            tr("Every trial of this study failed or was skipped. The Run page says why, one by one."),
            tr("See what happened"), lambda: go.emit("run"),
        )  # fmt: skip
    return EmptyState(
        "tradeoffs", tr("No study is open"),
        tr("Run a study or open one: any two of its metrics stand here against each other, with intervals."),
        tr("Go to Techniques"), lambda: go.emit("techniques"),
    )  # fmt: skip


def _can_log(choice: Choice, relative: bool) -> bool:
    return not (relative and choice.info.compare == "difference")


def _metric_box(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setMaxVisibleItems(20)
    made.setMinimumContentsLength(18)
    return made


def _toggle(text: str) -> QPushButton:
    made = button(text, None, "chip")
    made.setCheckable(True)
    return made


def _split(way: Qt.Orientation, *parts: QWidget, sizes: list[int]) -> QSplitter:
    made = QSplitter(way)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(12)
    made.setStyleSheet("QSplitter::handle { background: transparent; }")
    for part in parts:
        made.addWidget(part)
    made.setSizes(sizes)
    made.setStretchFactor(0, 1)
    return made
