"""The widgets that carry the style sheet: each bar, page and dialog its own, so that each is restyled when it is seen.

On the application the sheet would style a part again each time that it is put into a larger one, and everything that
is there, seen or not, at each change of the theme: a second with two studies open.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary, WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

PIECE = 0.015  # s after which followers go on in another turn


PIECE = 0.015  # s after which followers go on in another turn


class Roots(QObject):
    """Knows who carries the sheet, and who draws by hand and does so anew with the root that it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = ""
        self._known: WeakSet[QWidget] = WeakSet()
        self._followers: WeakKeyDictionary[QObject, list[str]] = WeakKeyDictionary()

    def dress(self, root: QWidget) -> None:
        """Put the present sheet on a root. It must not lie inside another one: it would be styled by both."""
        if root not in self._known:
            self._known.add(root)
            root.installEventFilter(self)
            root.setStyleSheet(self.sheet)
        for _ in self.redress(root):
            pass

    def redress(self, root: QWidget) -> Iterator[None]:
        """Piece by piece, unless it wears the present sheet."""
        if not isValid(root) or root.styleSheet() == self.sheet:
            return
        with _areas_at_rest(root):
            root.setStyleSheet(self.sheet)
        yield
        if isValid(root):
            yield from self._tell(lambda widget: widget is not None and root.isAncestorOf(widget))

    def redress_others(self) -> Iterator[None]:
        """Followers that are in no root."""
        roots = [r for r in self._known if isValid(r)]
        yield from self._tell(lambda widget: widget is None or not any(r.isAncestorOf(widget) for r in roots))

    def follow(self, redraw: Callable[[], object]) -> None:
        """Call this method of a widget, of a layout or of what belongs to one each time its root was dressed anew."""
        owner: QObject = getattr(redraw, "__self__")  # noqa: B009  (a Callable has none for mypy)
        self._followers.setdefault(owner, []).append(getattr(redraw, "__name__"))  # noqa: B009

    def forget(self, owner: QObject) -> None:
        """It follows no more."""
        self._followers.pop(owner, None)

    def stale(self) -> list[QWidget]:
        """Roots that carry another sheet."""
        return [r for r in self._known if isValid(r) and r.styleSheet() != self.sheet]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A root comes into sight."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.dress(watched)
        return False

    def _tell(self, wanted: Callable[[QWidget | None], bool]) -> Iterator[None]:
        """Followers in the order in which they came, as many a turn as take a little time."""
        found = [f for f in self._followers if isValid(f) and wanted(_widget(f))]
        begun = time.perf_counter()
        for follower in found:
            if time.perf_counter() - begun > PIECE:
                yield
                begun = time.perf_counter()
            for name in self._followers.get(follower, []) if isValid(follower) else []:
                getattr(follower, name)()


def _widget(follower: QObject | None) -> QWidget | None:
    """The widget in which a follower is: itself, or the one to which it belongs, if any yet."""
    while follower is not None and not isinstance(follower, QWidget):
        follower = follower.parent()
    return follower


class _Rest(QObject):
    """Keeps a change of style from a scroll area: it measures all its contents then, as often as they are polished."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Eat it. An area that was hidden when the rest was over hears of it when it is shown."""
        if event.type() == QEvent.Type.Show:
            self.over()
        return event.type() == QEvent.Type.StyleChange

    def over(self) -> None:
        """The area hears of the new style, once."""
        self._area.removeEventFilter(self)
        self.setParent(None)
        QCoreApplication.sendEvent(self._area, QEvent(QEvent.Type.StyleChange))
        self.deleteLater()


def _pending(area: QScrollArea) -> _Rest | None:
    """The rest of an area that was hidden ever since."""
    return next((c for c in area.children() if isinstance(c, _Rest)), None)


@contextmanager
def _areas_at_rest(root: QWidget) -> Iterator[None]:
    """Scroll areas hear of a change of style once, at its end: measuring them took nine tenths of a restyling."""
    rests = [(area, _pending(area) or _Rest(area)) for area in root.findChildren(QScrollArea)]
    try:
        yield
    finally:
        for area, rest in rests:
            if area.isVisible():
                rest.over()
