"""Computational efficiency of each part of a model: ideal time over traced time, and the gap between them.

After "On the Efficiency of Convolutional Neural Networks": latency = operations / (peak throughput x efficiency), layer
by layer; the waterline is the highest efficiency that the roofline allows a layer, below 1 where it is bound by memory.
FLOPs that a recipe saves are worth nothing where it loses as much efficiency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from paretoscope.analysis.ceilings import Ceilings
from paretoscope.analysis.limits_of_trial import peak_of
from paretoscope.analysis.results import Trial


@dataclass(frozen=True, kw_only=True)
class Efficiency:
    """One part of a model in one phase of a trace.

    Attributes:
        seconds: traced. ideal: FLOPs / peak, s. floor: max(ideal, bytes / bandwidth), s.
        efficiency: ideal / seconds; `waterline`: ideal / floor, the highest that the roofline allows.
        gap: seconds - floor, at least 0: what a better kernel could give back.
    """

    trial: str
    phase: str
    path: str
    seconds: float
    ideal: float
    floor: float

    @property
    def efficiency(self) -> float:
        """Share of the peak that was reached."""
        return self.ideal / self.seconds

    @property
    def waterline(self) -> float:
        """Share of the peak that could be reached."""
        return self.ideal / self.floor if self.floor > 0 else 0.0

    @property
    def gap(self) -> float:
        """Seconds above the floor."""
        return max(0.0, self.seconds - self.floor)


def efficiencies(trial: Trial, ceilings: Ceilings) -> Iterator[Efficiency]:
    """Every part that multiplies or moves anything, largest gap first, phase by phase."""
    for found in trial.inside.get("phases", ()):
        peak = peak_of(found.get("rates") or {}, ceilings)
        moved = sum(float(p.get("bytes", 0.0)) for p in found["parts"].values())
        bandwidth = ceilings.bandwidth_at(moved / max(1.0, float(found.get("steps") or 1.0)))
        if peak is not None and bandwidth is not None:
            made = [_part(trial.id, found["phase"], path, n, peak, bandwidth) for path, n in found["parts"].items()]
            yield from sorted((m for m in made if m is not None), key=lambda e: -e.gap)


def _part(
    trial: str, phase: str, path: str, numbers: Mapping[str, Any], peak: float, bandwidth: float
) -> Efficiency | None:
    seconds, flops, moved = (float(numbers.get(k, 0.0)) for k in ("seconds", "flops", "bytes"))
    if seconds <= 0 or moved <= 0 or numbers.get("unknown"):
        return None
    ideal = flops / peak
    return Efficiency(
        trial=trial, phase=phase, path=path, seconds=seconds, ideal=ideal, floor=max(ideal, moved / bandwidth)
    )
