"""The table twin of a plot: the same numbers as text, for reading, copying and screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.plots.base import Plot
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import grown
from paretoscope_gui.views.widths import Heads, wrap
from paretoscope_gui.widgets.basic import button, column, label, row
from paretoscope_gui.widgets.dialog import Dialog


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
    made.setHorizontalHeader(Heads(made))
    made.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    return made


def wrap_names(view: QTableView, columns: tuple[int, ...] = (0,)) -> None:
    """Let long names in the first columns go on in a second line; in long tables they are elided, which costs nothing.

    Heights are measured again when the column's width changes, and by calling it again when the names have changed.
    """
    if not view.property("wraps"):
        view.setProperty("wraps", True)
        view.horizontalHeader().sectionResized.connect(
            lambda place, *_: wrap(view, columns) if place in columns else None
        )
    wrap(view, columns)


def show_twin(plot: Plot, parent: QWidget) -> Dialog:
    """Open the numbers of a plot as they are now."""
    heads, rows = plot.table()
    dialog = Dialog(parent)
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
