"""The limit of a training step, against numbers worked out by hand."""

from __future__ import annotations

import pytest

from paretoscope.analysis import limits
from paretoscope.analysis.ceilings import Bandwidth, Ceilings, Rate
from paretoscope.analysis.results import Results, Trial, Value
from paretoscope.report.limit import sentences

WORK = "finetune:batch=2,length=16,steps=6"


def test_a_step_of_training_has_a_limit_and_a_sentence() -> None:
    """500 MFLOP at 1 GFLOP/s are 0.5 s, 100 MB at 10 MB/s are 10 s: half of the 20 s that a step takes."""
    numbers = {
        "train.step_time": 20.0, "compute.flops_per_step": 5e8, "compute.flops_per_step.float32": 5e8,
        "compute.bytes_per_step": 1e8,
    }  # fmt: skip
    table = {k: Value(value=v, low=v, high=v, n=8) for k, v in numbers.items()}
    one = Trial(id="baseline", recipe="baseline", title="Baseline", status="valid", marks=("baseline",),
                metrics={WORK: table})  # fmt: skip
    memory = Bandwidth(size=1e8, value=1e7, low=1e7, high=1e7)
    known = Ceilings(bandwidth=(memory,), rates=(Rate(dtype="float32", value=1e9, low=1e9, high=1e9),), caches={})
    results = Results(trials=[one], workloads=[WORK], model={}, protocol={"name": "quick"}, ceilings=known.to_dict())
    limits.fill(results)
    (found,) = results.limits
    assert (found.phase, found.floor, found.reached, found.bound) == ("step", 10.0, 0.5, "memory")
    assert found.words.startswith("Training step of Baseline: bound by memory, at 50%")
    assert sentences(results) == [found.words]
    assert table["limit.bandwidth_use"].value == pytest.approx(0.5)
    assert table["limit.flops_use"].value == pytest.approx(0.025)
