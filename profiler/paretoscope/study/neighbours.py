"""What other processes do to the machine while a turn runs, and how the worker looks from outside.

Totals of /proc/stat only; no walk over the processes.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

import psutil

THRESHOLD = 0.25  # cores that others may use on average in a turn that counts as quiet
SHORTEST = 0.3  # s; the system counts in hundredths, so a shorter stretch cannot be judged
_PAGE = os.sysconf("SC_PAGE_SIZE") if os.path.exists("/proc/self/statm") else 0  # B; 0: there is no such file


@dataclass(frozen=True)
class Reading:
    """Totals at one moment, s: wall clock, processor time of all, of this process, of the worker.

    `steal`: time that the host gave to other guests while a program here wanted to run; it is part of `busy`.
    """

    wall: float
    busy: float
    own: float
    worker: float
    pid: int = 0
    steal: float = 0.0


def read(pid: int) -> Reading:
    """Read the totals now; a worker that is gone counts 0."""
    times = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0) + getattr(times, "guest", 0.0) + getattr(times, "guest_nice", 0.0)
    steal = float(getattr(times, "steal", 0.0))
    return Reading(time.monotonic(), sum(times) - idle, time.process_time(), _worker(pid), pid, steal)


def others(before: Reading, after: Reading) -> float | None:
    """Cores that other processes, and other guests of the host (steal), used on average; None: too short to tell."""
    wall = after.wall - before.wall
    if wall < SHORTEST:
        return None
    used = (after.busy - before.busy) - (after.own - before.own) - (after.worker - before.worker)
    return max(0.0, used / wall)


def stolen(before: Reading, after: Reading) -> float:
    """Cores that the host gave to other guests, on average."""
    wall = after.wall - before.wall
    return (after.steal - before.steal) / wall if wall > 0 else 0.0


def watching(before: Reading, after: Reading) -> float:
    """Cores that this process itself used, on average: what our own watching and writing costs."""
    wall = after.wall - before.wall
    return (after.own - before.own) / wall if wall > 0 else 0.0


def resident(pid: int) -> int | None:
    """Resident memory of a process, B; None when it is gone.

    Asked ten times a second beside a measurement: on Linux one short file is read, a quarter of what psutil does.
    """
    if not _PAGE:
        return _resident_by_psutil(pid)
    try:
        file = os.open(f"/proc/{pid}/statm", os.O_RDONLY)
    except OSError:
        return None
    try:
        fields = os.read(file, 128).split()
    except OSError:  # it ended in between
        return None
    finally:
        os.close(file)
    return int(fields[1]) * _PAGE or None  # a zombie holds nothing


def _resident_by_psutil(pid: int) -> int | None:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return None


def load() -> float:
    """Runnable processes, averaged by the system over the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _worker(pid: int) -> float:
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)


class RepeatRule:
    """Which noisy turns are repeated: at most `most` in a round, and none while the load is steady.

    A turn is noisy when other processes used more than `threshold` cores on average. When every repeat of a round was
    noisy too, repeating does not help: then turns are kept, marked, until a quiet one is seen.
    """

    def __init__(self, threshold: float = THRESHOLD, most: int = 3) -> None:
        self.threshold, self.most = threshold, most
        self.left = most
        self.steady = False
        self._helped = False

    def new_round(self) -> None:
        """Begin to count anew."""
        if self.left == 0 and not self._helped:
            self.steady = True
        self.left, self._helped = self.most, False

    def noisy(self, share: float | None) -> bool:
        """Whether a turn was noisy; a quiet one ends a time of steady load."""
        if share is not None and share <= self.threshold:
            self.steady, self._helped = False, True
        return share is not None and share > self.threshold

    def repeat(self, always: bool = False) -> bool:
        """Whether one more turn may be repeated now; counts it. `always`: even while the load is steady."""
        if (self.steady and not always) or self.left == 0:
            return False
        self.left -= 1
        return True
