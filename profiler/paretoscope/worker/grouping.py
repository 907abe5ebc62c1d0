"""Calls that are too short for the timer are taken together, until its resolution is less than 1 % of what it times.

An observation of n calls says so (`calls` = n): its times are means over the calls, taken from one pair of stamps
around all of them, so what lies between two calls is in them. Where the first call is long enough nothing is changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from statistics import fmean

from paretoscope.workloads.call import Call

SHARE = 0.01  # of the timed span that the timer's resolution may be
MOST = 4096  # calls of one observation at most
READINGS = 50


@cache
def timer_step() -> float:
    """Resolution of the timers, s: the smallest step that each was seen to make, the coarser one of the two."""
    return max(smallest_step(time.perf_counter), smallest_step(time.monotonic))


def smallest_step(clock: Callable[[], float]) -> float:
    """The smallest difference of two readings that differ."""
    steps = []
    for _ in range(READINGS):
        first = now = clock()
        while now == first:
            now = clock()
        steps.append(now - first)
    return min(steps)


def grouped(call: Callable[[int], Call], step: float) -> Callable[[int], Call]:
    """The same workload with calls taken together where one is too short; the size only grows.

    Args:
        call: makes call number i.
        step: resolution of the timer, s.
    """
    size = 1

    def together(index: int) -> Call:
        nonlocal size
        while True:
            made = [call(index * size + i) for i in range(size)]
            if made[-1].end - made[0].start >= step / SHARE or size >= MOST:
                return merged(made)
            size *= 2

    return together


def merged(made: list[Call]) -> Call:
    """Several calls as one: means of their values, the end-to-end time from the span of all."""
    if len(made) == 1:
        return made[0]
    start, end = made[0].start, made[-1].end
    values = {k: fmean(c.values[k] for c in made) for k in made[0].values}
    return Call(start, end, {**values, "e2e": (end - start) / len(made), "calls": float(len(made))})
