"""The main window: rail, model strip, messages, pages, status bar. Pages are made when they are first shown."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from paretoscope_gui.actions import Actions
from paretoscope_gui.contract import PAGES
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import space, theme
from paretoscope_gui.views.start import Page as StartPage
from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import column, named, row, widgets_in
from paretoscope_gui.widgets.drop import dropped_path
from paretoscope_gui.widgets.model_strip import ModelStrip
from paretoscope_gui.widgets.rail import Rail

if TYPE_CHECKING:
    from paretoscope_gui.bridge import Bridge

_TITLES = {
    "start": "Start", "model": "Model", "techniques": "Techniques", "run": "Run", "tradeoffs": "Trade-offs",
    "inside": "Inside", "claims": "Claims", "compare": "Compare", "report": "Report",
}  # fmt: skip


class MainWindow(QMainWindow):
    """One document, its pages, one bridge. What it does with them is in `controller`."""

    def __init__(self, application: QApplication, document: Document) -> None:
        super().__init__()
        self.application, self.document = application, document
        self.actions_ = Actions(self)
        self.bridge: Bridge | None = None
        self.pages: dict[str, QWidget] = {}
        self.rail = Rail([(name, name, _TITLES[name]) for name in PAGES])
        self.rail.chosen.connect(self.show_page)
        self.stack = QStackedWidget()
        self.strip = ModelStrip(document)
        self.messages = column(gap=2)
        self._build()
        self.setAcceptDrops(True)
        self.add_page("start", StartPage(document, None))
        self.show_page("start")
        self.painted = False
        document.problem.connect(self.tell)
        document.page_wanted.connect(self.show_page)

    def add_page(self, name: str, page: QWidget) -> None:
        """Take a page into the stack."""
        self.pages[name] = page
        self.stack.addWidget(page)

    def show_page(self, name: str) -> None:
        """Bring a page to the front, making it when it is the first time."""
        if name not in self.pages:
            module = importlib.import_module(f"paretoscope_gui.views.{name}")
            self.add_page(name, module.Page(self.document, self.ready_bridge()))
        page: Any = self.pages[name]
        self.rail.show_page(name)
        self.stack.setCurrentWidget(page)
        self.setWindowTitle(_TITLES[name])
        if hasattr(page, "shown"):
            page.shown()

    @property
    def page_name(self) -> str:
        """The page in front."""
        return next(n for n, p in self.pages.items() if p is self.stack.currentWidget())

    def ready_bridge(self) -> Bridge:
        """The bridge, made when it is first needed: never for the first paint."""
        if self.bridge is None:
            from paretoscope_gui.bridge import Bridge  # QProcess and the record are read after the first paint
            from paretoscope_gui.controller import join

            self.bridge = Bridge(self)
            join(self, self.bridge)
        return self.bridge

    def tell(self, text: str, hint: str = "", tone: str = "bad") -> Banner:
        """Show a message above the page; at most three, the oldest goes. The same one is not repeated."""
        banner = Banner(text, hint, tone)
        self._put(banner)
        return banner

    def warn(self, text: str, hint: str) -> None:
        """Show a warning."""
        self.tell(text, hint, "warn")

    def tell_with(self, text: str, hint: str, tone: str, name: str, do: Callable[[], object]) -> None:
        """A message with one button, which closes it."""
        banner = Banner(text, hint, tone, [(name, lambda: (banner.close(), do()))])
        self._put(banner)

    def _put(self, banner: Banner) -> None:
        shown = self.banners()
        for old in [b for b in shown if b.text == banner.text] or shown[: len(shown) - 2]:
            old.close()
        self.messages.addWidget(banner)
        banner.closed.connect(self._tidy)
        self._message_box.show()

    def _tidy(self) -> None:
        self._message_box.setVisible(bool(self.banners()))

    def banners(self) -> list[Banner]:
        """The messages that are shown."""
        return [b for b in widgets_in(self.messages) if isinstance(b, Banner) and not b.gone]

    def open_path(self, name: str) -> None:
        """Open a model folder, a study file or a study folder."""
        from paretoscope_gui.controller import open_path

        open_path(self, name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint, what can wait begins."""
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self._settle)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file or folder may be dropped anywhere."""
        if dropped_path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        path = dropped_path(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when a study runs; end the children; forget the autosave."""
        from paretoscope_gui.controller import may_close

        if not may_close(self):
            event.ignore()
            return
        self.document.settings.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.document.close()
        super().closeEvent(event)

    def _build(self) -> None:
        body = column(self.strip, gap=0)
        self._message_box = QWidget()
        self._message_box.setLayout(self.messages)
        self._message_box.hide()
        self.messages.setContentsMargins(space(4), space(2), space(4), space(2))
        body.addWidget(self._message_box)
        body.addWidget(self.stack, 1)
        root = named(QWidget(), "window")
        root.setLayout(row(self.rail, body, gap=0))
        self.setCentralWidget(root)
        self.actions_.fill(self.menuBar())
        for name, action in self.actions_.all.items():
            self._dress(name, action)
        self.resize(1320, 860)
        self.setMinimumSize(900, 600)
        self.restoreGeometry(QByteArray.fromHex(self.document.settings.geometry.encode()))
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().showMessage("Ready")
        root.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        root.setFocus()

    def _dress(self, name: str, action: QAction) -> None:
        if name.startswith("view.") and name.removeprefix("view.") in PAGES:
            action.triggered.connect(lambda: self.show_page(name.removeprefix("view.")))

    def _settle(self) -> None:
        from paretoscope_gui.controller import settle

        settle(self)

    def restyle(self, mode: str, scale: float) -> None:
        """Light or dark, larger or smaller; remembered."""
        self.document.settings.theme, self.document.settings.scale = mode, scale
        self.document.settings.save()
        theme().apply(self.application, mode, scale)
