"""Ctrl+K: type a few letters of what you want, and do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from paretoscope_gui.actions import Actions, shown_keys
from paretoscope_gui.i18n import plain, tr
from paretoscope_gui.theme import colours, font, grown, pixmap, theme
from paretoscope_gui.widgets.basic import column, named
from paretoscope_gui.widgets.dialog import Dialog
from paretoscope_gui.widgets.page_menu import Offer

_LINE = Qt.ItemDataRole.UserRole
HEIGHT = 38
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class _Line:
    """What a line of the list shows, and does."""

    name: str
    icon: str
    right: str
    do: Callable[[], object]
    on: bool = False


class _Lines(QAbstractListModel):
    """The lines that match. Plain values: items of Qt's own would live as long as it likes, with Python inside."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[_Line] = []

    def show(self, lines: list[_Line]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, for eyes and screen readers, or the whole line."""
        line = self.lines[index.row()]
        return line if role == _LINE else line.name if role == Qt.ItemDataRole.DisplayRole else None


class CommandPalette(Dialog):
    """A list of all actions that narrows while one types."""

    stays = True

    def __init__(self, actions: Actions, parent: QWidget, here: Callable[[], list[Offer]] = list) -> None:
        """`here`: what the page in front offers."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._actions, self._here, self._offers = actions, here, list[Offer]()
        self.setAccessibleName(tr("Find any action"))
        self.setObjectName("page")
        self.entry = QLineEdit(placeholderText=tr("What do you want to do?"))
        self.entry.setAccessibleName(tr("What do you want to do?"))
        self.entry.setMinimumHeight(34)
        self.list, self.lines = QListView(), _Lines(self)
        self.list.setModel(self.lines)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(tr("Actions that match"))
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _: self._do())
        self.entry.textChanged.connect(self._fill)
        self.entry.installEventFilter(self)
        frame = named(QFrame(), "paletteBox")
        frame.setLayout(column(self.entry, self.list, gap=2, margins=(3,)))
        self.setLayout(column(frame))

    def open_over(self, window: QWidget) -> None:
        """Show near the top of the window."""
        self._offers = self._here()
        self.setFixedSize(min(grown(600), window.width()), min(grown(404), window.height() - 48))
        place = window.mapToGlobal(window.rect().topLeft())
        down = min(96, (window.height() - self.height()) // 2)
        self.move(place.x() + (window.width() - self.width()) // 2, place.y() + down)
        self.entry.clear()
        self._fill("")
        self.show()
        self.entry.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while the typing goes on, return does it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._choose(max(0, min(self.lines.rowCount() - 1, self.list.currentIndex().row() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        found = []
        for spec in self._actions.found(text):
            action = self._actions[spec.id]
            keys = f"{tr(spec.menu)}   {shown_keys(spec.keys)}" if spec.keys else tr(spec.menu)
            found.append(_Line(action.text(), spec.icon, keys, action.trigger, action.isChecked()))
        for offer in self._offers if text.strip() else ():  # what one sees on the page comes when it is looked for
            if all(word in plain(offer.name) for word in plain(text).split()):
                found.append(_Line(offer.name, "arrow-right", tr("This page"), offer.do, bool(offer.on)))
        self.lines.show(found)
        self._choose(0)

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.lines.index(row, 0))

    def _do(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            line = self.lines.lines[index.row()]
            self.hide()
            line.do()


class _Delegate(QStyledItemDelegate):
    """Icon, name, menu, keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All lines of one height."""
        size = super().sizeHint(option, index)
        size.setHeight(round(HEIGHT * theme().scale))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        line: _Line = index.data(_LINE)
        c, chosen = colours(), bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent_tint))
            painter.drawRoundedRect(box, 6, 6)
        ink = c.accent if chosen else c.soft
        painter.drawPixmap(box.left() + 10, box.center().y() - 8, pixmap("check" if line.on else line.icon, ink, 18))
        painter.setFont(font("strong" if chosen else "body"))
        painter.setPen(QColor(c.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        aside = QFontMetrics(font("caption")).horizontalAdvance(line.right) + 28
        room = box.adjusted(40, 0, -aside, 0)
        said = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, said)
        painter.setFont(font("caption"))
        painter.setPen(QColor(c.dim if not chosen else c.soft))
        painter.drawText(box.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, line.right)
        painter.restore()
