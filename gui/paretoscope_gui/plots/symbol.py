"""A recipe's symbol as an icon, for tables and chips beside the plots."""

from __future__ import annotations

from functools import cache

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from paretoscope_gui.looks import Look
from paretoscope_gui.theme import colours

WIDTH, HEIGHT = 26, 14  # px


def mark(look: Look, hollow: bool = False) -> QIcon:
    """A short piece of the recipe's line with its symbol on it, in the present colours."""
    return _drawn(look, hollow, look.colour or colours().neutral, colours().surface)


@cache
def _drawn(look: Look, hollow: bool, ink: str, paper: str) -> QIcon:
    made = QPixmap(WIDTH * 2, HEIGHT * 2)
    made.setDevicePixelRatio(2.0)
    made.fill(Qt.GlobalColor.transparent)
    colour = QColor(ink)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.5)
    if look.dash:
        pen.setDashPattern(list(look.dash))
    painter.setPen(pen)
    painter.drawLine(QPointF(0, HEIGHT / 2), QPointF(WIDTH, HEIGHT / 2))
    painter.translate(WIDTH / 2, HEIGHT / 2)
    fill = QColor(paper) if hollow else colour
    drawSymbol(painter, look.symbol, 9, pg.mkPen(colour, width=1), pg.mkBrush(fill))
    painter.end()
    return QIcon(made)
