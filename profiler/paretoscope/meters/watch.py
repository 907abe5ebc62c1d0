"""Energy of stretches of time from all counters that this machine has, for the study process to ask around each turn.

watch = Watch.here()
watch.rest(); ...nothing runs...; watch.rested()      # idle power, with all workers alive and waiting
watch.begin(); ...a turn...; values |= watch.end()    # energy.gross, energy.idle (J), energy.seconds
watch.poll()                                          # in between, so that no counter wraps unseen
watch.spent()                                         # of the whole study so far
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence

from paretoscope.machine import gpu_number, gpu_uuids
from paretoscope.meters.energy import UPDATES, Meter, NullMeter, Reading, between, meters, split, too_short
from paretoscope.meters.host import host_meter
from paretoscope.meters.nvml import library_here

ALL = ",".join(map(str, range(64)))  # every GPU is visible
COARSE = 30.0  # s; a counter that needs a longer window is good for the whole study only


class Watch:
    """Reads every meter that can be read; `why` says why there is no energy, empty when there is.

    `live` are the meters that turns are measured with, `coarse` those of the whole study. A meter of the whole machine
    is never added to one of its parts. `domains` lists what is summed, `left_out` what cannot be read and is not in the
    sum. `longest` is how often `poll` must be called, s; `least` how long a window must
    be to be valid, s; `source` is measured or estimated. `trouble` says what broke in the last window.
    """

    def __init__(
        self, found: Sequence[Meter], clock: Callable[[], float] = time.monotonic, estimate: Meter | None = None
    ) -> None:
        measured = [m for m in found if m.state == "measured"]
        self.live = [m for m in measured if m.covers != "machine" and UPDATES * m.update <= COARSE]
        if estimate is not None and not any(m.covers == "processor" for m in self.live):
            self.live.append(estimate)
        self.coarse = [] if self.live else [m for m in measured if m not in self.live]
        self.why = "" if self.live else "; ".join(f"{m.name}: {m.why}" for m in found if m.why)
        if not self.live and not self.why:
            self.why = f"{measured[0].name} is too coarse for a turn" if measured else "there is no energy counter"
        self.remedy = "" if self.live else next((m.remedy for m in found if m.remedy), "")
        self.domains = tuple(d for m in self.live or self.coarse for d in m.domains)
        self.left_out = "; ".join(f"{m.name}: {m.why}" for m in found if m.state == "unavailable") if self.live else ""
        self.source = "estimated" if any(m.state == "estimated" for m in self.live) else "measured"
        self.method = "; ".join(m.why for m in self.live if m.state == "estimated")
        self.longest = min((m.longest for m in self.live), default=float("inf"))
        self.least = max((UPDATES * m.update for m in self.live), default=0.0)
        self.idle_power: float | None = None
        self.trouble = ""
        self._clock = clock
        self._begun: tuple[float, list[Reading | None]] | None = None
        self._seen: tuple[float, list[Reading | None]] | None = None
        self._first = [m.read() for m in (*self.live, *self.coarse)]

    @classmethod
    def here(cls, device: str = "cpu", estimate: bool = False, watts: float = 0.0, host: str = "") -> Watch:
        """The watch of this machine.

        Args:
            device: where the model runs; the other GPUs' energy is not this study's.
            estimate: whether to estimate the processor's energy where no counter tells it; watts: of a busy core.
            host: address of the host's meter, which then stands for the processor.
        """
        from paretoscope.meters.cpu_estimate import CpuTime

        own = [m for m in meters() if not host or m.covers != "processor"]
        found = for_device([host_meter(host), *own] if host else own, device)
        gpu = not device.startswith("cuda") or any(m.covers == "gpu" and m.state == "measured" for m in found)
        return cls(found, estimate=CpuTime(watts) if estimate and gpu else None)

    def begin(self) -> None:
        """A window begins now."""
        self._begun = self._seen = (self._clock(), [m.read() for m in self.live])

    def end(self) -> dict[str, float]:
        """Values of the window for TurnEnd; empty when there is no counter or one broke.

        Of a window that was too short only `energy.short`: how long it should have been, s.
        """
        seconds, gross = self._window()
        if gross is None:
            return {}
        if any(too_short(seconds, m) for m in self.live):
            return {"energy.short": self.least}
        parts = split(gross, self.idle_power, seconds)
        values = {"energy.gross": parts.gross, "energy.seconds": seconds}
        if self.source == "estimated":
            values["energy.estimated"] = 1.0
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
        for meter in (*self.live, *self.coarse):
            meter.read()

    def power(self) -> float | None:
        """Mean power since the last call or the window's beginning, W; None before both, or when a counter broke.

        For the eye while a study runs: a second is too short for a result (METHOD M7), so it never enters one.
        """
        now, before = (self._clock(), [m.read() for m in self.live]), self._seen
        self._seen = now
        if before is None or not self.live or now[0] <= before[0]:
            return None
        parts = [between(b, a) for b, a in zip(before[1], now[1], strict=True)]
        known = [p for p in parts if p is not None]
        return sum(known) / (now[0] - before[0]) if len(known) == len(parts) else None

    def spent(self) -> tuple[float | None, str]:
        """(joules since this watch was made, what must be said of them); None where nothing was counted."""
        used = (*self.live, *self.coarse)
        pairs = [(a, b) for a, b in zip(self._first, (m.read() for m in used), strict=True) if a and b]
        if not pairs or len(pairs) < len(used):
            return None, self.why or "a counter could not be read to the end"
        gaps = sum(b.breaks - a.breaks for a, b in pairs)
        said = self.method or (f"a lower bound: {gaps} gaps in the counters are left out" if gaps else "")
        return sum(b.joules - a.joules for a, b in pairs), said

    def _window(self) -> tuple[float, float | None]:
        """(seconds, joules) since `begin`."""
        self.trouble = ""
        if self._begun is None or not self.live:
            return 0.0, None
        began, before = self._begun
        self._begun = None
        after = [m.read() for m in self.live]
        parts = [between(b, a) for b, a in zip(before, after, strict=True)]
        broken = [_trouble(m, a) for m, p, a in zip(self.live, parts, after, strict=True) if p is None]
        self.trouble = "; ".join(broken)
        known = [p for p in parts if p is not None]
        return self._clock() - began, sum(known) if not broken else None


def for_device(found: Sequence[Meter], device: str) -> list[Meter]:
    """The meters of a study on that device: no other GPU's, as its energy is not this study's.

    On a GPU whose own energy is not known nothing is counted: the processor's alone would pass for all of it.
    """
    rest, gpus = [m for m in found if m.covers != "gpu"], [m for m in found if m.covers == "gpu"]
    if not device.startswith("cuda"):
        return rest
    nvidia = [m for m in gpus if m.name.startswith("NVML GPU")]
    own = [m for m in nvidia or gpus if is_for(m, device)]
    if any(m.state == "measured" for m in own):
        return [*own, *rest]
    return own or [m for m in gpus if m.state == "unavailable"] or [NullMeter(device, "no driver tells its energy")]


def is_for(meter: Meter, device: str) -> bool:
    """Whether a GPU's meter belongs to the device as torch numbers it: by what the environment lets workers see."""
    vendor = meter.name.partition(" ")[0]
    if vendor == "NVML":
        number = gpu_number(device, _uuids)
    else:
        number = gpu_number(device, visible=os.environ.get("HIP_VISIBLE_DEVICES", ALL))
    return number is not None and meter.name.rsplit(" ", 1)[-1] == str(number)


def _uuids() -> list[str]:
    """Of NVIDIA's GPUs; none where the driver does not tell."""
    library = library_here()
    try:
        return [] if library is None else gpu_uuids(library)
    except library.NVMLError:
        return []


def _trouble(meter: Meter, after: Reading | None) -> str:
    if after is None:
        return f"{meter.name} could not be read any more"
    return f"{meter.name} has a gap (it was reset, the machine slept, or it was read too late)"
