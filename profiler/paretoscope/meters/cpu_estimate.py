"""An estimate where there is no counter, only when asked for: processor time times a power for each busy core.

    joules = busy core-seconds of the whole machine x W a core

Memory, disk, screen and losses of the power supply are left out, and a core's power differs with clock and kind of
work by about a factor of two: the stated error is +-60 %. Such a figure is marked `estimated` everywhere, and enters no
front, gate or claim check (METHOD M15).
"""

from __future__ import annotations

from collections.abc import Callable

import psutil

from paretoscope.meters.energy import Reading

CORE = 10.0  # W of a busy core where the user gives none: between a laptop's 5 W and a server's 15 W
ERROR = 0.6
SHORTEST = 0.01  # s; the system counts processor time in hundredths


class CpuTime:
    """Busy processor time as energy."""

    name, covers, state, remedy = "estimate", "processor", "estimated", ""
    update, longest = SHORTEST, float("inf")

    def __init__(self, watts: float = CORE, busy: Callable[[], float] | None = None) -> None:
        self._watts, self._busy = watts or CORE, busy or busy_seconds
        self._first = self._busy()
        self.domains: tuple[str, ...] = (f"processor time x {self._watts:g} W a core",)
        self.why = method(self._watts)

    def read(self) -> Reading | None:
        """Joules since it was made."""
        return Reading((self._busy() - self._first) * self._watts)


def method(watts: float) -> str:
    """How the estimate is made and how wrong it may be, in words."""
    return f"processor time of the whole machine x {watts:g} W a core, error about {ERROR:.0%}; memory is left out"


def busy_seconds() -> float:
    """Core-seconds that the machine was not idle since its start."""
    times = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0) + getattr(times, "guest", 0.0) + getattr(times, "guest_nice", 0.0)
    return float(sum(times) - idle)
