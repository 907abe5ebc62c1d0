"""A metric's name with what is said of it; the name opens the metric's definition, by mouse and by keyboard."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QFocusEvent
from PySide6.QtWidgets import QLabel, QToolTip

from paretoscope_gui.theme import colours, theme
from paretoscope_gui.tips import tip


class Defined(QLabel):
    """`title: words`, and `definition` for who asks what the title means."""

    def __init__(self, title: str, words: str, definition: str) -> None:
        super().__init__()
        self._title, self._words, self._definition = title, words, definition
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", "soft")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setAccessibleName(f"{title}: {words}")
        self.setAccessibleDescription(definition)
        self.linkHovered.connect(lambda link: self.define() if link else QToolTip.hideText())
        self.linkActivated.connect(lambda _: self.define())
        theme().follow(self.redraw)
        self.redraw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By key the focus goes to the name at once, so that it is seen there."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)

    def redraw(self) -> None:
        """Write it in the present colours."""
        link = f"<a href='definition' style='color:{colours().text}'>{escape(self._title)}</a>"
        self.setText(f"{link}: {escape(self._words)}")

    def define(self) -> None:
        """Show what the metric means: where the mouse is, or under the name when it was asked for by key."""
        beneath = self.mapToGlobal(self.rect().bottomLeft())
        QToolTip.showText(QCursor.pos() if self.underMouse() else beneath, tip(self._definition), self)
