"""Energy from a source that tells power only: readings integrated by the trapezoid rule, as a counter of our own.

Used only where no energy counter exists (METHOD M11). Power is read from outside the measured process, ten times a
second; a gap longer than `longest` breaks the chain, because what happened in it is not known.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from paretoscope.meters.energy import Reading

EVERY = 0.1  # s between two readings
GAP = 1.0  # s; a longer gap is not bridged


@dataclass
class PolledPower:
    """A meter over `power`, which gives W and may raise OSError or ValueError."""

    name: str
    power: Callable[[], float]
    covers: str = "gpu"
    domains: tuple[str, ...] = ()
    clock: Callable[[], float] = time.monotonic
    state: str = "measured"
    why: str = ""
    remedy: str = ""
    update: float = EVERY
    longest: float = EVERY
    _total: float = 0.0
    _breaks: int = 0
    _last: tuple[float, float] | None = None

    def read(self) -> Reading | None:
        """Joules since the first reading; None while power cannot be read."""
        now = self.clock()
        try:
            watts = self.power()
        except (OSError, ValueError):
            self._last, self._breaks = None, self._breaks + 1
            return None
        if self._last is not None:
            before, old = self._last
            if now - before > GAP:
                self._breaks += 1
            else:
                self._total += (now - before) * (old + watts) / 2
        self._last = (now, watts)
        return Reading(self._total, self._breaks)
