"""Tables backed by arrays: they open and sort a million rows without a proxy model or an item per cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from paretoscope_gui.tips import tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_TEXT, _SPOKEN, _SIDE = int(Role.DisplayRole), int(Role.AccessibleTextRole), int(Role.TextAlignmentRole)
_MARK, _INK = int(Role.DecorationRole), int(Role.ForegroundRole)
_TIP, _MEANING = int(Role.ToolTipRole), int(Role.AccessibleDescriptionRole)
_GIVEN = frozenset((_TEXT, _SPOKEN, _SIDE, _MARK, _INK, _TIP, _MEANING))  # views ask each cell for more than these
_LEFT, _RIGHT = (int(side | Qt.AlignmentFlag.AlignVCenter) for side in (Qt.AlignmentFlag.AlignLeft,
                                                                        Qt.AlignmentFlag.AlignRight))  # fmt: skip


@dataclass
class Column:
    """One column.

    Attributes:
        values: what is sorted by, one a row; numbers (nan sorts last) or texts. A function makes them when they are
            sorted by, which most columns never are.
        text: what is shown for row i, made only for rows that are seen.
        tip: tool tip and screen reader's description of row i.
        icon: mark before the text of row i.
    """

    title: str
    values: Sequence[Any] | Callable[[], Sequence[Any]]
    text: Callable[[int], str]
    right: bool = False
    tip: Callable[[int], str] | None = None
    icon: Callable[[int], QIcon | None] | None = None
    colour: Callable[[int], Any] | None = None
    head_tip: str = ""

    def sort_keys(self) -> Sequence[Any]:
        """What is sorted by, one a row."""
        return self.values() if callable(self.values) else self.values


@dataclass
class _Order:
    column: int = -1
    order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    rows: np.ndarray[Any, Any] = field(default_factory=lambda: np.arange(0))  # shown row to place in the data
    shown: np.ndarray[Any, Any] = field(default_factory=lambda: np.arange(0))  # place in the data to shown row


class ArrayTable(QAbstractTableModel):
    """Rows are named by `keys`, so that a selection survives sorting and new data."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.keys: Sequence[str] = ()
        self._columns: list[Column] = []
        self._places: dict[str, int] = {}
        self._sorted = _Order()

    def show(self, keys: Sequence[str], columns: list[Column]) -> None:
        """Replace the contents; the order stays, and cells are only refreshed when the shape is the same."""
        same = len(keys) == len(self.keys) and [c.title for c in columns] == [c.title for c in self._columns]
        if not same:
            self.beginResetModel()
        before = [(i, self.key(i.row()), i.column()) for i in self.persistentIndexList()] if same else []
        self.keys, self._columns = keys, columns
        self._places = {}
        self._arrange()
        if not same:
            self.endResetModel()
        elif len(keys):
            self._follow(before)
            self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(columns) - 1))

    def _follow(self, before: list[tuple[QModelIndex, str, int]]) -> None:
        """What is selected goes with its key when the rows have changed places, and is no longer when its key went."""
        moved = [(old, self.row_of(key), at) for old, key, at in before]
        if any(old.row() != row for old, row, _ in moved):
            self.layoutAboutToBeChanged.emit()
            for old, row, at in moved:
                self.changePersistentIndex(old, self.index(row, at) if row >= 0 else QModelIndex())
            self.layoutChanged.emit()

    def key(self, row: int) -> str:
        """The key of a shown row."""
        return self.keys[int(self._sorted.rows[row])]

    def texts(self, column: int, most: int) -> list[str]:
        """What the first rows of a column say, as they stand."""
        return [self._columns[column].text(int(place)) for place in self._sorted.rows[:most]]

    def row_of(self, key: str) -> int:
        """The shown row of a key, -1 when there is none."""
        if not self._places:
            self._places = dict(zip(self.keys, range(len(self.keys)), strict=True))
        place = self._places.get(key, -1)
        return int(self._sorted.shown[place]) if place >= 0 else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows; none below a cell."""
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Text, alignment, tip and mark of a cell."""
        if role not in _GIVEN:
            return None
        column, place = self._columns[index.column()], int(self._sorted.rows[index.row()])
        if role in (_TEXT, _SPOKEN):
            return column.text(place)
        if role == _SIDE:
            return _RIGHT if column.right else _LEFT
        if role == _MARK:
            return column.icon(place) if column.icon else None
        if role == _INK:
            return column.colour(place) if column.colour else None
        said = column.tip(place) if column.tip else None
        return tip(said) if said and role == _TIP else said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Column titles, aligned as their cells."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.ToolTipRole:
            return tip(column.head_tip) if column.head_tip else None
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one argsort; rows that have no value stay last."""
        self.layoutAboutToBeChanged.emit()
        before = [(i, int(self._sorted.rows[i.row()]), i.column()) for i in self.persistentIndexList()]
        self._sorted.column, self._sorted.order = column, order
        self._arrange()
        for old, place, where in before:
            self.changePersistentIndex(old, self.index(int(self._sorted.shown[place]), where))
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        """Put the rows in order, and note where each stands."""
        self._sorted.rows = self._ordered()
        self._sorted.shown = np.empty(len(self._sorted.rows), dtype=np.int64)
        self._sorted.shown[self._sorted.rows] = np.arange(len(self._sorted.rows))

    def _ordered(self) -> np.ndarray[Any, Any]:
        if not 0 <= self._sorted.column < len(self._columns):
            return np.arange(len(self.keys))
        values = np.asarray(self._columns[self._sorted.column].sort_keys())
        rows = np.argsort(values, kind="stable")
        if self._sorted.order == Qt.SortOrder.DescendingOrder:
            rows = rows[::-1]
        if values.dtype.kind == "f":
            empty = np.isnan(values[rows])
            rows = np.concatenate((rows[~empty], rows[empty]))
        return rows
