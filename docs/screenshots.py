"""Makes the pictures of the user guide: every page in light and dark, some at twice the size, into docs/images/.

    QT_QPA_PLATFORM=offscreen python docs/screenshots.py [--study FOLDER] [--model FOLDER] [--only NAME ...] [--scale 2]
        [--language de | pseudo]

A scene is a function with the decorator `scene`; it brings the window into the state that is to be seen. Scenes that
show results need a study folder; without one they are left out, and that is said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from paretoscope_gui.application import make_application, make_window
from paretoscope_gui.i18n import languages
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.widgets.guide_bar import GuideBar
from paretoscope_gui.window import MainWindow

IMAGES = Path(__file__).parent / "images"
SIZE = (1320, 860)


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


@scene("start")
def _start(stage: Stage) -> None:
    stage.window.show_page("start")
    findings = stage.window.pages["start"].machine._findings  # type: ignore[attr-defined]
    stage.wait(lambda: findings.count() > 1, 60)


@scene("model")
def _model(stage: Stage) -> None:
    _open_model(stage)
    stage.window.show_page("model")


@scene("techniques")
def _techniques(stage: Stage) -> None:
    _open_model(stage)
    page = stage.window.pages["techniques"]
    for technique in ("prune.cfsp", "quantize.weight_only"):
        page.open(technique)  # type: ignore[attr-defined]
        page.card.toggle()  # type: ignore[attr-defined]
    page.add_trial()  # type: ignore[attr-defined]
    page.open("kv.snapkv")  # type: ignore[attr-defined]
    page.card.toggle()  # type: ignore[attr-defined]


@scene("techniques-conflict")
def _conflict(stage: Stage) -> None:
    _techniques(stage)
    page = stage.window.pages["techniques"]
    page.open("kv.lagkv")  # type: ignore[attr-defined]
    page.card.toggle()  # type: ignore[attr-defined]


@scene("first-steps")
def _first_steps(stage: Stage) -> None:
    stage.window.actions_["study.tour"].trigger()
    stage.wait(lambda: stage.window.findChildren(GuideBar))
    stage.window.findChildren(GuideBar)[0].wanted.emit()
    stage.window.pages["techniques"].open("quantize.int8_dynamic")  # type: ignore[attr-defined]


@scene("tabs", study=True)
def _tabs(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("run")
    stage.window.new_tab()
    _open_model(stage)
    stage.window.show_tab(stage.window.tabs[0])


@scene("refused")
def _refused(stage: Stage) -> None:
    _start(stage)
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "my-model"
        empty.mkdir()
        stage.window.open_path(str(empty))
        stage.wait(stage.window.banners)


@scene("run", study=True)
def _run(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("run")


@scene("tradeoffs", study=True)
def _tradeoffs(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("tradeoffs")


@scene("marks", study=True)
def _marks(stage: Stage) -> None:
    _tradeoffs(stage)
    chart = stage.window.pages["tradeoffs"].chart  # type: ignore[attr-defined]
    chart.further.click()
    for box, words in ((chart.size, "Peak memory"), (chart.colour, "Time to first token")):
        box.setCurrentIndex(max(0, box.findText(words)))
        box.activated.emit(box.currentIndex())


@scene("outputs", study=True)
def _outputs(stage: Stage) -> None:
    from paretoscope_gui.views.outputs_dialog import OutputsDialog
    from paretoscope_gui.views.own_prompt import OwnPrompt

    _tradeoffs(stage)
    results, bridge = stage.window.document.results, stage.window.bridge
    trial = next(t for t in results.trials[1:] if t.outputs != results.trials[0].outputs)
    own = OwnPrompt(bridge, stage.study, trial.id)
    own.prompt.setPlainText("def mean(values):")
    OutputsDialog(results.trials[0], trial, stage.window, own).open()


@scene("parallel", study=True)
def _parallel(stage: Stage) -> None:
    _tradeoffs(stage)
    page = stage.window.pages["tradeoffs"]
    page.shape.set_value("all")  # type: ignore[attr-defined]
    page.shape.chosen.emit("all")  # type: ignore[attr-defined]


@scene("inside", study=True)
def _inside(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("inside")
    page = stage.window.pages["inside"]
    stage.wait(lambda: page.time.trees, 60)  # type: ignore[attr-defined]
    page.time.trial.setCurrentIndex(page.time.trial.count() - 1)  # type: ignore[attr-defined]
    page.time.beside.setChecked(True)  # type: ignore[attr-defined]


@scene("roofline", study=True)
def _roofline(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("inside")
    page = stage.window.pages["inside"]
    page.mode.set_value("roof")  # type: ignore[attr-defined]
    page.mode.chosen.emit("roof")  # type: ignore[attr-defined]


@scene("claims", study=True)
def _claims(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("claims")


@scene("compare", study=True)
def _compare(stage: Stage) -> None:
    from paretoscope.store.recent import remember

    for folder in (*stage.others, stage.study):
        if folder is not None:
            remember(folder)
    _open_study(stage)
    stage.window.show_page("compare")
    page = stage.window.pages["compare"]
    stage.wait(lambda: page.table.lines or len(page.studies) < 2, 60)  # type: ignore[attr-defined]
    stage.wait(lambda: page.history.past, 60)  # type: ignore[attr-defined]


@scene("studies", study=True)
def _studies(stage: Stage) -> None:
    _compare(stage)
    page = stage.window.pages["compare"]
    page.mode.set_value("all")  # type: ignore[attr-defined]
    page.mode.chosen.emit("all")  # type: ignore[attr-defined]


@scene("report", study=True)
def _report(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("report")


def _open_model(stage: Stage) -> None:
    stage.window.open_path(stage.model)
    stage.wait(lambda: stage.window.document.info is not None and stage.window.page_name == "techniques")


def _open_study(stage: Stage) -> None:
    stage.window.open_path(str(stage.study))
    stage.wait(lambda: stage.window.document.results is not None)


def shoot(
    name: str, mode: str, scale: float, model: str, study: Path | None, out: Path, others: tuple[Path, ...] = ()
) -> Path:
    """Play one scene in a fresh window and store its picture."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder  # the pictures show nobody's studies
        settings = Settings.load(Path(folder))
        settings.theme = mode
        window = make_window(application, settings)
        window.resize(*SIZE)
        window.show()
        stage = Stage(window, model, study, others)
        stage.wait(lambda: window.bridge is not None)
        SCENES[name][0](stage)
        for _ in range(5):  # one long rest may end between a change and its layout on a busy machine
            stage.rest(0.3)
        picture = _picture(window)
        window.close()
        window.deleteLater()
    language = os.environ.get(languages.VARIABLE, "")
    spoken = f"-{language}" if language not in ("", "en") else ""
    suffix = "@2x" if scale > 1 else ""
    file = out / f"{name}-{mode}{spoken}{suffix}.png"
    out.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(file)):
        raise OSError(f"{file} could not be written")
    return file


