"""A caption that gives way: where there is no room it ends in dots, and the tool tip has all of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from paretoscope_gui.tips import tip

LEAST = 4  # letters that are always kept


class Elided(QLabel):
    """One line of text in a role of the type scale; a screen reader gets all of it."""

    def __init__(self, text: str = "", role: str = "caption") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Another text."""
        super().setText(text)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), LEAST * self.fontMetrics().averageCharWidth()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of the text as fits."""
        painter = QPainter(self)
        fitted = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), fitted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool tip has what was left out."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        self.setToolTip(tip(self.text()) if self.fontMetrics().horizontalAdvance(self.text()) > self.width() else "")
