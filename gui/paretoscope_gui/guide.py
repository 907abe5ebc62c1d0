"""First steps: three of them on the built-in model, from nothing to a trade-off picture that can be firmed up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from paretoscope.errors import ParetoscopeError
from paretoscope_gui.going import go
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.background import Background
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.first_steps import BROKEN, FIRM, FIRMING, PICTURE, STEPS, TITLES, Said
from paretoscope_gui.state.opening import Opened, look
from paretoscope_gui.state.tour import MODEL, tour
from paretoscope_gui.tab import Tab
from paretoscope_gui.widgets.guide_bar import GuideBar

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow


def begin(window: MainWindow) -> None:
    """Open the built-in model with a small plan in a tab that is free, and lead on from there."""
    from paretoscope_gui.controller import refused

    tab = window.tab if window.tab.blank else window.new_tab()
    try:
        draft = tour(tab.document.catalog)
    except ParetoscopeError as error:
        tab.document.tell(error)
        return
    task = Background(lambda: look(MODEL), tab)
    task.done.connect(lambda opened: _opened(window, tab, opened, draft))
    task.failed.connect(lambda error: refused(window, error))
    task.start()


def _opened(window: MainWindow, tab: Tab, opened: Opened, draft: Draft) -> None:
    if opened.info is not None:
        tab.document.set_model(opened.model, opened.info, draft)
        Guide(window, tab).show(0)


class Guide(QObject):
    """Leads through one tab; it goes when it is left or the tab is closed."""

    def __init__(self, window: MainWindow, tab: Tab) -> None:
        super().__init__(tab)
        self._window, self._tab, self._step = window, tab, 0
        self._firm = False
        self.bar = GuideBar(TITLES)
        tab.guide_here(self.bar)
        self.bar.wanted.connect(self._on)
        self.bar.left.connect(self._leave)
        window.ready_bridge(tab).state_changed.connect(self._state)

    def show(self, step: int) -> None:
        """One of the three steps."""
        self._say(step, STEPS[step])

    def _say(self, step: int, said: Said) -> None:
        self._step = step
        self.bar.show_step(step, said.text, said.button)
        if self._tab is self._window.tab:
            go(self._window, said.page)

    def _on(self) -> None:
        """The button: the next step, the measurement, or the firmer one."""
        if self._step == 0:
            self.show(1)
        elif self._step == len(STEPS):
            self._firm = True
            name = tr("First steps, firmed up")
            self._tab.document.edit(lambda _: tr("firm it up"), lambda d: replace(d, protocol="quick", name=name))
            self._run()
        else:
            self._run()

    def _run(self) -> None:
        from paretoscope_gui.controller import run_study

        run_study(self._window, self._tab)
        if self._tab.active:
            self._say(2, FIRMING if self._firm else STEPS[2])

    def _state(self, state: str) -> None:
        if self._step != 2:
            return
        if state == "done":
            self._say(len(STEPS), FIRM if self._firm else PICTURE)
        elif state in ("failed", "cancelled"):
            self._say(2, BROKEN)

    def _leave(self) -> None:
        self._tab.guide_here(None)
        self.deleteLater()
