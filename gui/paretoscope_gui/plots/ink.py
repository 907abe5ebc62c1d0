"""Edge and fill of a mark in a scatter plot."""

from __future__ import annotations

from functools import cache

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen


@cache
def ink(colour: str, paper: str, hollow: bool, hatched: bool, dim: bool) -> tuple[QPen, QBrush]:
    """Edge and fill of a mark; the same objects for the same looks, by which pyqtgraph knows drawn symbols again."""
    line, fill = QColor(colour), QColor(paper if hollow else colour)
    if dim:
        line.setAlpha(60)
        fill.setAlpha(40)
    apart = hollow or hatched
    brush = QBrush(fill, Qt.BrushStyle.BDiagPattern) if hatched else QBrush(fill)
    return pg.mkPen(line if apart else QColor(paper), width=2.0 if apart else 1.0), brush
