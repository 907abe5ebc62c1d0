"""Pictures that a widget paints itself: copied, saved as PNG or SVG, always in light colours, by mouse and by key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.numbers import for_files
from paretoscope_gui.theme import LIGHT, theme
from paretoscope_gui.widgets.asking import notice

SHARP = 2.0  # pixels of an image for each of the screen's


class Painted(QWidget):
    """A widget whose picture can be taken away: its own menu on a right click, or the menu key."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, save as PNG, save as SVG."""
        picture_menu(self).popup(event.globalPos())
        event.accept()

    def deeds(self) -> list[tuple[str, Callable[[], object]]]:
        """What the menu offers, for the Page menu and the palette too."""
        return picture_deeds(self)


def picture_menu(widget: QWidget) -> QMenu:
    """The menu of a painted picture."""
    made = QMenu(widget)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, do in picture_deeds(widget):
        made.addAction(text, do)
    return made


def picture_deeds(widget: QWidget) -> list[tuple[str, Callable[[], object]]]:
    """Copy and save, by name."""
    copy = (tr("Copy picture"), lambda: QGuiApplication.clipboard().setImage(image(widget)))
    return [copy, *((tr("Save as {kind}…", kind=k.upper()), partial(_ask, widget, k)) for k in ("png", "svg"))]


def image(widget: QWidget) -> QImage:
    """The widget as an image, twice as sharp as on screen, on white."""
    made = QImage(widget.size() * SHARP, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(SHARP)
    made.fill(Qt.GlobalColor.white)
    with on_paper():
        _render(widget, made)
    return made


def save(widget: QWidget, path: Path) -> None:
    """Write .png or .svg by the suffix. Raises OSError."""
    with path.open("wb"):  # says at once, and with the system's reason, when it cannot be written
        pass
    if path.suffix.lower() != ".svg":
        if not image(widget).save(str(path)):
            raise OSError(0, "the picture could not be encoded", str(path))
        return
    writer = QSvgGenerator()
    writer.setFileName(str(path))
    writer.setSize(widget.size())
    writer.setViewBox(QRect(QPoint(), widget.size()))
    writer.setTitle(widget.accessibleName())
    writer.setDescription(widget.accessibleDescription())
    with on_paper():
        _render(widget, writer)


@contextmanager
def on_paper() -> Iterator[None]:
    """Light colours for what asks the theme while it paints, numbers in nobody's locale; nobody is told."""
    before = theme().colours
    theme().colours = LIGHT
    try:
        with for_files():
            yield
    finally:
        theme().colours = before


def _render(widget: QWidget, onto: QImage | QSvgGenerator) -> None:
    painter = QPainter(onto)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()


def _ask(widget: QWidget, kind: str) -> None:
    name = f"{widget.accessibleName()}.{kind}".lower()
    chosen, _ = QFileDialog.getSaveFileName(widget, tr("Save the picture"), name, f"{kind.upper()} (*.{kind})")
    if not chosen:
        return
    path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(f".{kind}")
    try:
        save(widget, path)
    except OSError as error:
        why = tr("The picture could not be written to {name}: {why}.", name=path.name, why=error.strerror or str(error))
        notice(widget, tr("Save the picture"), why, tr("Choose another folder, or free some space."))
