"""Trade-offs: any two metrics of all trials, the front, limits, the table twin, and one trial in detail."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

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
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.tradeoffs_empty import instead
from paretoscope_gui.views.tradeoffs_parts import NARROW, Parts
from paretoscope_gui.widgets.basic import restyle


class Page(Parts):
    """The trade-off page; it shows the document's results and keeps no numbers of its own."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__(document, bridge)
        self.setObjectName("page")
        self._lead: dict[str, Choice] = {}
        self._others: dict[str, QWidget] = {}
        self._styles: dict[str, Look] = {}
        self._stale, self._preparing = True, False
        self._task, self._pairs = Newest(self), set[tuple[Choice | None, Choice | None, bool]]()
        self._known: Results | None = None
        self._drawn_results: Results | None = None
        self._steps: Iterator[None] = iter(())
        document.results_changed.connect(self.refresh)
        document.study_changed.connect(self.refresh)
        document.trial_changed.connect(self._show_chosen)
        bridge.state_changed.connect(lambda _: self._state_changed())
        theme().follow(self.refresh)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The page comes to the front: draw what came meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        elif self.built and self.plot.selected != self._document.trial:
            self._show_chosen(self._document.trial)

    def refresh(self) -> None:
        """New results, or another study: drawn now if anybody looks, else when the page is shown."""
        self._stale = True
        results = self._ready()
        if results is None:
            self.stack.setCurrentWidget(self._empty())
        elif self.isVisible() and not self.built:
            self._go_through(results, self._make_first())
        elif self.isVisible():
            self.stack.setCurrentWidget(self.full)
            if self._prepare(results):
                self._stale = False
                self._go_through(results, self._fill(results))
        elif self.built:
            self.stack.setCurrentWidget(self.full)

    @property
    def unready(self) -> bool:
        """Whether there is something to prepare before it is shown; many trials are drawn in turns afterwards."""
        results = self._ready()
        return results is not None and self._stale and not self.isVisible() and not many(results)

    def prepare(self) -> Iterator[None]:
        """Before the page is shown: its parts are made, filled and laid out, each in a turn of its own."""
        results = self._ready()
        if results is None or not self._stale:
            return
        yield from self.making()
        self.stack.setCurrentWidget(self.full)
        if not many(results):  # which take as long as a page, and are drawn in turns once it is shown
            self._stale, self._preparing = False, True
            for _ in self._fill(results):
                if results is not self._document.results:
                    break
                yield
            self._preparing = False
        self.grab(QRect(0, 0, 1, 1))  # which lays it out
        yield

    def _make_first(self) -> Iterator[None]:
        yield from self.making()
        self.refresh()

    def _ready(self) -> Results | None:
        """The results, if there is anything to show of them."""
        results = self._document.results
        shown = results is not None and any(t.ranked and any(t.metrics.values()) for t in results.trials)
        return results if shown else None

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

    def _go_through(self, results: Results, steps: Iterator[None]) -> None:
        """A step a turn, until there are other results or something else is to be drawn of these."""
        self._steps = steps
        in_turns(self, steps, lambda: results is self._document.results and self._steps is steps)

    def _changed(self) -> None:
        """Other metrics were chosen."""
        results = self._document.results
        if results is not None and self._prepare(results):
            self._go_through(results, self._draw(results))

    def join(self) -> None:
        """The parts were made: they tell what is chosen in them."""
        self.shape.chosen.connect(lambda _: self._show_shape())
        self.chart.changed.connect(self._changed)
        self.chart.sure.connect(self._limit)
        self.chart.chosen.connect(self.choose)
        self.chart.export_failed.connect(self._document.problem)
        self.limits.changed.connect(self._limit)
        self.table.chosen.connect(self.choose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page turns the plot's controls."""
        super().resizeEvent(event)
        if self.built:
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

    def _fill(self, results: Results) -> Iterator[None]:
        """Everything, step by step."""
        self._drawn_results = results
        self._offer(results)
        yield
        yield from self._draw(results, keep_view=self.plot.dots != [])

    def _draw(self, results: Results, keep_view: bool = False) -> Iterator[None]:
        """The picture, then what follows from it."""
        x = self.chart.x_metric
        if x is None:
            return
        yield from self.chart.drawing(results, keep_view)
        yield
        self._dim()
        yield
        self._list()
        yield
        self._look_at(results, x)

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
        if not self.built or not (self.isVisible() or self._preparing):
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
            self._others[kind] = instead(kind, self._document.page_wanted)
            self.stack.addWidget(self._others[kind])
        return self._others[kind]
