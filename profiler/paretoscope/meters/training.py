"""Memory of training, counted on tensors: gradients, optimizer state, and what the backward pass keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paretoscope.meters.compute import counted, read_bytes
from paretoscope.meters.memory import flat_tensors, tensor_bytes

if TYPE_CHECKING:
    from torch import Tensor, nn, optim


def train_memory(loss: Callable[[], Tensor], parameters: Iterable[nn.Parameter], held: Iterable[Any],
                 optimizer: optim.Optimizer | None) -> dict[str, int]:  # fmt: skip
    """Bytes by metric name, from one more forward and backward pass whose gradients are thrown away.

    Activations are the storages that autograd keeps for the backward pass, each once, those of `held` (parameters and
    buffers, in the dtype that they have) left out. Gradients are those of `parameters` after the pass.

    Args:
        loss: makes the loss of a batch, with a graph.
    """
    trained = list(parameters)
    known = {t.untyped_storage().data_ptr() for t in flat_tensors(list(held))}
    kept: dict[int, int] = {}

    def pack(tensor: Tensor) -> Tensor:
        for plain in flat_tensors(tensor):
            place = plain.untyped_storage().data_ptr()
            if place not in known:
                kept[place] = plain.untyped_storage().nbytes()
        return tensor

    from torch.autograd.graph import saved_tensors_hooks

    with saved_tensors_hooks(pack, lambda tensor: tensor):
        made = loss()
    activations = sum(kept.values())
    made.backward()  # type: ignore[no-untyped-call]
    gradients = tensor_bytes([p.grad for p in trained if p.grad is not None])
    for parameter in trained:
        parameter.grad = None
    state = tensor_bytes(dict(optimizer.state)) if optimizer is not None else 0
    return {
        "train.memory_gradients": gradients,
        "train.memory_optimizer": state,
        "train.memory_activations": activations,
    }


@dataclass(frozen=True)
class StepCost:
    """What one optimizer step multiplies and must move: FLOPs in all and by number format, bytes, and how counted."""

    flops: float
    bytes: float
    method: str
    dtypes: dict[str, float] = field(default_factory=dict)


def step_cost(
    loss: Callable[[], Tensor], model: nn.Module, parameters: Iterable[nn.Parameter], optimizer: optim.Optimizer
) -> StepCost:  # fmt: skip
    """Counted over one more forward and backward pass, whose gradients are thrown away; an update multiplies nothing.

    Bytes, each once: weights read by the forward and by the backward pass, gradients written and read, optimizer state
    and trained weights read and written. Activations are left out, as they may stay in the processor's caches: so many
    bytes must move at least.
    """
    trained = list(parameters)
    counter = counted(lambda: loss().backward())  # type: ignore[no-untyped-call]
    gradients = tensor_bytes([p.grad for p in trained if p.grad is not None])
    for parameter in trained:
        parameter.grad = None
    dtypes = dict(counter.dtypes.get("forward", {}))
    held = tensor_bytes(dict(optimizer.state)) + tensor_bytes(trained)
    method = "FLOP counter over one forward and backward pass"
    if counter.unknown:
        method += f"; without {', '.join(sorted(counter.unknown))}, whose FLOPs nobody has a formula for: a lower bound"
    moved = 2 * read_bytes(model) + 2 * gradients + 2 * held
    return StepCost(sum(dtypes.values()), moved, method, dtypes)
