"""What every workload gives back: calls that are timed, items that are judged. No torch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Call:
    """One call of a workload. `start` and `end` on a monotonic clock, s; the rest as in `events.Observation`."""

    start: float
    end: float
    values: dict[str, float]
    series: dict[str, list[float]] = field(default_factory=dict)


class Timed(Protocol):
    """A workload that takes turns."""

    kv_cache: int
    """Bytes of the KV cache at the end of the last call; 0 when there is none."""

    def call(self, index: int) -> Call:
        """Make call number `index` of a turn; the same index means the same inputs in every trial."""
