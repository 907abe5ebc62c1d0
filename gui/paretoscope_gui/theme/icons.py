"""The icon set: one stroke weight, drawn in the colour that is asked for, sharp at every pixel ratio."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

RESOURCES = Path(__file__).parents[1] / "resources"


def icon(name: str, colour: str = "", size: int = 20) -> QIcon:
    """An icon of the set; the colour defaults to the theme's soft text. Disabled states get the dim colour."""
    from paretoscope_gui.theme.manager import colours  # the manager's style sheet needs RESOURCES from here

    made = QIcon(pixmap(name, colour or colours().soft, size))
    c = colours()
    faint = c.edge if c.edge != c.soft else c.border  # with high contrast the edge is as dark as text
    made.addPixmap(pixmap(name, faint, size), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size: int = 20) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels, at twice the screen's ratio at least."""
    ratio = max(2.0, QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 2.0)
    return _drawn(name, colour, size, ratio)


def logo(size: int) -> QPixmap:
    """The program's mark."""
    return _render((RESOURCES / "logo.svg").read_bytes(), size, 3.0)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    text = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return _render(text.replace("currentColor", colour).encode(), size, ratio)


def _render(data: bytes, size: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(size, size) * ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
