"""The study process's own waiting loop beside a worker that it did not start; it rests in every second stretch.

For each line `SEED SECONDS` it answers one with the stretches (begin, end, whether it looked), the moments of all
looks, their number a second and the processor time that they took, in cores.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from paretoscope.analysis.record import Record
from paretoscope.plan import Study
from paretoscope.store.folder import StudyFolder
from paretoscope.store.journal import Journal
from paretoscope.study.budget import Budget
from paretoscope.study.eta import Eta
from paretoscope.study.hub import BudgetOver, Hub, Worker
from paretoscope.study.turns import Turns

STRETCH = 1.0  # s


class Watcher:
    """A hub as in a study, whose one worker has this process id."""

    def __init__(self, pid: int, folder: Path) -> None:
        place, unheard = StudyFolder(folder), SimpleNamespace(start=None)
        place.events.mkdir(parents=True)
        self.hub, self.looks = Hub(Journal(place), Record(), unheard), list[float]()  # type: ignore[arg-type]
        eta = Eta({})
        Turns(self.hub, eta, Budget(Study(model=""), eta))  # asks for the meters and the guard once a second
        often = self.hub.often

        def look() -> None:
            self.looks.append(time.monotonic())
            often()

        self.hub.often = look
        process: Any = SimpleNamespace(pid=pid, number=1, send=lambda command: None)
        self.worker = Worker(SimpleNamespace(trial="a", attempt=0), process)  # type: ignore[arg-type]
        self.hub.workers[1] = self.worker

    def watch(self, seconds: float) -> float:
        """Wait for the worker as a study does in a turn; the processor time that this took, s."""
        self.hub.deadline, began = self.hub.clock() + seconds, time.process_time()
        try:
            self.hub.ask(self.worker, {}, lambda event: False, 3600.0)
        except BudgetOver:
            return time.process_time() - began
        raise AssertionError


def main() -> None:
    """Answer until stdin ends."""
    with tempfile.TemporaryDirectory() as room:
        watcher = Watcher(int(sys.argv[1]), Path(room) / "study")
        print("ready", flush=True)
        for line in sys.stdin:
            seed, seconds = line.split()
            print(json.dumps(_minute(watcher, random.Random(int(seed)), float(seconds))), flush=True)


def _minute(watcher: Watcher, rng: random.Random, seconds: float) -> dict[str, Any]:
    stretches, used = list[tuple[float, float, bool]](), 0.0
    watcher.looks.clear()
    for _ in range(int(seconds / STRETCH / 2)):
        for on in rng.sample((True, False), 2):
            began = time.monotonic()
            if on:
                used += watcher.watch(STRETCH)
            else:
                time.sleep(STRETCH)
            stretches.append((began, time.monotonic(), on))
    spent = sum(last - first for first, last, on in stretches if on)
    looks = watcher.looks
    return {"stretches": stretches, "looks": [*looks], "rate": len(looks) / spent, "share": used / spent}


if __name__ == "__main__":
    main()
