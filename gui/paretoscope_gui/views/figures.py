"""A trial's figures as one block of text: fast to build, easy to select and copy; a title opens its definition."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolTip

from paretoscope.analysis.results import Trial
from paretoscope_gui.measured.choice import Choice, title
from paretoscope_gui.measured.words import around, change_around, change_short, value_words, verdict
from paretoscope_gui.theme import colours, grown, theme

LEAST, DOUBT = 176, 420  # px: what three lines need at least; below what it is asked whether two have room


class Figures(QLabel):
    """Every metric with its value, its change and both intervals, two lines each, three where there is little room."""

    def __init__(self, trial: Trial, choices: list[Choice]) -> None:
        super().__init__()
        self._trial, self._choices = trial, choices
        self._narrow, self._needs = False, 0
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
        """Write the block in the present colours and size."""
        self._needs, self._narrow = 0, False
        self._narrow = self.width() < self._wide()
        self._write()

    def minimumSizeHint(self) -> QSize:
        """Narrower than its two lines need: it turns to three."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), grown(LEAST, 1.0)), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        super().resizeEvent(event)
        narrow = self.width() < self._wide()
        if narrow != self._narrow:
            self._narrow = narrow
            self._write()

    def _wide(self) -> int:
        """What its two lines need at least, px; measured where there is doubt."""
        if not self._needs and self.width() < grown(DOUBT, 1.0):
            self.setText(self._table(narrow=False))
            self._needs = super().minimumSizeHint().width()
            self._narrow = False
        return self._needs

    def _write(self) -> None:
        self.setText(self._table(self._narrow))

    def _table(self, narrow: bool) -> str:
        rows = (self._row(i, c, narrow) for i, c in enumerate(self._choices))
        return f"<table width='100%' cellspacing='0' cellpadding='2'>{''.join(rows)}</table>"

    def _row(self, i: int, choice: Choice, narrow: bool) -> str:
        value, change, ink = choice.value(self._trial), choice.change(self._trial), colours()
        told, tone = verdict(change, choice)
        source = value.source if value and value.source != "measured" else ""
        head = (
            f"<a href='{i}' style='color:{ink.text}; text-decoration:none'>{escape(title(choice, self._choices))}</a>"
        )
        verdict_ink = {"good": ink.good, "bad": ink.bad}.get(tone, ink.dim)
        small = f"style='color:{ink.dim}; font-size:{round(11.5 * theme().scale)}px'"
        words = ", ".join(w for w in (told, source) if w)
        said = f"<span {small.replace(ink.dim, verdict_ink)}>{escape(words)}</span>"
        value_in, change_in = (
            f"<b>{escape(t)}</b>" for t in (value_words(value, choice), change_short(change, choice))
        )
        wide, apart = (
            f"<span {small}>{escape(t)}</span>" for t in (around(value, choice), change_around(change, choice))
        )
        if narrow:
            title_in = f"<tr><td colspan='2'>{head} {said}</td></tr>"
            return f"{title_in}{_cells(value_in, change_in)}{_cells(wide, apart)}"
        return _cells(value_in, change_in, head) + _cells(wide, apart, said)

    def _words(self, choice: Choice) -> str:
        """One metric for a screen reader."""
        value, change = choice.value(self._trial), choice.change(self._trial)
        parts = (value_words(value, choice), change_short(change, choice), verdict(change, choice)[0])
        return f"{choice.info.title}: {', '.join(p for p in parts if p)}"

    def _define(self, link: str) -> None:
        QToolTip.showText(QCursor.pos(), self._definitions.get(link, ""), self)


def _cells(value: str, change: str, head: str | None = None) -> str:
    """A line of the table; without a head the value begins it."""
    right = "align='right' style='white-space:nowrap'"
    left = "style='white-space:nowrap'"
    first = f"<td {left}>{value}</td>" if head is None else f"<td>{head}</td><td {right}>{value}</td>"
    return f"<tr>{first}<td {right}>&nbsp;&nbsp;{change}</td></tr>"
