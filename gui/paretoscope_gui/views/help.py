"""Keyboard shortcuts as one page, and what this program is, with the versions that a report of a defect needs."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from PySide6 import __version__ as pyside
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

from paretoscope import __version__
from paretoscope_gui.actions import MENUS, Actions, shown_keys
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.theme import grown, logo, space
from paretoscope_gui.widgets.basic import button, column, label, row, scrolled
from paretoscope_gui.widgets.dialog import Dialog

_ABOUT = mark(
    "Measures what efficiency techniques do to a local model: latency, memory, energy and accuracy, with intervals, on "
    "this machine. Nothing is downloaded and nothing is sent."
)
_IN_PLACE = (  # keys of single widgets, which are no actions of the window
    ("T", mark("In a plot: its numbers as a table")),
    ("Left", mark("In a plot: from mark to mark, with all four arrow keys")),
    ("Esc", mark("In a plot: let go of what is selected or read")),
    ("Return", mark("In the icicle: into a part; Esc leads out again")),
    ("Alt+Up", mark("In the recipe: a step earlier; Alt and the arrow down: later")),
    ("Return", mark("In the catalogue: into the recipe, or out of it")),
    ("Menu", mark("In a plot, bar or icicle: copy it, or save it as a picture")),
)


class Keys(Dialog):
    """Every action that has a shortcut, by menu, and the keys of plots and lists."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        inside = QWidget()
        groups = [
            _group(tr(menu), [(s.keys, tr(s.text)) for s in actions.specs.values() if s.menu == menu and s.keys])
            for menu in MENUS
        ]
        groups.append(_group(tr("In the pages"), [(keys, tr(text)) for keys, text in _IN_PLACE]))
        inside.setLayout(column(*groups, None, gap=5, margins=(0, 0, 4, 0)))
        close = button(tr("Close"), self.close, "primary")
        close.setDefault(True)
        area = scrolled(inside, tr("Keyboard shortcuts"))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll it
        self.setLayout(column(label(tr("Keyboard shortcuts"), "title"), area, row(None, close), gap=3, margins=(6, 5)))
        self.resize(grown(560), grown(640))


class About(Dialog):
    """Name, version, licence; the details can be copied for a report of a defect."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About Paretoscope"))
        picture = QLabel()
        picture.setPixmap(logo(64))
        words = column(label("Paretoscope", "headline", wrap=False), label(__version__, "soft", selectable=True), gap=0)
        details = [(tr(name), text) for name, text in facts(folder)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(1))
        for place, (name, text) in enumerate(details):
            grid.addWidget(label(name, "caption", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, "mono", selectable=True), place, 1)
        grid.setColumnStretch(1, 1)
        lines = "\n".join(f"{name}: {text}" for name, text in details)
        copy = button(tr("Copy details"), lambda: QGuiApplication.clipboard().setText(lines))
        close = button(tr("Close"), self.close, "primary")
        close.setDefault(True)
        inside = column(
            row(picture, words, None, gap=4), label(tr(_ABOUT)), label(tr("Apache License 2.0"), "soft"), grid,
            row(copy, None, close, gap=2), gap=4, margins=(6, 5),
        )  # fmt: skip
        self.setLayout(inside)
        self.setFixedWidth(grown(480))
        self.resize(self.width(), inside.totalHeightForWidth(self.width()))


def facts(folder: Path) -> list[tuple[str, str]]:
    """(name, value) of what a report of a defect needs; the paths are this machine's. `folder`: of the settings."""
    return [
        (mark("Version"), __version__), ("Python", f"{platform.python_version()}, {sys.executable}"),
        ("Qt", f"PySide6 {pyside}, {QGuiApplication.platformName()}"), (mark("System"), platform.platform()),
        (mark("Settings"), str(folder)), (mark("Log of the window"), str(folder / "window.log")),
    ]  # fmt: skip


def _group(title: str, lines: list[tuple[str, str]]) -> QLayout:
    """A heading over rows of a name and its keys, each drawn as a key cap."""
    grid = QGridLayout()
    grid.setVerticalSpacing(space(1.5))
    for place, (keys, text) in enumerate(lines):
        cap = label(shown_keys(keys), wrap=False)
        cap.setProperty("tag", "key")
        grid.addWidget(label(text), place, 0)
        grid.addWidget(cap, place, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return column(label(title, "eyebrow"), grid, gap=2)
