"""Trade-offs: any two metrics of all trials, the front, limits, the table twin, and one trial in detail."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from paretoscope.analysis.results import Results
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import tr
from paretoscope_gui.looks import Look
from paretoscope_gui.measured.choice import Choice, available, headlines
from paretoscope_gui.measured.kept import many
from paretoscope_gui.measured.limits import best, failing, limits, sentence
from paretoscope_gui.measured.points import styled
from paretoscope_gui.measured.prepared import prepare
from paretoscope_gui.state.background import Newest
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import theme
from paretoscope_gui.turns import next_turn
from paretoscope_gui.views.chart_card import ChartCard
from paretoscope_gui.views.detail import Detail
from paretoscope_gui.views.limits_card import LimitsCard
from paretoscope_gui.views.tradeoffs_table import TradeoffTable
from paretoscope_gui.widgets.basic import Card, column, label, restyle, row, scrolled, tag
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.split import FirstLarger, split

TABLE = 136  # px that its table has at least: its head and two rows
NARROW = 1060  # px of a page on which the plot's controls have no room in one line


class Page(QWidget):
    """The trade-off page; it shows the document's results and keeps no numbers of its own."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._bridge = document, bridge
        self._lead: dict[str, Choice] = {}
        self._styles: dict[str, Look] = {}
        self._stale = True
        self._task, self._pairs = Newest(self), set[tuple[Choice | None, Choice | None, bool]]()
        self._known: Results | None = None
        self._drawn_results: Results | None = None
        self.chart = ChartCard()
        self.plot = self.chart.plot
        self.limits, self.table, self.detail = LimitsCard(), TradeoffTable(), Detail(document, bridge)
        self.sentence = label("", "title", selectable=True)
        self.state = tag("")
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
        if results is None or not ready or not self.isVisible():
            return
        if self._prepare(results):
            self._stale = False
            self._offer(results)
            self._then(results, lambda: self._draw(keep_view=self.plot.dots != []))

    def _prepare(self, results: Results) -> bool:
        """Whether it can be drawn at once; what many trials need is computed beside the event loop first."""
        wanted = self.chart.x_metric, self.chart.y_metric, self.chart.relative.value == "relative"
        if not many(results) or (results is self._known and wanted in self._pairs):
            return True
        if results is not self._known:
            self._known, self._pairs = results, set()
        if not self.plot.dots:
            self.stack.setCurrentWidget(self._instead("many"))
        self._task.ask(lambda: prepare(results, *wanted), lambda _: self._prepared(results, wanted))
        return False

    def _prepared(self, results: Results, wanted: tuple[Choice | None, Choice | None, bool]) -> None:
        self._pairs |= {wanted}
        if results is self._document.results:
            self.refresh()
            self._pairs |= {(self.chart.x_metric, self.chart.y_metric, wanted[2])}  # what stands there at first

    def _then(self, results: Results, do: Callable[[], object]) -> None:
        """Now; with many trials in the next turn of the event loop, so that no turn is long."""
        if many(results):
            next_turn(self, lambda: do() if results is self._document.results else None)
        else:
            do()

    def _changed(self) -> None:
        """Other metrics were chosen."""
        results = self._document.results
        if results is not None and self._prepare(results):
            self._draw()

    # ---- building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.shape = Segmented(tr("Picture"), [("two", tr("Two metrics")), ("all", tr("All at once"))])
        table, detail = Card(column(self.table, margins=(1,))), Card(column(self.detail))
        table.setMinimumHeight(TABLE)
        left = split(Qt.Orientation.Vertical, self.chart, table, sizes=[470, 230], first_grows=True)
        side = split(Qt.Orientation.Vertical, self.limits, detail, sizes=[200, 500], first_grows=True)
        self._body = split(Qt.Orientation.Horizontal, left, side, sizes=[800, 420], first_grows=True)
        FirstLarger(self._body)
        self._full = QWidget()
        head = row(self.sentence, self.state, self.shape, gap=3)
        head.setStretch(0, 1)
        for part in (self.state, self.shape):
            head.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        area = scrolled(self._body, tr("Trade-offs"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        page = column(head, area, gap=3, margins=(6, 5, 6, 5))
        page.setStretch(1, 1)
        self._full.setLayout(page)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._full)
        self._others: dict[str, QWidget] = {}
        self.setLayout(column(self.stack, gap=0))

    def _connect(self) -> None:
        self._document.results_changed.connect(self.refresh)
        self._document.study_changed.connect(self.refresh)
        self._bridge.state_changed.connect(lambda _: self._state_changed())
        theme().follow(self.refresh)
        self.shape.chosen.connect(lambda _: self._show_shape())
        self.chart.changed.connect(self._changed)
        self.chart.sure.connect(self._limit)
        self.chart.chosen.connect(self.choose)
        self.limits.changed.connect(self._limit)
        self.table.chosen.connect(self.choose)
        self._document.trial_changed.connect(self._show_chosen)
        self.chart.export_failed.connect(self._document.problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page turns the plot's controls."""
        super().resizeEvent(event)
        self.chart.narrow(self.width() < NARROW)

    # ---- showing ------------------------------------------------------------------------------------------------

    def _offer(self, results: Results) -> None:
        """Fill the metric boxes and the limits, keeping what is chosen."""
        choices = available(results)
        self._lead = headlines(results, choices)
        self._styles = styled(results)
        self.limits.show_limits(limits(results, list(self._lead.values())))
        self.chart.offer(choices, self._lead, self._styles)

    def _show_shape(self) -> None:
        self.chart.show_shape(self.shape.value == "two")
        self._limit()

    def _draw(self, keep_view: bool = False) -> None:
        results, x = self._document.results, self.chart.x_metric
        if results is None or x is None:
            return
        self._drawn_results = results
        self.chart.draw(results, keep_view)
        self._then(results, lambda: self._drawn(results, x))

    def _drawn(self, results: Results, x: Choice) -> None:
        """The picture stands: table, sentence and the selected trial follow."""
        self._dim()
        self._then(results, lambda: self._listed(results, x))

    def _listed(self, results: Results, x: Choice) -> None:
        self._list()
        self._then(results, lambda: self._look_at(results, x))

    def _look_at(self, results: Results, x: Choice) -> None:
        known = any(t.id == self._document.trial for t in results.trials)
        self.choose(self._document.trial if known else self._first(results, x))
        if self.chart.relative.value == "relative" and len(self.plot.dots) < 2:
            self.sentence.setText(
                tr("No change against the baseline is known for these two metrics; choose Absolute to see them.")
            )

    def _limit(self) -> None:
        """A limit has moved: picture, sentence and table."""
        self._dim()
        self._list()

    def _dim(self) -> None:
        results, x, y = self._document.results, self.chart.x_metric, self.chart.y_metric
        if results is None or x is None or y is None:
            return
        self.chart.dim(failing(results, self.limits.limits))
        shown = [y, *self._lead.values()][:4]
        self.sentence.setText(sentence(results, x, shown, self.limits.limits))
        self._say_state(results)

    def _list(self) -> None:
        results, x, y = self._document.results, self.chart.x_metric, self.chart.y_metric
        if results is None or x is None or y is None:
            return
        pair = list(dict.fromkeys((x, y)))
        self.table.show_results(results, pair, self._styles, self.chart.fronts, self.plot.dimmed, self.chart.chances)
        self.table.select(self._document.trial)
        self.chart.select(self._document.trial)

    def _state_changed(self) -> None:
        """The study runs on or has ended; its results are drawn when they come, and once."""
        results = self._document.results
        if results is not None and results is self._drawn_results and not self._stale:
            self._say_state(results)
        else:
            self.refresh()

    def _say_state(self, results: Results) -> None:
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
        if key == self._document.trial:
            self._show_chosen(key)
        else:
            self._document.choose_trial(key)  # which tells this page too

    def ask(self) -> None:
        """Let the baseline and the selected recipe answer a prompt of the user's, or say why not."""
        if self._document.results is not None and not self.detail.ask():
            self._document.problem.emit(
                tr("Nothing can be asked here."),
                tr("Select a recipe that was measured, of a model that writes text, in a stored study."),
            )

    def _show_chosen(self, key: str) -> None:
        """A trial was selected, here or on another page."""
        if not self.isVisible():
            return
        results = self._document.results
        self.chart.select(key)
        self.table.select(key)
        found = next((t for t in results.trials if t.id == key), None) if results else None
        self.detail.show_trial(found, results)

    def _empty(self) -> QWidget:
        if self._bridge.active:
            return self._instead("running")
        results = self._document.results
        bad = results is not None and bool(results.trials) and not any(t.ranked for t in results.trials)
        return self._instead("failed" if bad else "none")

    def _instead(self, kind: str) -> QWidget:
        """What stands in the picture's place, made when it is first needed."""
        if kind not in self._others:
            self._others[kind] = _empty(self, kind)
            self.stack.addWidget(self._others[kind])
        return self._others[kind]


def _empty(page: Page, kind: str) -> EmptyState:
    go = page._document.page_wanted
    if kind == "running":
        return EmptyState(
            "tradeoffs", tr("The first round is not over yet"),
            tr("Trade-offs appear here once every recipe has had its first turn, and get sharper each round."),
            tr("Watch the run"), lambda: go.emit("run"),
        )  # fmt: skip
    if kind == "many":
        return EmptyState(
            "tradeoffs", tr("Very many recipes"),
            tr("Their picture is being prepared; everything else can be used meanwhile."),
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
