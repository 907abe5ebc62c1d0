"""What one call says about latency: per request, per batch, and the raw gaps between deliveries (METHOD M20).

A plain call is one request a sequence, all alike; a replayed trace holds many requests that waited in a queue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paretoscope.events import Observation


@dataclass(frozen=True, slots=True)
class Request:
    """One request as its sender saw it, s from the moment it was sent; None where a call tells nothing of it.

    `wait` is the time in the queue before the model began; it is part of `ttft` and `e2e`. `count`: requests alike.
    """

    e2e: float
    ttft: float | None = None
    tpot: float | None = None
    wait: float | None = None
    tokens: float = 0.0
    count: float = 1.0


def tpot(call: Observation) -> float | None:
    """Time per output token of one call, s: (last - first delivery) / (n - 1) with n new tokens per sequence."""
    stamps, new = call.series.get("deliveries", []), call.values.get("new", 0.0)
    if new < 2:
        return None
    if len(stamps) >= 2:
        return (stamps[-1] - stamps[0]) / (new - 1)
    if "ttft" in call.values and "e2e" in call.values:
        return (call.values["e2e"] - call.values["ttft"]) / (new - 1)
    return None


def requests(call: Observation) -> list[Request]:
    """The requests of a call; none for an optimizer step."""
    if "arrived" in call.series:
        return _replayed(call.series)
    values = call.values
    if "e2e" not in values:
        return []
    count = (values.get("batch") or values.get("samples") or 1.0) * values.get("calls", 1.0)
    return [Request(values["e2e"], values.get("ttft"), tpot(call), None, values.get("new", 0.0), count)]


def _replayed(series: dict[str, list[float]]) -> list[Request]:
    columns = (series[n] for n in ("arrived", "began", "first", "finished", "new"))
    return [
        Request(
            e2e=end - arrived, ttft=first - arrived, wait=began - arrived, tokens=new,
            tpot=(end - first) / (new - 1) if new > 1 else None,
        )
        for arrived, began, first, end, new in zip(*columns, strict=True)
    ]  # fmt: skip


def gaps(call: Observation) -> list[float]:
    """Times between deliveries that follow each other, s: n deliveries have n - 1 gaps, nothing is divided."""
    return [b - a for a, b in pairwise(call.series.get("deliveries", []))]


def batches(call: Observation) -> list[float]:
    """Time of each batch in the model, s, from its start until its last sequence is done; without any waiting."""
    if "batch_began" in call.series:
        both = zip(call.series["batch_began"], call.series["batch_ended"], strict=True)
        return [end - began for began, end in both]
    several = call.values.get("batch", 1.0) > 1 or "samples" in call.values
    return [call.values["e2e"]] if several and "e2e" in call.values else []


def _of_requests(field: str) -> Callable[[Observation], list[float]]:
    return lambda call: [v for r in requests(call) if (v := getattr(r, field)) is not None]


def _of_values(name: str) -> Callable[[Observation], list[float]]:
    return lambda call: [call.values[name]] if name in call.values else []


READ: dict[str, Callable[[Observation], Sequence[float]]] = {
    "latency.ttft": _of_requests("ttft"),
    "latency.tpot": _of_requests("tpot"),
    "latency.e2e": _of_requests("e2e"),
    "latency.gap": gaps,
    "latency.batch": batches,
    "queue.wait": _of_requests("wait"),
    "train.step_time": _of_values("step_time"),
}
"""Metric -> its values in one call: one a request, a gap, a batch or a step."""
