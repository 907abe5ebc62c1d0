"""Linear layers wherever they are: nn.Linear and GPT-2's Conv1D, both seen as one (out, in) matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paretoscope.catalog import Reason
from paretoscope.errors import Refused
from paretoscope.models.info import ModelInfo
from paretoscope.techniques.subject import chosen

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.subject import Subject

INCLUDE = 'patterns of layer names, separated by ";" (*.mlp.*); empty: all but embeddings, head and norms'
EXCLUDE = 'patterns of layer names that stay as they are, separated by ";"'


def is_linear(module: nn.Module) -> bool:
    """Whether a module is a plain linear layer; subclasses (already quantized, in a fused attention) are not.

    Falcon's own class is: it only writes the product in another way.
    """
    from torch import nn
    from transformers.pytorch_utils import Conv1D

    return type(module) in (nn.Linear, Conv1D) or type(module).__name__ == "FalconLinear"


def matrix(module: Any) -> Tensor:
    """The weight as (out, in), a view: writing into it changes the layer."""
    from torch import nn

    weight: Tensor = module.weight.data
    return weight if isinstance(module, nn.Linear) else weight.T


def width(module: Any) -> int:
    """Columns of a linear layer's matrix, also when it has become packed or a pair of thin layers; 0 for others."""
    from torch import nn

    if isinstance(module, nn.Sequential) and getattr(module, "factorised", False):
        return width(module[0])
    if hasattr(module, "in_features"):
        return int(module.in_features)
    return int(matrix(module).shape[1]) if is_linear(module) else 0


def linear(weight: Tensor, bias: Tensor | None) -> nn.Linear:
    """A layer with this (out, in) weight and this bias, frozen, holding copies of no one else's memory."""
    from torch import nn

    made = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None, device="meta")
    made.weight = nn.Parameter(weight.clone().contiguous(), requires_grad=False)
    if bias is not None:
        made.bias = nn.Parameter(bias.detach().clone(), requires_grad=False)
    return made


def empty_linear(rows: int, columns: int, bias: bool, like: nn.Module) -> nn.Linear:
    """A layer of that shape with the dtype and device of `like`, to be filled from stored tensors."""
    from torch import nn

    first = next(like.parameters())
    made = nn.Linear(columns, rows, bias=bias, dtype=first.dtype, device=first.device)
    return made.requires_grad_(False)


def targets(subject: Subject, include: str = "", exclude: str = "") -> dict[str, nn.Module]:
    """The linear layers that the patterns choose, by module name, in model order.

    Raises:
        Refused: they choose none.
    """
    found = {
        name: module
        for name, module in subject.model.named_modules()
        if chosen(name, include, exclude) and is_linear(module)
    }
    if not found:
        raise Refused(f"include={include!r}, exclude={exclude!r} choose no linear layer of this model", _names(subject))
    return found


def no_target(model: ModelInfo, include: str, exclude: str) -> list[Reason]:
    """Told before loading: the patterns choose nothing among the stored weights. Empty: they choose something."""
    names = [t.name.removesuffix(".weight") for t in model.tensors if t.name.endswith(".weight") and len(t.shape) == 2]
    if not names or any(chosen(n, include, exclude) for n in names):
        return []
    return [
        Reason(
            f"include={include!r}, exclude={exclude!r} choose no linear layer of this model",
            f"layers are called {names[-1]} and so on",
        )
    ]


def _names(subject: Subject) -> str:
    some = [n for n, m in subject.model.named_modules() if is_linear(m)][:3]
    return f"layers are called {', '.join(some)} and so on" if some else "this model has no plain linear layer"
