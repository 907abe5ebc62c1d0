"""Labels, buttons, cards and boxes with the theme's roles; everything that takes focus has an accessible name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from paretoscope_gui.theme import colours, grown, icon, pixmap, space, theme
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.wrapped import Wrapped


def label(text: str = "", role: str = "", wrap: bool = True, selectable: bool = False) -> QLabel:
    """A text in a role of the type scale (caption, eyebrow, soft, strong, title, headline, display, mono)."""
    made = Wrapped(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def tag(text: str, tone: str = "plain", more: str = "") -> QLabel:
    """A small rounded mark: plain, good, warn, bad or accent."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tag", tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setToolTip(tip(more))
    return made


class _Recolours:
    """Mixin of what shows an icon: drawn again in the new colours when the theme changes."""

    icon_name: str
    tone: str

    def _colour(self) -> str:
        return str(getattr(colours(), self.tone))


class IconLabel(QLabel, _Recolours):
    """An icon of the set that follows the theme; `tone` is a colour's name in the theme."""

    def __init__(self, name: str, size: int = 20, tone: str = "soft", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name, self.tone, self._size = name, tone, size
        theme().follow(self.redraw)
        self.redraw()

    def redraw(self) -> None:
        """Draw the icon in the present colours and size."""
        size = grown(self._size)
        self.setFixedSize(size, size)
        self.setPixmap(pixmap(self.icon_name, self._colour(), size))


class _IconPush(QPushButton, _Recolours):
    """A text button with an icon that follows the theme."""

    def __init__(self, text: str, name: str, tone: str) -> None:
        super().__init__(text)
        self.icon_name, self.tone = name, tone
        theme().follow(self.redraw)
        self.redraw()

    def redraw(self) -> None:
        """Draw the icon in the present colours and size."""
        size = grown(18)
        self.setIcon(icon(self.icon_name, self._colour(), size))
        self.setIconSize(QSize(size, size))


class IconButton(QToolButton, _Recolours):
    """A button of an icon alone; `name` is what a screen reader says and the tool tip shows."""

    def __init__(self, icon_name: str, name: str, on: Callable[[], object] | None = None, size: int = 18) -> None:
        super().__init__()
        self.icon_name, self.tone, self._size = icon_name, "soft", size
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAutoRaise(True)
        if on is not None:
            self.clicked.connect(lambda: on())
        theme().follow(self.redraw)
        self.redraw()

    def redraw(self) -> None:
        """Draw the icon in the present colours and size."""
        size = grown(self._size)
        self.setIconSize(QSize(size, size))
        self.setFixedSize(size + 12, size + 12)
        self.setIcon(icon(self.icon_name, self._colour(), size))


def button(text: str, on: Callable[[], object] | None = None, kind: str = "", icon_name: str = "") -> QPushButton:
    """A text button: plain, primary, ghost or link."""
    tone = "on_accent" if kind == "primary" else "soft"
    made: QPushButton = _IconPush(text, icon_name, tone) if icon_name else QPushButton(text)
    made.setAccessibleName(text)
    if kind:
        made.setProperty("kind", kind)
    if kind == "link":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if on is not None:
        made.clicked.connect(lambda: on())
    return made


def redress(widget: QPushButton, icon_name: str, kind: str) -> None:
    """Give a button that has an icon another one, and another kind."""
    if isinstance(widget, _IconPush):
        widget.icon_name, widget.tone = icon_name, "on_accent" if kind == "primary" else "soft"
        widget.redraw()
    restyle(widget, "kind", kind)


def row(*items: QWidget | QLayout | int | None, gap: float = 2, margins: tuple[float, ...] = (0,)) -> QHBoxLayout:
    """Items beside each other; None is a stretch, an int a distance. `gap`, `margins` in grid steps."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: QWidget | QLayout | int | None, gap: float = 2, margins: tuple[float, ...] = (0,)) -> QVBoxLayout:
    """Items under each other; None is a stretch, an int a distance. `gap`, `margins` in grid steps."""
    return _filled(QVBoxLayout(), items, gap, margins)


L = TypeVar("L", QHBoxLayout, QVBoxLayout)


def _filled(box: L, items: tuple[QWidget | QLayout | int | None, ...], gap: float, margins: tuple[float, ...]) -> L:
    box.setSpacing(space(gap))
    all_sides = margins * 4 if len(margins) == 1 else margins if len(margins) == 4 else (*margins, *margins)
    box.setContentsMargins(*(space(m) for m in all_sides))
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box


class Turning(QHBoxLayout):
    """Items beside each other up to that size of the text, beyond it under each other; `gap` in grid steps."""

    def __init__(self, largest: float, gap: float) -> None:
        super().__init__()
        self._largest, self._narrow = largest, False
        self.setSpacing(space(gap))
        theme().follow(self.turn)
        self.turn()

    def narrow(self, narrow: bool) -> None:
        """Whether there is little room, at any size of the text."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.turn()

    def turn(self) -> None:
        """Look at the size of the text and at the room."""
        way = QHBoxLayout.Direction
        self.setDirection(way.LeftToRight if theme().scale <= self._largest and not self._narrow else way.TopToBottom)


def line(vertical: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("line", "vertical" if vertical else "true")
    return made


class Card(QFrame):
    """A surface with a border that holds what belongs together; a clickable one is a button for mouse and keyboard."""

    clicked = Signal()

    def __init__(self, layout: QLayout | None = None, clickable: str = "", kind: str = "true") -> None:
        super().__init__()
        self._clickable = bool(clickable)
        self.setProperty("card", "clickable" if clickable else kind)
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setAccessibleName(clickable)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if layout is not None:
            self.setLayout(layout)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inside."""
        if self._clickable and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return or space is a click."""
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)


def scrolled(content: QWidget, name: str) -> QScrollArea:
    """The content in an area that scrolls up and down; `name` is what a screen reader says."""
    content.setObjectName("content")
    area = scroll_area(name)
    area.setWidget(content)
    return area


def scroll_area(name: str) -> QScrollArea:
    """An area for contents that come later, named "content"."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    return area


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and draw anew."""
    widget.setProperty(name, value)
    widget.setStyleSheet("")  # it has none: this only asks its root's once more


def widgets_in(box: QLayout) -> list[QWidget]:
    """The widgets of a layout that stands on a widget, in order.

    Never by `itemAt`: PySide keeps the Python side of a layout's item after Qt has deleted the item, and when a new
    widget comes to lie at its address, the end of that widget takes the program down.
    """
    on = box.parentWidget()
    if on is None:
        raise ValueError("The layout stands on no widget yet: its widgets cannot be told.")
    placed = ((box.indexOf(c), c) for c in on.children() if isinstance(c, QWidget))
    return [widget for _, widget in sorted(((at, w) for at, w in placed if at >= 0), key=lambda each: each[0])]


def clear(box: QLayout) -> None:
    """Take all widgets out of a layout, and have the event loop delete them; its stretches stay."""
    for widget in widgets_in(box):
        box.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """The widget with an object name, by which the style sheet knows it."""
    widget.setObjectName(name)
    return widget
