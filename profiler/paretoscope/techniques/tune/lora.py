"""tune.lora: train two thin matrices beside each frozen layer, and add their product to it when done.

Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models" (arXiv 2106.09685): W x + (alpha / rank) B A x
with A random and B zero at the start. Ours, as it is sixty lines and needs no further library.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from paretoscope.techniques import linears
from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Conflict,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Need,
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.subject import Tuning

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.subject import Subject


class Lora(Technique):
    """Freeze the model, put adapters beside the chosen layers, merge them after the last step."""

    card = Card(
        id="tune.lora",
        title="LoRA fine-tuning",
        stage="tune",
        promise="Fine-tunes about one weight in a hundred: gradients and optimizer state shrink with them; once merged,"
        " the model runs as fast as before.",
        helps="training memory; adapting a model to a text or task; needs a finetune workload in the study",
        hurts="far shifts of domain, where full fine-tuning learns more; without a finetune workload it does nothing",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        needs=(Need.TRAINING_DATA,),
        conflicts=(Conflict("tune.*", "only one technique can say how the model is trained", "keep one of them"),),
        effects=(
            Effect("train.memory_peak", "down", workload="finetune"),
            Effect("train.loss", "down", workload="finetune"),
            Effect("quality.bits_per_byte", "down on text like the training text", workload="finetune"),
        ),
        persistent=True,
        papers=("arxiv:2106.09685",),
    )
    rank: Annotated[int, Param("rank of the adapters", "", 1, 1024, sweep=(4, 8, 16, 32))] = 8
    alpha: Annotated[float, Param("the adapters' product is scaled by alpha / rank", "", 0.01, 4096)] = 16.0
    learning_rate: Annotated[float, Param("of AdamW", "1/step", 1e-7, 1.0, sweep=(3e-4, 1e-3, 3e-3))] = 1e-3
    seed: Annotated[int, Param("of the adapters' random start", "", 0)] = 0
    include: Annotated[str, Param(linears.INCLUDE)] = ""
    exclude: Annotated[str, Param(linears.EXCLUDE)] = ""

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses patterns that choose nothing, and a quantized checkpoint, whose layers cannot take the merge."""
        if model.quantized:
            return [Reason(f"adapters cannot be merged into {model.quantized} weights", "take the original checkpoint")]
        return linears.no_target(model, self.include, self.exclude)

    def apply(self, subject: Subject, context: Context) -> Change:
        """Install the adapters; the finetune workload trains them, its end merges them."""
        import torch

        chosen = linears.targets(subject, self.include, self.exclude)
        dice = torch.Generator().manual_seed(self.seed)
        with Change.counted(subject) as change:
            subject.model.requires_grad_(False)
            for done, (name, layer) in enumerate(chosen.items()):
                context.progress("adding adapters", done, len(chosen), name)
                subject.replace(name, layer_class()(layer, self.rank, self.alpha / self.rank, dice))
            change.modules = len(chosen)
        trained = sum(p.numel() for p in subject.model.parameters() if p.requires_grad)
        change.extra["trainable"] = trained
        change.notes.append(f"{trained} of {change.parameters_after} parameters are trained")
        subject.tuning = Tuning(f"LoRA rank {self.rank}", self.learning_rate, lambda: merge(subject))
        return change

    def persist(self, subject: Subject) -> dict[str, Any]:
        """Nothing: merged adapters are part of the weights."""
        merge(subject)
        return {}


class Adapter:
    """The behaviour of an adapted layer; `layer_class()` puts it on nn.Module. The adapters are float32."""

    base: Any
    a: Any
    b: Any

    def __init__(self, base: nn.Module, rank: int, scale: float, dice: Any) -> None:
        import torch
        from torch import nn

        super().__init__()
        weight = linears.matrix(base)
        rows, columns = weight.shape
        self.base, self.scale = base, scale
        start = torch.randn(rank, columns, generator=dice) / columns**0.5
        self.a = nn.Parameter(start.to(weight.device))
        self.b = nn.Parameter(torch.zeros(rows, rank, device=weight.device))

    @property
    def weight(self) -> Tensor:
        """The frozen layer's weight: its dtype is what transformers sometimes asks for."""
        weight: Tensor = self.base.weight
        return weight

    def forward(self, x: Tensor) -> Tensor:
        """W x + scale x B A x, in the base layer's dtype."""
        y: Tensor = self.base(x)
        side: Tensor = (x.to(self.a.dtype) @ self.a.T) @ self.b.T
        return y + (side * self.scale).to(y.dtype)

    def merged(self) -> nn.Module:
        """The base layer with the product added to its weight."""
        weight = linears.matrix(self.base)
        weight.copy_(weight.float() + delta(self.a.detach(), self.b.detach(), self.scale))
        base: nn.Module = self.base
        return base


def delta(a: Tensor, b: Tensor, scale: float) -> Tensor:
    """What the adapters add to the weight: a (rank, in), b (out, rank) -> (out, in)."""
    return scale * (b.float() @ a.float())


@cache
def layer_class() -> Any:
    """The adapted layer as an nn.Module."""
    from torch import nn

    return type("LoraLinear", (Adapter, nn.Module), {"__doc__": Adapter.__doc__, "__module__": __name__})


def merge(subject: Subject) -> None:
    """Put every adapter's product into its layer, and the layer back in its place. Twice is as good as once."""
    adapted = [(n, m) for n, m in subject.model.named_modules() if isinstance(m, Adapter)]
    for name, layer in adapted:
        subject.replace(name, layer.merged())
