"""Against optimum-benchmark: the same TTFT and TPOT, and how much sooner ratios are equally narrow.

    python benchmarks/neighbours/optimum_benchmark.py [--rounds 8] [--study STUDY]

optimum-benchmark runs in an environment of its own (it needs transformers below 5) with its inline launcher: its
process launcher spins while it waits. Our workload runs in the same environment, so that only the instruments differ.
In each round both measure once, in random order, in processes that start anew. Printed: the ratio of TTFT and of
TPOT, theirs / ours, paired by round, with its 95 % interval; they agree when it holds 1.

Then the time that each needs until the interval of a recipe's *ratio to the baseline* has the same width, for the
baseline and eight recipes. Ours is read from a finished study of the demo (`--study`, made just before on the same
machine): its half-width and its seconds from the first process to the last turn. Theirs follows from what was
measured here: with the standard deviation s of log TPOT between its processes, n processes of each of nine
configurations give the half-width t(0.975, 2n - 2) s sqrt(2 / n); each takes the seconds that one took here.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from importlib.metadata import version
from pathlib import Path
from statistics import fmean, stdev

from environment import Child, python

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.stats import Key, log_ratio_interval, t_quantile

REQUIREMENTS = (
    "optimum-benchmark==0.6.0", "optimum>=1.27,<3", "transformers>=4.57,<5", "accelerate>=1.10", "psutil>=7",
    "platformdirs>=4", f"torch=={version('torch').split('+')[0]}",
)  # fmt: skip
SHAPE = {"prompt": 128, "new": 32, "warm": 3, "dtype": "float32"}
CONFIGURATIONS = 9  # the baseline and eight recipes
MOST = 10_000  # processes of one configuration


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="builtin:demo-lm")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement, as is their default")
    parser.add_argument("--study", type=Path, help="a finished study of the demo, quick protocol")
    args = parser.parse_args()
    measured, took = interleaved(args.model, args.rounds, args.seconds)
    for name in ("ttft", "tpot"):
        ratio = log_ratio_interval(measured["optimum", name], measured["ours", name])
        assert ratio is not None
        assert ratio.low is not None
        assert ratio.high is not None
        agree = "agree" if ratio.low <= 1 <= ratio.high else "differ"
        print(f"{name.upper()} theirs / ours: {ratio.value:.4f} ({ratio.low:.4f} to {ratio.high:.4f}), {agree}")
    if args.study is not None:
        tell_factor(args.study, [math.log(v) for v in measured["optimum", "tpot"].values()], fmean(took))


def interleaved(model: str, rounds: int, seconds: float) -> tuple[dict[tuple[str, str], dict[Key, float]], list[float]]:
    """(instrument, metric) to the value of each round; and the seconds that each of their processes took."""
    own = python("optimum-benchmark", REQUIREMENTS)
    folder, threads, rng = str(builtin.resolve(model)), usable_cores(), random.Random(0)
    found: dict[tuple[str, str], dict[Key, float]] = {}
    took: list[float] = []
    for index in range(rounds):
        order = ["ours", "optimum"]
        rng.shuffle(order)
        for script in order:
            began = time.monotonic()
            child = Child(own, script, threads, model=folder, **SHAPE)
            made = child.ask(seconds=seconds, count=10)
            child.close()
            if script == "optimum":
                took.append(time.monotonic() - began)
            for name in ("ttft", "tpot"):
                found.setdefault((script, name), {})[0, index] = made[name]
            print(f"round {index + 1}: {script} {made}", file=sys.stderr)
    return found, took


def processes_for(half: float, spread: float) -> int:
    """Least number of processes of two configurations whose ratio has that half-width on the logarithm."""
    return next((n for n in range(2, MOST) if t_quantile(0.975, 2 * n - 2) * spread * math.sqrt(2 / n) <= half), MOST)


def tell_factor(study: Path, logs: list[float], seconds: float) -> None:
    """How much longer their way takes to intervals as narrow as the study's."""
    from paretoscope.commands._studies import results_of
    from paretoscope.store.stored import StoredStudy

    record = StoredStudy(study).record
    ratios = [t.change("latency.tpot") for t in results_of(study).trials]
    halves = [math.log(r.high / r.low) / 2 for r in ratios if r is not None and r.low and r.high]
    assert record.first_hello is not None
    half, ours = fmean(halves), max(t.end for t in record.trials["baseline"].turns) - record.first_hello.t
    count = processes_for(half, stdev(logs))
    theirs = CONFIGURATIONS * count * seconds
    print(f"half-width {half:.2%}: ours {ours:.0f} s; theirs {count} processes of each, {theirs:.0f} s")
    print(f"factor {theirs / ours:.1f} (wanted: 3)")


if __name__ == "__main__":
    main()
