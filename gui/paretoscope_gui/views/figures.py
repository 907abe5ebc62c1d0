"""A trial's figures as one block of text: fast to build, easy to select and copy; a title opens its definition."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QToolTip

from paretoscope.analysis.results import Trial
from paretoscope_gui.measured.choice import Choice, title
from paretoscope_gui.measured.words import around, change_around, change_short, value_words, verdict
from paretoscope_gui.theme import colours, theme


class Figures(QLabel):
    """Every metric with its value, its change and both intervals, two lines each."""

    def __init__(self, trial: Trial, choices: list[Choice]) -> None:
        super().__init__()
        self._trial, self._choices = trial, choices
        self._definitions = {str(i): c.info.definition for i, c in enumerate(choices)}
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setAccessibleName("; ".join(self._words(c) for c in choices))
        self.linkHovered.connect(self._define)
        self.linkActivated.connect(self._define)
        theme().changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Write the block in the present colours."""
        rows = (self._row(i, c) for i, c in enumerate(self._choices))
        self.setText(f"<table width='100%' cellspacing='0' cellpadding='2'>{''.join(rows)}</table>")

    def _row(self, i: int, choice: Choice) -> str:
        value, change, ink = choice.value(self._trial), choice.change(self._trial), colours()
        told, tone = verdict(change, choice)
        source = value.source if value and value.source != "measured" else ""
        head = (
            f"<a href='{i}' style='color:{ink.text}; text-decoration:none'>{escape(title(choice, self._choices))}</a>"
        )
        verdict_ink = {"good": ink.good, "bad": ink.bad}.get(tone, ink.dim)
        small = f"style='color:{ink.dim}; font-size:{round(11.5 * theme().scale)}px'"
        words = ", ".join(w for w in (told, source) if w)
        first = _cells(
            head, f"<b>{escape(value_words(value, choice))}</b>", f"<b>{escape(change_short(change, choice))}</b>"
        )
        second = _cells(
            f"<span {small.replace(ink.dim, verdict_ink)}>{escape(words)}</span>",
            f"<span {small}>{escape(around(value, choice))}</span>",
            f"<span {small}>{escape(change_around(change, choice))}</span>",
        )
        return first + second

    def _words(self, choice: Choice) -> str:
        """One metric for a screen reader."""
        value, change = choice.value(self._trial), choice.change(self._trial)
        parts = (value_words(value, choice), change_short(change, choice), verdict(change, choice)[0])
        return f"{choice.info.title}: {', '.join(p for p in parts if p)}"

    def _define(self, link: str) -> None:
        QToolTip.showText(QCursor.pos(), self._definitions.get(link, ""), self)


def _cells(head: str, value: str, change: str) -> str:
    right = "align='right' style='white-space:nowrap'"
    return f"<tr><td>{head}</td><td {right}>{value}</td><td {right}>&nbsp;&nbsp;{change}</td></tr>"
