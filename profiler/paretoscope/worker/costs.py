"""What a token or a sample costs, told as metrics: FLOPs by number format, bytes, the KV cache."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from paretoscope.worker.tell import Teller

if TYPE_CHECKING:
    from paretoscope.workloads.batched import Batched
    from paretoscope.workloads.finetune import Finetune
    from paretoscope.workloads.generate import Generate
    from paretoscope.workloads.make import Made


def tell_costs(work: Made, name: str, tell: Teller) -> None:
    """The costs of a generating or classifying workload; of others nothing."""
    from paretoscope.workloads.batched import Batched
    from paretoscope.workloads.generate import Generate

    if isinstance(work, Generate):
        _of_token(work, name, tell)
    elif isinstance(work, Batched):
        _of_sample(work, name, tell)
    if isinstance(work, (Generate, Batched)) and work.subject.device == "cpu":
        _of_tensors(work, name, tell)


def _of_tensors(work: Generate | Batched, name: str, tell: Teller) -> None:
    """What the tensors of one call take; a profiler that fails costs no trial its results."""
    from paretoscope.meters.allocator import allocated_peak

    try:
        peak = allocated_peak(lambda: work.call(0))
    except RuntimeError as error:
        tell.missing("memory.allocator_peak", f"the allocations could not be followed: {error}", workload=name)
        return
    tell.metric(
        "memory.allocator_peak", peak, "B", name, "counted", "allocations of one call, followed apart from timing"
    )


def tell_step(work: Finetune, name: str, tell: Teller) -> None:
    """What an optimizer step costs, counted in one more pass; nothing where no step was asked for."""
    cost = work.cost()
    if cost is not None:
        _flops("compute.flops_per_step", cost.flops, cost.dtypes, cost.method, name, tell)
        why = "weights, gradients, optimizer state and trained weights, each once; no activations"
        tell.metric("compute.bytes_per_step", cost.bytes, "B", name, "computed", why)


def _of_token(work: Generate, name: str, tell: Teller) -> None:
    tell.metric("memory.kv_cache", work.kv_cache, "B", name, source="counted")
    cost = work.cost()
    _flops("compute.flops_per_token", cost.flops, cost.dtypes, cost.method, name, tell)
    tell.metric("compute.bytes_per_token", cost.bytes, "B", name, "computed", "weights and KV cache, read once")
    tokens = work.batch * work.prompt
    shares = {d: n / tokens for d, n in cost.prefill_dtypes.items()}
    method = cost.method.replace("one decode step", "the prefill")
    _flops("compute.flops_prefill", cost.prefill / tokens, shares, method, name, tell)


def _of_sample(work: Batched, name: str, tell: Teller) -> None:
    from paretoscope.meters.compute import sample_cost

    cost = sample_cost(work.subject.model, lambda: work.call(0), work.size)
    _flops("compute.flops_per_sample", cost.flops, cost.dtypes, cost.method, name, tell)
    tell.metric("compute.bytes_per_sample", cost.bytes, "B", name, "computed", "weights, read once a batch")


def _flops(metric: str, total: float, dtypes: Mapping[str, float], method: str, name: str, tell: Teller) -> None:
    """The total, and the part of each number format in which something is multiplied."""
    tell.metric(metric, total, "FLOP", name, "counted", method)
    for dtype, flops in dtypes.items():
        if flops > 0:
            tell.metric(f"{metric}.{dtype}", flops, "FLOP", name, "counted", method)
