"""Energy from cumulative counters, or a sentence why there is none. Read from outside the worker; no torch.

A figure is in one of five states (`events.SOURCES`). Nothing here models or guesses: where no counter can be read,
energy is `unavailable`, with the reason and what would make it available.
"""

from __future__ import annotations

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
    """One source of energy. `state` is measured or unavailable; `why` and `remedy` are empty when it is measured.

    `domains` lists what is summed. `update` is the counter's period and `longest` the longest gap between two
    readings, s.
    """

    name: str
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


def meters(root: Path = POWERCAP, nvml: Any = None, clock: Callable[[], float] = time.monotonic) -> list[Meter]:
    """The sources of this machine: those that can be read, and for the others a meter that says why not."""
    from paretoscope.meters.nvml import nvml_meters
    from paretoscope.meters.rapl import rapl_meter

    return [rapl_meter(root, clock), *nvml_meters(nvml)]


@dataclass
class NullMeter:
    """A source that is not there."""

    name: str
    why: str
    remedy: str = ""
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
