"""A study with numbers that a limit can be worked out from by hand: measured ceilings, one decode step, its weights."""

from __future__ import annotations

from typing import Any

from paretoscope.analysis import limits
from paretoscope.analysis.ceilings import Bandwidth, Ceilings, Rate
from paretoscope.analysis.results import Results, Trial, Value

WORK = "generate:batch=2,new=11,prompt=100"
MB = 1e6


def ceilings(**changes: Any) -> Ceilings:
    """1 GFLOP/s in fp32, 4 in int8; 100 MB/s from a cache of 1 MB, 10 MB/s from memory."""
    points = tuple(Bandwidth(size=s, value=v, low=v, high=v) for s, v in ((1 * MB, 100 * MB), (100 * MB, 10 * MB)))
    made = {"float32": 1e9, "int8": 4e9}
    rates = tuple(Rate(dtype=d, value=v, low=v, high=v) for d, v in made.items())
    return Ceilings(**{"bandwidth": points, "rates": rates, "caches": {"L2": 1 << 20}, **changes})


def measured(value: float, low: float | None = None, high: float | None = None) -> Value:
    return Value(value=value, low=low, high=high, n=8)


def trial(id_: str = "baseline", **changes: float) -> Trial:
    """A decode step of two sequences: 2 x 10 MFLOP and 1 MB to move in 0.05 s."""
    numbers = {
        "latency.tpot": 0.05, "latency.ttft": 4.0, "memory.kv_cache": 0.11 * MB, "compute.bytes_per_token": 0.5 * MB,
        "compute.flops_per_token": 1e7, "compute.flops_per_token.float32": 1e7, "compute.flops_prefill": 1e7,
        "compute.flops_prefill.float32": 1e7, **changes,
    }  # fmt: skip
    table = {k: measured(v) for k, v in numbers.items()}
    table["latency.tpot"] = measured(numbers["latency.tpot"], 0.04, 0.0625)
    marks = ("baseline",) if id_ == "baseline" else ()
    weights = {"memory.weights": measured(0.8 * MB)}
    return Trial(id=id_, recipe=id_, title=id_.title(), status="valid", marks=marks, metrics={WORK: table, "": weights})


def study(*trials: Trial, known: Ceilings | None = None) -> Results:
    model = {"layers": 2, "hidden": 64, "heads": 4, "kv_heads": 2, "vocabulary": 100, "parameters": 106_400}
    results = Results(trials=list(trials), workloads=[WORK], model=model, protocol={"name": "quick"})
    results.ceilings = (known or ceilings()).to_dict()
    limits.fill(results)
    return results


def limit(results: Results, name: str = "decode") -> Any:
    return next(x for x in results.limits if x.phase == name)
