"""What this machine can do at most, as it was measured once: copy bandwidth by working set, multiply rate by dtype."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Bandwidth:
    """Bytes a second (read and written) of a kernel that touches `size` B; `low` is the median, `value` the best."""

    size: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Multiplications and additions a second in products of large square matrices of `dtype`; `low` as above."""

    dtype: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Ceilings:
    """The machine's ceilings and what they hold for.

    Attributes:
        identity: processor, threads, device, torch: where one differs they are measured again.
        bandwidth: by growing working set; on a processor from its first cache to main memory.
        rates: one a dtype that the machine can multiply.
        read: bytes a second of reading alone (a matrix by a vector), by growing working set; what decode does.
        caches: level ("L1", "L2", "L3", "shared") -> B, where the system tells.
        missing: dtype -> why it has no rate here.
        measured: seconds since the epoch.
    """

    identity: dict[str, Any] = field(default_factory=dict)
    bandwidth: tuple[Bandwidth, ...] = ()
    read: tuple[Bandwidth, ...] = ()
    rates: tuple[Rate, ...] = ()
    caches: dict[str, int] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    measured: float = 0.0

    def rate(self, dtype: str) -> float | None:
        """Multiply rate of a dtype, FLOP/s; None where it was not measured."""
        return next((r.value for r in self.rates if r.dtype == dtype), None)

    def bandwidth_at(self, size: float) -> float | None:
        """Highest bandwidth for a working set of `size` B: the better of copy and read, B/s; None without any."""
        found = [v for v in (at(self.bandwidth, size), at(self.read, size)) if v is not None]
        return max(found, default=None)

    @property
    def memory(self) -> float | None:
        """Bandwidth of the largest working set, main memory's, B/s."""
        return self.bandwidth_at(math.inf)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> Ceilings:
        """Inverse of to_dict. Raises ValueError, KeyError or TypeError for what is no such data."""
        if not isinstance(body, dict) or body.get("format") != FORMAT:
            raise ValueError(f"no ceilings of format {FORMAT}")
        return cls(
            identity=dict(body["identity"]), caches=dict(body.get("caches", {})), missing=dict(body.get("missing", {})),
            bandwidth=tuple(Bandwidth(**b) for b in body["bandwidth"]),
            read=tuple(Bandwidth(**b) for b in body.get("read", ())), rates=tuple(Rate(**r) for r in body["rates"]),
            measured=float(body.get("measured", 0.0)),
        )  # fmt: skip


def at(points: Sequence[Bandwidth], size: float) -> float | None:
    """Bandwidth at a working set, between the measured sizes on a logarithmic scale; the ends hold beyond them."""
    if not points:
        return None
    if size <= points[0].size:
        return points[0].value
    for before, after in pairwise(points):
        if before.size <= size <= after.size:
            share = math.log(size / before.size) / math.log(after.size / before.size)
            return float(before.value ** (1 - share) * after.value**share)
    return points[-1].value
