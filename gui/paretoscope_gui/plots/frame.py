"""What a plot is made of: its view, the two axes that are shown, and a title for pictures.

pyqtgraph's PlotItem would bring two more axes, a button and a menu of sixty widgets, none of which is ever seen here:
they were most of the time that making a plot holds the event loop up.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtWidgets import QGraphicsGridLayout, QGraphicsItem, QSizePolicy, QWidget

if TYPE_CHECKING:
    from paretoscope_gui.plots.axis import Axis

TITLE, VIEW, BOTTOM, LEFT = (0, 1), (1, 1), (2, 1), (1, 0)  # rows and columns
BEHIND = -1000  # an axis with its grid belongs behind curves and labels


class Frame(pg.GraphicsWidget):  # type: ignore[misc]
    """`vb` is pyqtgraph's view, which does all the work; methods are called as PlotItem's."""

    def __init__(self, bottom: Axis, left: Axis) -> None:
        super().__init__()
        self.axes: tuple[Axis, ...] = (bottom, left)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.layout = QGraphicsGridLayout()
        self.layout.setSpacing(0)
        self.layout.setContentsMargins(0, 4, 8, 0)
        for row, share in ((TITLE[0], 1), (VIEW[0], 100), (BOTTOM[0], 1)):
            self.layout.setRowStretchFactor(row, share)
        for column, share in ((LEFT[1], 1), (VIEW[1], 100)):
            self.layout.setColumnStretchFactor(column, share)
        self.setLayout(self.layout)
        self.vb: Any = pg.ViewBox(parent=self, enableMenu=False)
        self.layout.addItem(self.vb, *VIEW)
        for axis, place in ((bottom, BOTTOM), (left, LEFT)):
            axis.linkToView(self.vb)
            self.layout.addItem(axis, *place)
            axis.setZValue(BEHIND)
            axis.setFlag(QGraphicsItem.GraphicsItemFlag.ItemNegativeZStacksBehindParent)

    @cached_property
    def titleLabel(self) -> Any:
        """The title over the view, which only pictures have."""
        made = pg.LabelItem("", parent=self)
        self.layout.addItem(made, *TITLE)
        return made

    def setTitle(self, title: str | None, **style: Any) -> None:
        """Show a title (HTML), or none and no room for one."""
        if title is None and "titleLabel" not in vars(self):
            return
        high = 0 if title is None else 30
        self.layout.setRowFixedHeight(TITLE[0], high)
        self.titleLabel.setMaximumHeight(high)
        self.titleLabel.setVisible(title is not None)
        if title is not None:
            self.titleLabel.setText(title, **style)

    def close(self) -> None:
        """Take the items apart before the scene is cleared, which PySide would not survive."""
        for axis in self.axes:
            axis.close()
        self.scene().removeItem(self.vb)
        self.axes, self.vb = (), None


class View(pg.GraphicsView):  # type: ignore[misc]
    """A widget around one frame, `plotItem`, with those of its methods that plots use."""

    def __init__(self, bottom: Axis, left: Axis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.enableMouse(False)
        self.plotItem: Any = Frame(bottom, left)  # None once it is closed
        self.setCentralItem(self.plotItem)

    def close(self) -> bool:
        """Take everything apart; a plot that was closed is never shown again."""
        if self.closed:
            return True
        self.plotItem.close()
        self.plotItem = None
        self.setParent(None)
        super().close()
        return True

    def addItem(self, item: Any, ignoreBounds: bool = False) -> None:
        """Show an item in the view's coordinates."""
        self.plotItem.vb.addItem(item, ignoreBounds=ignoreBounds)

    def removeItem(self, item: Any) -> None:
        """Take an item out."""
        self.plotItem.vb.removeItem(item)

    def viewRange(self) -> list[list[float]]:
        """What is seen: from and to, across and upwards."""
        found: list[list[float]] = self.plotItem.vb.viewRange()
        return found

    def setRange(self, *given: Any, **named: Any) -> None:
        """Show a part, as pyqtgraph's view takes it."""
        self.plotItem.vb.setRange(*given, **named)

    def setXRange(self, low: float, high: float, padding: float = 0.0) -> None:
        """Show a part across."""
        self.plotItem.vb.setXRange(low, high, padding=padding)

    def setYRange(self, low: float, high: float, padding: float = 0.0) -> None:
        """Show a part upwards."""
        self.plotItem.vb.setYRange(low, high, padding=padding)
