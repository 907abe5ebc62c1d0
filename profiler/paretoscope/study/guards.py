"""What happened to the machine during a turn: was it suspended, did it swap, did the processor change its speed.

| condition | how it is seen | rule |
|---|---|---|
| suspended | the boot clock, which counts sleep, ran over 0.5 s ahead of the monotonic one | never counts; repeated |
| clock set anew | the wall clock moved against the boot clock by more than 0.5 s | told once; durations do not use it |
| swapping | more than 16 MiB went to or came from swap | repeated by the rule for noisy turns |
| memory nearly full | less than 5 % of it was left at the end of a turn | told once; what then swaps is repeated |
| processor speed | median of the samples lies over 10 % beside the median of the study's turns so far | likewise |

Where there is no boot clock (Windows, macOS) the wall clock stands in for it, and a jump counts as a suspension.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

import psutil

JUMP = 0.5  # s between two clocks that should agree
SWAPPED = 16 << 20  # B in a turn
NEARLY = 0.05  # of the memory, left
SPEED = 0.10  # share by which the processor's clock may differ from its usual one
KNOWN = 4  # turns from which "usual" is known


@dataclass(frozen=True)
class Conditions:
    """Clocks and counters at one moment. `awake`: s with sleep counted in; `boot`: whether it is a boot clock.

    `swapped`: B to and from swap so far; `free`: share of the memory that is left.
    """

    monotonic: float
    awake: float
    wall: float
    boot: bool = True
    swapped: int = 0
    free: float = 1.0


def read() -> Conditions:
    """Read them now."""
    wall = time.time()
    boot = hasattr(time, "CLOCK_BOOTTIME")
    awake = time.clock_gettime(time.CLOCK_BOOTTIME) if boot else wall
    return Conditions(time.monotonic(), awake, wall, boot, _swapped(), _free())


def frequency() -> float | None:
    """The processors' present clock, Hz, averaged over them; None where the system does not tell."""
    try:
        found = psutil.cpu_freq()
    except (OSError, NotImplementedError, RuntimeError):
        return None
    return found.current * 1e6 if found and found.current else None


def slept(before: Conditions, after: Conditions) -> float:
    """Seconds that the machine was suspended between two readings, or by which its clock jumped."""
    return (after.awake - before.awake) - (after.monotonic - before.monotonic)


def set_anew(before: Conditions, after: Conditions) -> float:
    """Seconds by which the wall clock was set, where a boot clock tells that from a suspension; else 0."""
    moved = (after.wall - before.wall) - (after.awake - before.awake)
    return moved if before.boot and abs(moved) > JUMP else 0.0


@dataclass
class Guard:
    """Watches one turn after the other.

    Args:
        conditions, speed: how the machine is read; replaced in tests.
    """

    conditions: Callable[[], Conditions] = read
    speed: Callable[[], float | None] = frequency
    _before: Conditions | None = None
    _samples: list[float] = field(default_factory=list)
    _usual: list[float] = field(default_factory=list)

    def begin(self) -> None:
        """A turn begins."""
        self._before = self.conditions()
        self._samples = []

    def look(self) -> None:
        """Once a second while a turn runs: the processor's clock under load."""
        found = self.speed()
        if found is not None:
            self._samples.append(found)

    def end(self) -> Seen:
        """What was seen since `begin`."""
        assert self._before is not None
        before, after = self._before, self.conditions()
        clock = median(self._samples) if self._samples else None
        away, swapped, moved = slept(before, after), after.swapped - before.swapped, set_anew(before, after)
        faults = []
        if swapped > SWAPPED:
            faults.append(f"the machine swapped {swapped / 2**20:.0f} MiB")
        usual = median(self._usual) if len(self._usual) >= KNOWN else None
        if clock and usual and abs(clock / usual - 1) > SPEED:
            faults.append(f"the processor ran at {clock / 1e9:.2f} GHz, before at {usual / 1e9:.2f} GHz")
        elif clock:
            self._usual.append(clock)
        values = {**({"clock.cpu": clock} if clock else {}), **({"swapped": float(swapped)} if swapped > 0 else {})}
        full = after.free if after.free < NEARLY else None
        return Seen(_suspension(away, before.boot), tuple(faults), moved, values, full)


@dataclass(frozen=True)
class Seen:
    """A turn's conditions: `suspended` in words, "" if not; `faults` in words; `moved`: s the wall clock was set by.

    `full`: share of the memory that is left, where that is nearly nothing; else None.
    """

    suspended: str = ""
    faults: tuple[str, ...] = ()
    moved: float = 0.0
    values: dict[str, float] = field(default_factory=dict)
    full: float | None = None


def _suspension(away: float, boot: bool) -> str:
    if abs(away) <= JUMP:
        return ""
    return f"the machine was suspended for {away:.1f} s" if boot else f"the clock jumped by {away:.1f} s"


def _swapped() -> int:
    """Bytes that the system has moved to and from swap since it was started."""
    try:
        found = psutil.swap_memory()
    except (OSError, RuntimeError):
        return 0
    return int(found.sin + found.sout)


def _free() -> float:
    """Share of the memory that programs can still have."""
    memory = psutil.virtual_memory()
    return float(memory.available / memory.total)
