"""runtime.dtype: run the model in another floating-point type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from paretoscope.techniques.base import Annotated, Card, Change, Conflict, Context, Effect, Param, Technique

if TYPE_CHECKING:
    from paretoscope.techniques.subject import Subject


class Dtype(Technique):
    """Cast weights and buffers; rotary frequencies stay exact, as when a model is loaded in that type."""

    whole = True  # the same arithmetic for every token
    card = Card(
        id="runtime.dtype",
        title="Floating-point type",
        stage="runtime",
        promise="Runs the model in float32, bfloat16 or float16: half the bytes, or twice, at the speed that this"
        " processor has for the type.",
        helps="bfloat16 and float16 where the processor computes them (GPU, AMX, AVX512-BF16); float32 elsewhere",
        hurts="float16 on processors that emulate it; small values may underflow",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        effects=(
            Effect("latency.tpot", "down where the type is native"),
            Effect("memory.weights", "down for 16 bits, up for float32"),
        ),
        conflicts=(
            Conflict("quantize.int8_dynamic", "its int8 kernels take float32 inputs only", "leave out runtime.dtype"),
        ),
        papers=("arxiv:1905.12322", "arxiv:1710.03740"),
    )
    dtype: Annotated[
        Literal["float32", "bfloat16", "float16"],
        Param("type of weights and activations", sweep=("float32", "bfloat16", "float16")),
    ] = "float32"

    def apply(self, subject: Subject, context: Context) -> Change:
        """Cast in place."""
        import torch

        with Change.counted(subject) as change:
            cast(subject.model, getattr(torch, self.dtype))
        return change


def cast(model: Any, dtype: Any) -> None:
    """Cast every floating-point parameter and buffer but rotary frequencies, which lose their precision for ever."""
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            if parameter.is_floating_point():
                parameter.data = parameter.data.to(dtype)
        for name, buffer in module.named_buffers(recurse=False):
            if buffer.is_floating_point() and "inv_freq" not in name:
                module.register_buffer(name, buffer.to(dtype), name not in module._non_persistent_buffers_set)
