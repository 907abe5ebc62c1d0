"""What can be measured on this machine, and why not: one small function a question, each on a root that tests fake."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

OK, LIMITED, MISSING = "ok", "limited", "missing"
GIB = 2**30
QT_LIBRARIES = {
    "EGL": "libegl1", "GL": "libgl1", "xkbcommon": "libxkbcommon0", "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0", "xcb-icccm": "libxcb-icccm4", "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0", "xcb-image": "libxcb-image0", "xcb-render-util": "libxcb-render-util0",
    "fontconfig": "libfontconfig1", "dbus-1": "libdbus-1-3",
}  # fmt: skip
WORKER_LIBRARIES = ("torch", "transformers", "tokenizers", "safetensors", "psutil", "nvidia-ml-py", "peft")
_REQUIRED = ("torch", "transformers", "psutil")
_PROBE = (
    "import json, importlib.metadata as m, sys\n"
    "def v(n):\n"
    "    try: return m.version(n)\n"
    "    except m.PackageNotFoundError: return ''\n"
    "print(json.dumps({'python': sys.version.split()[0], **{n: v(n) for n in sys.argv[1:]}}))"
)


@dataclass(frozen=True)
class Check:
    """One answer. `state`: ok, limited (works with less) or missing; `hint` says what would help."""

    topic: str
    name: str
    state: str
    text: str
    hint: str = ""


def all_checks(python: str = "", root: Path = Path("/")) -> list[Check]:
    """Every check, by topic."""
    return [
        *processor(root), memory(), peak_memory(root), *energy(root), heat(root), *doubts(root), sleep(),
        clocks(root), counters(root), ceilings(python), *proofs(),
        compiler(), disk(Path.home()), *worker(python), *window(), display(os.environ),
    ]  # fmt: skip


def processor(root: Path) -> Iterable[Check]:
    """What computes here, and whether a frequency governor disturbs timing."""
    from paretoscope.machine import this_machine

    m = this_machine()
    text = f"{m.processor}, {m.physical_cores} cores usable, {m.system}"
    yield Check("machine", "processor", OK, text)
    governor = root / "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"
    if governor.is_file():
        name = governor.read_text().strip()
        state = OK if name == "performance" else LIMITED
        hint = "" if state == OK else "sudo cpupower frequency-set -g performance makes turns alike"
        yield Check("machine", "frequency governor", state, name, hint)


def memory() -> Check:
    """How much memory there is."""
    import psutil

    found = psutil.virtual_memory()
    state = OK if found.available > 2 * GIB else LIMITED
    hint = "" if state == OK else "close other programs: models of more than a few hundred MB will not fit"
    text = f"{found.total / GIB:.1f} GiB, {found.available / GIB:.1f} GiB of it free"
    return Check("machine", "memory", state, text, hint)


def peak_memory(root: Path) -> Check:
    """Whether the peak of a window can be told from the peak of the whole process."""
    if os.access(root / "proc/self/clear_refs", os.W_OK):
        return Check("measuring", "peak memory", OK, "the peak is reset before each turn")
    hint = "measure on Linux, outside of a sandbox that hides /proc"
    return Check("measuring", "peak memory", LIMITED, "the peak of a turn cannot be reset here", hint)


def energy(root: Path) -> Iterable[Check]:
    """Every source of energy, or why it cannot be read."""
    from paretoscope.meters.energy import meters

    for meter in meters(root / "sys/class/powercap"):
        if meter.state == "unavailable":
            yield Check("measuring", f"energy: {meter.name}", MISSING, meter.why, meter.remedy)
        else:
            yield Check("measuring", f"energy: {meter.name}", OK, f"counts {', '.join(meter.domains)}")


def clocks(root: Path) -> Check:
    """Whether processor frequencies can be sampled."""
    found = (root / "sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq").is_file()
    if found or "cpu MHz" in _text(root / "proc/cpuinfo"):
        return Check("measuring", "clock frequency", OK, "can be sampled")
    return Check("measuring", "clock frequency", MISSING, "the system does not tell", "results stay valid without it")


def heat(root: Path) -> Check:
    """Whether turns can wait until the processor has cooled down."""
    from paretoscope.meters.state import KELVIN, temperature

    found = temperature(root)
    if found is None:
        return Check("measuring", "temperature", MISSING, "no sensor of the processor", "turns do not wait for cooling")
    return Check("measuring", "temperature", OK, f"{found - KELVIN:.0f} °C now")


def doubts(root: Path) -> Iterable[Check]:
    """What of this machine's state makes numbers hard to compare: battery, governor, power profile."""
    from paretoscope.meters import state

    for code, text, hint in state.warnings(state.read(root)):
        yield Check("measuring", code.replace("_", " "), LIMITED, text, hint)


def sleep() -> Check:
    """Whether the machine can be kept from falling asleep while a study runs: it is tried, for a moment."""
    from paretoscope.meters.awake import awake

    with awake() as how:
        if how:
            return Check("measuring", "sleep", OK, f"held off while a study runs ({how})")
    hint = "switch sleep off for long studies; a suspended turn is never counted"
    return Check("measuring", "sleep", LIMITED, "cannot be held off here", hint)


