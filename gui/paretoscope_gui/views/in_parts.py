"""A page that is made part by part, once there is something to show: what such pages have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from paretoscope_gui.bridge import Bridge
from paretoscope_gui.state.document import Document
from paretoscope_gui.widgets.basic import column


class InParts(QWidget):
    """Its parts are cached properties; the last one, `full`, holds them all. `grown()`: they were made."""

    grown = Signal()

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self._document, self._bridge = document, bridge
        self.stack = QStackedWidget()
        self.setLayout(column(self.stack, gap=0))

    @property
    def built(self) -> bool:
        """Whether all of them were made."""
        return "full" in vars(self)
