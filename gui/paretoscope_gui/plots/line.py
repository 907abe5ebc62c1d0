"""A curve that grows at its end: what stands is kept as drawn paths, and it is told which stretch of it is new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from paretoscope_gui.plots.ring import Floats, binned, connected, joined_to

PIECE = 128  # bins of a path that is finished; at the end of the curve are one to two times as many, made anew


class Stretch(NamedTuple):
    """A part of the time axis, s; without bounds it is all of it."""

    start: float = -float("inf")
    end: float = float("inf")


class _Piece(NamedTuple):
    start: float
    end: float
    path: QPainterPath


class GrowingLine(pg.GraphicsObject):  # type: ignore[misc]
    """Points joined by a line as thin as `pen`; it covers its view, so that growing changes no bounds."""

    _key: tuple[int, int]  # first index and points of a bin
    _count: int
    _kept: int
    _pieces: list[_Piece]
    _tail: _Piece | None
    _joint: tuple[float, float] | None

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # so that `paint` hears what is wanted
        self._smooth, self._pen, self._bounds = True, QPen(), QRectF()
        self._restart(0, 1)

    def set_pen(self, pen: QPen, smooth: bool) -> None:
        """How the line is drawn; `smooth`: anti-aliased."""
        self._pen, self._smooth = pen, smooth
        self.update()

    def show_points(self, t: Floats, y: Floats, first: int, size: int, breaks: Sequence[float] = ()) -> Stretch | None:
        """Show these points, looking again only at what has changed since the last call.

        Args:
            t, y: all points, shape [n]; while `first` and `size` stay the same they may only have grown at their end.
            first: absolute index of the first of them.
            size: points of a bin, of which the least and the largest are drawn; 1 draws every point.
            breaks: times over which no line is drawn.

        Returns:
            What has to be painted again; None: nothing.
        """
        grown = (first, size) == self._key and len(t) >= self._count
        if grown and len(t) == self._count:
            return None
        if not grown:
            self._restart(first, size)
        changed = self._first_changed()
        self._count = len(t)
        if len(t) - self._kept >= 2 * PIECE * size:
            changed = min(changed, max(0, self._kept - size))  # its dashes begin anew
            self._finish(t, y, breaks)
        joint = self._joint
        self._tail = self._piece(t[self._kept :], y[self._kept :], breaks) if len(t) > self._kept else None
        self._joint = joint  # the tail is made anew from the same place
        return Stretch(float(t[changed]), float(t[-1])) if grown and changed > 0 else Stretch()

    def _finish(self, t: Floats, y: Floats, breaks: Sequence[float]) -> None:
        """Cut finished pieces from the end, which is made anew each time."""
        first, size = self._key
        while len(t) - self._kept >= 2 * PIECE * size:
            stop = self._kept + PIECE * size - (first + self._kept) % size
            self._pieces.append(self._piece(t[self._kept : stop], y[self._kept : stop], breaks))
            self._kept = stop

    def _restart(self, first: int, size: int) -> None:
        self._key, self._count, self._kept = (first, size), 0, 0
        self._pieces, self._tail, self._joint = [], None, None

    def _first_changed(self) -> int:
        """Index of the first point whose line may differ after growing: one bin before the last one, which was open."""
        first, size = self._key
        last = self._count - 1
        return max(0, last - (first + last) % size - size)

    def _piece(self, t: Floats, y: Floats, breaks: Sequence[float]) -> _Piece:
        """A path of these points from the end of the piece before, and remember its own end."""
        x, values = binned(t, y, self._key[0] + self._kept, self._key[1])
        if self._joint is not None:
            x, values = joined_to(self._joint, x, values)
        self._joint = float(x[-1]), float(values[-1])
        path = pg.arrayToQPath(x, values, connect=connected(x, breaks), finiteCheck=False)
        return _Piece(float(x[0]), float(x[-1]), path)

    # ---- drawing ------------------------------------------------------------------------------------------------

    def viewTransformChanged(self) -> None:
        """Another range or size: the line covers the new view."""
        super().viewTransformChanged()
        self.prepareGeometryChange()
        self._bounds = QRectF(self.viewRect() or QRectF())

    def boundingRect(self) -> QRectF:
        """The view."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the pieces that lie in the exposed part."""
        self.paint_part(painter, Stretch(option.exposedRect.left(), option.exposedRect.right()))

    def paint_part(self, painter: QPainter, part: Stretch) -> None:
        """Draw the pieces that lie in a part of the time axis."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._smooth)
        painter.setPen(self._pen)
        for piece in self._pieces:
            if piece.end >= part.start and piece.start <= part.end:
                painter.drawPath(piece.path)
        if self._tail is not None and self._tail.start <= part.end:
            painter.drawPath(self._tail.path)
