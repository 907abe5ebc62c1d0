"""Energy from cumulative counters, or a sentence why there is none. Read from outside the worker; no torch.

A figure is in one of five states (`events.SOURCES`). Where no counter can be read, energy is `unavailable`, with the
reason and what would make it available. Nothing is modelled unless the user asks for an estimate, which is then marked.
Each source is one file of this folder and offers `Meter`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

POWERCAP = Path("/sys/class/powercap")
UPDATES = 50  # counter updates that a window must span to be valid


@dataclass(frozen=True)
class Reading:
    """Energy since the meter was opened, J, and how often its chain of readings broke. Equal breaks: subtract."""

    joules: float
    breaks: int = 0


class Meter(Protocol):
    """One source of energy. `state` is measured, estimated or unavailable; `why` and `remedy` are empty when measured.

    `domains` lists what is summed; `covers` says whose energy it is: processor, gpu or machine (all of it, so that it
    is never added to another). `update` is the counter's period and `longest` the longest gap between two readings, s.
    An estimate's `why` is its method and error.
    """

    name: str
    covers: str
    state: str
    why: str
    remedy: str
    domains: tuple[str, ...]
    update: float
    longest: float

    def read(self) -> Reading | None:
        """The counter now; None while it cannot be read."""


def between(before: Reading | None, after: Reading | None) -> float | None:
    """Energy of a window, J; None when a reading is missing or the counter broke inside it."""
    if before is None or after is None or before.breaks != after.breaks:
        return None
    return after.joules - before.joules


def too_short(seconds: float, meter: Meter) -> str:
    """Why a window of that length is not valid for this meter; empty when it is."""
    least = UPDATES * meter.update
    return "" if seconds >= least else f"{seconds:.2g} s is too short for {meter.name}: it takes {least:.2g} s"


@dataclass(frozen=True)
class Split:
    """Gross, idle and net energy of a window, J; `flag` says what is odd about it."""

    gross: float
    idle: float | None
    net: float | None
    flag: str = ""


def split(gross: float, idle_power: float | None, seconds: float) -> Split:
    """Take what the machine draws at rest (W) from a window's energy; the three are always given apart."""
    if idle_power is None:
        return Split(gross, None, None)
    idle = idle_power * seconds
    flag = "net energy is negative: the machine was busier while its idle power was read" if gross < idle else ""
    return Split(gross, idle, gross - idle, flag)


def meters(
    root: Path = POWERCAP, nvml: Any = None, clock: Callable[[], float] = time.monotonic, system: str = sys.platform
) -> list[Meter]:
    """The sources of this machine: those that can be read, and for the others a meter that says why not."""
    from paretoscope.meters.nvml import nvml_meters

    return [*_processor(root, clock, system), *nvml_meters(nvml, clock), *_others(clock, system)]


def _processor(root: Path, clock: Callable[[], float], system: str) -> list[Meter]:
    """The processor's own counters, by system."""
    if system == "win32":
        from paretoscope.meters.emi import emi_meter

        return [emi_meter()]
    if system == "darwin":
        from paretoscope.meters.apple import apple_meter

        return [apple_meter()]
    from paretoscope.meters.rapl import rapl_meter

    return [rapl_meter(root, clock)]


def _others(clock: Callable[[], float], system: str) -> list[Meter]:
    """AMD's GPUs and the battery; on Linux only, and only where the machine has such a thing."""
    if not system.startswith("linux"):
        return []
    from paretoscope.meters.amd import amd_meters
    from paretoscope.meters.battery import battery_meter

    battery = battery_meter()
    return [*amd_meters(clock=clock), *([] if battery is None else [battery])]


@dataclass
class NullMeter:
    """A source that is not there."""

    name: str
    why: str
    remedy: str = ""
    covers: str = "processor"
    state: str = "unavailable"
    domains: tuple[str, ...] = ()
    update: float = 0.0
    longest: float = float("inf")

    def read(self) -> Reading | None:
        """Nothing."""
        return None


@dataclass
class ReplayMeter:
    """Plays a trace of (s, J) back on a clock, stepwise as a counter that updates every `update` seconds does."""

    trace: Sequence[tuple[float, float]]
    clock: Callable[[], float]
    name: str = "replay"
    covers: str = "processor"
    why: str = ""
    remedy: str = ""
    state: str = "measured"
    domains: tuple[str, ...] = ("replay",)
    update: float = 0.1
    longest: float = float("inf")

    def read(self) -> Reading | None:
        """The last entry of the trace that is not in the future; None before the first."""
        now = self.clock()
        past = [joules for at, joules in self.trace if at <= now]
        return Reading(past[-1] - self.trace[0][1]) if past else None
