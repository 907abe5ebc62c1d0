"""The papers behind a technique, each with what it claims. The claims are theirs; what holds here is measured."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from paretoscope.errors import Refused
from paretoscope.evidence import Claim, paper
from paretoscope_gui.i18n import tr
from paretoscope_gui.widgets.basic import Card, IconLabel, column, label, row


class Papers(QWidget):
    """Cards of papers by their ids."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__()
        box = column(label(tr("What the papers claim"), "title"), gap=2)
        for name in ids:
            box.addWidget(_paper(name))
        self.setLayout(box)


def _paper(name: str) -> QWidget:
    words = column(gap=1)
    try:
        found = paper(name)
    except Refused:  # a technique of a third party may name a paper that this program does not know
        words.addWidget(label(name, "strong", selectable=True))
    else:
        words.addWidget(label(found.title, "strong", selectable=True))
        words.addWidget(label(found.link or name, "caption", selectable=True))
        for claim in found.claims:
            words.addLayout(_claim(claim))
    mark = IconLabel("paper", 18, "soft")
    box = row(mark, words, gap=3, margins=(4, 3))
    box.setStretch(1, 1)
    box.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return Card(box)


def _claim(claim: Claim) -> QVBoxLayout:
    text = f"{claim.metric}: {claim.value}"
    return column(label(text, "soft"), label(claim.setting, "caption"), gap=0)
