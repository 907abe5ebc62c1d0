"""What the baseline and a recipe wrote, side by side, with the words that differ marked."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from paretoscope.analysis.results import Trial
from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.words import name
from paretoscope_gui.numbers import quantity
from paretoscope_gui.theme import colours, grown
from paretoscope_gui.views.own_prompt import OwnPrompt
from paretoscope_gui.widgets.basic import button, column, label, row
from paretoscope_gui.widgets.choice_box import choice_box
from paretoscope_gui.widgets.dialog import Dialog

SHOWN = 400  # letters of a prompt's end that are shown over its answers


@dataclass(frozen=True)
class Pair:
    """A prompt and what both wrote; `note` says what else is to be known."""

    prompt: str
    before: str
    after: str
    note: str = ""


class OutputsDialog(Dialog):
    """One prompt at a time; with `own` a prompt of the user's can be answered too."""

    stays = True  # until what it still asks is stopped

    def __init__(self, base: Trial, trial: Trial, parent: QWidget | None = None, own: OwnPrompt | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Outputs side by side"))
        theirs = {(o.get("workload"), o.get("prompt")): o.get("text", "") for o in base.outputs}
        self._pairs: list[Pair] = []
        self.own = own
        self.prompt = choice_box(tr("Prompt"), 24)
        self.prompt.activated.connect(lambda _: self.draw())
        self.asked, self._same = label("", "soft", selectable=True), label("", "soft")
        self.left, self.right = _text(tr("What the baseline wrote")), _text(tr("What the recipe wrote"))
        self._build(name(trial))
        for o in trial.outputs:
            key = (o.get("workload"), o.get("prompt"))
            if key in theirs:
                self.add(Pair(o.get("prompt", ""), theirs[key], o.get("text", "")))
        self.prompt.setCurrentIndex(0)
        self.draw()

    def add(self, pair: Pair) -> None:
        """Show one more prompt."""
        self._pairs.append(pair)
        self.prompt.addItem(f"… {' '.join(pair.prompt.split())[-90:]}")
        self.prompt.setCurrentIndex(len(self._pairs) - 1)
        self.draw()

    def draw(self) -> None:
        """Show the chosen prompt's two texts."""
        for each in (self.prompt, self.asked, self._same, self._sides):
            each.setVisible(bool(self._pairs))
        if not self._pairs:
            return
        pair = self._pairs[max(0, self.prompt.currentIndex())]
        left, right, share = marked(pair.before, pair.after, colours().warn_tint, colours().text)
        self.left.setHtml(left)
        self.right.setHtml(right)
        same = (
            tr("Both are the same, to the letter.")
            if pair.before == pair.after
            else tr("{share} of the words are the same; the others are underlined.", share=quantity(share, "share", 2))
        )
        self._same.setText(" ".join(t for t in (same, pair.note) if t))
        prompt = pair.prompt.strip("\n")
        self.asked.setText(f"… {prompt[-SHOWN:]}" if len(prompt) > SHOWN else prompt)

    def _build(self, title: str) -> None:
        sides = row(
            column(label(tr("Baseline"), "eyebrow"), self.left, gap=1),
            column(label(title, "eyebrow"), self.right, gap=1), gap=4,
        )  # fmt: skip
        self._sides = QWidget()
        self._sides.setLayout(sides)
        close = button(tr("Close"), self.close, "" if self.own is not None else "primary")
        parts = [self.own] if self.own is not None else []
        box = column(self.prompt, self.asked, self._same, self._sides, *parts, row(None, close), gap=3, margins=(5,))
        box.setStretch(3, 1)
        self.setLayout(box)
        self.resize(grown(880, 0.5), grown(620 if self.own is not None else 520, 0.5))
        if self.own is not None:
            self.own.answered.connect(self._answered)
        self.finished.connect(self._leave)

    def _answered(self, prompt: str, first: dict[str, Any], second: dict[str, Any]) -> None:
        cut = [who for who, told in ((tr("the baseline"), first), (tr("the recipe"), second)) if not told["ended"]]
        note = tr("Cut at the length that was asked for: {who}.", who=", ".join(cut)) if cut else ""
        self.add(Pair(prompt, first["text"], second["text"], note))

    def _leave(self) -> None:
        """Closed: what is still being asked is stopped first."""
        if self.own is not None and self.own.asking:
            self.own.over.connect(self.deleteLater)
            self.own.cancel()
        else:
            self.deleteLater()

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
