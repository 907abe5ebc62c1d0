"""The limits of one trial: what each phase has to multiply and to move at least, and how long that must take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from paretoscope.analysis.ceilings import Ceilings
from paretoscope.analysis.results import Limit, Results, Trial
from paretoscope.workload import SAMPLED, Workload

NEAR = 1 / 3  # of a wall: below this share of both, neither is what bounds a step
PER = {"decode": "compute.flops_per_token", "prefill": "compute.flops_prefill", "forward": "compute.flops_per_sample",
       "step": "compute.flops_per_step"}  # fmt: skip
ITEM = {"float32": 4, "float64": 8, "bfloat16": 2, "float16": 2, "int8": 1}


def limits_of(trial: Trial, results: Results, ceilings: Ceilings) -> Iterator[Limit]:
    """Every phase of every workload for which time, FLOPs and bytes are known."""
    for text, table in trial.metrics.items():
        if not trial.ranked or text.partition(":")[0] not in ("generate", *SAMPLED, "finetune"):
            continue
        numbers = {name: v.value for name, v in table.items() if v.value is not None}
        work = Workload.parse(text)
        for step in steps(work, numbers):
            found = _limit(trial, text, step, numbers, ceilings)
            if found is not None:
                model = expected(step["phase"], work, results, ceilings, found.dtype, trial)
                yield Limit(**{**found.__dict__, "model": model})


def steps(work: Workload, numbers: Mapping[str, float]) -> Iterator[dict[str, Any]]:
    """{phase, seconds, flops, bytes} of the steps of a workload, as far as they were measured.

    Decode: one step of the whole batch, weights and cache read once; a drafting recipe makes several tokens a step.
    Prefill: weights read and the prompt's cache written once. Forward: one batch, weights read once. Step: of training.
    """
    if work.kind == "generate" and {"latency.tpot", PER["decode"], "compute.bytes_per_token"} <= numbers.keys():
        batch, prompt, new = (float(work.value(n)) for n in ("batch", "prompt", "new"))
        moved = numbers["compute.bytes_per_token"] * batch
        several = max(1.0, numbers.get("decode.tokens_per_step", 1.0))
        yield {
            "phase": "decode", "seconds": numbers["latency.tpot"] * several, "bytes": moved,
            "flops": numbers[PER["decode"]] * batch * several,
        }  # fmt: skip
        if {"latency.ttft", PER["prefill"]} <= numbers.keys():
            late = numbers.get("memory.kv_cache", 0.0) * (new - 1) / (prompt + new - 1)
            flops = numbers[PER["prefill"]] * batch * prompt
            yield {"phase": "prefill", "seconds": numbers["latency.ttft"], "flops": flops, "bytes": moved - late}
    if work.kind in SAMPLED and {"latency.e2e", PER["forward"], "compute.bytes_per_sample"} <= numbers.keys():
        batch = float(work.value("batch"))
        flops, moved = (numbers[n] * batch for n in (PER["forward"], "compute.bytes_per_sample"))
        yield {"phase": "forward", "seconds": numbers["latency.e2e"], "flops": flops, "bytes": moved}
    if work.kind == "finetune" and {"train.step_time", PER["step"], "compute.bytes_per_step"} <= numbers.keys():
        flops, moved = numbers[PER["step"]], numbers["compute.bytes_per_step"]
        yield {"phase": "step", "seconds": numbers["train.step_time"], "flops": flops, "bytes": moved}


def _limit(
    trial: Trial, workload: str, step: Mapping[str, Any], numbers: Mapping[str, float], ceilings: Ceilings
) -> Limit | None:
    """The step against the ceilings; None where the machine's rate in that dtype is not known."""
    name = PER[step["phase"]]
    shares = {n.removeprefix(name + "."): v for n, v in numbers.items() if n.startswith(name + ".")}
    peak, bandwidth = peak_of(shares, ceilings), ceilings.bandwidth_at(step["bytes"])
    if peak is None or bandwidth is None or min(step["seconds"], step["bytes"], step["flops"]) <= 0:
        return None
    compute, memory = step["flops"] / peak, step["bytes"] / bandwidth
    reached = max(compute, memory) / step["seconds"]
    bound = "overhead" if reached < NEAR else "compute" if compute > memory else "memory"
    dtype = max(shares, key=lambda d: shares[d])
    return Limit(
        trial=trial.id, workload=workload, phase=step["phase"], dtype=dtype, seconds=step["seconds"],
        flops=step["flops"], bytes=step["bytes"], bandwidth=bandwidth, peak=peak, floor=max(compute, memory),
        reached=reached, bound=bound,
    )  # fmt: skip


def peak_of(flops: Mapping[str, float], ceilings: Ceilings) -> float | None:
    """Rate of products in several dtypes, one after the other: total / sum(FLOPs / rate). None where one is unknown."""
    rates = {d: ceilings.rate(d) for d in flops}
    seconds = sum(count / rate for d, count in flops.items() if (rate := rates[d]))
    return sum(flops.values()) / seconds if seconds > 0 and all(rates.values()) else None


def pope(parameters: float, tokens: float, moved: float, peak: float, bandwidth: float) -> float:
    """Seconds of a step after Pope et al. 2022, "Efficiently Scaling Transformer Inference", on one device.

    max(compute, memory): compute = 2 N tokens / peak, memory = (weight bytes + KV bytes x batch) / bandwidth = `moved`
    / bandwidth. What it leaves out: attention's own products, activations, everything between operators.
    """
    return max(2 * parameters * tokens / peak, moved / bandwidth)


def expected(
    phase: str, work: Workload, results: Results, ceilings: Ceilings, dtype: str, trial: Trial
) -> float | None:
    """What Pope's model expects of the configuration for this phase, s; None for what is no decoder of known sizes."""
    facts = results.model
    sizes = [float(facts.get(k) or 0) for k in ("layers", "hidden", "heads")]
    peak, weights = ceilings.rate(dtype), trial.find("memory.weights")
    if phase in ("forward", "step") or not all(sizes) or peak is None or weights is None or not weights.value:
        return None
    batch, prompt, new = (float(work.value(n)) for n in ("batch", "prompt", "new"))
    embedding = float(facts.get("vocabulary") or 0) * sizes[1]
    parameters = max(float(facts.get("parameters") or 0) - embedding, embedding)
    tokens = batch * (prompt if phase == "prefill" else 1.0)
    length = prompt if phase == "prefill" else prompt + new / 2
    moved = weights.value + kv_bytes(facts, length * batch, ITEM.get(dtype, 4))
    bandwidth = ceilings.bandwidth_at(moved)
    return pope(parameters, tokens, moved, peak, bandwidth) if bandwidth else None


def kv_bytes(facts: Mapping[str, Any], tokens: float, item: int) -> float:
    """Bytes of keys and values: 2 x layers x KV heads x head width x tokens x bytes an element.

    With grouped or multi-query attention the KV heads are fewer than the heads, which divides the bytes by as much.
    """
    heads = float(facts.get("heads") or 1)
    width = float(facts.get("head_dim") or float(facts.get("hidden") or 0) / heads)
    return 2 * float(facts.get("layers") or 0) * float(facts.get("kv_heads") or heads) * width * tokens * item
