"""Against optimum-benchmark: the same TTFT and TPOT.

    python benchmarks/neighbours/optimum_benchmark.py [--rounds 8]

optimum-benchmark runs in an environment of its own (it needs transformers below 5) with its inline launcher: its
process launcher spins while it waits. Our workload runs in the same environment, so that only the instruments differ.
In each round both measure once, in random order, in processes that start anew. Printed: the ratio of TTFT and of
TPOT, theirs / ours, paired by round, with its 95 % interval; they agree when it holds 1. How much sooner ratios to a
baseline are well known is measured by equal_width.py.
"""

from __future__ import annotations

import argparse
import random
import sys
from importlib.metadata import version

from environment import Child, python

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.stats import Key, log_ratio_interval

REQUIREMENTS = (
    "optimum-benchmark==0.6.0", "optimum>=1.27,<3", "transformers>=4.57,<5", "accelerate>=1.10", "psutil>=7",
    "platformdirs>=4", f"torch=={version('torch').split('+')[0]}",
)  # fmt: skip
SHAPE = {"prompt": 128, "new": 32, "warm": 3, "dtype": "float32"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="builtin:demo-lm")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement, as is their default")
    args = parser.parse_args()
    measured = interleaved(args.model, args.rounds, args.seconds)
    for name in ("ttft", "tpot"):
        ratio = log_ratio_interval(measured["optimum", name], measured["ours", name])
        assert ratio is not None
        assert ratio.low is not None
        assert ratio.high is not None
        agree = "agree" if ratio.low <= 1 <= ratio.high else "differ"
        print(f"{name.upper()} theirs / ours: {ratio.value:.4f} ({ratio.low:.4f} to {ratio.high:.4f}), {agree}")


def interleaved(model: str, rounds: int, seconds: float) -> dict[tuple[str, str], dict[Key, float]]:
    """(instrument, metric) to the value of each round."""
    own = python("optimum-benchmark", REQUIREMENTS)
    folder, threads, rng = str(builtin.resolve(model)), usable_cores(), random.Random(0)
    found: dict[tuple[str, str], dict[Key, float]] = {}
    for index in range(rounds):
        order = ["ours", "optimum"]
        rng.shuffle(order)
        for script in order:
            child = Child(own, script, threads, model=folder, **SHAPE)
            made = child.ask(seconds=seconds, count=10)
            child.close()
            for name in ("ttft", "tpot"):
                found.setdefault((script, name), {})[0, index] = made[name]
            print(f"round {index + 1}: {script} {made}", file=sys.stderr)
    return found


if __name__ == "__main__":
    main()
