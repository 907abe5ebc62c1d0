"""RAPL: the energy counters of Intel and AMD processors, read through Linux's powercap files.

Packages and their DRAM are summed. psys contains the packages, core and uncore are parts of them, and the mmio tree
shows the same package once more: adding those would count twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from paretoscope.meters.absent import no_rapl
from paretoscope.meters.energy import Meter, NullMeter, Reading

UPDATE = 0.02  # s; the hardware updates about every millisecond, the margin makes 50 updates one second
WOKEN = 0.5  # s of suspension from which a step is dropped; the two clocks are read one after the other
UNKNOWN_POWER = 1000.0  # W a domain is taken to draw at most where it names no limit

_READ = (
    "let the counters be read: sudo chmod a+r /sys/class/powercap/intel-rapl:*/energy_uj"
    " /sys/class/powercap/intel-rapl:*/intel-rapl:*/energy_uj (until the next start); for good, put a line"
    """ SUBSYSTEM=="powercap", ACTION=="add", RUN+="/bin/chmod a+r /sys%p/energy_uj" into"""
    " /etc/udev/rules.d/99-rapl.rules"
)
_BARE = "look at the kernel's messages about intel_rapl; some firmware hides a counter"


@dataclass
class Zone:
    """One counter. `range` is where it wraps, J; None when unknown."""

    name: str
    path: Path
    range: float | None
    power: float
    total: float = 0.0
    breaks: int = 0
    _last: tuple[float, float] | None = field(default=None, repr=False)

    @property
    def wrap(self) -> float:
        """Shortest time in which the counter can wrap, s."""
        return float("inf") if self.range is None else self.range / self.power

    @property
    def readable(self) -> bool:
        """Whether the newest reading succeeded."""
        return self._last is not None

    def lose(self) -> None:
        """The machine slept: what the counter did meanwhile is not known."""
        self._break(None)

    def advance(self, now: float) -> None:
        """Read once and add what was used since the last reading; doubtful steps are dropped and counted."""
        try:
            value = _joules(self.path / "energy_uj")
        except (OSError, ValueError):
            self._break(None)
            return
        if self._last is None:
            self._last = (now, value)
            return
        step = self._step(now, value)
        if step is None:
            self._break((now, value))
            return
        self.total += step
        self._last = (now, value)

    def _step(self, now: float, value: float) -> float | None:
        """Joules since the last reading; None when they cannot be known."""
        assert self._last is not None
        before, old = self._last
        if now - before >= self.wrap:
            return None  # it may have wrapped more than once
        if value >= old:
            return value - old
        if value == 0.0 or self.range is None:
            return None  # reset, by suspend say, or wrapped at a place that nobody told
        step = value - old + self.range
        return step if step <= 2 * self.power * max(now - before, UPDATE) else None  # else it was reset, not wrapped

    def _break(self, last: tuple[float, float] | None) -> None:
        self.breaks += 1
        self._last = last


class Rapl:
    """The sum of a machine's package and DRAM domains. Read it more often than every `longest` seconds.

    Args:
        slept: seconds that the machine has been suspended since its start, which the monotonic clock leaves out.
    """

    name, covers, state, why, remedy, update = "RAPL", "processor", "measured", "", "", UPDATE

    def __init__(
        self, zones: list[Zone], clock: Callable[[], float] = time.monotonic, slept: Callable[[], float] | None = None
    ) -> None:
        self.zones, self._clock, self._slept = zones, clock, slept or suspended
        self._before = self._slept()
        self.domains = tuple(z.name for z in zones)
        self.longest = min(z.wrap for z in zones) / 2

    def read(self) -> Reading | None:
        """Joules of all domains since the first reading; None while one cannot be read."""
        now, slept = self._clock(), self._slept()
        if slept - self._before > WOKEN:
            for zone in self.zones:
                zone.lose()
        self._before = slept
        for zone in self.zones:
            zone.advance(now)
        if not all(z.readable for z in self.zones):
            return None
        return Reading(sum(z.total for z in self.zones), sum(z.breaks for z in self.zones))


def suspended() -> float:
    """Seconds that this machine has been suspended since its start; 0 where the system does not tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) - time.clock_gettime(time.CLOCK_MONOTONIC) if boot is not None else 0.0


def rapl_meter(
    root: Path, clock: Callable[[], float] = time.monotonic, slept: Callable[[], float] | None = None
) -> Meter:
    """The meter of this machine, or one that says why there is none. `root`: sys/class/powercap of the machine."""
    found = [zone for top in sorted(root.glob("intel-rapl:*")) if top.name.count(":") == 1 for zone in _zones(top)]
    if not found:
        return NullMeter("RAPL", *no_rapl(root.parents[2] if len(root.parents) > 2 else Path("/")))
    for zone in found:
        try:
            _joules(zone.path / "energy_uj")
        except PermissionError:
            return NullMeter("RAPL", f"the counter of {zone.name} may be read by root only", _READ)
        except (OSError, ValueError) as error:
            return NullMeter("RAPL", f"the counter of {zone.name} cannot be read: {error}", _BARE)
    return Rapl(found, clock, slept)


def _zones(top: Path) -> list[Zone]:
    """A package and its DRAM; nothing for psys and whatever else is at the top."""
    package = _text(top / "name")
    if not package.startswith("package"):
        return []
    below = [p for p in sorted(top.glob(f"{top.name}:*")) if _text(p / "name") == "dram"]
    return [_zone(top, package), *(_zone(p, f"{package} dram") for p in below)]


def _zone(path: Path, name: str) -> Zone:
    try:
        most: float | None = _joules(path / "max_energy_range_uj")
    except (OSError, ValueError):
        most = None
    limits = [_number(p) / 1e6 for p in path.glob("constraint_*_power_limit_uw")]
    power = max([2 * p for p in limits if p > 0], default=UNKNOWN_POWER)
    return Zone(name, path, most, power)


def _joules(path: Path) -> float:
    return int(path.read_text()) / 1e6


def _number(path: Path) -> float:
    try:
        return float(path.read_text())
    except (OSError, ValueError):
        return 0.0


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
