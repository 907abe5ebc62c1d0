"""quantize.int8_dynamic: 8-bit weights and, at each call, 8-bit activations, multiplied as whole numbers.

Dettmers et al. 2022, "LLM.int8()" (arXiv 2208.07339) made 8-bit products of language models known; this is torch's own
dynamic quantization (fbgemm / oneDNN kernels): weights by row, activations by their range in each call.
"""

from __future__ import annotations

import warnings
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
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.quantize import rules

if TYPE_CHECKING:
    from torch import nn

    from paretoscope.techniques.subject import Subject

FLOAT32 = "its kernels take float32 activations, so the model runs in float32 around them"


class Int8Dynamic(Technique):
    """Let torch quantize the linear layers dynamically; everything else becomes float32."""

    whole = False  # activations are scaled by their range in the call
    card = Card(
        id="quantize.int8_dynamic",
        title="Dynamic int8 quantization",
        stage="weights",
        promise="Linear layers multiply 8-bit integers: prompts and large layers run several times faster on processors"
        " with integer dot products.",
        helps="prefill, batches, classification, wide layers",
        hurts="memory of a 16-bit model, as all but the linear layers becomes float32; narrow layers at one token,"
        " where quantizing the activation costs as much as it saves",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        conflicts=(
            *rules.ONE_QUANTIZER,
            Conflict("runtime.dtype", FLOAT32, "leave runtime.dtype out"),
            Conflict(
                "runtime.compile", "torch.compile cannot look into its packed weights", "use quantize.weight_only"
            ),
        ),
        after=("prune.*",),
        effects=(
            Effect("latency.ttft", "down"),
            Effect("quality.bits_per_byte", "up a little", workload="score"),
        ),
        devices=("cpu",),
        papers=("arxiv:2208.07339",),
    )
    include: Annotated[str, Param(linears.INCLUDE)] = ""
    exclude: Annotated[str, Param(linears.EXCLUDE)] = ""

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses patterns that choose nothing, and a checkpoint that is quantized already."""
        return rules.already(model) + linears.no_target(model, self.include, self.exclude)

    def apply(self, subject: Subject, context: Context) -> Change:
        """Cast to float32 and quantize the chosen layers in place."""
        with Change.counted(subject) as change:
            chosen = linears.targets(subject, self.include, self.exclude)
            subject.model.float()
            for done, (name, layer) in enumerate(chosen.items()):
                context.progress("quantizing", done, len(chosen), name)
                subject.replace(name, quantized(layer))
            change.modules = len(chosen)
        change.notes.append("all but the quantized layers run in float32")
        return change


def quantized(layer: nn.Module) -> nn.Module:
    """torch's dynamically quantized form of a linear layer: int8 by row, activations by call."""
    import torch

    bias: Any = layer.bias
    plain = linears.linear(linears.matrix(layer).float(), None if bias is None else bias.float())
    config = {"": torch.ao.quantization.per_channel_dynamic_qconfig}
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # "torch.ao.quantization is deprecated": its successor has no such kernel on CPU
        dynamic: Any = torch.ao.quantization.quantize_dynamic
        made: nn.Module = dynamic(torch.nn.Sequential(plain), config, inplace=True)[0]
    return made
