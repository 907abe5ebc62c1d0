"""`paretoscope-gui [PATH]`: opens the window, perhaps with a model folder, a study file or a study folder."""

from __future__ import annotations

import ctypes
import os
import sys

from paretoscope.errors import EXIT_ENVIRONMENT, EXIT_REQUEST

_HINT_QT = "install the window: pip install 'paretoscope[gui]'"
_HINT_LIBS = "on Debian or Ubuntu: sudo apt-get install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1"
# What the X11 plug-in of Qt loads beside X itself, and the Debian package that brings it.
_XCB = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def main(argv: list[str] | None = None) -> int:
    """Open the window; exit code 0, or 4 with a sentence and a hint on stderr when there can be none."""
    arguments = sys.argv[1:] if argv is None else argv
    if any(a in ("-h", "--help") for a in arguments):
        print("usage: paretoscope-gui [--language en|de] [MODEL FOLDER | STUDY FILE | STUDY FOLDER]")
        return 0
    arguments, language = _take_language(arguments)
    trouble = preflight()
    if trouble:
        print(f"error: {trouble[0]}\nhint: {trouble[1]}", file=sys.stderr)
        return EXIT_ENVIRONMENT
    from paretoscope_gui.application import run  # Qt is loaded only when the checks before it have passed
    from paretoscope_gui.i18n import languages

    if not languages.known(language):
        print(f"error: the window does not speak {language!r}\nhint: use one of {', '.join(languages.LANGUAGES)}",
              file=sys.stderr)  # fmt: skip
        return EXIT_REQUEST
    os.environ.update({languages.VARIABLE: language} if language != languages.SYSTEM else {})
    return run(arguments)


def _take_language(arguments: list[str]) -> tuple[list[str], str]:
    """The arguments without `--language NAME`, and the name; "system" without it."""
    for i, word in enumerate(arguments):
        name, sign, value = word.partition("=")
        if name == "--language":
            given = value if sign else "".join(arguments[i + 1 : i + 2])
            return arguments[:i] + arguments[i + (1 if sign else 2) :], given
    return arguments, "system"


def preflight() -> tuple[str, str] | None:
    """Why no window can open here, with a hint; Qt itself would only abort."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform == "linux" and not platform:
        if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
            return "there is no display to open a window on", "use the command instead: paretoscope demo"
        missing = [package for library, package in _XCB.items() if not _loads(library)]
        if missing and not os.environ.get("WAYLAND_DISPLAY"):
            install = " ".join(missing)
            return "system libraries of the X11 window are missing", f"sudo apt-get install {install}"
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ModuleNotFoundError:
        return "PySide6 is not installed in this Python", _HINT_QT
    except ImportError as error:
        return f"Qt cannot be loaded: {error}", _HINT_LIBS
    return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
