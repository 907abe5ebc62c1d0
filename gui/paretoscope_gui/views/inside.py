"""Inside: where the time of a call goes, by module and by operator, before and after; and how far the limit is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from paretoscope.analysis.inside import Tree
from paretoscope.errors import ParetoscopeError
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.state.background import Newest
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import theme
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.inside_time import TimeView
from paretoscope_gui.views.roofline_view import RooflineView
from paretoscope_gui.widgets.basic import Turning, column
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.leaves import Leaves
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.split import NARROW
from paretoscope_gui.widgets.when_shown import WhenShown


class Page(QWidget):
    """The inside page: two views on one study. `grown()`: one of them was made."""

    grown = Signal()

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._bridge = document, bridge
        self._traces = Newest(self)
        self._traced: Path | None = None  # the study whose traces are shown
        self._newest: list[Tree] = []
        self.time = TimeView()
        self.mode = Segmented(tr("Show"), [("time", tr("Where the time goes")), ("roof", tr("Roofline"))])
        self.mode.chosen.connect(lambda _: self._show_mode())
        self._build()
        self.time.looked_at.connect(document.choose_trial)
        document.trial_changed.connect(self._choose)
        self._fresh = WhenShown(self, self.refresh)
        for signal in (document.study_changed, document.results_changed, bridge.state_changed):
            signal.connect(self._fresh.wanted)
        theme().follow(self._fresh.wanted)

    def refresh(self) -> None:
        """Another study, or new results: read beside the event loop."""
        folder, results = self._document.folder, self._document.results
        if "roof" in vars(self):
            self._roof_fresh.wanted()
        if folder is None or results is None:
            self._traces.forget()
            self._take(None, [])
            return
        self._show_mode()
        self._traces.ask(lambda: traces(folder), lambda found: self._take(folder, found),
                         lambda error: self._not_read(folder, error))  # fmt: skip

    @cached_property
    def roof(self) -> RooflineView:
        """The other view, made when it is first looked at."""
        made = RooflineView(self.measure_ceilings)
        made.looked_at.connect(self._document.choose_trial)
        made.plot.export_failed.connect(self._document.problem)
        self._roof_fresh = WhenShown(made, lambda: self._fill(made))
        return made

    def _fill(self, roof: RooflineView) -> None:
        if self._document.results is not None:
            roof.show_results(self._document.results)
            roof.look_at(self._document.trial)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page puts what is looked at under the switch."""
        super().resizeEvent(event)
        self._head.narrow(self.width() < NARROW)

    def trace_next(self) -> None:
        """Plan a tracing pass for the next study and go where it is run."""
        from dataclasses import replace

        self._document.edit(lambda _: tr("trace the study"), lambda d: replace(d, trace=True))
        self._document.page_wanted.emit("techniques")

    def measure_ceilings(self) -> None:
        """Measure what the machine can do at most, in the workers' Python."""
        if self._bridge.active:
            self._document.problem.emit(tr("A study is being measured."), tr("Measure the ceilings when it is over."))
            return
        chosen = self._document.settings.python
        arguments = ["doctor", "--ceilings", "--json", *(["--python", chosen] if chosen else [])]
        self.roof.say(tr("Measuring the machine …"))
        self._bridge.ask(arguments, lambda _: self.roof.say(tr("Measured. The next study knows its ceilings.")),
                         self._not_measured)  # fmt: skip

    def _not_measured(self, text: str, hint: str) -> None:
        self.roof.say("")
        self._document.problem.emit(text, hint)

    def _build(self) -> None:
        go = self._document.page_wanted
        self.stack = Leaves()
        self.stack.grown.connect(self.grown)
        self.stack.offer("none", lambda: EmptyState(
            "inside", tr("No study is open"),
            tr("Run a study or open one: its modules and operators stand here with their time, FLOPs and bytes."),
            tr("Go to Techniques"), lambda: go.emit("techniques"),
        ))  # fmt: skip
        self.stack.offer("untraced", lambda: EmptyState(
            "inside", tr("No trial of this study was traced"),
            tr("A tracing pass at the end of each trial shows where the time of a call goes. It is apart from all "
                    "timing, because tracing makes a call longer."),
            tr("Trace the next study"), self.trace_next,
        ))  # fmt: skip
        self.stack.offer("time", lambda: self.time)
        self.stack.offer("roof", lambda: self.roof)
        head = self._head = Turning(1.4, 4)
        head.addWidget(self.mode, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.time.controls, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        page = column(head, self.stack, gap=3, margins=(6, 5))
        page.setStretch(1, 1)
        self.setLayout(page)
        self._show_mode()

    def _choose(self, trial: str) -> None:
        """A trial was selected, here or on another page."""
        if self.isVisible():
            self.time.look_at(trial)
            if "roof" in vars(self):
                self.roof.look_at(trial)
        else:
            self._fresh.wanted()

    def _take(self, folder: Path | None, found: list[Tree]) -> None:
        """Show what was read."""
        self._newest = found
        in_turns(self, self._show_trees(folder, found), lambda: self._newest is found)

    def _not_read(self, folder: Path, error: ParetoscopeError) -> None:
        self._take(folder, [])
        self._document.tell(error)

    def _show_trees(self, folder: Path | None, found: list[Tree]) -> Iterator[None]:
        """The view is made, then filled, then looked at."""
        if found:
            self.stack.ready("time")
            yield
        results = self._document.results
        titles = {t.id: recipe_name(t.title) or t.recipe for t in results.trials} if results else {}
        self.time.show_trees(found, titles)
        if found:
            yield
            self.stack.laid("time")
            yield
        self._traced = folder
        self._choose(self._document.trial)
        self._show_mode()

    def _show_mode(self) -> None:
        """What is wanted, or why it is not there; nothing while the traces of another study are being read."""
        leaf = self._wanted()
        if leaf == "roof" and "roof" not in vars(self):
            if self.isVisible():
                in_turns(self, self._first_roof(), lambda: self._wanted() == "roof")
            else:
                self._fresh.wanted()
            return
        self.stack.turn_to(leaf)
        self.mode.setVisible(leaf != "none")
        self.time.controls.setVisible(leaf == "time")

    def _wanted(self) -> str:
        """The leaf of the stack that is to be seen."""
        folder = self._document.folder
        if folder is None or self._document.results is None:
            return "none"
        read = "" if self._traced != folder else "time" if self.time.trees else "untraced"
        return "roof" if self.mode.value == "roof" else read

    def _first_roof(self) -> Iterator[None]:
        """The roofline is made, then filled, then looked at; meanwhile what was seen before stays."""
        self.stack.ready("roof")
        yield
        self._roof_fresh.now()
        yield
        self._show_mode()


def traces(folder: Path) -> list[Tree]:
    """Every trace of a study folder that can be read, the baseline first."""
    from paretoscope.analysis import inside

    found = []
    for trial in sorted(inside.traced(folder), key=lambda t: t != "baseline"):
        try:
            found.append(inside.load(folder, trial))
        except ParetoscopeError:  # one damaged trace does not hide the others
            continue
    return found
