"""Warm up with the shapes that are measured, until times are steady."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from paretoscope.workloads.call import Call, Timed

STEADY, LAST, MOST, LONGEST = 0.05, 5, 10, 10.0  # spread, calls it is taken over, calls at most, s at most


def warm(work: Timed, clock: Callable[[], float] = time.monotonic) -> Iterator[Call]:
    """Yield calls until the last five differ by less than 5 %, or there were 10, or 10 s are over; at least one."""
    began, took = clock(), list[float]()
    while len(took) < MOST and (not took or clock() - began < LONGEST) and not steady(took):
        made = work.call(len(took))
        took.append(made.end - made.start)
        yield made


def steady(took: list[float]) -> bool:
    """Whether the last calls' times lie within the spread of each other."""
    last = took[-LAST:]
    return len(last) == LAST and max(last) - min(last) < STEADY * max(last)
