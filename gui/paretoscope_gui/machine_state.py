"""The machine in the status bar: load and free memory, every three seconds; silent while a study runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from paretoscope_gui.i18n import tr
from paretoscope_gui.numbers import quantity

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow

EVERY_MS = 3000
BUSY = 0.35  # share of the processor used by others above which a reader should know


class MachineState(QObject):
    """Reads totals only, never other processes; a running study is left alone."""

    def __init__(self, window: MainWindow, measuring: Callable[[], bool]) -> None:
        super().__init__(window)
        self._measuring = measuring
        self._label = QLabel()
        self._label.setAccessibleName(tr("State of the machine"))
        window.statusBar().addPermanentWidget(self._label)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.read)
        self._timer.start()
        psutil.cpu_percent()
        self.read()

    def read(self) -> None:
        """Show load and free memory."""
        if self._measuring():
            self._label.setText(tr("Measuring: the window keeps quiet"))
            return
        load, memory = psutil.cpu_percent() / 100, psutil.virtual_memory()
        state = tr("busy, measurements would suffer") if load > BUSY else tr("quiet")
        free = tr(
            "{available} of {total} free", available=quantity(memory.available, "B"), total=quantity(memory.total, "B")
        )
        self._label.setText(
            tr("Processor {load}, {state}   ·   {free}", load=quantity(load, "share", 2), state=state, free=free)
        )
