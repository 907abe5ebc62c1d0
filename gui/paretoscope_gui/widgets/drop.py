"""Where a folder may be dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame

from paretoscope_gui.theme import colours, space
from paretoscope_gui.widgets.basic import IconLabel, button, column, label, row


def dropped_paths(data: QMimeData) -> list[str]:
    """The local paths of what is dragged."""
    return [u.toLocalFile() for u in data.urls() if u.isLocalFile()]


class DropZone(QFrame):
    """A dashed field that takes a folder or file; buttons do the same for those who browse."""

    dropped = Signal(list)

    def __init__(self, title: str, text: str, actions: list[tuple[str, str, Callable[[], object]]]) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setAccessibleName(f"{title} {text}")
        self._over = False
        centre = Qt.AlignmentFlag.AlignCenter
        heading, words = label(title, "title"), label(text, "soft")
        heading.setAlignment(centre)
        words.setAlignment(centre)
        buttons = row(None, gap=2)
        for name, kind, on in actions:
            buttons.addWidget(button(name, on, kind))
        buttons.addStretch(1)
        box = column(None, gap=1.5, margins=(6, 7))
        box.addWidget(IconLabel("drop", 36, "accent"), 0, centre)
        box.addSpacing(4)
        box.addWidget(heading)
        box.addWidget(words)
        box.addSpacing(10)
        box.addLayout(buttons)
        box.addStretch(1)
        self.setLayout(box)
        self.setMinimumHeight(space(56))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up for a local path."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went away."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the paths."""
        self._light(False)
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed rounded field."""
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(c.accent if self._over else c.edge), 2 if self._over else 1.3)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(c.accent_tint if self._over else c.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 12, 12)

    def _light(self, over: bool) -> None:
        self._over = over
        self.update()
