"""Counts FLOPs and bytes of what runs, operator by operator, by module and by phase.

FLOPs: multiplications and additions of products (torch's formulas, and ours for what torch passes over); all else
counts none, as is the custom. An operator that multiplies and has no formula is counted as unknown, never as nothing.
Bytes: what an operator reads and writes, as if no processor cache existed; a view moves nothing, a look-up in a table
moves the rows that are looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import flop_registry, shape_wrapper

from paretoscope.analysis.inside_build import NOWHERE, Count, Key
from paretoscope.analysis.inside_kinds import kind_of
from paretoscope.meters.formats import product_dtype
from paretoscope.meters.trace import scopes, types_of

if TYPE_CHECKING:
    from torch import nn

LOOKUPS = ("embedding", "index_select", "index", "gather", "take_along_dim")
MULTIPLIES = ("mm", "linear", "conv", "attention", "matmul", "bmm", "mv", "dot", "lstm", "gru", "rnn", "fft", "einsum")
_ASKS = ("is_contiguous", "sym_size", "size", "stride", "sym_stride", "numel", "sym_numel", "dim", "storage_offset",
         "sym_storage_offset", "sym_is_contiguous", "is_strides_like_format", "is_non_overlapping_and_dense", "layout",
         "device")  # fmt: skip


class Counter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Counts while it is entered; `phase` may be changed on the way.

    Attributes:
        counts: phase -> (module path, kind of operator) -> Count.
        dtypes: phase -> dtype -> FLOPs of products in it.
        unknown: operators that multiply and have no formula -> how often they ran.
    """

    def __init__(self, models: Mapping[str, nn.Module] | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.phase = "forward"
        self.counts: dict[str, dict[Key, Count]] = {}
        self.dtypes: dict[str, dict[str, float]] = {}
        self.unknown: dict[str, int] = {}
        self._models = dict(models or {})
        self._types = types_of(self._models)
        self._path: list[str] = []
        self._formulas = formulas()

    def run(self, call: Callable[[], object]) -> None:
        """Count one call, with compiled code run operator by operator as it was written."""
        from torch.compiler import set_stance

        with scopes(self._models, self._path.append, self._leave), set_stance("force_eager"), self:
            call()

    def total(self, phase: str = "forward") -> Count:
        """Everything of a phase."""
        found = self.counts.get(phase, {}).values()
        return Count(*(sum(getattr(c, n) for c in found) for n in ("calls", "flops", "bytes", "unknown")))

    def _leave(self) -> None:
        self._path.pop()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Run an operator, in its parts where it is made of others, and count it."""
        kwargs = kwargs or {}
        if isinstance(func, torch._ops.HigherOrderOperator):
            return NotImplemented
        packet = func._overloadpacket
        if packet.__name__ in _ASKS:
            return NotImplemented
        if packet not in self._formulas:
            with self:
                parts = func.decompose(*args, **kwargs)
            if parts is not NotImplemented:
                return parts
        out = func(*args, **kwargs)
        self._note(func, packet, args, kwargs, out)
        return out

    def _note(self, func: Any, packet: Any, args: Any, kwargs: Any, out: Any) -> None:
        name, path = packet.__name__, self._path[-1] if self._path else NOWHERE
        kind = kind_of(str(packet), self._types.get(path, ""), "" if path == NOWHERE else path)
        count = self.counts.setdefault(self.phase, {}).setdefault((path, kind), Count())
        count.calls += 1
        count.bytes += self._moved(func, name, args, kwargs, out)
        formula = self._formulas.get(packet)
        if formula is not None:
            flops = float(formula(*args, **kwargs, out_val=out))
            count.flops += flops
            rates = self.dtypes.setdefault(self.phase, {})
            dtype = product_dtype(str(packet), tensors(args))
            rates[dtype] = rates.get(dtype, 0.0) + flops
        elif multiplies(packet):
            count.unknown += 1
            self.unknown[str(packet)] = self.unknown.get(str(packet), 0) + 1

    def _moved(self, func: Any, name: str, args: Any, kwargs: Any, out: Any) -> float:
        """Bytes read and written."""
        if is_view(func):
            return 0.0
        written = sum(size(t) for t in tensors(out))
        if name in LOOKUPS:
            return 2.0 * written + sum(size(t) for t in tensors((args, kwargs)) if not t.is_floating_point())
        return written + sum(size(t) for t in tensors((args, kwargs))) + sum(map(self._weights, args))

    @staticmethod
    def _weights(thing: Any) -> float:
        """Bytes of torch's packed quantized weights, which are no tensors."""
        if not isinstance(thing, torch.ScriptObject):
            return 0.0
        parts = thing.unpack() if hasattr(thing, "unpack") else ()
        return float(sum(size(t) for t in tensors(parts)))


def formulas() -> dict[Any, Callable[..., int]]:
    """Operator packet -> FLOPs of a call: torch's own, and ours for what torch's counter passes over."""
    aten, quantized = torch.ops.aten, torch.ops.quantized
    own: dict[Any, Callable[..., int]] = {}
    for name in ("_scaled_dot_product_flash_attention_for_cpu", "_scaled_dot_product_fused_attention_overrideable"):
        own[getattr(aten, name, None)] = attention_flops
        own[getattr(aten, name + "_backward", None)] = attention_backward_flops
    for name in ("_weight_int4pack_mm_for_cpu", "_weight_int4pack_mm", "_weight_int8pack_mm", "_int_mm", "mv"):
        own[getattr(aten, name, None)] = linear_flops
    for name in ("linear_dynamic", "linear_dynamic_fp16", "linear", "linear_relu", "linear_relu_dynamic"):
        own[getattr(quantized, name, None)] = linear_flops
    own[aten.addmv] = lambda _, matrix, *__, **___: 2 * prod(matrix)
    own[aten.dot] = lambda one, *_, **__: 2 * prod(one)
    wrap: Any = shape_wrapper
    return {**flop_registry, **{k: wrap(v) for k, v in own.items() if k is not None}}


def linear_flops(given: Sequence[int], *_: Any, out_shape: Sequence[int], **__: Any) -> int:
    """Multiplications and additions of x W^T: shapes (..., in) and (..., out)."""
    return 2 * prod(out_shape) * given[-1]


def attention_flops(query: Sequence[int], key: Sequence[int], value: Sequence[int], *_: Any, **__: Any) -> int:
    """Multiplications and additions of softmax(QK^T)V: shapes (batch, heads, tokens, head dim), key heads may be fewer.

    As in torch's own formula the softmax is left out, and a causal mask halves nothing.
    """
    batch, heads, asked, width = query
    return 2 * batch * heads * asked * key[-2] * (width + value[-1])


def attention_backward_flops(
    _: Any, query: Sequence[int], key: Sequence[int], value: Sequence[int], *__: Any, **___: Any
) -> int:  # fmt: skip
    """Its backward pass in one kernel: QK^T again, then the products for the scores, for V, for Q and for K.

    As torch's own formula of a flash kernel. Shapes (batch, heads, tokens, head dim), after the gradient.
    """
    batch, heads, asked, width = query
    return 2 * batch * heads * asked * key[-2] * (3 * width + 2 * value[-1])


def multiplies(packet: Any) -> bool:
    """Whether an operator without a formula may multiply matrices: by its name, or as nobody knows what it does."""
    space, name = str(packet).split(".")[0], packet.__name__
    if space in ("aten", "prim", "prims"):
        return any(w in name for w in MULTIPLIES) and "_pack" not in name and "backward" not in name
    return space != "profiler" and "quantize" not in name and "choose_qparams" not in name


def is_view(func: Any) -> bool:
    """Whether an operator only gives another shape to the same memory."""
    returns = func._schema.returns
    return bool(returns) and all(r.alias_info is not None and not r.alias_info.is_write for r in returns)


def tensors(thing: Any) -> list[Tensor]:
    """The tensors in nested arguments."""
    if isinstance(thing, Tensor):
        return [thing]
    if isinstance(thing, dict):
        return [t for v in thing.values() for t in tensors(v)]
    return [t for v in thing for t in tensors(v)] if isinstance(thing, (list, tuple)) else []


def size(tensor: Tensor) -> int:
    """Bytes of the elements that a tensor really has: what is expanded counts once."""
    if not tensor.numel():
        return 0
    real = [n for n, step in zip(tensor.shape, tensor.stride(), strict=True) if step or n == 1]
    return prod(real) * tensor.element_size()
