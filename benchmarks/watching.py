"""What our watching costs: decode speed with and without the sampler, and the study process's own processor time.

    python benchmarks/watching.py [--pairs 200]

A worker generates; beside it a process reads its memory, the processor's times and the energy counters as a study
does. Turns with and without it alternate in random order. Equivalence: two one-sided t tests on the log ratios, that
the cost is below 0.5 % of speed, at level 5 %, that is the 90 % interval of the ratio lies inside 0.995 to 1.005.
Wanted too: the study process below 1 % of one core.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import subprocess
import sys
import time
from statistics import fmean

from neighbours.environment import Child

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.stats import sample_interval

BOUND = 0.005
SHAPE = {"prompt": 128, "new": 32, "warm": 3, "dtype": "float32"}
EVERY = 0.1  # s, as the study process looks while it waits
_SAMPLER = """
import sys, time
from paretoscope.meters.memory import read
from paretoscope.meters.watch import Watch
from paretoscope.study import neighbours
pid, every, watch = int(sys.argv[1]), float(sys.argv[2]), Watch.here()
began, busy = time.monotonic(), time.process_time()
try:
    while True:
        time.sleep(every)
        read(pid); neighbours.read(pid); watch.poll()
except KeyboardInterrupt:
    print((time.process_time() - busy) / (time.monotonic() - began))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=200)
    args = parser.parse_args()
    model = str(builtin.resolve("builtin:demo-lm"))
    child = Child(sys.executable, "ours", usable_cores(), model=model, **SHAPE)
    rng, logs, shares = random.Random(0), list[float](), list[float]()
    for _ in range(args.pairs):
        order = [True, False]
        rng.shuffle(order)
        seconds = {watched: _turn(child, watched, shares) for watched in order}
        logs.append(math.log(seconds[False] / seconds[True]))
    child.close()
    found = sample_interval(logs, level=0.90)
    assert found.low is not None
    assert found.high is not None
    low, high = math.exp(found.low), math.exp(found.high)
    equal = "equivalent" if low > 1 - BOUND and high < 1 + BOUND else "not shown to be equivalent"
    print(
        f"speed with / without: {math.exp(found.value):.4f} (90 %: {low:.4f} to {high:.4f}), {found.n} pairs: {equal}"
    )
    print(f"the sampler used {fmean(shares):.2%} of a core (wanted: below 1 %)")


def _turn(child: Child, watched: bool, shares: list[float]) -> float:
    """Seconds per token of one short turn."""
    if not watched:
        return float(child.ask(seconds=0.5, count=1)["tpot"])
    command = [sys.executable, "-c", _SAMPLER, str(child.pid), str(EVERY)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as sampler:
        time.sleep(1.0)  # its imports are not its cost
        found = float(child.ask(seconds=0.5, count=1)["tpot"])
        sampler.send_signal(2)
        told = sampler.communicate()[0]
    shares.append(float(told))
    return found


if __name__ == "__main__":
    main()
