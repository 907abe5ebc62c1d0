"""What all plots share: the look, the menu with export, the description for screen readers, the table twin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QKeySequence, QPen, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.numbers import for_files
from paretoscope_gui.plots import export
from paretoscope_gui.plots.axis import Axis
from paretoscope_gui.plots.frame import View
from paretoscope_gui.plots.paper import entitled
from paretoscope_gui.theme import LIGHT, Colours, colours, theme

Table = tuple[list[str], list[list[str]]]  # headers, rows


class Plot(View):
    """A plot in our looks. Subclasses draw, describe and tabulate.

    Signals: `table_wanted()` the user asks for the table twin, `export_failed(str, str)` sentence and hint.
    """

    table_wanted = Signal()
    export_failed = Signal(str, str)

    def __init__(self, name: str, bottom: Axis, left: Axis, parent: QWidget | None = None) -> None:
        super().__init__(bottom, left, parent)
        self.bottom, self.left, self.name = bottom, left, name
        self.worn, self._sharp = colours(), 0.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the plot itself takes it, once
        self.setAntialiasing(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else the cards below are painted too
        theme().follow(self.rewear)
        QShortcut(QKeySequence("T"), self, self.table_wanted.emit, context=Qt.ShortcutContext.WidgetShortcut)

    def close(self) -> bool:
        """pyqtgraph takes its items apart here, so the theme must not reach them any more."""
        if not self.closed:  # set by pyqtgraph's own close
            theme().forget(self)
        return super().close()

    def rewear(self) -> None:
        """Put on the theme's present colours."""
        self.wear(colours())

    def wear(self, worn: Colours) -> None:
        """Put on a colour set; subclasses colour their items too."""
        self.worn = worn
        self.setBackground(QColor(worn.surface))
        for axis in (self.bottom, self.left):
            axis.wear(worn)

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """Light colours, the sharpness of pictures and numbers in nobody's locale, until the end of the block."""
        before, self._sharp = self.worn, export.SHARP
        try:
            with for_files():
                self.wear(LIGHT)
                with entitled(self):
                    yield
        finally:
            self._sharp = 0.0
            self.wear(before)

    def pen(self, colour: QColor, width: float, dash: list[float] | None = None) -> QPen:
        """A pen as wide on every screen: pyqtgraph's pens count device pixels."""
        return cast(QPen, pg.mkPen(colour, width=width * (self._sharp or self.devicePixelRatioF()), dash=dash))

    @property
    def printing(self) -> bool:
        """Whether a picture is being made, for which nothing may come later."""
        return self._sharp > 0

    def titles(self) -> tuple[str, str, str]:
        """What a picture says: its title, what is across, what is upwards; on the page its surroundings say it."""
        return self.accessibleName(), "", ""

    def legend(self) -> list[tuple[str, str, bool]]:
        """(name, colour, whether dashed) of the curves in a picture, where they carry no names."""
        return []

    def table(self) -> Table:
        """The same data as text."""
        return [], []

    def describe(self) -> None:
        """Refresh the accessible description: current values in words."""

    def save(self, path: Path, size: tuple[int, int] | None = None) -> None:
        """Write the plot as .png or .svg, always in light colours. Raises OSError."""
        with self.on_paper():
            export.save(self, path, size)

    def copy_picture(self) -> None:
        """Put the plot on the clipboard as an image in light colours."""
        with self.on_paper():
            QGuiApplication.clipboard().setImage(export.image(self))

    def show_all(self) -> None:
        """Undo every zoom and move."""
        self.plotItem.vb.autoRange()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Our menu, by mouse and by key."""
        self.menu().popup(event.globalPos())
        event.accept()

    def menu(self) -> QMenu:
        """Show all, table twin, copy, save."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, (text, do) in enumerate(self.deeds()):
            if place == 2:
                made.addSeparator()
            made.addAction(text, do)
        return made

    def deeds(self) -> list[tuple[str, Callable[[], object]]]:
        """What the menu offers, for the Page menu and the palette too."""
        return [
            (tr("Show all"), self.show_all), (tr("Show as table"), self.table_wanted.emit),
            (tr("Copy picture"), self.copy_picture), (tr("Save as PNG…"), lambda: self._ask("png")),
            (tr("Save as SVG…"), lambda: self._ask("svg")),
        ]  # fmt: skip

    def _ask(self, kind: str) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the plot"), f"{self.name}.{kind}".lower(), f"{kind.upper()} (*.{kind})"
        )
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(f".{kind}")
        try:
            self.save(path)
        except OSError as error:
            self.export_failed.emit(
                tr(
                    "The picture could not be written to {name}: {strerror}.",
                    name=path.name,
                    strerror=error.strerror or error,
                ),
                tr("Choose another folder, or free some space."),
            )
