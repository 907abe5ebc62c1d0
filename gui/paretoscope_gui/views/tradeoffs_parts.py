"""What the Trade-offs page is made of, each part made when it is first asked for; and how the parts are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.views.chart_card import ChartCard
from paretoscope_gui.views.detail import Detail
from paretoscope_gui.views.in_parts import InParts
from paretoscope_gui.views.limits_card import LimitsCard
from paretoscope_gui.views.tradeoffs_table import TradeoffTable
from paretoscope_gui.widgets.basic import Card, column, label, row, scrolled, tag
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.split import FirstLarger, split

TABLE = 136  # px that its table has at least: its head and two rows
NARROW = 1060  # px of a page on which the plot's controls have no room in one line


class Parts(InParts):
    """The parts by their names, and `full`, which holds them all."""

    @cached_property
    def shape(self) -> Segmented:
        """Which picture."""
        return Segmented(tr("Picture"), [("two", tr("Two metrics")), ("all", tr("All at once"))])

    @cached_property
    def chart(self) -> ChartCard:
        """The picture with its controls."""
        return ChartCard()

    @property
    def plot(self) -> ScatterPlot:
        """Two metrics against each other."""
        return self.chart.plot

    @cached_property
    def limits(self) -> LimitsCard:
        """The sliders."""
        return LimitsCard()

    @cached_property
    def table(self) -> TradeoffTable:
        """The picture's numbers."""
        return TradeoffTable()

    @cached_property
    def detail(self) -> Detail:
        """One trial."""
        return Detail(self._document, self._bridge)

    @cached_property
    def full(self) -> QWidget:
        """The page with all its parts, in its stack."""
        self.sentence, self.state = label("", "title", selectable=True), tag("")
        head = row(self.sentence, self.state, self.shape, gap=3)
        head.setStretch(0, 1)
        for part in (self.state, self.shape):
            head.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.body = self._body()
        area = scrolled(self.body, tr("Trade-offs"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        page = column(head, area, gap=3, margins=(6, 5, 6, 5))
        page.setStretch(1, 1)
        made = QWidget()
        made.setLayout(page)
        self.chart.narrow(self.width() < NARROW)
        self.stack.addWidget(made)
        self.join()
        self.grown.emit()
        return made

    def making(self) -> Iterator[None]:
        """Make all of them, a part a turn."""
        for part in ("limits", "table", "detail", "chart", "full"):
            getattr(self, part)
            yield

    def join(self) -> None:
        """Connect the parts, once they are made."""
        raise NotImplementedError

    def _body(self) -> QSplitter:
        table, detail = Card(column(self.table, margins=(1,))), Card(column(self.detail))
        table.setMinimumHeight(TABLE)
        left = split(Qt.Orientation.Vertical, self.chart, table, sizes=[470, 230], first_grows=True)
        side = split(Qt.Orientation.Vertical, self.limits, detail, sizes=[200, 500], first_grows=True)
        made = split(Qt.Orientation.Horizontal, left, side, sizes=[800, 420], first_grows=True)
        FirstLarger(made)
        return made
