"""What our watching costs: decode speed with and without the sampler, and the study process's own processor time.

    python benchmarks/watching.py [--pairs 400]

A worker generates; beside it lives a process that reads its memory, the processor's times and the energy counters
as a study does. Turns in which it looks and in which it rests alternate in random order. Equivalence: two one-sided
t tests on the log ratios, that the cost is below 0.5 % of speed, at level 5 %, that is the 90 % interval of the ratio
lies inside 0.995 to 1.005.
Wanted too: the study process below 1 % of one core.
"""

from __future__ import annotations

import argparse
import math
import random
import subprocess
import sys
from statistics import fmean

from neighbours.environment import Child

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.stats import sample_interval

BOUND = 0.005
SHAPE = {"prompt": 128, "new": 32, "warm": 3, "dtype": "float32"}
EVERY = 0.1  # s, as the study process looks while it waits
_SAMPLER = """
import select, sys, time
from paretoscope.meters.memory import read
from paretoscope.meters.watch import Watch
from paretoscope.study import neighbours
pid, every, watch, on = int(sys.argv[1]), float(sys.argv[2]), Watch.here(), False
began = busy = 0.0
print("ready", flush=True)
while True:
    if select.select([sys.stdin], [], [], every if on else None)[0]:
        line = sys.stdin.readline()
        if not line:
            break
        share = (time.process_time() - busy) / (time.monotonic() - began)
        print(share, flush=True)
        on, began, busy = line == "on\\n", time.monotonic(), time.process_time()
    elif on:
        read(pid); neighbours.read(pid); watch.poll()
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=400)
    args = parser.parse_args()
    model = str(builtin.resolve("builtin:demo-lm"))
    child = Child(sys.executable, "ours", usable_cores(), model=model, **SHAPE)
    command = [sys.executable, "-c", _SAMPLER, str(child.pid), str(EVERY)]
    rng, logs, shares = random.Random(0), list[float](), list[float]()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as sampler:
        _told(sampler)
        for _ in range(args.pairs):
            order = [True, False]
            rng.shuffle(order)
            seconds = {watched: _turn(child, sampler, watched, shares) for watched in order}
            logs.append(math.log(seconds[False] / seconds[True]))
        sampler.communicate()
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


def _turn(child: Child, sampler: subprocess.Popen[str], watched: bool, shares: list[float]) -> float:
    """Seconds per token of one short turn; the sampler lives in both arms and rests in one of them."""
    _say(sampler, "on" if watched else "off")
    found = float(child.ask(seconds=0.5, count=1)["tpot"])
    share = _say(sampler, "off")
    if watched:
        shares.append(share)
    return found


def _say(sampler: subprocess.Popen[str], word: str) -> float:
    assert sampler.stdin is not None
    sampler.stdin.write(word + "\n")
    return float(_told(sampler))


def _told(sampler: subprocess.Popen[str]) -> str:
    assert sampler.stdout is not None
    return sampler.stdout.readline()


if __name__ == "__main__":
    main()
