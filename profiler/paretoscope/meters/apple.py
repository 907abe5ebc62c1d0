"""Apple silicon: processor, memory and GPU through the library zeus-apple-silicon, or a root user's powermetrics.

The library (an optional need) reads the system's own counters (IOReport) in mJ without root. powermetrics prints one
property list a sample, whose processor part tells mJ of each domain; it is read only where it may be run, as root.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers.expat import ExpatError

from paretoscope.meters.counter import Counter
from paretoscope.meters.energy import Meter, NullMeter

PARTS = ("cpu_total_mj", "dram_mj", "gpu_mj", "gpu_sram_mj", "ane_mj")
SAMPLES = ("cpu_energy", "gpu_energy", "ane_energy")
COMMAND = ("powermetrics", "--samplers", "cpu_power,gpu_power,ane_power", "-i", "100", "-f", "plist")
_HINT = "pip install zeus-apple-silicon, or run as root, which lets powermetrics be read"


def apple_meter(library: Any = None, root: bool | None = None, start: Callable[[], Any] | None = None) -> Meter:
    """The meter of this machine, or one that says why there is none.

    Args:
        library: the module zeus_apple_silicon; default: the installed one.
        root: whether powermetrics may be run; start: runs it, default: as a child.
    """
    module = library if library is not None else _library()
    try:
        if module is not None:
            return _by_library(module)
        if root if root is not None else _is_root():
            return _by_powermetrics(start or _start)
    except (OSError, ValueError, RuntimeError) as error:
        return NullMeter("Apple silicon", f"its counters cannot be read: {error}", _HINT)
    return NullMeter("Apple silicon", "the counters need a library that is not installed", _HINT)


def _by_library(module: Any) -> Meter:
    monitor = module.AppleEnergyMonitor()
    known = [p for p in PARTS if getattr(monitor.get_cumulative_energy(), p, None) is not None]
    if not known:
        raise ValueError("no domain of this chip is told")

    def joules() -> float:
        now = monitor.get_cumulative_energy()
        return sum(float(getattr(now, p) or 0) for p in known) / 1e3

    parts = ", ".join(p.removesuffix("_mj").removesuffix("_total") for p in known)
    return Counter("Apple silicon", joules, parts, covers="processor")


class Stream:
    """Adds up what powermetrics prints, in a thread that waits for it."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self.joules, self.ended, self._stream = 0.0, False, stream
        threading.Thread(target=self._follow, name="powermetrics", daemon=True).start()

    def read(self) -> float:
        """Joules so far. Raises OSError when powermetrics has ended."""
        if self.ended:
            raise OSError("powermetrics has ended")
        return self.joules

    def _follow(self) -> None:
        for body in documents(self._stream):
            self.joules += sample_joules(body)
        self.ended = True


def documents(stream: Iterable[bytes]) -> Iterable[bytes]:
    """Cut a stream of property lists, which powermetrics separates by a zero byte."""
    held = b""
    for chunk in stream:
        held += chunk
        *whole, held = held.split(b"\0")
        yield from (w for w in whole if w.strip())
    if held.strip():
        yield held


def sample_joules(body: bytes) -> float:
    """Energy of one sample, J; 0 for one that was cut off."""
    try:
        found = plistlib.loads(body.strip())
    except (plistlib.InvalidFileException, ExpatError, ValueError):
        return 0.0
    part = found.get("processor", {})
    return sum(float(part.get(name, 0.0)) for name in SAMPLES) / 1e3


def _by_powermetrics(start: Callable[[], Any]) -> Meter:
    return Counter("powermetrics", Stream(start()).read, "cpu, gpu, ane", covers="processor")


def _start() -> Iterable[bytes]:
    """powermetrics as a child that ends with this process. Raises OSError."""
    child = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    return iter(lambda: os.read(child.stdout.fileno(), 1 << 16), b"")  # type: ignore[union-attr]


def _is_root() -> bool:
    return sys.platform == "darwin" and os.geteuid() == 0


def _library() -> Any:
    try:
        import zeus_apple_silicon
    except ImportError:
        return None
    return zeus_apple_silicon