def _picture(window: MainWindow) -> QPixmap:
    """The window, and a dialog that is open over it in its place."""
    picture = window.grab()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            painter = QPainter(picture)
            x, y = (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2
            painter.drawPixmap(x, y, dialog.grab())
            painter.end()
    return picture


def main() -> int:
    """Make the pictures that were asked for; exit code 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--study", type=Path, help="study folder for the pages that show results")
    parser.add_argument("--others", type=Path, nargs="*", default=[], help="study folders to compare it with")
    parser.add_argument("--model", default="builtin:demo-lm", help="model folder for the other pages")
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(SCENES), help="scenes; default: all")
    parser.add_argument("--modes", nargs="*", default=["light", "dark"])
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels a pixel; 2 makes files named @2x")
    parser.add_argument("--language", default="en", choices=[*languages.LANGUAGES, languages.PSEUDO])
    parser.add_argument("--out", type=Path, default=IMAGES, help="folder of the pictures")
    arguments = parser.parse_args()
    scale = arguments.scale
    os.environ[languages.VARIABLE] = arguments.language
    if float(os.environ.get("QT_SCALE_FACTOR", "1")) != scale:  # Qt reads it once, when it is loaded
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
        return subprocess.run([sys.executable, *sys.argv], env=environment, check=False).returncode
    for name, (_, needs_study) in SCENES.items():
        if arguments.only and name not in arguments.only:
            continue
        if needs_study and arguments.study is None:
            print(f"left out: {name} (needs --study FOLDER)")
            continue
        for mode in arguments.modes:
            print(shoot(name, mode, scale, arguments.model, arguments.study, arguments.out, tuple(arguments.others)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
