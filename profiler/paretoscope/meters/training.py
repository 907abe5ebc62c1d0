"""Memory of training, counted on tensors: gradients, optimizer state, and what the backward pass keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

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
