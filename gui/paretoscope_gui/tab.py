"""One tab of the window: a document, its bridge, its pages. Pages are made when they are first shown."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import theme
from paretoscope_gui.widgets.basic import column
from paretoscope_gui.widgets.model_strip import ModelStrip
from paretoscope_gui.widgets.tab_bar import Label

if TYPE_CHECKING:
    from paretoscope_gui.bridge import Bridge
    from paretoscope_gui.state.kept import Kept

# Icon, colour and words of what a study does that is not in front.
NEWS = {
    "starting": ("run", "accent", mark("running")),
    "running": ("run", "accent", mark("running")),
    "paused": ("pause", "warn", mark("paused")),
    "stopping": ("stop", "warn", mark("stopping")),
    "done": ("ok", "good", mark("finished")),
    "cancelled": ("minus", "warn", mark("stopped")),
    "failed": ("error", "bad", mark("failed")),
}


def mark_now() -> None:
    """Widgets that were just shown say now that they want to be painted: said later, all would be painted twice."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater)


def _take_along(page: QWidget, before: list[QWidget]) -> None:
    """What a page made and has not put anywhere yet goes with it: nothing else would ever delete it."""
    for part in QApplication.topLevelWidgets():
        if part.parent() is None and part not in before and part is not page:
            page.destroyed.connect(part.deleteLater)


class Tab(QWidget):
    """`changed()`: its name or the state of its study."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        document.setParent(self)
        self.bridge: Bridge | None = None
        self.own_pages: dict[str, QWidget] = {}
        self.waiting: Kept | None = None  # what is read once it comes to the front
        self.filling = False  # that is being read
        self.queued = False  # its study runs when the present one has ended
        self.strip, self.stack = ModelStrip(document), QStackedWidget()
        self._box = column(self.strip, self.stack, gap=0)
        self._box.setStretch(1, 1)
        self._guide: QWidget | None = None
        self.setLayout(self._box)
        theme().dress(self.strip)
        for signal in (document.model_changed, document.study_changed, document.draft_changed):
            signal.connect(self.changed)

    @property
    def name(self) -> str:
        """What its tab says. An untouched document is not asked: its plan would be read before the first paint."""
        document = self.document
        touched = document.model or document.folder is not None or document.planned
        return (document.kept.name if touched else "") or tr("New study")

    @property
    def state(self) -> str:
        """Of its study, as the bridge says; "queued" when it waits for another one; "" when there is none."""
        state = self.bridge.state if self.bridge is not None and self.bridge.folder is not None else ""
        return "queued" if self.queued else state

    @property
    def label(self) -> Label:
        """What the bar of tabs shows of it."""
        where = str(self.document.folder or "")
        if self.state == "queued":
            return Label(self.name, where, "clock", "soft", tr("runs when the other study has ended"))
        icon, tone, said = NEWS.get(self.state, ("", "soft", ""))
        return Label(self.name, where, icon, tone, tr(said))

    @property
    def active(self) -> bool:
        """Whether its study runs now."""
        return self.bridge is not None and self.bridge.active

    @property
    def has_plan(self) -> bool:
        """Whether something of the user's would be lost if another study took its place."""
        return self.document.folder is not None or (self.document.planned and bool(self.document.history.undo_label))

    @property
    def blank(self) -> bool:
        """Nothing was opened in it yet."""
        return not self.has_plan and not self.document.model

    def shows(self, folder: Path) -> bool:
        """Whether this study is open in it."""
        own = self.document.folder
        return own is not None and own.resolve() == folder.resolve()

    def page(self, name: str, bridge: Bridge) -> Any:
        """A page of it, made when it is asked for the first time."""
        made = self.made(name, bridge)
        theme().dress(made)
        return made

    def made(self, name: str, bridge: Bridge) -> QWidget:
        """A page of it, perhaps still without its style, which `page` puts on: styling takes half as long as making."""
        if name not in self.own_pages:
            module = importlib.import_module(f"paretoscope_gui.views.{name}")
            before = QApplication.topLevelWidgets()
            self.own_pages[name] = module.Page(self.document, bridge)
            _take_along(self.own_pages[name], before)
            from paretoscope_gui.arranging import Arranging  # with the first page, not before the first paint

            Arranging(self.own_pages[name], self.document, name)
            self.stack.addWidget(self.own_pages[name])  # before it is dressed: another parent would style it again
        return self.own_pages[name]

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front; the Start page is lent from tab to tab."""
        self.borrow(page)
        self.stack.setCurrentWidget(page)
        mark_now()

    def borrow(self, page: QWidget) -> None:
        """Hold a page, which another tab held until now."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)

    def guide_here(self, bar: QWidget | None) -> None:
        """Put the first steps' bar above the pages, or take it away."""
        if self._guide is not None:
            self._box.removeWidget(self._guide)
            self._guide.hide()
            self._guide.deleteLater()
        self._guide = bar
        if bar is not None:
            theme().dress(bar)
            self._box.insertWidget(1, bar)

    def close_for_good(self, keep: bool = False, forget: bool = True) -> None:
        """End its children, unless its study is to go on; forget the autosave, unless nothing else has its plan."""
        if self.bridge is not None:
            self.bridge.close(keep)
        self.document.close(forget)
        for page in filter(isValid, self.own_pages.values()):  # parts made in turns may have no place yet
            for part in vars(page).values():
                if isinstance(part, QWidget) and isValid(part) and part.parent() is None:
                    page.destroyed.connect(part.deleteLater)
