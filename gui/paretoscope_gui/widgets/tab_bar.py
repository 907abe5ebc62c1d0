"""The bar of open studies, shown while there is more than one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QTabBar

from paretoscope_gui.i18n import tr
from paretoscope_gui.theme import colours, pixmap, theme
from paretoscope_gui.widgets.basic import IconButton, row

LONGEST = 28  # letters of a name; the rest is in the tool tip


class Label(NamedTuple):
    """What one tab says. `tone`: a colour's name in the theme; `said`: the icon in words."""

    name: str
    tip: str = ""
    icon: str = ""
    tone: str = "soft"
    said: str = ""


class TabBar(QFrame):
    """`chosen(int)`, `closed(int)`, `moved(int, int)`, `wanted()` a new one."""

    chosen = Signal(int)
    closed = Signal(int)
    moved = Signal(int, int)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.bar = QTabBar()
        self.bar.setAccessibleName(tr("Open studies"))
        self.bar.setDrawBase(False)
        self.bar.setMovable(True)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._labels: list[Label] = []
        self.bar.currentChanged.connect(self._chosen)
        self.bar.tabMoved.connect(self._moved)
        self.bar.tabBarDoubleClicked.connect(lambda at: self.wanted.emit() if at < 0 else None)
        box = row(self.bar, IconButton("plus", tr("New study in a tab of its own"), self.wanted.emit, 16), None, gap=1)
        box.setContentsMargins(8, 4, 8, 0)
        self.setLayout(box)
        theme().follow(self._redraw)
        self._quiet = False
        self.hide()

    def show_tabs(self, labels: list[Label], current: int) -> None:
        """Show these; nothing is emitted."""
        self._quiet = True
        while self.bar.count() > len(labels):
            self.bar.removeTab(self.bar.count() - 1)
        while self.bar.count() < len(labels):
            self.bar.addTab("")
        old, self._labels = self._labels, labels
        for at, label in enumerate(labels):
            if at >= len(old) or old[at] != label or not self.bar.tabButton(at, QTabBar.ButtonPosition.RightSide):
                self._label(at, label)
        self.bar.setCurrentIndex(current)
        self._quiet = False
        self.setVisible(len(labels) > 1)

    def _label(self, at: int, label: Label) -> None:
        short = label.name if len(label.name) <= LONGEST else f"{label.name[: LONGEST - 1]}…"
        self.bar.setTabText(at, short.replace("&", "&&"))
        self.bar.setTabToolTip(at, "\n".join(t for t in (label.name, label.said, label.tip) if t))
        self.bar.setAccessibleTabName(at, f"{label.name}, {label.said}" if label.said else label.name)
        ink = str(getattr(colours(), label.tone))
        self.bar.setTabIcon(at, QIcon(pixmap(label.icon, ink, 16)) if label.icon else QIcon())
        close = IconButton("close", tr("Close {name}", name=label.name), None, 12)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W does it by keyboard
        close.clicked.connect(self._closer(close))
        self.bar.setTabButton(at, QTabBar.ButtonPosition.RightSide, close)

    def _closer(self, button: IconButton) -> Callable[[], None]:
        """By the button and not by a number, which changes when tabs are moved."""

        def close() -> None:
            side = QTabBar.ButtonPosition.RightSide
            at = next((i for i in range(self.bar.count()) if self.bar.tabButton(i, side) is button), -1)
            if at >= 0:
                self.closed.emit(at)

        return close

    def _chosen(self, at: int) -> None:
        if not self._quiet and at >= 0:
            self.chosen.emit(at)

    def _moved(self, start: int, end: int) -> None:
        if not self._quiet:
            self._labels.insert(end, self._labels.pop(start))
            self.moved.emit(start, end)

    def _redraw(self) -> None:
        for at, label in enumerate(self._labels):
            self._label(at, label)
