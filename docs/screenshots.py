"""Makes the pictures of the user guide: every page in light and dark, some at twice the size, into docs/images/.

    QT_QPA_PLATFORM=offscreen python docs/screenshots.py [--study FOLDER] [--model FOLDER] [--only NAME ...] [--scale 2]
        [--language de | pseudo]

A scene is a function with the decorator `scene`; it brings the window into the state that is to be seen. Scenes that
show results need a study folder; without one they are left out, and that is said.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import dialogs  # noqa: F401 - with scenes, it puts its own on the list
import scenes  # noqa: F401
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from stage import SCENES, Stage

from paretoscope_gui.application import make_application, make_window
from paretoscope_gui.i18n import languages
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.widgets.when_shown import settled
from paretoscope_gui.window import MainWindow

IMAGES = Path(__file__).parent / "images"
SIZE = (1320, 860)


def shoot(name: str, mode: str, scale: float, asked: argparse.Namespace) -> Path:
    """Play one scene in a fresh window and store its picture."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder  # the pictures show nobody's studies
        settings = Settings.load(Path(folder))
        settings.theme, settings.scale, settings.contrast = mode, asked.text, asked.contrast
        window = make_window(application, settings)
        window.resize(*asked.size)
        window.show()
        stage = Stage(window, asked.model, asked.study, tuple(asked.others))
        stage.wait(lambda: window.bridge is not None)
        try:
            SCENES[name][0](stage)
            for _ in range(5):  # one long rest may end between a change and its layout on a busy machine
                stage.rest(0.3)
            stage.wait(lambda: _whole(window))
            picture = _picture(window)
        finally:
            for tab in window.tabs:  # a study that runs would be asked about
                if tab.active and tab.bridge is not None:
                    tab.bridge.close()
            window.close()
            window.deleteLater()
    language = os.environ.get(languages.VARIABLE, "")
    spoken = f"-{language}" if language not in ("", "en") else ""
    size = f"-{round(asked.text * 100)}" if asked.text != 1 else ""
    size += "-high" if asked.contrast == "high" else ""
    size += f"-{asked.size[0]}" if tuple(asked.size) != SIZE else ""
    suffix = "@2x" if scale > 1 else ""
    file = asked.out / f"{name}-{mode}{spoken}{size}{suffix}.png"
    asked.out.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(file)):
        raise OSError(f"{file} could not be written")
    _shrink(file)
    return file


def _whole(window: MainWindow) -> bool:
    """Whether nothing of what is seen is still being made, or held back until it is whole."""
    seen = (w for w in window.findChildren(QWidget) if w.isVisible())
    return settled() and all(w.updatesEnabled() for w in seen)


def _shrink(file: Path) -> None:
    """Store 256 colours, which halve the size and cannot be told from all; without Pillow the picture stays large."""
    if importlib.util.find_spec("PIL") is None:
        return
    from PIL import Image

    whole = Image.open(file).convert("RGB")
    seen = sorted(whole.getcolors(whole.width * whole.height) or [], reverse=True)
    rare = whole.quantize(96, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))  # what is common exactly, and of what is rare something near
    palette.putpalette([part for _, colour in seen[:160] for part in colour] + rare[: 3 * 96])
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)


def _picture(window: MainWindow) -> QPixmap:
    """The window, and what is open over it in its place: a dialog in the middle with a shadow, a menu where it is."""
    QCoreApplication.sendPostedEvents()  # a sentence that has just changed is laid out
    picture = window.grab()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for over in (*window.findChildren(QDialog), *window.findChildren(QMenu)):
        if over.isVisible():
            middle = QPoint((window.width() - over.width()) // 2, (window.height() - over.height()) // 2)
            at = over.pos() - window.pos() if isinstance(over, QMenu) else middle
            if isinstance(over, QDialog):
                painter.fillRect(window.rect(), QColor(0, 0, 0, 70))
            _shadow(painter, QRect(at, over.size()))
            painter.drawPixmap(at, over.grab())
    painter.end()
    return picture


def _shadow(painter: QPainter, box: QRect) -> None:
    """What the desktop draws around a window of its own."""
    painter.setPen(Qt.PenStyle.NoPen)
    for far in range(12, 0, -2):
        painter.setBrush(QColor(0, 0, 0, 9))
        painter.drawRoundedRect(box.adjusted(-far, -far // 2, far, far + 4), far, far)


def main() -> int:
    """Make the pictures that were asked for; exit code 1 when a scene did not come about."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--study", type=Path, help="study folder for the pages that show results")
    parser.add_argument("--others", type=Path, nargs="*", default=[], help="study folders to compare it with")
    parser.add_argument("--model", default="builtin:demo-lm", help="model folder for the other pages")
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(SCENES), help="scenes; default: all")
    parser.add_argument("--modes", nargs="*", default=["light", "dark"])
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels a pixel; 2 makes files named @2x")
    parser.add_argument("--text", type=float, default=1.0, help="size of the text, 1 to 2; other than 1 is in the name")
    parser.add_argument(
        "--size", type=int, nargs=2, default=SIZE, metavar=("WIDTH", "HEIGHT"), help="of the window, px"
    )
    parser.add_argument("--contrast", choices=["plain", "high"], default="plain", help="high is in the name")
    parser.add_argument("--language", default="en", choices=[*languages.LANGUAGES, languages.PSEUDO])
    parser.add_argument("--out", type=Path, default=IMAGES, help="folder of the pictures")
    arguments = parser.parse_args()
    scale, left = arguments.scale, 0
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
            try:
                print(shoot(name, mode, scale, arguments))
            except TimeoutError as error:
                print(f"left out: {name} in {mode} ({error})")
                left += 1
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
