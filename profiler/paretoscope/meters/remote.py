"""Counters on another machine: how far its clock is off, and that it is close enough to be trusted.

A round trip tells (sent, remote, received) on the two clocks. If both ways took equally long the remote clock is off by
remote - (sent + received) / 2; the shortest round trip is the best, and half of it bounds the error (Cristian 1989).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from paretoscope.errors import Refused

MOST = 0.05  # s that clock and error together may be off


@dataclass(frozen=True)
class Offset:
    """The remote clock minus ours, s, and the bound of its error."""

    seconds: float
    error: float


def offset(trips: Iterable[tuple[float, float, float]]) -> Offset:
    """From round trips (sent, remote, received), s. Raises Refused without any."""
    found = [Offset(remote - (sent + got) / 2, (got - sent) / 2) for sent, remote, got in trips]
    if not found:
        raise Refused("the other machine's clock was not read", "exchange a few messages first")
    return min(found, key=lambda o: o.error)


def trusted(found: Offset, most: float = MOST) -> Offset:
    """Itself. Raises Refused when its windows could be off by more than `most` seconds."""
    if abs(found.seconds) + found.error > most:
        raise Refused(
            f"the other machine's clock is off by {abs(found.seconds) * 1e3:.0f} ms (+-{found.error * 1e3:.0f} ms),"
            f" more than {most * 1e3:.0f} ms",
            "synchronise the clocks (chrony, ntpd), then measure again",
        )
    return found
