"""What the quantizers share: why two cannot stand together, and what is told of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paretoscope.catalog import Conflict, Reason
from paretoscope.models.info import ModelInfo
from paretoscope.techniques.change import Change

if TYPE_CHECKING:
    from torch import nn

    from paretoscope.techniques.subject import Subject

GROUP = "neighbouring weights of a row that share scale and zero; rows it does not divide take the next smaller divisor"
ONE_QUANTIZER = (
    Conflict("quantize.*", "a weight that is already in few bits cannot be quantized again", "keep one quantizer"),
)
SLOW = (3, 2)


def already(model: ModelInfo) -> list[Reason]:
    """A stored checkpoint that is quantized has no plain weights left to round; and RWKV changes its own."""
    if model.model_type == "rwkv":
        return [Reason("this architecture rescales its weights while it runs, which packed ones do not bear",
                       "use prune.magnitude")]  # fmt: skip
    if not model.quantized:
        return []
    return [Reason(f"the checkpoint is already quantized ({model.quantized})", "take the original checkpoint")]


def told(change: Change, subject: Subject, chosen: dict[str, nn.Module], bits: int) -> None:
    """Say in the change how many layers were packed and what a reader of the speed should know."""
    change.modules = sum(subject.model.get_submodule(n) is not m for n, m in chosen.items())
    if bits in SLOW:
        change.notes.append(f"{bits}-bit weights have no kernel in torch: unpacked at every call, smaller but slower")
