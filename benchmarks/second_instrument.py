"""TTFT and TPOT as the generate workload measures them, against a second instrument on the same calls.

`python benchmarks/second_instrument.py`. The second instrument knows nothing of the first: it wraps the model's own
`generate`, takes another clock (CLOCK_MONOTONIC_RAW, which no time service adjusts) and stamps each delivery itself; a
hook counts the model's forward passes. Printed: the difference in percent, median and largest of all calls, and the
counts. Wanted: medians at most 0.1 %, gaps = calls x (new - 1), one delivery a forward pass.
"""

from __future__ import annotations

import argparse
import os
import time
from statistics import median
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"

import torch

from paretoscope.analysis import latency
from paretoscope.events import Observation
from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads.generate import Generate

LIMIT = 0.001


def now() -> int:
    """The second instrument's clock, ns."""
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)


class Second:
    """Wraps a model's `generate` and counts its forward passes."""

    def __init__(self, model: Any) -> None:
        self.began, self.stamps, self.passes = 0, list[int](), 0
        self._generate = model.generate
        model.generate = self.generate
        model.register_forward_hook(self._count)

    def generate(self, *given: Any, streamer: Any, **more: Any) -> Any:
        """Stamp the beginning, and each delivery right after the streamer took it; the prompt is the first put."""
        self.stamps, put = [], streamer.put

        def both(value: Any) -> None:
            put(value)
            self.stamps.append(now())

        streamer.put = both
        self.began = now()
        return self._generate(*given, streamer=streamer, **more)

    def times(self, new: int) -> tuple[float, float]:
        """(ttft, tpot) of the last call, s."""
        own = [(s - self.began) / 1e9 for s in self.stamps[1:]]
        return own[0], (own[-1] - own[0]) / (new - 1)

    def _count(self, *_: Any) -> None:
        self.passes += 1


def main() -> None:
    """Measure and print; exit code 1 when the instruments disagree."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="builtin:demo-lm")
    parser.add_argument("--calls", type=int, default=30)
    parser.add_argument("--workload", default="generate:prompt=128,new=32")
    args = parser.parse_args()
    torch.set_num_threads(usable_cores())
    subject = load(inspect(builtin.resolve(args.model)))
    second = Second(subject.model)
    work = Generate(subject, Workload.parse(args.workload))
    for index in range(3):
        work.call(index)
    second.passes, gaps = 0, 0
    off: dict[str, list[float]] = {"TTFT": [], "TPOT": []}
    for index in range(args.calls):
        call = work.call(index)
        event = Observation(values=call.values, series=call.series)
        gaps += len(latency.gaps(event))
        tpot = latency.tpot(event)
        assert tpot is not None
        for name, ours, theirs in zip(off, (call.values["ttft"], tpot), second.times(work.new), strict=True):
            off[name].append(abs(ours / theirs - 1))
    for name, values in off.items():
        print(f"{name}: {median(values):.4%} median, {max(values):.4%} largest of {args.calls} calls; wanted <= 0.1 %")
    print(f"gaps: {gaps}, calls x (new - 1) = {args.calls * (work.new - 1)}; forward passes {second.passes}")
    agree = max(median(v) for v in off.values()) <= LIMIT and gaps == args.calls * (work.new - 1)
    raise SystemExit(0 if agree and second.passes == gaps + args.calls else 1)


if __name__ == "__main__":
    main()
