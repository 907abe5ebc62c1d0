"""What a technique really changed, counted on the model's tensors before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.subject import Subject


@dataclass
class Change:
    """Counts before and after: bytes in B, parameters, zeros; `modules` touched; `notes` in words for the user."""

    bytes_before: int = 0
    bytes_after: int = 0
    parameters_before: int = 0
    parameters_after: int = 0
    zeros_before: int = 0
    zeros_after: int = 0
    modules: int = 0
    notes: list[str] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def counted(cls, subject: Subject) -> Iterator[Change]:
        """Count the subject's tensors now and when the block ends."""
        change, before = cls(), _signatures(subject.model)
        change.bytes_before, change.parameters_before, change.zeros_before = count(subject.model)
        yield change
        change.bytes_after, change.parameters_after, change.zeros_after = count(subject.model)
        after = _signatures(subject.model)
        change.modules = change.modules or sum(1 for n in {*before, *after} if before.get(n) != after.get(n))

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the event stream."""
        return asdict(self)


def tensors(model: nn.Module) -> Iterator[Tensor]:
    """Every stored tensor once: parameters, buffers, and the packed weights of quantized modules."""
    import torch

    seen: set[int] = set()
    flat: list[Any] = [*model.parameters(), *model.buffers()]
    for module in model.modules():
        packed = getattr(module, "_packed_params", None)
        if packed is not None and hasattr(packed, "_weight_bias"):
            flat += [t for t in packed._weight_bias() if isinstance(t, torch.Tensor)]
    for tensor in flat:
        if id(tensor) not in seen:
            seen.add(id(tensor))
            yield tensor


def count(model: nn.Module) -> tuple[int, int, int]:
    """(bytes, elements, zeros of floating-point tensors) of a model; shared tensors once."""
    size: Counter[str] = Counter()
    for t in tensors(model):
        size["bytes"] += t.numel() * t.element_size()
        size["elements"] += t.numel()
        if t.is_floating_point() and not t.is_quantized and t.device.type != "meta":
            size["zeros"] += int((t == 0).sum())
    return size["bytes"], size["elements"], size["zeros"]


def _signatures(model: nn.Module) -> dict[str, tuple[Any, ...]]:
    """What a module is, as far as it can be seen cheaply: its type and its own tensors' shape, dtype and version."""
    return {
        name: (
            type(module).__name__,
            *((tuple(p.shape), p.dtype, p._version) for p in module.parameters(recurse=False)),
        )
        for name, module in model.named_modules()
    }
