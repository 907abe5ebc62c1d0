"""Plays steps in a window and measures the longest turn of the event loop in each, for gui_turns.py."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

GOAL = 50.0  # ms
REST = 0.4  # s after a step in which what it has begun may still come


class Turns:
    """The longest time between two turns of a 1 ms timer: CPU time of this thread, and wall time; both in ms."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.again()

    def again(self) -> None:
        """Begin anew."""
        self.cpu = self.wall = 0.0
        self._last = time.thread_time(), time.perf_counter()

    def _tick(self) -> None:
        now = time.thread_time(), time.perf_counter()
        self.cpu, self.wall = max(self.cpu, now[0] - self._last[0]), max(self.wall, now[1] - self._last[1])
        self._last = now

    def longest(self) -> tuple[float, float]:
        """ms of CPU and of wall time."""
        self._tick()
        return 1000 * self.cpu, 1000 * self.wall


class Player:
    """A window and what is done in it; every step prints its name and its longest turn as a line of JSON."""

    def __init__(self, studies: list[Path]) -> None:
        from paretoscope_gui.application import make_application, make_window

        self.studies = studies
        self.application = make_application()
        self.window = make_window(self.application)

    def begin(self, told: bool = True) -> None:
        """Show the window and wait until it has settled and has read ahead what pages need."""
        self.window.show()
        self.turns = Turns()
        self.wait(lambda: self.window.settled)
        self.rest(2.5)
        self.wait(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)
        if told:
            self._tell("start of the window")

    def step(self, name: str, do: Callable[[], object], detail: str = "") -> None:
        """Do it, let what follows come, and tell the longest turn."""
        self.rest(0.1)
        self.turns.again()
        self.quietly(do)
        self._tell(f"{name} ({detail})" if detail else name)

    def quietly(self, do: Callable[[], object]) -> None:
        """Do it and let what follows come; nothing is told."""
        do()
        self.rest(REST)
        self.wait(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)
        self.rest(REST)

    def open(self, study: Path) -> None:
        """Open a study folder and wait for its results."""
        self.window.open_path(str(study))
        self.wait(lambda: self.window.document.folder == study and self.window.document.results is not None)
        bridge = self.window.bridge
        self.wait(lambda: bridge is None or bridge.state != "idle")

    def open_model(self, model: str) -> None:
        """Open a model and wait until its plan is shown."""
        self.window.open_path(model)
        self.wait(lambda: self.window.document.info is not None and self.window.page_name == "techniques")

    def go(self, name: str) -> Callable[[], None]:
        """To a page, as its entry in the View menu does."""
        return self.act(f"view.{name}")

    def act(self, name: str) -> Callable[[], None]:
        """An action of the window."""
        return self.window.actions_[name].trigger

    def other_tab(self) -> None:
        """The tab beside the one in front."""
        self.act("view.next_tab")()

    def speak(self) -> None:
        """German."""
        from paretoscope_gui.speech import speak

        speak(self.window, "de")

    def wait(self, until: Callable[[], object], seconds: float = 60.0) -> None:
        """Let the event loop run until it is so. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                raise TimeoutError
            self.rest(0.02)

    def rest(self, seconds: float) -> None:
        """Let the event loop run."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def _tell(self, name: str) -> None:
        print(json.dumps((name, *self.turns.longest())), flush=True)
