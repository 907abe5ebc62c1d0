"""Where the time goes: the icicle of a traced call, the kinds of operators, the table, and the baseline beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from paretoscope.analysis.inside import Node, Tree
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.measured.inside import MEASURES, beside, headline, kinds, modules, shares, value
from paretoscope_gui.numbers import number, quantity
from paretoscope_gui.theme import grown, space, theme
from paretoscope_gui.views.inside_table import InsideTable
from paretoscope_gui.widgets.basic import Card, button, column, label, row, scrolled
from paretoscope_gui.widgets.choice_box import choice_box
from paretoscope_gui.widgets.icicle import Icicle
from paretoscope_gui.widgets.segmented import Segmented
from paretoscope_gui.widgets.share_bar import Share, ShareBar
from paretoscope_gui.widgets.split import split

LISTED = 112  # px of the table at least: its head and two rows
ROOM = 0.7  # of the page at most, for two pictures above their table
PHASES = (
    ("prefill", mark("Prefill")), ("decode", mark("Decode")),
    ("forward", mark("Forward")), ("backward", mark("Backward")), ("update", mark("Update")),
)  # fmt: skip


class TimeView(QWidget):
    """One trial and phase at a time; with `Beside the baseline` two icicles on one scale.

    `looked_at(str)`: the trial that was chosen.
    """

    looked_at = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.trees: list[Tree] = []
        self._titles: dict[str, str] = {}
        self.sentence, self._note = label("", "title", selectable=True), label("", "caption")
        self.trial = choice_box(tr("Recipe"), 24)
        self.phase = Segmented(tr("Phase"), [(k, tr(t)) for k, t in PHASES], "decode")
        self.measure = Segmented(tr("Width"), [(k, tr(t)) for k, (t, _) in MEASURES.items()])
        self.rows = Segmented(tr("Table"), [("modules", tr("By module")), ("kinds", tr("By operator"))])
        self.beside: QPushButton = button(tr("Beside the baseline"), None, "chip")
        self.beside.setCheckable(True)
        self.bar = ShareBar(tr("Kinds of operators"))
        self.icicle = Icicle(tr("Modules and operators of the recipe"))
        self.before = Icicle(tr("Modules and operators of the baseline"))
        self.table = InsideTable()
        self._over, self._under = label("", "eyebrow"), label("", "eyebrow")
        self._build()
        self._fit()
        theme().follow(self._fit)

    def _build(self) -> None:
        self.controls = QWidget()  # the page puts them beside its own switch
        self.controls.setLayout(row(self.trial, self.phase, self.measure, self.beside, gap=3))
        self._pictures: QVBoxLayout = column(
            self.bar, 4, self._over, self.before, self._under, self.icicle, None, gap=1.5, margins=(4, 3)
        )
        pictures = QWidget()
        pictures.setLayout(self._pictures)
        over = row(self.rows, self._note, gap=3, margins=(2, 2, 2, 0))
        over.setStretch(1, 1)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        pictured = Card(column(scrolled(pictures, tr("Icicle"))))
        listed = Card(column(over, self.table, gap=2, margins=(1,)))
        self._split = split(Qt.Orientation.Vertical, pictured, listed, sizes=[360, 300], name="time.handle")
        box = column(self.sentence, self._split, gap=3)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.trial.activated.connect(lambda _: self._chosen())
        for each in (self.phase, self.measure, self.rows):
            each.chosen.connect(lambda _: self.draw())
        self.beside.toggled.connect(lambda _: self.draw())
        self.beside.toggled.connect(lambda on: QTimer.singleShot(0, self, self._make_room) if on else None)
        for icicle in (self.icicle, self.before):
            icicle.chosen.connect(self.choose)
        self.table.chosen.connect(self.choose)

    def _fit(self) -> None:
        """Of the table some rows are always seen."""
        self.table.setMinimumHeight(grown(LISTED, 1.0))

    def _make_room(self) -> None:
        """Both pictures are seen whole where there is room; the table keeps a third."""
        now = self._split.sizes()
        wanted = min(self._pictures.sizeHint().height() + space(2), round(ROOM * sum(now)))
        if wanted > now[0]:
            self._split.setSizes([wanted, sum(now) - wanted])

    def show_trees(self, trees: list[Tree], titles: dict[str, str]) -> None:
        """Show these traces; the trial that was looked at stays."""
        kept = self.trial.currentData()
        self.trees, self._titles = trees, titles
        self.trial.clear()
        for tree in trees:
            self.trial.addItem(titles.get(tree.trial, tree.recipe or tree.trial), tree.trial)
        ids = [t.trial for t in trees]
        self.trial.setCurrentIndex(ids.index(kept) if kept in ids else 0 if ids else -1)
        if trees:
            self.draw()

    def look_at(self, trial: str) -> None:
        """Show a trial's trace, if it was traced; tells nobody."""
        place = next((i for i, t in enumerate(self.trees) if t.trial == trial), -1)
        if place >= 0 and place != self.trial.currentIndex():
            self.trial.setCurrentIndex(place)
            self.draw()

    def _chosen(self) -> None:
        self.draw()
        self.looked_at.emit(str(self.trial.currentData() or ""))

    @property
    def tree(self) -> Tree | None:
        """The trace that is looked at."""
        return next((t for t in self.trees if t.trial == self.trial.currentData()), None)

    def choose(self, key: str) -> None:
        """Select a part everywhere."""
        for icicle in (self.icicle, self.before):
            icicle.select(key)
        self.table.select(key)

    def draw(self) -> None:
        """Draw the chosen trial, phase and measure."""
        tree = self.tree
        if tree is None:
            return
        phases = [r.phase for r in tree.roots]
        self.phase.offer(phases)
        self.phase.setVisible(len(phases) > 1)
        root = tree.root(self.phase.value if self.phase.value in phases else phases[0]) if phases else None
        base = next((t for t in self.trees if t.trial == "baseline" and t is not tree), None)
        self.beside.setVisible(base is not None)
        old = base.root(root.phase) if base is not None and root is not None and self.beside.isChecked() else None
        if root is None:
            return
        self.sentence.setText(headline(tree, root))
        self._draw_bar(root)
        self._draw_icicles(tree, root, old)
        found = modules(root) if self.rows.value == "modules" else kinds(root)
        self.table.show_rows(beside(found, old), old is not None)
        self._tell(tree)

    def _draw_bar(self, root: Node) -> None:
        measure = self.measure.value
        found = shares(root, measure)
        whole = sum(size for _, size, _ in found) or 1.0
        unit = MEASURES[measure][1]
        words = "; ".join(
            f"{name} {quantity(size, unit)}, {quantity(size / whole, 'share', 2)}" for name, size, _ in found
        )
        self.bar.show_shares([Share(name, size, ink) for name, size, ink in found], words)

    def _draw_icicles(self, tree: Tree, root: Node, old: Node | None) -> None:
        measure = self.measure.value
        unit = MEASURES[measure][1]
        full = max(value(root, measure), value(old, measure) if old else 0.0)
        self.before.setVisible(old is not None)
        self._over.setVisible(old is not None)
        self._under.setVisible(old is not None)
        if old is not None:
            self._over.setText(tr("Baseline: {value}", value=quantity(value(old, measure), unit)))
            name = self._titles.get(tree.trial, tree.recipe)
            self._under.setText(f"{name}: {quantity(value(root, measure), unit)}")
            self.before.show_tree(old, measure, full)
        self.icicle.show_tree(root, measure, full)

    def _tell(self, tree: Tree) -> None:
        slower = tree.overhead
        parts = [tr("Times are of the traced call; they share out a call and never enter a latency.")]
        if slower is not None and slower > 1:
            parts.append(tr("Tracing made it {times} times as long.", times=number(slower, 2)))
        self._note.setText(" ".join([*parts, *tree.notes]))
