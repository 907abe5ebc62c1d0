"""Decode speed as the generate workload measures it, against a bare `model.generate` loop.

`python benchmarks/decode_speed.py`. Both run in one process, in pairs of random order, with the same model, prompts and
settings; the bare loop is timed as a whole. Printed: the ratio ours / bare of token/s with its 95 % interval.
Wanted: at least 0.99.
"""

from __future__ import annotations

import argparse
import os
import random
import time

os.environ["HF_HUB_OFFLINE"] = "1"

import torch

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.stats import log_ratio_interval
from paretoscope.workloads import running
from paretoscope.workloads.generate import POOL, Generate


def ours(work: Generate, index: int) -> float:
    """Seconds that the workload says one call took."""
    return work.call(index).values["e2e"]


def bare(work: Generate, index: int) -> float:
    """Seconds of one plain generate call on the same prompt."""
    model, ids = work.subject.model, work.pool[index % POOL]
    mask, began = torch.ones_like(ids), time.perf_counter()
    model.generate(ids, attention_mask=mask)  # type: ignore[operator]
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="builtin:demo-lm")
    parser.add_argument("--pairs", type=int, default=40)
    args = parser.parse_args()
    torch.set_num_threads(usable_cores())
    subject = load(inspect(builtin.resolve(args.model)))
    work = Generate(subject, Workload.parse("generate:prompt=128,new=64"))
    settings = running.settings(subject, work.new, stop=False)
    rng, measured, plain = random.Random(0), {}, {}
    with running.using(subject.model, settings):
        for index in range(args.pairs + 3):
            both = [(ours, measured), (bare, plain)]
            rng.shuffle(both)
            for call, seconds in both:
                seconds[(0, index)] = call(work, index)
    warm = {(0, i) for i in range(3)}
    ratio = log_ratio_interval(
        {k: v for k, v in plain.items() if k not in warm}, {k: v for k, v in measured.items() if k not in warm}
    )
    assert ratio is not None
    print(
        f"speed ours / bare: {ratio.value:.4f} ({ratio.low:.4f} to {ratio.high:.4f}), {ratio.n} pairs; wanted >= 0.99"
    )


if __name__ == "__main__":
    main()
