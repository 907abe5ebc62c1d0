"""What a model holds and what a token costs, counted on the model as it stands: bytes, FLOPs, bytes moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paretoscope.meters.memory import flat_tensors

if TYPE_CHECKING:
    from torch import nn

    from paretoscope.meters.count import Counter


@dataclass(frozen=True)
class Cost:
    """FLOPs and bytes moved for one new token, or one sample; `source` and `method` as a metric tells them.

    Attributes:
        dtypes: number format -> FLOPs of one token whose products are in it.
        prefill: FLOPs of all prompts of a call; `prefill_dtypes` as `dtypes`.
    """

    flops: float
    bytes: float
    source: str
    method: str
    dtypes: dict[str, float] = field(default_factory=dict)
    prefill: float = 0.0
    prefill_dtypes: dict[str, float] = field(default_factory=dict)


def held_bytes(model: nn.Module) -> int:
    """Bytes of all weights and buffers as they are stored: each once, packed quantized weights included."""
    found = {}
    for t in flat_tensors([*model.parameters(), *model.buffers(), _packed(model)]):
        found[str(t.device), t.data_ptr(), t.numel()] = t.numel() * t.element_size()
    return sum(found.values())


def token_cost(model: nn.Module, run: Callable[[int], Any], batch: int, kv_bytes: int) -> Cost:
    """What one decoded token costs.

    FLOPs are those counted while `run(2)` generates two tokens less those of `run(1)`: one decode step for `batch`
    sequences. Bytes are all weights but the embedding table, of which one row is read, and the KV cache; a step reads
    the weights once. Activations are left out: they stay in the processor's caches.
    """
    one, two = counted(lambda: run(1)), counted(lambda: run(2))
    first, second = _dtypes(one), _dtypes(two)
    step = {d: (n - first.get(d, 0.0)) / batch for d, n in second.items()}
    moved = (read_bytes(model) + kv_bytes) / batch
    method = "FLOP counter over one decode step" + _unknown(two)
    return Cost(sum(step.values()), moved, "counted", method, step, sum(first.values()), first)


def sample_cost(model: nn.Module, call: Callable[[], Any], batch: int) -> Cost:
    """What one sample costs in a batch: FLOPs counted over one call, all weights read once a call."""
    counter = counted(call)
    dtypes = {d: n / batch for d, n in _dtypes(counter).items()}
    method = "FLOP counter over one batch" + _unknown(counter)
    return Cost(sum(dtypes.values()), read_bytes(model) / batch, "counted", method, dtypes)


def read_bytes(model: nn.Module) -> int:
    """Bytes of weights that a forward reads: all that is held but the rows of an embedding that are not looked up."""
    return held_bytes(model) - _untied_embedding(model)


def counted(call: Callable[[], Any]) -> Counter:
    """Everything that one call runs."""
    from paretoscope.meters.count import Counter

    counter = Counter()
    counter.run(call)
    return counter


def _dtypes(counter: Counter) -> dict[str, float]:
    return dict(counter.dtypes.get("forward", {}))


def _unknown(counter: Counter) -> str:
    """What a method adds when some operator's FLOPs are not known."""
    if not counter.unknown:
        return ""
    return f"; without {', '.join(sorted(counter.unknown))}, whose FLOPs nobody has a formula for: a lower bound"


def _packed(model: nn.Module) -> list[Any]:
    """Tensors of torch's packed quantized modules, which are no parameters."""
    import torch

    found: list[Any] = []
    for module in model.modules():
        packed = getattr(module, "_packed_params", None)
        parts = packed._weight_bias() if packed is not None and hasattr(packed, "_weight_bias") else ()
        found += [t for t in parts if isinstance(t, torch.Tensor)]
    return found


def _untied_embedding(model: nn.Module) -> int:
    """Bytes of the token embedding when it is not also the output head."""
    inner = getattr(model, "get_input_embeddings", lambda: None)()
    head = getattr(model, "get_output_embeddings", lambda: None)()
    weight = getattr(inner, "weight", None)
    if weight is None or (head is not None and getattr(head, "weight", None) is weight):
        return 0
    return int(weight.numel() * weight.element_size())
