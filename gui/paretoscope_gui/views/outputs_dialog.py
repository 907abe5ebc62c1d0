"""What the baseline and a recipe wrote, side by side, with the words that differ marked."""

from __future__ import annotations

import difflib
import re
from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QDialog, QTextBrowser, QWidget

from paretoscope.analysis.results import Trial
from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.words import name
from paretoscope_gui.numbers import quantity
from paretoscope_gui.theme import colours
from paretoscope_gui.widgets.basic import button, column, label, row


class OutputsDialog(QDialog):
    """One prompt at a time."""

    def __init__(self, base: Trial, trial: Trial, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Outputs side by side"))
        theirs = {(o.get("workload"), o.get("prompt")): o.get("text", "") for o in base.outputs}
        self._pairs = [
            (o.get("prompt", ""), theirs[key], o.get("text", ""))
            for o in trial.outputs
            if (key := (o.get("workload"), o.get("prompt"))) in theirs
        ]
        self.prompt = QComboBox()
        self.prompt.setAccessibleName(tr("Prompt"))
        for text, _, _ in self._pairs:
            self.prompt.addItem(f"… {' '.join(text.split())[-90:]}")
        self.prompt.activated.connect(lambda _: self.draw())
        self._same = label("", "soft")
        self.left, self.right = _text(tr("What the baseline wrote")), _text(tr("What the recipe wrote"))
        sides = row(
            column(label(tr("Baseline"), "eyebrow"), self.left, gap=1),
            column(label(name(trial), "eyebrow"), self.right, gap=1), gap=4,
        )  # fmt: skip
        close = button(tr("Close"), self.close, "primary")
        self.setLayout(column(self.prompt, self._same, sides, row(None, close), gap=3, margins=(5,)))
        self.resize(880, 520)
        self.draw()

    def draw(self) -> None:
        """Show the chosen prompt's two texts."""
        if not self._pairs:
            return
        _, before, after = self._pairs[max(0, self.prompt.currentIndex())]
        left, right, share = marked(before, after, colours().warn_tint, colours().text)
        self.left.setHtml(left)
        self.right.setHtml(right)
        same = before == after
        self._same.setText(
            tr("Both are the same, to the letter.")
            if same
            else tr("{share} of the words are the same; the others are underlined.", share=quantity(share, "share", 2))
        )

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: other colours of the marks."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "left"):
            self.draw()


def marked(before: str, after: str, ground: str, ink: str) -> tuple[str, str, float]:
    """Both texts as HTML with the differing words underlined on a tint, and the share of equal words."""
    left, right = _words(before), _words(after)
    matcher = difflib.SequenceMatcher(a=left, b=right, autojunk=False)
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        for side, words in ((sides[0], left[a0:a1]), (sides[1], right[b0:b1])):
            text = escape("".join(words)).replace("\n", "<br>")
            style = f"background:{ground}; color:{ink}; text-decoration:underline"
            side.append(text if kind == "equal" or not text else f"<span style='{style}'>{text}</span>")
    return "".join(sides[0]), "".join(sides[1]), matcher.ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _text(name_: str) -> QTextBrowser:
    made = QTextBrowser()
    made.setAccessibleName(name_)
    made.setOpenLinks(False)
    made.setTabChangesFocus(True)
    return made
