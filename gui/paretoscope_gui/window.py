"""The main window: rail, tabs, messages, status bar. `tab` is what a tab holds, `controller` what is done with it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from paretoscope_gui.actions import Actions
from paretoscope_gui.contract import PAGES
from paretoscope_gui.going import go
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.background import Background
from paretoscope_gui.state.document import Document
from paretoscope_gui.tab import Tab
from paretoscope_gui.theme import theme
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.start import Page as StartPage
from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import column, named, row
from paretoscope_gui.widgets.drop import dropped_paths
from paretoscope_gui.widgets.messages import Messages
from paretoscope_gui.widgets.rail import Rail, page_title
from paretoscope_gui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from paretoscope_gui.bridge import Bridge
    from paretoscope_gui.reopening import Closed

P = TypeVar("P", bound=QWidget)


class MainWindow(QMainWindow):
    """Tabs, each with a document, its pages and one bridge. What it does with them is in `controller`."""

    def __init__(self, application: QApplication, document: Document) -> None:
        super().__init__()
        self.application, self.settings = application, document.settings
        self.actions_ = Actions(self)
        self.tabs: list[Tab] = []
        self._numbered = document.tab
        self.settled = self.painted = self.left = self._busy_tabs = False  # `left`: another one takes its place
        self.wanted_path, self.asked, self.answered = "", 0, 0  # the last two number the paths that are opened
        self.closed: list[Closed] = []  # tabs that can be opened again
        self.before: list[Tab] = []  # of the window whose place this one takes, until its tabs are there
        self.asker: Bridge | None = None  # asks what no tab's end may cut off
        self.quiet_banner: Banner | None = None  # says that a process is silent
        self.rail = Rail([(name, name, page_title(name)) for name in PAGES])
        self.rail.chosen.connect(partial(go, self))
        self.bar, self.outer = TabBar(), QStackedWidget()
        self.messages = Messages()
        self.start = StartPage(document, None)
        self._build()
        self.setAcceptDrops(True)
        self._take(Tab(document))
        self.show_page("start")

    # ---- tabs ---------------------------------------------------------------------------------------------------

    @property
    def tab(self) -> Tab:
        """The tab in front."""
        shown = self.outer.currentWidget()
        assert isinstance(shown, Tab)
        return shown

    @property
    def document(self) -> Document:
        """The document in front."""
        return self.tab.document

    @property
    def bridge(self) -> Bridge | None:
        """The bridge of the tab in front."""
        return self.tab.bridge

    @property
    def pages(self) -> dict[str, QWidget]:
        """The pages of the tab in front, as far as they were made."""
        return {"start": self.start, **self.tab.own_pages}

    def page(self, kind: type[P]) -> P:
        """The page of a class in the tab in front, which must have been made."""
        found = self.pages[kind.__module__.rpartition(".")[2]]
        assert isinstance(found, kind)
        return found

    def new_tab(self, front: bool = True) -> Tab:
        """A blank tab with what the others know of the techniques."""
        self._numbered += 1
        document = Document(self.settings, tab=self._numbered)
        document.share_catalog(self.document)
        tab = self._take(Tab(document))
        self.ready_bridge(tab)
        if front:
            self.show_tab(tab)
        return tab

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab to the front, with the page that was open in it."""
        self.outer.setCurrentWidget(tab)
        self.start.attend(tab.document)
        go(self, tab.document.page)
        for name in ("run", "tradeoffs"):
            self.rail.mark(name, False)
        if tab.waiting is not None:
            from paretoscope_gui.reopening import fill

            fill(self, tab)
        if self.settled:
            from paretoscope_gui.commands import refresh

            refresh(self)
        self.label_tabs()

    def drop_tab(self, tab: Tab) -> None:
        """Take a tab out that was closed; the window always has one."""
        if len(self.tabs) == 1:
            self.new_tab()
        at = self.tabs.index(tab)
        self.tabs.remove(tab)
        if self.outer.currentWidget() is tab:
            self.show_tab(self.tabs[min(at, len(self.tabs) - 1)])
        if tab.isAncestorOf(self.start):
            self.tab.borrow(self.start)  # else the Start page of all tabs would go with this one
        self.outer.removeWidget(tab)
        tab.deleteLater()
        self.label_tabs()

    def label_tabs(self) -> None:
        """Names and states of the tabs as they are now."""
        self.bar.show_tabs([t.label for t in self.tabs], self.tabs.index(self.tab))

    def _take(self, tab: Tab) -> Tab:
        self.tabs.append(tab)
        self.outer.addWidget(tab)
        document = tab.document
        document.problem.connect(self.tell)
        document.page_wanted.connect(partial(go, self))
        tab.strip.change.connect(lambda: self.show_page("start"))
        tab.changed.connect(self._tabs_changed)
        self._tabs_changed()
        return tab

    def _tabs_changed(self) -> None:
        """Seldom enough: several changes that come together are shown once."""
        if not self._busy_tabs:
            self._busy_tabs = True
            QTimer.singleShot(0, self, self._label_later)

    def _label_later(self) -> None:
        self._busy_tabs = False
        self.label_tabs()
        self._entitle()

    def _entitle(self) -> None:
        """What the task bar and a screen reader say of the window: the page, and which study."""
        title = page_title(self.page_name)
        self.setWindowTitle(title if self.tab.blank else f"{title} · {self.tab.name}")

    def _move_tab(self, start: int, end: int) -> None:
        self.tabs.insert(end, self.tabs.pop(start))

    def _close_tab(self, at: int) -> None:
        from paretoscope_gui.controller import close_tab

        close_tab(self, self.tabs[at])

    # ---- pages --------------------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Bring a page of the tab in front forward, making it when it is the first time."""
        page: Any = self.start if name == "start" else self.tab.page(name, self.ready_bridge())
        self.turn_to(name)
        self.tab.show_page(page)
        if hasattr(page, "shown"):
            page.shown()

    def turn_to(self, name: str) -> None:
        """Say which page is in front."""
        self.document.turn_to(name)
        self.rail.show_page(name)
        self._entitle()

    @property
    def page_name(self) -> str:
        """The page in front."""
        return self.document.page

    def ready_bridge(self, tab: Tab | None = None) -> Bridge:
        """A tab's bridge, made when it is first needed: never for the first paint."""
        tab = tab or self.tab
        if tab.bridge is None:
            from paretoscope_gui.bridge import Bridge  # QProcess and the record are read after the first paint
            from paretoscope_gui.controller import join

            tab.bridge = Bridge(tab)
            join(self, tab, tab.bridge)
        return tab.bridge

    # ---- messages -----------------------------------------------------------------------------------------------

    def tell(self, text: str, hint: str = "", tone: str = "bad") -> Banner:
        """Show a message above the page."""
        return self.messages.tell(text, hint, tone)

    def warn(self, text: str, hint: str) -> None:
        """Show a warning."""
        self.messages.tell(text, hint, "warn")

    def tell_with(self, text: str, hint: str, tone: str, name: str, do: Callable[[], object]) -> Banner:
        """A message with one button, which closes it."""
        return self.messages.tell_with(text, hint, tone, name, do)

    def banners(self) -> list[Banner]:
        """The messages that are shown."""
        return self.messages.shown

    # ---- what Qt asks -------------------------------------------------------------------------------------------

    def open_path(self, name: str) -> None:
        """Open a model folder, a study file or a study folder."""
        self.open_paths([name])

    def open_paths(self, names: list[str]) -> None:
        """Open several, each in a tab of its own."""
        from paretoscope_gui.dropping import open_paths

        open_paths(self, names)

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint, what can wait begins."""
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self._settle)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file or folder may be dropped anywhere."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when a study runs; keep the session; end the children; forget the autosave."""
        from paretoscope_gui.controller import may_close

        if not may_close(self):
            event.ignore()
            return
        super().closeEvent(event)

    def _build(self) -> None:
        body = column(self.bar, self.messages, self.outer, gap=0)
        body.setStretch(2, 1)
        root = named(QWidget(), "window")
        root.setLayout(row(self.rail, body, gap=0))
        self.setCentralWidget(root)
        self.bar.chosen.connect(lambda at: self.show_tab(self.tabs[at]))
        self.bar.closed.connect(self._close_tab)
        self.bar.moved.connect(self._move_tab)
        self.bar.wanted.connect(self.new_tab)
        self.page_menu = self.actions_.fill(self.menuBar())
        for name, action in self.actions_.all.items():
            self._dress(name, action)
        self.resize(1320, 860)
        self.setMinimumSize(900, 600)
        self.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode()))
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().showMessage(tr("Ready"))
        root.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        root.setFocus()

    def _dress(self, name: str, action: QAction) -> None:
        if name.startswith("view.") and name.removeprefix("view.") in PAGES:
            action.triggered.connect(lambda: go(self, name.removeprefix("view.")))

    def _settle(self) -> None:
        """What can wait is read beside the event loop, which it would hold up for 150 ms, and then begun."""
        task = Background(lambda: importlib.import_module("paretoscope_gui.controller"), self)
        task.done.connect(lambda controller: in_turns(self, controller.settle(self)))
        task.start()

    def restyle(self, mode: str, scale: float) -> None:
        """Light or dark, larger or smaller; remembered."""
        self.settings.theme, self.settings.scale = mode, scale
        self.document.save_settings()
        in_turns(self.application, theme().change(self.application, mode, scale))
