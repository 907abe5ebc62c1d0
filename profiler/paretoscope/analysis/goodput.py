"""Goodput: what was served per second in time. A request counts when it meets every target that the workload names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from paretoscope.analysis.latency import Request, requests
from paretoscope.errors import Refused
from paretoscope.events import Observation
from paretoscope.plan import WORKLOADS, Workload

NAMES = ("ttft", "tpot", "e2e")


@dataclass(frozen=True)
class Targets:
    """Longest times that are good enough, s; 0 means: no target."""

    ttft: float = 0.0
    tpot: float = 0.0
    e2e: float = 0.0

    def __bool__(self) -> bool:
        """Whether there is any target."""
        return any(getattr(self, n) > 0 for n in NAMES)

    def met(self, request: Request) -> bool:
        """Whether a request kept every target that says something about it."""
        pairs = ((getattr(self, n), getattr(request, n)) for n in NAMES)
        return all(took is None or limit <= 0 or took <= limit for limit, took in pairs)


@cache
def targets(workload: str) -> Targets:
    """The targets of a workload, read from its text; none for a text that is no workload."""
    try:
        work = Workload.parse(workload)
    except Refused:
        return Targets()
    own = {p.name for p in WORKLOADS[work.kind]}
    return Targets(**{n: float(work.value(n)) for n in NAMES if n in own})


def values(workload: str, calls: Sequence[Observation]) -> dict[str, float]:
    """goodput.* of one turn: requests and tokens in time per second, and their share; empty without a target.

    The time is that inside the calls; for a replayed trace it runs from the first arrival to the last answer.
    """
    limit = targets(workload)
    seconds = sum(c.values.get("span", c.values.get("e2e", 0.0) * c.values.get("calls", 1.0)) for c in calls)
    every = [r for c in calls for r in requests(c)]
    if not limit or not every or seconds <= 0:
        return {}
    good = [r for r in every if limit.met(r)]
    found = {
        "goodput.requests": sum(r.count for r in good) / seconds,
        "goodput.share": sum(r.count for r in good) / sum(r.count for r in every),
    }
    if any(r.tokens for r in every):
        found["goodput.tokens"] = sum(r.count * r.tokens for r in good) / seconds
    return found
