"""What the scenes of the pictures play on: a window, a model, studies; and the list of scenes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from paretoscope_gui.window import MainWindow


@dataclass(frozen=True)
class Stage:
    """What a scene has to play with."""

    window: MainWindow
    model: str
    study: Path | None
    others: tuple[Path, ...] = ()

    def wait(self, until: Callable[[], object], seconds: float = 20.0) -> None:
        """Let the window work until a condition holds. Raises TimeoutError."""
        left = round(seconds * 50)
        while not until():
            if left <= 0:
                raise TimeoutError("a scene did not come about")
            left -= 1
            self.rest(0.02)

    def rest(self, seconds: float) -> None:
        """Let the window work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()


Scene = Callable[[Stage], None]
SCENES: dict[str, tuple[Scene, bool]] = {}


def scene(name: str, study: bool = False) -> Callable[[Scene], Scene]:
    """Register a scene; `study`: it needs a study folder."""

    def keep(function: Scene) -> Scene:
        SCENES[name] = (function, study)
        return function

    return keep


def open_model(stage: Stage) -> None:
    """Open the model and wait for its plan."""
    stage.window.open_path(stage.model)
    wait_for(stage, "techniques")


def wait_for(stage: Stage, page: str) -> None:
    """Wait until a page is seen, which is made when it is first looked at."""
    pages = stage.window.tab.own_pages
    stage.wait(lambda: page in pages and pages[page].isVisible())


def open_study(stage: Stage) -> None:
    """Open the study and wait for its results."""
    stage.window.open_path(str(stage.study))
    stage.wait(lambda: stage.window.document.results is not None)
