"""What a model holds and what a token costs, counted on the model as it stands: bytes, FLOPs, bytes moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from paretoscope.meters.memory import flat_tensors

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True)
class Cost:
    """FLOPs and bytes moved for one new token; `source` and `method` as a metric tells them."""

    flops: float
    bytes: float
    source: str
    method: str


def held_bytes(model: nn.Module) -> int:
    """Bytes of all weights and buffers as they are stored: each once, packed quantized weights included."""
    found = {}
    for t in flat_tensors([*model.parameters(), *model.buffers(), _packed(model)]):
        found[str(t.device), t.data_ptr(), t.numel()] = t.numel() * t.element_size()
    return sum(found.values())


def token_cost(model: nn.Module, run: Callable[[int], Any], batch: int, kv_bytes: int) -> Cost:
    """What one decoded token costs.

    FLOPs are those torch counts while `run(2)` generates two tokens less those of `run(1)`: one decode step for
    `batch` sequences. Bytes are all weights but the embedding table, of which one row is read, and the KV cache; a step
    reads the weights once.
    """
    flops = (_flops(run, 2) - _flops(run, 1)) / batch
    moved = (held_bytes(model) - _untied_embedding(model) + kv_bytes) / batch
    return Cost(flops, moved, "counted", "torch's FLOP counter over one decode step")


def _flops(run: Callable[[int], Any], tokens: int) -> int:
    from torch.compiler import set_stance
    from torch.utils.flop_counter import FlopCounterMode

    counter = FlopCounterMode(display=False, custom_mapping=_unknown_to_torch())
    with set_stance("force_eager"), counter:  # a compiled forward hides its operations from the counter
        run(tokens)
    return int(counter.get_total_flops())


def _unknown_to_torch() -> dict[Any, Any]:
    """Formulas for operations that torch's counter passes over: attention on a CPU and products with packed weights."""
    import torch

    aten, quantized = torch.ops.aten, torch.ops.quantized
    attention = getattr(aten, "_scaled_dot_product_flash_attention_for_cpu", None)
    found: dict[Any, Any] = {attention: attention_flops}
    for name in ("_weight_int4pack_mm_for_cpu", "_weight_int4pack_mm", "_weight_int8pack_mm"):
        found[getattr(aten, name, None)] = linear_flops
    for name in ("linear_dynamic", "linear_dynamic_fp16", "linear"):
        found[getattr(quantized, name, None)] = linear_flops
    return {k: v for k, v in found.items() if k is not None}


def linear_flops(given: Sequence[int], *_: Any, out_shape: Sequence[int], **__: Any) -> int:
    """Multiplications and additions of x W^T: shapes (..., in) and (..., out)."""
    return 2 * prod(out_shape) * given[-1]


def attention_flops(query: Sequence[int], key: Sequence[int], value: Sequence[int], *_: Any, **__: Any) -> int:
    """Multiplications and additions of softmax(QK^T)V: shapes (batch, heads, tokens, head dim), key heads may be fewer.

    As in torch's own formula the softmax is left out, and a causal mask halves nothing.
    """
    batch, heads, asked, width = query
    return 2 * batch * heads * asked * key[-2] * (width + value[-1])


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
