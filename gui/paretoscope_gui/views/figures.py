"""A trial's figures as one block of text: fast to build, easy to select and copy; a title opens its definition."""

from __future__ import annotations

import math
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QCursor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QToolTip

from paretoscope.analysis.results import Trial
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.measured.words import around, change_around, change_short, value_words, verdict
from paretoscope_gui.theme import colours, font, grown, theme
from paretoscope_gui.tips import tip

LEAST, DOUBT = 176, 420  # px: what three lines need at least; below what it is asked whether two have room


class Figures(QLabel):
    """Every metric with its value, its change and both intervals, two lines each, three where there is little room."""

    def __init__(self, trial: Trial, choices: dict[Choice, str]) -> None:
        """`choices`: the metrics with their titles."""
        super().__init__()
        self._trial, self._choices = trial, choices
        self._narrow, self._needs = False, 0
        self._twin, self._held, self._heights = QTextDocument(self), "", dict[int, int]()  # heights by width, px
        as_label = self._twin.defaultTextOption()
        as_label.setWrapMode(QTextOption.WrapMode.WordWrap)  # else it breaks words where a label would not
        self._twin.setDefaultTextOption(as_label)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._laid = False  # whether its width is known
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
        theme().follow(self.draw)
        self.draw()

    def draw(self) -> None:
        """Write the block in the present colours and size."""
        self._needs = 0
        self._narrow = self._laid and self.width() < self._wide()
        self._write()

    def sizeHint(self) -> QSize:
        """About: Qt would lay the block out ten times to find a shape that it likes; the height follows the width."""
        return QSize(grown(DOUBT), 2 * len(self._choices) * self.fontMetrics().lineSpacing())

    def heightForWidth(self, width: int) -> int:
        """Measured once for each width, 10 ms: layouts ask again and again, and Qt would lay out twice each time."""
        if width not in self._heights:
            self._twin.setTextWidth(width)
            self._heights[width] = math.ceil(self._twin.size().height())
        return self._heights[width]

    def minimumSizeHint(self) -> QSize:
        """Narrower than its two lines need: it turns to three. Asking Qt would lay the block out ten times too."""
        return QSize(grown(LEAST, 1.0), 2 * self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        super().resizeEvent(event)
        self._laid = True
        narrow = self.width() < self._wide()
        if narrow != self._narrow:
            self._narrow = narrow
            self._write()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What can be seen of it: a label draws all of its lines, of which most lie below the edge of the panel."""
        if self.hasFocus():
            super().paintEvent(event)
            painter = QPainter(self)
            painter.setPen(QColor(colours().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            return
        if self.hasSelectedText():
            super().paintEvent(event)
            return
        if self._twin.textWidth() != self.width():  # layouts have asked for the height at another one
            self._twin.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        context.clip = QRectF(event.rect())
        self._twin.documentLayout().draw(QPainter(self), context)

    def _wide(self) -> int:
        """What its two lines need at least, px; measured where there is doubt."""
        if not self._needs and self.width() < grown(DOUBT, 1.0):
            self._measure(self._table(narrow=False))
            self._twin.setTextWidth(1)
            self._needs = math.ceil(self._twin.size().width())
            self._measure(self._table(self._narrow))
        return self._needs

    def _write(self) -> None:
        text = self._table(self._narrow)
        self._measure(text)
        self.setText(text)
        self.updateGeometry()

    def _measure(self, text: str) -> None:
        """Let the twin hold what is, or would be, written."""
        if text != self._held or font() != self._twin.defaultFont():
            self._heights, self._held = {}, text
            self._twin.setDocumentMargin(0)
            self._twin.setDefaultFont(font())
            self._twin.setHtml(text)

    def _table(self, narrow: bool) -> str:
        rows = (self._row(i, title, c, narrow) for i, (c, title) in enumerate(self._choices.items()))
        return f"<table width='100%' cellspacing='0' cellpadding='2'>{''.join(rows)}</table>"

    def _row(self, i: int, title: str, choice: Choice, narrow: bool) -> str:
        value, change, ink = choice.value(self._trial), choice.change(self._trial), colours()
        told, tone = verdict(change, choice)
        source = value.source if value and value.source != "measured" else ""
        head = f"<a href='{i}' style='color:{ink.text}; text-decoration:none'>{escape(title)}</a>"
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
        intervals = any((around(value, choice), change_around(change, choice)))
        if narrow:
            title_in = f"<tr><td colspan='2'>{head} {said}</td></tr>"
            return f"{title_in}{_cells(value_in, change_in)}{_cells(wide, apart) if intervals else ''}"
        return _cells(value_in, change_in, head) + (_cells(wide, apart, said) if intervals or words else "")

    def _words(self, choice: Choice) -> str:
        """One metric for a screen reader."""
        value, change = choice.value(self._trial), choice.change(self._trial)
        parts = (value_words(value, choice), change_short(change, choice), verdict(change, choice)[0])
        return f"{choice.info.title}: {', '.join(p for p in parts if p)}"

    def _define(self, link: str) -> None:
        QToolTip.showText(QCursor.pos(), tip(self._definitions.get(link, "")), self)


def _cells(value: str, change: str, head: str | None = None) -> str:
    """A line of the table; without a head the value begins it."""
    right = "align='right' style='white-space:nowrap'"
    left = "style='white-space:nowrap'"
    first = f"<td {left}>{value}</td>" if head is None else f"<td>{head}</td><td {right}>{value}</td>"
    return f"<tr>{first}<td {right}>&nbsp;&nbsp;{change}</td></tr>"
