"""The one QApplication: theme, window, first paint; then what can wait."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtWidgets import QApplication

from paretoscope_gui import early  # noqa: F401  (first)
from paretoscope_gui.garbage import Garbage
from paretoscope_gui.i18n import languages, tr
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.files import state_folder
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.theme import theme
from paretoscope_gui.window import MainWindow


def run(arguments: list[str]) -> int:
    """Show the window and stay until it is closed; gives the exit code."""
    application = make_application()
    window = make_window(application)
    window.show()
    Garbage(application)
    window.wanted_path = arguments[0] if arguments else ""
    return application.exec()


def make_application() -> QApplication:
    """The QApplication with style and names, the one that is there already if any."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        application = known
        application.setStyle("Fusion")
    else:  # `setStyle` hands a style back, whose five hundred names take PySide 15 ms
        application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("Paretoscope")
    application.setApplicationDisplayName("Paretoscope")
    application.setDesktopFileName("paretoscope")
    languages.install()
    return application


def make_window(application: QApplication, settings: Settings | None = None) -> MainWindow:
    """A window on a new document, styled as the settings say; not shown yet."""
    document = Document(settings)
    languages.install(document.settings.language)
    theme().contrast = document.settings.contrast
    theme().still = document.settings.still
    theme().prepare(application, document.settings.theme, document.settings.scale)
    with _no_collection():
        window = MainWindow(application, document)
        for root in (window.menuBar(), window.statusBar(), window.rail, window.bar, window.messages, window.start):
            theme().dress(root)  # tabs and pages dress what they make themselves
        window.start.unfold()
    sys.excepthook = lambda kind, error, trace: _unexpected(window, kind, error, trace)
    return window


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that a window is made of is garbage: looking for some would take 8 ms before the first paint."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def _unexpected(
    window: MainWindow, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A defect of ours: the log keeps the traceback, the window says so in words and goes on."""
    sys.__excepthook__(kind, error, trace)
    if issubclass(kind, KeyboardInterrupt):
        window.close()
        return
    log = state_folder() / "window.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(kind, error, trace)))
    except OSError:
        log = log.with_name("stderr")
    window.tell(
        tr("Something went wrong inside the window."), tr("Your plan is safe. The details are in {log}.", log=log)
    )
