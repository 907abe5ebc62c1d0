"""Keeps what a widget shows up to date while it can be seen; while it is hidden, nothing is built for nobody.

    self._fresh = WhenShown(self, self.refresh)
    document.draft_changed.connect(self._fresh.wanted)

A change calls `refresh` at once if the widget can be seen. Otherwise the widget is only known to be stale, however many
changes come, and is refreshed when it is shown. Of several stale widgets that come into sight together the first is
refreshed at once and each other one in a turn of the event loop of its own, so that no turn is long.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import cache

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid


class WhenShown(QObject):
    """One widget and what brings it up to date, which may also be called directly: it is then up to date twice."""

    def __init__(self, widget: QWidget, refresh: Callable[[], object]) -> None:
        super().__init__(widget)
        self.widget, self._refresh, self.stale = widget, refresh, True
        widget.installEventFilter(self)

    def wanted(self) -> None:
        """Something that the widget shows has changed."""
        self.stale = True
        if self.awaited:
            self.now()

    @property
    def awaited(self) -> bool:
        """Whether somebody looks at what is not up to date."""
        return self.stale and self.widget.isVisible()

    def now(self) -> None:
        """Bring the widget up to date, unless it is."""
        if self.stale:
            self.stale = False
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The widget comes into sight."""
        if event.type() == QEvent.Type.Show and self.stale:
            _in_turn().take(self)
        return False


class _InTurn(QObject):
    """Stale widgets that were shown: the first at once, then one a turn of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[WhenShown] = deque()
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._turn)

    @property
    def over(self) -> bool:
        """Whether none waits."""
        return not self._next.isActive()

    def take(self, part: WhenShown) -> None:
        """Refresh it as soon as it is its turn."""
        if self._next.isActive():
            self._waiting.append(part)
        else:
            self._next.start()
            part.now()

    def _turn(self) -> None:
        while self._waiting:
            part = self._waiting.popleft()
            if isValid(part) and part.awaited:  # neither gone with its page nor refreshed or hidden meanwhile
                part.now()
                return
        self._next.stop()


def freshened(page: QWidget) -> Iterator[None]:
    """Bring up to date what will be seen of a page that is not shown yet, one part a turn: it comes whole."""
    parts = page.findChildren(WhenShown)
    for part in sorted(parts, key=lambda p: p.widget is not page):  # which may show or hide the others
        if isValid(part) and part.stale and (part.widget is page or part.widget.isVisibleTo(page)):
            part.now()
            yield
    for widget in page.findChildren(QWidget):
        widget.ensurePolished()
    yield
    yield from _measured(page)


def _measured(widget: QWidget) -> Iterator[None]:
    """Lay out what is not shown yet, and ask what scrolls how tall it will be: words are measured before the show.

    A widget that was never shown gets its size from the layout around it, but lays nothing out in it.
    """
    layout = widget.layout()
    if layout is not None:
        layout.activate()
    content = widget.widget() if isinstance(widget, QScrollArea) else None
    if isinstance(widget, QScrollArea) and content is not None:
        for width in (widget.width() - widget.verticalScrollBar().sizeHint().width(), widget.width()):
            content.heightForWidth(width)
            yield
        return
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if isValid(child) and not child.isHidden():
            yield from _measured(child)


def settled() -> bool:
    """Whether nothing that can be seen still waits for its turn."""
    return _in_turn().over


@cache
def _in_turn() -> _InTurn:
    """The one of the process."""
    return _InTurn()
