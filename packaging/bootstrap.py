"""Set up Paretoscope in `.venv` and do one job: `demo` (the main job on the built-in model) or `test`.

Needs Python 3.11 or newer and nothing else; what the system lacks is named with the command that installs it
(and installed by that command when this runs as root on Debian or Ubuntu).

    python3 packaging/bootstrap.py demo     # measure the built-in model, headless; with a display, the window too
    python3 packaging/bootstrap.py test     # install the tools for development and pass the tests
    python3 packaging/bootstrap.py setup    # only set up; then `.venv/bin/paretoscope`
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
TORCH = "torch==2.13.0"
TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"  # PyTorch's own; the default index brings gigabytes of CUDA
QT_LIBRARIES = {  # what Qt's wheels expect the system to have: file to Debian package
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def main() -> int:
    """Run the chosen job; the exit code is the job's."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("job", choices=("demo", "test", "setup"))
    parser.add_argument("rest", nargs="*", help="further arguments of the job")
    options, rest = parser.parse_known_args()
    if sys.hexversion < 0x030B0000:  # the linter would drop a comparison of version_info
        return _stop("Python 3.11 or newer is needed", f"this is {sys.version.split()[0]}")
    missing = system_packages()
    if missing and not install(missing):
        return _stop(f"the system lacks {', '.join(missing)}", f"sudo apt-get install -y {' '.join(missing)}")
    environment("dev" if options.job == "test" else "all")
    return {"demo": demo, "test": test, "setup": lambda _: 0}[options.job]([*options.rest, *rest])


def system_packages() -> list[str]:
    """Debian packages of what is missing: Python's venv module and the libraries that Qt loads."""
    missing = [package for file, package in QT_LIBRARIES.items() if sys.platform == "linux" and not _loads(file)]
    return (["python3-venv"] if importlib.util.find_spec("ensurepip") is None else []) + missing


def install(packages: list[str]) -> bool:
    """Install Debian packages when this runs as root; else leave it to the user."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    return subprocess.run(["apt-get", "install", "-y", "-qq", *packages], env=quiet, check=False).returncode == 0


def environment(extra: str) -> None:
    """Make `.venv` and install the project with the tested pins; torch first, in its CPU build."""
    if not _python().exists():
        _run(sys.executable, "-m", "venv", str(VENV))
    pip = (str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    pins = ("--constraint", str(ROOT / "constraints.txt"))
    if subprocess.run([str(_python()), "-c", "import torch"], capture_output=True, check=False).returncode:
        print("setting up: torch (CPU build)", flush=True)
        once = ("--retries", "0", "--timeout", "20", "--index-url", TORCH_CPU_INDEX)
        if subprocess.run([*pip, *once, TORCH], capture_output=True, check=False).returncode:
            print("PyTorch's CPU index cannot be reached; asking the default index", flush=True)
            _run(*pip, *pins, TORCH)
    print(f"setting up: paretoscope[{extra}]", flush=True)
    _run(*pip, *pins, "--editable", f"{ROOT}[{extra}]")


def demo(rest: list[str]) -> int:
    """The main job on the built-in model; afterwards the window, where there is a display."""
    status = subprocess.run([str(_python()), "-m", "paretoscope", "demo", *rest], check=False).returncode
    if status == 0 and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return subprocess.run([str(_python()), "-m", "paretoscope"], check=False).returncode
    return status


def test(rest: list[str]) -> int:
    """The test suite, with Qt drawing into memory."""
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([str(_python()), "-m", "pytest", *rest], cwd=ROOT, env=offscreen, check=False).returncode


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _run(*command: str) -> None:
    status = subprocess.run(command, check=False).returncode
    if status:
        sys.exit(_stop(f"this step failed: {' '.join(command)}", "its own message stands above"))


def _stop(sentence: str, hint: str) -> int:
    print(f"error: {sentence}\nhint: {hint}", file=sys.stderr)
    return 4


if __name__ == "__main__":
    sys.exit(main())
