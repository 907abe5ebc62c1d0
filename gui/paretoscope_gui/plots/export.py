"""Plots as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyqtgraph.exporters import SVGExporter
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from paretoscope_gui.plots.base import Plot

SHARP = 2.0  # device pixels a pixel of the screen


def image(plot: Plot, size: tuple[int, int] | None = None) -> QImage:
    """The plot as it stands on screen, twice as sharp."""
    shown = QSize(*size) if size else plot.size()
    before = plot.size()
    if size:
        plot.resize(shown)
    made = QImage(shown * SHARP, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(SHARP)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    plot.render(painter, QRectF(0, 0, shown.width(), shown.height()), plot.viewport().rect())
    painter.end()
    if size:
        plot.resize(before)
    return made


def save(plot: Plot, path: Path, size: tuple[int, int] | None = None) -> None:
    """Write .png or .svg by the suffix. Raises OSError."""
    with path.open("wb"):  # says at once, and with the system's reason, when it cannot be written
        pass
    if path.suffix.lower() == ".svg":
        SVGExporter(plot.plotItem).export(str(path))
    elif not image(plot, size).save(str(path)):
        raise OSError(0, "the picture could not be encoded", str(path))
