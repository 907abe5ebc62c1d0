"""The picture of the Trade-offs page: two metrics against each other or all at once, and what its marks stand for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from paretoscope.analysis.results import Results
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.looks import Look
from paretoscope_gui.measured.choice import Choice, title, titles, usual
from paretoscope_gui.measured.fronts import chances, with_chances
from paretoscope_gui.measured.kept import many
from paretoscope_gui.measured.parallel import scales, threads
from paretoscope_gui.measured.points import axis, dots
from paretoscope_gui.measured.weights import weighed, weight
from paretoscope_gui.plots.parallel import ParallelPlot
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.state.background import Newest
from paretoscope_gui.theme import grown, space, theme
from paretoscope_gui.views.twin import show_twin
from paretoscope_gui.widgets.basic import Card, Turning, button, column, label, row
from paretoscope_gui.widgets.choice_box import choice_box
from paretoscope_gui.widgets.elided import Elided
from paretoscope_gui.widgets.mark_legend import MarkLegend
from paretoscope_gui.widgets.segmented import Segmented

_KINDS = (
    ("hollow", mark("hollow: simulated")), ("hatched", mark("hatched: estimated")),
    ("chance", mark("halo: may be on the front, the stronger the likelier")),
)  # fmt: skip


class ChartCard(Card):
    """`changed()` another metric or scale was chosen, `sure()` the probabilities are known, `chosen(str)` a trial."""

    changed = Signal()
    sure = Signal()
    chosen = Signal(str)
    export_failed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.plot = ScatterPlot(tr("Trade-offs"))
        self.across, self.upwards = choice_box(tr("Metric across"), 16), choice_box(tr("Metric upwards"), 16)
        self.mark_size = choice_box(tr("Size of the marks"), 16)
        self.mark_colour = choice_box(tr("Colour of the marks"), 16)
        self.log_x, self.log_y = _toggle(tr("Log across")), _toggle(tr("Log upwards"))
        self.further = _toggle(tr("Size and colour"))
        self.relative = Segmented(tr("Values"), [("relative", tr("Against baseline")), ("absolute", tr("Absolute"))])
        self.legend = MarkLegend()
        self.chances: dict[str, float] = {}
        self._choices: list[Choice] = []
        self._furthered: list[Choice] = []  # those in the boxes for size and colour
        self._lead: dict[str, Choice] = {}
        self._styles: dict[str, Look] = {}
        self._results: Results | None = None
        self._kinds = ""
        self._judged: Results | None = None
        self._pair: tuple[Choice, Choice] | None = None
        self._judging = Newest(self)
        self._build()

    @property
    def x_metric(self) -> Choice | None:
        """The metric across."""
        found: Choice | None = self.across.currentData()
        return found

    @property
    def y_metric(self) -> Choice | None:
        """The metric upwards."""
        found: Choice | None = self.upwards.currentData()
        return found

    @cached_property
    def parallel(self) -> ParallelPlot:
        """The picture of all main metrics at once, made when it is first asked for."""
        made = ParallelPlot(tr("Parallel coordinates"))
        self._join(made)
        made.dim(self.plot.dimmed)
        made.select(self.plot.selected)
        return made

    @property
    def _both(self) -> bool:
        """Whether that one was asked for yet."""
        return "parallel" in vars(self)

    def _join(self, plot: ScatterPlot | ParallelPlot) -> None:
        self._pictures.addWidget(plot)
        plot.chosen.connect(self.chosen)
        plot.export_failed.connect(self.export_failed)
        plot.table_wanted.connect(lambda: show_twin(plot, self))

    @property
    def fronts(self) -> set[str]:
        """The trials that are drawn on the front."""
        return {d.key for d in self.plot.dots if d.front}

    def offer(self, choices: list[Choice], lead: dict[str, Choice], styles: dict[str, Look]) -> None:
        """Fill the metric boxes, keeping what is chosen."""
        self._lead, self._styles = lead, styles
        if choices == self._choices:
            return
        self._choices = choices
        first, second = usual(choices, lead)
        for box, preset in ((self.across, first), (self.upwards, second)):
            self._fill(box, preset)
        self._fill_further()

    def _fill_further(self) -> None:
        """The boxes for size and colour, once they can be seen."""
        if self.further.isChecked() and self._choices != self._furthered:
            self._furthered = self._choices
            for box in (self.mark_size, self.mark_colour):
                self._fill(box, None)

    def show_shape(self, two: bool) -> None:
        """Two metrics against each other, or all the main ones at once."""
        self._pictures.setCurrentWidget(self.plot if two else self.parallel)
        for each in (self.upwards, self._better_y, self.relative, self.fit, self._bottom):
            each.setVisible(two)
        self._say_marks()
        self._weights.setVisible(two and self.further.isChecked())
        self._draw_parallel()

    def draw(self, results: Results, keep_view: bool = False) -> None:
        """Draw a study's trials as the boxes say."""
        for _ in self.drawing(results, keep_view):
            pass

    def drawing(self, results: Results, keep_view: bool = False) -> Iterator[None]:
        """The same step by step: many trials are thought over in one turn of the event loop and drawn in the next."""
        self._results = results
        x, y = self.x_metric, self.y_metric
        if x is None or y is None:
            return
        relative = self.relative.value == "relative"
        axes = [
            axis(c, results, relative, t.isChecked() and _can_log(c, relative), title(c, self._choices))
            for c, t in ((x, self.log_x), (y, self.log_y))
        ]
        for toggle, choice in ((self.log_x, x), (self.log_y, y)):
            toggle.setEnabled(_can_log(choice, relative))
        self._ask(results, x, y)
        shown = with_chances(dots(results, x, y, relative, self._styles), self.chances)
        size, colour = (weight(results, c, [d.key for d in shown]) for c in self._further())
        self.plot.further = tuple(w.choice.info.title for w in (size, colour) if w is not None)
        marks = weighed(shown, size, colour, theme().dark)
        if many(results):
            yield
        self.plot.show_dots(marks, axes[0], axes[1], keep_view)
        self.legend.show_weights(size, colour)
        for words, spec, better in ((self._better_x, axes[0], x.info.better), (self._better_y, axes[1], y.info.better)):
            side = {"up": tr("higher is better"), "down": tr("lower is better")}.get(better, "")
            words.setText("   ".join(p for p in (spec.unit, side) if p))
        if many(results):
            yield
        self._kinds = ", ".join(tr(words) for name, words in _KINDS if any(map(attrgetter(name), shown)))
        self._say_marks()
        self._draw_parallel()

    def _say_marks(self) -> None:
        """What the marks of the picture mean."""
        two = self._pictures.currentWidget() is self.plot
        self._marks.setText(self._kinds if two else tr("bars: intervals of the changes against the baseline"))

    def dim(self, keys: frozenset[str]) -> None:
        """Fade the trials that fail a constraint."""
        self.plot.dim(keys)
        if self._both:
            self.parallel.dim(keys)

    def select(self, key: str) -> None:
        """Mark one trial; tells nobody."""
        self.plot.select(key)
        if self._both:
            self.parallel.select(key)

    def _draw_parallel(self) -> None:
        results = self._results
        if results is None or self._pictures.currentWidget() is self.plot:
            return
        wanted = [*self._lead.values(), *(c for c in (self.x_metric, self.y_metric) if c is not None)]
        axes = scales(results, list(dict.fromkeys(wanted)))
        self.parallel.show_threads(axes, threads(results, axes, self._styles))

    def _further(self) -> tuple[Choice | None, Choice | None]:
        """What size and colour stand for."""
        on = self.further.isChecked()
        return (self.mark_size.currentData(), self.mark_colour.currentData()) if on else (None, None)

    def _ask(self, results: Results, x: Choice, y: Choice) -> None:
        """Compute who is how surely on the front, beside the event loop; what is known of others is forgotten."""
        pair = (x, y)
        if results is self._judged and pair == self._pair:
            return
        self.chances = self.chances if pair == self._pair else {}
        self._judged, self._pair = results, pair
        self._judging.ask(lambda: chances(results, x, y), self._told)

    def _told(self, found: dict[str, float]) -> None:
        if found != self.chances and self._results is not None:
            self.chances = found
            self.draw(self._results, keep_view=True)
            self.sure.emit()

    def _fill(self, box: QComboBox, usual: Choice | None) -> None:
        old = box.currentData()
        box.clear()
        if usual is None:
            box.addItem(tr("the same for all") if box is self.mark_size else tr("family of the technique"), None)
        before = box.count()
        for title_, choice in zip(titles(self._choices), self._choices, strict=True):
            box.addItem(title_, choice)
        wanted = old if old in self._choices else usual
        box.setCurrentIndex(before + self._choices.index(wanted) if wanted is not None else 0)

    def _build(self) -> None:
        self.fit = button(tr("Show all"), self.plot.show_all, "ghost")
        self._better_y, self._better_x, self._marks = Elided(), Elided(), Elided()
        self._bottom, self._weights = QWidget(), QWidget()
        upwards = row(self.upwards, self._better_y, None, gap=2)
        top = _pair(upwards, row(None, self.relative, self.fit, gap=2), (3, 3, 3, 0))
        toggles = row(self.log_y, self.log_x, self.further, None, gap=2)
        bottom = _pair(toggles, row(None, self._better_x, self.across, gap=2), (3, 0, 3, 1), grows=False)
        self._bottom.setLayout(bottom)
        self._pairs, self._tall = (top, bottom), 300  # px
        choice = row(
            label(tr("Size"), "caption", wrap=False), self.mark_size,
            label(tr("Colour"), "caption", wrap=False), self.mark_colour, None, gap=2, margins=(3, 0, 3, 0),
        )  # fmt: skip
        self._weights.setLayout(column(choice, self.legend, gap=1))
        self._weights.hide()
        self._pictures = QStackedWidget()
        self._join(self.plot)
        told = row(self._marks, None, gap=0, margins=(3, 0, 3, 2))
        inside = column(top, self._pictures, self._bottom, self._weights, told, gap=1)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self._grow()
        theme().follow(self._grow)
        self._connect()

    def narrow(self, narrow: bool) -> None:
        """Whether the page has little room: the controls stand in more lines then."""
        for pair in self._pairs:
            pair.narrow(narrow)
        self._tall = 380 if narrow else 300
        self._grow()

    def _grow(self) -> None:
        """Larger text leaves the picture its height; the page scrolls where there is no room."""
        self.setMinimumHeight(grown(self._tall, 0.9))

    def _connect(self) -> None:
        self.further.toggled.connect(lambda _: self._fill_further())
        self.further.toggled.connect(self._weights.setVisible)
        for box in (self.across, self.upwards, self.mark_size, self.mark_colour):
            box.activated.connect(lambda _: self.changed.emit())
        self.relative.chosen.connect(lambda _: self.changed.emit())
        for toggle in (self.log_x, self.log_y, self.further):
            toggle.toggled.connect(lambda _: self.changed.emit())


def _pair(
    first: QHBoxLayout, second: QHBoxLayout, margins: tuple[float, float, float, float], grows: bool = True
) -> Turning:
    """Two groups of controls at both ends of a line, or with larger text in two lines; `grows`: the first does."""
    made = Turning(1.25, 2)
    made.setContentsMargins(*(space(m) for m in margins))
    made.addLayout(first, 1 if grows else 0)
    made.addLayout(second, 0 if grows else 1)
    return made


def _can_log(choice: Choice, relative: bool) -> bool:
    return not (relative and choice.info.compare == "difference")


def _toggle(text: str) -> QPushButton:
    made = button(text, None, "chip")
    made.setCheckable(True)
    return made
