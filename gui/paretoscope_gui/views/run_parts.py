"""What the Run page is made of, each part made when it is first asked for; and how the parts are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QStackedWidget, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.views.in_parts import InParts
from paretoscope_gui.views.live_plots import LivePlots
from paretoscope_gui.views.run_header import RunHeader
from paretoscope_gui.views.trial_table import TrialTable
from paretoscope_gui.widgets.basic import Card, column, label, row, scrolled
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.split import split


class Parts(InParts):
    """The parts by their names, and `full`, which holds them all."""

    @cached_property
    def header(self) -> RunHeader:
        """How far the study is, and the buttons that steer it."""
        return RunHeader()

    @cached_property
    def message(self) -> QLabel:
        """How the study ended, or who runs it."""
        return label("", "soft", selectable=True)

    @cached_property
    def plots(self) -> LivePlots:
        """What is measured, over time."""
        return LivePlots()

    @cached_property
    def table(self) -> TrialTable:
        """The recipes."""
        return TrialTable()

    @cached_property
    def fared(self) -> QLabel:
        """How the instrument fared."""
        return label("", "soft", selectable=True)

    @cached_property
    def log(self) -> QPlainTextEdit:
        """What the measuring processes write."""
        return _log()

    @cached_property
    def tabs(self) -> Segmented:
        """Which of table, instrument and log is shown."""
        shown = [("table", tr("Recipes")), ("fared", tr("Instrument")), ("log", tr("Log"))]
        made = Segmented(tr("Show"), shown)
        made.set_tip("fared", tr("What watching costs, and what disturbed the measurement"))
        return made

    @cached_property
    def nothing(self) -> QWidget:
        """No study is running, nor was one opened."""
        made = EmptyState(
            "run", tr("Nothing is running"),
            tr("Put recipes together on the Techniques page and press Run. What they do to latency, memory, "
                    "energy and quality appears here while it is measured."),
            tr("Go to Techniques"), lambda: self._document.page_wanted.emit("techniques"),
        )  # fmt: skip
        self.stack.addWidget(made)
        return made

    @cached_property
    def full(self) -> QWidget:
        """The page with all its parts, in its stack."""
        middle = split(Qt.Orientation.Horizontal, self.plots, self._side(), sizes=[425, 755])
        inside = QWidget()
        body = column(self.header, self.message, middle, gap=3, margins=(6, 5, 6, 5))
        body.setStretch(2, 1)
        inside.setLayout(body)
        made = scrolled(inside, tr("Run page"))
        self.stack.addWidget(made)
        self.join()
        self.grown.emit()
        return made

    def making(self) -> Iterator[None]:
        """Make all of them, a part a turn."""
        for part in ("header", "table", "log", "plots"):
            getattr(self, part)
            yield
        yield from self.plots.make()
        getattr(self, "full")  # noqa: B009  (makes it)
        yield

    def join(self) -> None:
        """Connect the parts, once they are made."""
        raise NotImplementedError

    def _side(self) -> Card:
        notes, side = QWidget(), QStackedWidget()
        notes.setLayout(column(self.fared, None, margins=(2,)))
        shown = {"table": self.table, "fared": scrolled(notes, ""), "log": self.log}
        for widget in shown.values():
            side.addWidget(widget)
        self.tabs.chosen.connect(lambda key: side.setCurrentWidget(shown[key]))
        side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        inside = column(row(self.tabs, None), side, gap=2, margins=(3,))
        inside.setStretch(1, 1)
        return Card(inside)


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
