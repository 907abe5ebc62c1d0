"""Cold start: how long it takes from nothing to the first token, part by part, in a process that was just started.

time.cold_start = time.start + time.import + time.load + time.apply + time.first_token. It is only told where every
part was really done: a recipe that came from the artefact cache, or was trained first, has none. The system's file
cache is as it was found, so files may be in memory already.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import psutil

from paretoscope.workloads.call import Call

if TYPE_CHECKING:
    from paretoscope.worker.tell import Teller

PARTS = ("time.start", "time.import", "time.load", "time.apply")


def age() -> float:
    """Seconds since this process was started.

    Linux tells it in clock ticks (10 ms) since boot; elsewhere the system's own start time is taken.
    """
    if sys.platform == "linux":
        try:
            with open("/proc/self/stat", encoding="ascii", errors="replace") as stat:
                fields = stat.read().rpartition(")")[2].split()  # the name before may hold anything
            return float(time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK"))
        except (OSError, ValueError, IndexError):
            pass  # a sandbox without /proc: the general way serves
    return max(0.0, time.time() - float(psutil.Process().create_time()))


def tell_first(tell: Teller, made: Call, trained: bool) -> None:
    """Tell the first call's time and the sum, or why there is no sum.

    Args:
        made: the first call of the first timed workload: until its first token, or its answer.
        trained: whether the model was trained in this process before.
    """
    if trained:
        tell.missing("time.first_token", "the model was trained first, so its first call was no cold one", "s")
        tell.missing("time.cold_start", "the model was trained in this process", "s")
        return
    first = made.values.get("ttft", made.end - made.start)
    tell.metric("time.first_token", first, "s")
    parts = [tell.times.get(name, 0.0) for name in PARTS]  # the baseline has nothing to apply
    if any(p is None for p in parts):
        why = "a part was taken from the artefact cache: `paretoscope cache clear` makes it again"
        tell.missing("time.cold_start", why, "s")
    else:
        tell.metric("time.cold_start", first + sum(p for p in parts if p is not None), "s")
