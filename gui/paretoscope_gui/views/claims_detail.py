"""One claim in full: the paper, its words and setting, what was measured here and what follows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from paretoscope.errors import Refused
from paretoscope.evidence import paper
from paretoscope_gui.i18n import said, tr
from paretoscope_gui.measured.choice import workload_words
from paretoscope_gui.measured.claims import VERDICTS, Row
from paretoscope_gui.measured.metric import metric
from paretoscope_gui.state.words import sentence
from paretoscope_gui.theme import space
from paretoscope_gui.views.claims_table import marks, spoken
from paretoscope_gui.widgets.basic import clear, column, label, line, row, scrolled, tag
from paretoscope_gui.widgets.strip import Strip


class ClaimDetail(QWidget):
    """Shows the claim it is given; a hint while none is selected."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout()
        self._box.setContentsMargins(space(4), space(4), space(4), space(3))
        self._box.setSpacing(space(3))
        self._box.addStretch(1)
        content = QWidget()
        content.setLayout(self._box)
        self.setLayout(column(scrolled(content, tr("The selected claim")), gap=0))
        self._shown: Row | None = None
        self._hint()

    def show_row(self, found: Row | None) -> None:
        """Replace what is shown, if it is another claim."""
        if found == self._shown:
            return
        self._shown = found
        clear(self._box)
        if found is None:
            self._hint()
        else:
            self._fill(found)

    def _hint(self) -> None:
        self._add(label(tr("Select a claim to see its paper and its setting."), "soft"))

    def _fill(self, found: Row) -> None:
        word, tone, meaning = VERDICTS[found.verdict]
        head = QWidget()
        head.setLayout(column(label(found.recipe, "title", selectable=True), row(tag(tr(word), tone), None), gap=1.5))
        self._add(head)
        self._add(label(sentence(said(found.check.why)) or tr(meaning), "soft", selectable=True))
        self._add(line())
        self._claim(found)
        if found.check.measured is not None:
            self._measured(found)
        self._add(line())
        self._paper(found.check.paper, found.check.title)

    def _claim(self, found: Row) -> None:
        box = column(label(tr("The paper claims"), "eyebrow"),
                     label(found.check.claim, "strong", selectable=True), gap=1)  # fmt: skip
        if found.check.setting:
            box.addWidget(label(found.check.setting, "caption", selectable=True))
        self._put(box)

    def _measured(self, found: Row) -> None:
        info = metric(found.check.metric)
        around = f" ({found.interval})" if found.interval else ""
        said = f"{info.title}: {found.measured}{around}"
        claimed = tr("claimed as {value}", value=found.claimed) if found.claimed else ""
        box = column(label(tr("Measured here"), "eyebrow"), label(said, "strong", selectable=True), gap=1)
        work = workload_words(found.check.workload)
        box.addWidget(label(", ".join(t for t in (claimed, work) if t), "caption", selectable=True))
        strip = Strip(tr("less"), tr("more"))
        strip.show_marks(marks(found), spoken(found))
        box.addWidget(strip)
        box.addWidget(
            label(tr("Diamond: claimed. Dot with its 95 % interval: measured. Dashed: no effect."), "caption")
        )
        self._put(box)

    def _paper(self, name: str, title: str) -> None:
        box = column(label(tr("Paper"), "eyebrow"), label(title, "strong", selectable=True), gap=1)
        try:
            found = paper(name)
        except Refused:  # of a technique of a third party: its title is all that is known
            box.addWidget(label(name, "caption", selectable=True))
        else:
            box.addWidget(label(found.link or name, "caption", selectable=True))
            box.addWidget(label(found.summary, "soft", selectable=True))
        self._put(box)

    def _add(self, widget: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 1, widget)

    def _put(self, box: QVBoxLayout) -> None:
        made = QWidget()
        made.setLayout(box)
        self._add(made)
