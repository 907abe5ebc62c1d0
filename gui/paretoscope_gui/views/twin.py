"""The table twin of a plot: the same numbers as text, for reading, copying and screen readers."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableView, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.plots.base import Plot
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import grown
from paretoscope_gui.widgets.basic import button, column, label, row

WRAPPED = 200  # rows up to which names wrap
ASIDE, MARKED = 22, 14  # px beside a text: paddings; and the distance of its mark


def plain_table(name: str, parent: QWidget | None = None) -> QTableView:
    """A table view in the theme's looks: rows selected whole, sorted by a click on a head, no grid."""
    made = QTableView(parent)
    made.setAccessibleName(name)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setShowGrid(False)
    made.setSortingEnabled(True)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(made.fontMetrics().height() + 18)
    made.horizontalHeader().setHighlightSections(False)
    made.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    return made


def wrap_names(view: QTableView, columns: tuple[int, ...] = (0,)) -> None:
    """Let long names in the first columns go on in a second line; in long tables they are elided, which costs nothing.

    Heights are measured again when the column's width changes, and by calling it again when the names have changed.
    """
    many = view.model().rowCount() > WRAPPED
    if not view.property("wraps"):
        view.setProperty("wraps", True)
        view.horizontalHeader().sectionResized.connect(
            lambda place, *_: wrap_names(view, columns) if place in columns else None
        )
    view.setWordWrap(not many)
    if many:
        return
    for place in range(view.model().rowCount()):
        view.setRowHeight(place, max(_tall(view, place, column) for column in columns) + 18)


def _tall(view: QTableView, place: int, column: int) -> int:
    """Height of a cell's wrapped text, px."""
    cell = view.model().index(place, column)
    marked = cell.data(Qt.ItemDataRole.DecorationRole) is not None
    aside = ASIDE + (MARKED + view.iconSize().width() if marked else 0)
    room = QRect(0, 0, max(40, view.columnWidth(column) - aside), 10_000)
    text = str(cell.data())
    return view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


def show_twin(plot: Plot, parent: QWidget) -> QDialog:
    """Open the numbers of a plot as they are now."""
    heads, rows = plot.table()
    dialog = QDialog(parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(plot.accessibleName())
    view = plain_table(plot.accessibleName(), dialog)
    model = ArrayTable(view)
    model.show([str(i) for i in range(len(rows))], [_column(h, [r[i] for r in rows], i) for i, h in enumerate(heads)])
    view.setModel(model)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    text = "\n".join("\t".join(line) for line in [heads, *rows])
    buttons = row(
        None, button(tr("Copy"), lambda: QGuiApplication.clipboard().setText(text)),
        button(tr("Close"), dialog.close, "primary"),
    )  # fmt: skip
    empty = label(tr("There are no values yet."), "soft")
    empty.setVisible(not rows)
    dialog.setLayout(column(view, empty, buttons, gap=3, margins=(4,)))
    wide = view.horizontalHeader().length() + 60
    dialog.resize(min(max(480, wide), round(parent.window().width() * 0.9)), grown(400))
    dialog.open()
    return dialog


def _column(title: str, texts: list[str], place: int) -> Column:
    return Column(title, texts, lambda i: texts[i], right=place > 0)
