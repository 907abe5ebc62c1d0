"""quantize.weight_only: weights in 8, 4, 3 or 2 bits, rounded to the nearest of a grid for each group.

Dettmers and Zettlemoyer 2022, "The case for 4-bit precision" (arXiv 2212.09720): blocks of weights with a scale of
their own are what keeps 4 bits usable. No data is needed. Activations stay as they are, rounded to bfloat16 by the
kernels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from paretoscope.techniques import linears
from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.quantize import packed, rules
from paretoscope.techniques.quantize.grid import grid_of, group_for

if TYPE_CHECKING:
    from torch import nn

    from paretoscope.techniques.subject import Subject

Bits = Literal["8", "4", "3", "2"]


class WeightOnly(Technique):
    """Round each group of a row to 2^bits values and keep the codes packed."""

    card = Card(
        id="quantize.weight_only",
        title="Weight-only quantization",
        stage="weights",
        promise="Weights shrink to 8, 4, 3 or 2 bits and stay packed in memory; at 8 and 4 bits, reading less makes"
        " decoding faster.",
        helps="decoding at batch 1, which waits for weights; small memory; 8 bits cost hardly any quality",
        hurts="long prompts on processors with bfloat16 matrix units, where 4-bit products are slower; 3 and 2 bits are"
        " unpacked at every call and slow, and 2 bits without calibration lose much quality",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        conflicts=rules.ONE_QUANTIZER,
        after=("prune.*",),
        effects=(
            Effect("memory.weights", "down"),
            Effect("latency.tpot", "down at 8 and 4 bits, up at 3 and 2"),
            Effect("quality.bits_per_byte", "hardly up at 8 bits, more with each bit less", workload="score"),
        ),
        persistent=True,
        papers=("arxiv:2212.09720",),
    )
    bits: Annotated[Bits, Param("bits of a weight", "bit", sweep=("8", "4", "3", "2"))] = "4"
    group: Annotated[int, Param(rules.GROUP, "weight", 8, 1024, sweep=(32, 64, 128))] = 64
    include: Annotated[str, Param(linears.INCLUDE)] = ""
    exclude: Annotated[str, Param(linears.EXCLUDE)] = ""

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses patterns that choose nothing, and a checkpoint that is quantized already."""
        return rules.already(model) + linears.no_target(model, self.include, self.exclude)

    def apply(self, subject: Subject, context: Context) -> Change:
        """Replace each chosen layer by its packed form."""
        chosen = linears.targets(subject, self.include, self.exclude)
        with Change.counted(subject) as change:
            for done, (name, layer) in enumerate(chosen.items()):
                context.progress("quantizing", done, len(chosen), name)
                change.notes += pack_into(subject, name, layer, int(self.bits), self.group)
            rules.told(change, subject, chosen, int(self.bits))
        return change

    def persist(self, subject: Subject) -> dict[str, Any]:
        """Shapes of the packed layers."""
        return packed.describe(subject)

    def restore(self, subject: Subject, meta: dict[str, Any]) -> None:
        """Put empty packed layers in place."""
        packed.install(subject, meta)


def pack_into(subject: Subject, name: str, layer: nn.Module, bits: int, group: int) -> list[str]:
    """Round a layer to nearest and put its packed form into the model; a sentence when it is left alone."""
    weight = packed.weight_of(layer)
    size = group_for(weight.shape[0], weight.shape[1], bits, group)
    if not size:
        return [f"{name} is left alone: {bits}-bit packing does not divide its {tuple(weight.shape)} weights"]
    grid = grid_of(weight, bits, size)
    bias: Any = layer.bias
    subject.replace(name, packed.packed(grid.codes(weight), grid, bias))
    return []
