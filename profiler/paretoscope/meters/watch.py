"""Energy of stretches of time from all counters that this machine has, for the study process to ask around each turn.

watch = Watch.here()
watch.rest(); ...nothing runs...; watch.rested()      # idle power, once, before any worker starts
watch.begin(); ...a turn...; values |= watch.end()    # energy.gross, energy.idle (J), energy.seconds
watch.poll()                                          # in between, so that no counter wraps unseen
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from paretoscope.meters.energy import Meter, Reading, between, meters, split, too_short


class Watch:
    """Reads every meter that can be read; `why` says why there is no energy, empty when there is.

    `longest` is how often `poll` must be called, s, and `least` how long a window must be to be valid, s.
    """

    def __init__(self, found: Sequence[Meter], clock: Callable[[], float] = time.monotonic) -> None:
        self.live = [m for m in found if m.state == "measured"]
        self.why = "" if self.live else "; ".join(f"{m.name}: {m.why}" for m in found) or "there is no energy counter"
        self.remedy = "" if self.live else next((m.remedy for m in found if m.remedy), "")
        self.domains = tuple(d for m in self.live for d in m.domains)
        self.longest = min((m.longest for m in self.live), default=float("inf"))
        self.least = max((50 * m.update for m in self.live), default=0.0)
        self.idle_power: float | None = None
        self._clock = clock
        self._begun: tuple[float, list[Reading | None]] | None = None

    @classmethod
    def here(cls) -> Watch:
        """The watch of this machine."""
        return cls(meters())

    def begin(self) -> None:
        """A window begins now."""
        self._begun = (self._clock(), [m.read() for m in self.live])

    def end(self) -> dict[str, float]:
        """Values of the window for TurnEnd; empty when there is no counter, one broke, or the window was too short."""
        seconds, gross = self._window()
        if gross is None or any(too_short(seconds, m) for m in self.live):
            return {}
        parts = split(gross, self.idle_power, seconds)
        values = {"energy.gross": parts.gross, "energy.seconds": seconds}
        return values if parts.idle is None else values | {"energy.idle": parts.idle}

    def rest(self) -> None:
        """The machine is left alone from now on."""
        self.begin()

    def rested(self) -> float | None:
        """Power at rest since `rest`, W; None when it could not be read."""
        seconds, gross = self._window()
        self.idle_power = gross / seconds if gross is not None and seconds >= self.least > 0 else None
        return self.idle_power

    def poll(self) -> None:
        """Read all counters, so that none wraps twice between two readings."""
        for meter in self.live:
            meter.read()

    def _window(self) -> tuple[float, float | None]:
        """(seconds, joules) since `begin`."""
        if self._begun is None or not self.live:
            return 0.0, None
        began, before = self._begun
        self._begun = None
        parts = [between(b, m.read()) for b, m in zip(before, self.live, strict=True)]
        known = [p for p in parts if p is not None]
        return self._clock() - began, sum(known) if len(known) == len(parts) else None
