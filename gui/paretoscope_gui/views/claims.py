"""Claims: what the papers behind the recipes claim, beside what was measured here."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from paretoscope.analysis.results import Results
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import heading, tr
from paretoscope_gui.measured.claims import VERDICTS, Row, chosen, counts, headline, rows
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import colours, theme
from paretoscope_gui.tips import tip
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.claims_detail import ClaimDetail
from paretoscope_gui.views.claims_table import ClaimsTable
from paretoscope_gui.widgets.basic import Card, button, column, label
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.flow import FlowLayout
from paretoscope_gui.widgets.leaves import Leaves
from paretoscope_gui.widgets.share_bar import Share, ShareBar
from paretoscope_gui.widgets.split import FirstLarger, split
from paretoscope_gui.widgets.when_shown import WhenShown

LISTED = 0.66  # share of a narrow page that the list has
INKS = {"agrees": "good", "weaker": "warn", "none": "edge", "opposite": "bad", "not comparable": "border"}


class Page(QWidget):
    """The claims page; it shows the document's results and keeps no numbers of its own. `grown()`: it has claims."""

    grown = Signal()

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._bridge = document, bridge
        self._rows: list[Row] = []
        self._quiet = False
        self._shown: Results | None = None
        self.sentence = label("", "title", selectable=True)
        self.bar, self.table, self.detail = ShareBar(tr("Verdicts")), ClaimsTable(), ClaimDetail()
        self._filter: dict[str, QPushButton] = {}
        self._build()
        self._fresh = WhenShown(self, self.refresh)
        for signal in (document.results_changed, document.study_changed):
            signal.connect(self._fresh.wanted)
        theme().follow(self._fresh.wanted)
        self.table.chosen.connect(self._choose)
        document.trial_changed.connect(lambda trial: self._follow(trial) if self.isVisible() else self._fresh.wanted())

    def prepare(self) -> Iterator[None]:
        """Before it is shown for the first time, one part a turn."""
        results = self._document.results
        if results is not None and results.claims:
            self._fresh.stale = False
            self.grab(QRect(0, 0, 1, 1))  # which gives the leaves their size
            yield from self._steps(results)

    def refresh(self) -> None:
        """New results, or another study."""
        self._shown = results = self._document.results
        if results is not None and results.claims:
            in_turns(self, self._steps(results), lambda: self._shown is results)
        else:
            self.stack.turn_to("none" if results is None else "silent")

    def _steps(self, results: Results) -> Iterator[None]:
        """The parts are made, then filled, then looked at; what was seen before stays meanwhile."""
        self.stack.ready("full")
        yield
        self._rows = rows(results)
        self.sentence.setText(headline(self._rows))
        self._show_counts()
        if self.wanted == "comparable" and not chosen(self._rows, "comparable"):
            self._filter[""].setChecked(True)  # rather than an empty table
        self._list()
        yield
        self._tell()
        yield
        self.stack.laid("full")
        yield
        self.stack.turn_to("full")

    @property
    def wanted(self) -> str:
        """The verdict that is shown; "comparable" or "" for several."""
        return next((key for key, chip in self._filter.items() if chip.isChecked()), "")

    def show_verdict(self, verdict: str) -> None:
        """Show the claims of one verdict."""
        self._filter[verdict].setChecked(True)
        self._show()

    def _build(self) -> None:
        chips = FlowLayout(gap=1.5)
        group = QButtonGroup(self)
        for key in ("comparable", *VERDICTS, ""):
            chip = button("", None, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self._show)
            group.addButton(chip)
            chips.addWidget(chip)
            self._filter[key] = chip
        self._filter["comparable"].setChecked(True)
        filters = QWidget()
        filters.setLayout(chips)
        body = split(
            Qt.Orientation.Horizontal, Card(column(self.table, margins=(1,))), Card(column(self.detail)),
            sizes=[860, 340], first_grows=True,
        )  # fmt: skip
        FirstLarger(body, LISTED)
        note = label(
            tr("A paper's numbers come from its own models and machines. A claim that does not show here is no "
                    "error of the paper: it says what to expect from this model on this machine."), "caption",
        )  # fmt: skip
        page = column(self.sentence, self.bar, filters, body, note, gap=3, margins=(6, 5))
        page.setStretch(3, 1)
        full = QWidget()
        full.setLayout(page)
        go = self._document.page_wanted
        self.stack = Leaves()
        self.stack.grown.connect(self.grown)
        self.stack.offer("full", lambda: full)
        self.stack.offer("none", lambda: EmptyState(
            "claims", tr("No study is open"),
            tr("Run a study or open one: each claim of the papers behind its recipes stands here beside what was "
                    "measured."),
            tr("Go to Techniques"), lambda: go.emit("techniques"),
        ))  # fmt: skip
        self.stack.offer("silent", lambda: EmptyState(
            "claims", tr("Nothing to hold against a paper yet"),
            tr("Claims are held against recipes of a single technique that were measured beside the baseline. "
                    "A stack of several cannot be held against one paper."),
            tr("Watch the run"), lambda: go.emit("run"),
        ))  # fmt: skip
        self.setLayout(column(self.stack, gap=0))

    def _show_counts(self) -> None:
        n = counts(self._rows)
        titles = {key: tr(VERDICTS[key][0]) for key in VERDICTS}
        shares = [Share(heading(titles[k]), n[k], getattr(colours(), INKS[k]), str(n[k])) for k in VERDICTS]
        words = ", ".join(f"{n[k]} {titles[k]}" for k in VERDICTS)
        self.bar.show_shares(shares, words)
        for key, chip in self._filter.items():
            name = {"comparable": tr("comparable"), "": tr("all", about="claims")}.get(key) or titles[key]
            text = f"{heading(name)} {len(chosen(self._rows, key))}"
            chip.setText(text)
            chip.setAccessibleName(tr("Show claims: {what}", what=text))
            chip.setToolTip(tip(tr(VERDICTS[key][2])) if key in VERDICTS else "")
            chip.updateGeometry()

    def _show(self) -> None:
        """The claims of the verdict that is wanted."""
        self._list()
        self._tell()

    def _list(self) -> None:
        self._quiet = True  # a row that is selected because another one is gone was chosen by nobody
        self.table.show_rows(chosen(self._rows, self.wanted))
        self._follow(self._document.trial)
        self._quiet = False

    def _tell(self) -> None:
        """The selected claim in full."""
        self.detail.show_row(self.table.rows.get(self.table.selected))

    def _choose(self, key: str) -> None:
        if self._quiet:
            return
        self._tell()
        found = self.table.rows.get(key)
        if found is not None:
            self._document.choose_trial(found.check.trial)

    def _follow(self, trial: str) -> None:
        """A trial was selected, here or on another page: its first claim, unless one of its claims is selected."""
        mine = [r.key for r in self.table.rows.values() if r.check.trial == trial]
        if mine and self.table.selected not in mine:
            self.table.select(mine[0])
