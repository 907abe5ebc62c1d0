"""Ctrl+K: type a few letters of what you want, and do it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from paretoscope_gui.actions import Actions, Spec, shown_keys
from paretoscope_gui.i18n import tr
from paretoscope_gui.theme import colours, font, pixmap, theme
from paretoscope_gui.widgets.basic import column, named

_SPEC = Qt.ItemDataRole.UserRole
HEIGHT = 38
_Index = QModelIndex | QPersistentModelIndex


class CommandPalette(QDialog):
    """A list of all actions that narrows while one types."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._actions = actions
        self.setAccessibleName(tr("Find any action"))
        self.setObjectName("page")
        self.entry = QLineEdit(placeholderText=tr("What do you want to do?"))
        self.entry.setAccessibleName(tr("What do you want to do?"))
        self.entry.setMinimumHeight(34)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Actions that match"))
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _: self._do())
        self.entry.textChanged.connect(self._fill)
        self.entry.installEventFilter(self)
        frame = named(QFrame(), "paletteBox")
        frame.setLayout(column(self.entry, self.list, gap=2, margins=(3,)))
        self.setLayout(column(frame))
        self.setFixedSize(560, 404)
        self._fill("")

    def open_over(self, window: QWidget) -> None:
        """Show near the top of the window."""
        place = window.mapToGlobal(window.rect().topLeft())
        self.move(place.x() + (window.width() - self.width()) // 2, place.y() + 96)
        self.entry.clear()
        self._fill("")
        self.show()
        self.entry.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while the typing goes on, return does it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        self.list.clear()
        for spec in self._actions.found(text):
            item = QListWidgetItem(self._actions[spec.id].text())
            item.setData(_SPEC, spec)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            spec: Spec = item.data(_SPEC)
            self.hide()
            self._actions[spec.id].trigger()


class _Delegate(QStyledItemDelegate):
    """Icon, name, menu, keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All lines of one height."""
        size = super().sizeHint(option, index)
        size.setHeight(round(HEIGHT * theme().scale))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        spec: Spec = index.data(_SPEC)
        c, chosen = colours(), bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent_tint))
            painter.drawRoundedRect(box, 6, 6)
        ink = c.accent if chosen else c.soft
        painter.drawPixmap(box.left() + 10, box.center().y() - 8, pixmap(spec.icon, ink, 18))
        painter.setFont(font("strong" if chosen else "body"))
        painter.setPen(QColor(c.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(40, 0, -150, 0), middle, index.data())
        painter.setFont(font("caption"))
        painter.setPen(QColor(c.dim if not chosen else c.soft))
        right = f"{tr(spec.menu)}   {shown_keys(spec.keys)}" if spec.keys else tr(spec.menu)
        painter.drawText(box.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, right)
        painter.restore()