def counters(root: Path) -> Check:
    """Hardware performance counters of the processor."""
    level = _text(root / "proc/sys/kernel/perf_event_paranoid").strip()
    there = (root / "sys/bus/event_source/devices/cpu").exists()
    if there and level.lstrip("-").isdigit() and int(level) <= 2:
        return Check("measuring", "performance counters", OK, f"open to this user (perf_event_paranoid {level})")
    why = f"closed to this user (perf_event_paranoid {level})" if there else "this machine shows none"
    return Check("measuring", "performance counters", LIMITED, why, "nothing here needs them; times and memory do not")


def ceilings(python: str = "") -> Check:
    """Whether it is known what this machine can do at most, for the limit of each recipe."""
    from paretoscope.analysis.limits_words import rate
    from paretoscope.store import ceilings as store

    found = store.find(store.identity(python=python))
    if found is None:
        hint = "`paretoscope doctor --ceilings` measures them once, while nothing else runs"
        return Check("measuring", "ceilings", LIMITED, "not measured, so how far the limit is stays unknown", hint)
    fastest = max(found.rates, key=lambda r: r.value, default=None)
    parts = [f"memory {rate(found.memory, 'B/s')}"] if found.memory else []
    parts += [f"{fastest.dtype} {rate(fastest.value, 'FLOP/s')}"] if fastest else []
    return Check("measuring", "ceilings", OK, ", ".join(parts))


def proofs() -> Iterable[Check]:
    """Whether the instrument was ever tested here, and what came out; reports show the same."""
    from paretoscope.analysis.instrument import marked
    from paretoscope.machine import this_machine
    from paretoscope.report.instrument import RUN, TITLES, proof
    from paretoscope.store.instrument import load

    found = marked(load(), this_machine().to_dict())
    for part in [*RUN, *(p for p in found if p not in RUN)]:
        one = found.get(part)
        state = OK if one and one.get("passed") and one["same_machine"] else MISSING if not one else LIMITED
        words = proof(part, one) if one else "not run on this machine yet"
        again = "" if one and one.get("passed") else f"; {RUN[part]}" if part in RUN else ""
        hint = f"reports show it as the instrument's health{again}" if state != OK else ""
        yield Check("instrument", TITLES.get(part, part), state, words, hint)


def compiler() -> Check:
    """A C++ compiler, which runtime.compile needs."""
    found = next((c for c in ("g++", "c++", "clang++") if shutil.which(c)), "")
    if found:
        return Check("worker", "C++ compiler", OK, found)
    return Check("worker", "C++ compiler", LIMITED, "none; runtime.compile needs one", "sudo apt-get install g++")


def disk(folder: Path) -> Check:
    """Room for studies and cached artefacts."""
    free = shutil.disk_usage(folder).free
    state = OK if free > 2 * GIB else LIMITED
    return Check("machine", "disk", state, f"{free / GIB:.1f} GiB free", "" if state == OK else "free some space")


def worker(python: str) -> Iterable[Check]:
    """The libraries of the Python that loads models."""
    interpreter = python or sys.executable
    try:
        done = subprocess.run(
            [interpreter, "-c", _PROBE, *WORKER_LIBRARIES], capture_output=True, text=True, timeout=60, check=True
        )
        versions: dict[str, str] = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        yield Check(
            "worker", "python", MISSING, f"{interpreter} cannot be run: {error}", "choose another with --python"
        )
        return
    yield Check("worker", "python", OK, versions.pop("python"))
    for name, version in versions.items():
        yield _library(name, version)


def _library(name: str, version: str) -> Check:
    if version:
        return Check("worker", name, OK, version)
    required = name in _REQUIRED
    words = "missing; no model can be loaded" if required else "missing; some techniques or meters need it"
    return Check("worker", name, MISSING if required else LIMITED, words, f"pip install {name}")


def window() -> Iterable[Check]:
    """What the window needs: two Python packages and, on Linux, system libraries."""
    from importlib.metadata import PackageNotFoundError, version

    for package in ("PySide6_Essentials", "pyqtgraph"):
        try:
            yield Check("window", package, OK, version(package))
        except PackageNotFoundError:
            yield Check("window", package, MISSING, "missing", "pip install 'paretoscope[gui]'")
    if sys.platform.startswith("linux"):
        yield system_libraries({name: find_library(name) for name in QT_LIBRARIES})


def system_libraries(found: Mapping[str, str | None]) -> Check:
    """Shared libraries that Qt opens on Linux; the hint is the command that installs what is missing."""
    missing = [name for name, path in found.items() if not path]
    if not missing:
        return Check("window", "system libraries", OK, "all there")
    command = f"sudo apt-get install {' '.join(QT_LIBRARIES[n] for n in missing)}"
    return Check("window", "system libraries", MISSING, f"missing: {', '.join(missing)}", command)


def display(environment: Mapping[str, str]) -> Check:
    """Whether a window could be shown."""
    name = next((n for n in ("WAYLAND_DISPLAY", "DISPLAY") if environment.get(n)), "")
    if name or not sys.platform.startswith("linux"):
        return Check("window", "display", OK, name or "the system's")
    return Check(
        "window", "display", LIMITED, "none; the window cannot open, every command works", "log in to a desktop"
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
