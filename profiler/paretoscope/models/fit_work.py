"""What a workload needs beside the weights: KV cache, activations, training. Closed forms, bytes; no torch.

The constants describe transformers' modules on torch's own kernels; docs/hardware.md says on what they were checked.
"""

from __future__ import annotations

from paretoscope.models import fit_cache
from paretoscope.models.fit_weights import Weights, ffn_width, gated
from paretoscope.models.info import ModelInfo
from paretoscope.recipe import Recipe
from paretoscope.workload import Workload

STREAMS = 8  # hidden-sized tensors that live together in a block: residual, normed, q, k, v, their copies, output
GELU_STEPS = 7  # ffn-sized temporaries of transformers' gelu_new, which is written out in Python
SCORED, ROOM = 8, 256 << 20  # windows scored together; B of stored log-probabilities that they may keep
GENERATING = ("generate", "trace", "score")
TEXT = 256  # tokens taken for an example that is to be classified


def kv_cache(info: ModelInfo, recipe: Recipe, work: Workload, width: float) -> float:
    """Bytes of the cache at the end of a call; 0 for what generates nothing."""
    if work.kind not in GENERATING or info.task not in ("causal_lm", "seq2seq"):
        return 0.0
    return fit_cache.kv_cache(info, recipe, _lengths(work), width)


def activations(info: ModelInfo, work: Workload, width: float) -> float:
    """Bytes that live at once in the widest block of a forward pass over the prompt, and the logits of one step."""
    batch, tokens, _ = _shape(info, work)
    wide = ffn_width(info)
    act = str(info.config.get("hidden_act") or info.config.get("activation_function") or "")
    steps = GELU_STEPS if act in ("gelu_new", "gelu_fast") else 3 if gated(info) else 2
    sums = 4.0 if width == 2 else 0.0  # 16-bit products are summed in single precision
    block = batch * tokens * (width * (STREAMS * info.hidden + steps * wide) + sums * wide)
    logits = batch * info.vocabulary * (width + 4) if info.task in ("causal_lm", "seq2seq") else 0
    return block + logits + (_kept_scores(info, work) if work.kind == "score" else 0)


def head_copies(info: ModelInfo, work: Workload, width: float) -> float:
    """torch multiplies the last position of each prompt with a copy of the 16-bit head for each sequence (CPU)."""
    if work.kind not in GENERATING or width != 2 or info.task not in ("causal_lm", "seq2seq"):
        return 0.0
    return _lengths(work)[0] * info.vocabulary * info.hidden * width


def trained(info: ModelInfo, recipe: Recipe, weights: Weights) -> float:
    """Elements that the optimizer updates: all, or those of the adapters."""
    adapter = next((s for s in recipe.steps if s.technique == "tune.lora"), None)
    if adapter is None:
        return weights.elements
    rank, linear = int(adapter.params.get("rank", 8)), [a for a in info.alike if a.one.linear]
    if linear:
        return float(rank * sum(a.times * sum(a.one.shape) for a in linear))
    return float(rank * info.layers * (8 * info.hidden + 3 * (info.hidden + ffn_width(info))))


def saved(info: ModelInfo, work: Workload) -> float:
    """Bytes kept for the backward pass under autocast: inputs of all products and norms, and the loss over all logits.

    A logit is kept in 16 bits, in single precision, as log-probability and as two gradients: 18 B.
    """
    tokens = int(work.value("batch")) * int(work.value("length"))
    wide = (4 if gated(info) else 3) * ffn_width(info) * 2
    block = 10 * info.hidden * 2 + 4 * info.hidden * 4 + wide
    return tokens * (info.layers * block + 18.0 * info.vocabulary)


def _lengths(work: Workload) -> tuple[int, int, int]:
    """(sequences, prompt tokens, tokens that follow) of generate, trace and score."""
    if work.kind == "score":
        tail = min(int(work.value("stride")), int(work.value("context")) - 1)
        return min(SCORED, int(work.value("items"))), int(work.value("context")) - tail, tail
    if work.kind == "trace":  # the longest that may be drawn
        wide = 1 + float(work.value("spread"))
        return int(work.value("batch")), round(wide * int(work.value("prompt"))), round(wide * int(work.value("new")))
    return int(work.value("batch")), int(work.value("prompt")), int(work.value("new"))


def _shape(info: ModelInfo, work: Workload) -> tuple[int, int, int]:
    """(sequences, tokens of each that go through the model together, tokens that follow)."""
    if work.kind in GENERATING:
        return _lengths(work)
    if work.kind == "finetune":
        return int(work.value("batch")), int(work.value("length")), 0
    if work.kind == "task":  # its prompts are only known to the harness
        return 1, min(info.context or TEXT, TEXT), 0
    if work.kind == "embed":
        return int(work.value("batch")), int(work.value("length")), 0
    if info.task == "image_classification":
        side = _side(info.config.get("image_size"), 224) // max(1, _side(info.config.get("patch_size"), 16))
        return int(work.value("batch")), side * side + 1, 0
    return int(work.value("batch")), min(info.context or TEXT, TEXT), 0


def _side(value: object, default: int) -> int:
    """A length in pixels, as a number or as (height, width); the default for anything else."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, int) else default


def _kept_scores(info: ModelInfo, work: Workload) -> float:
    """Log-probabilities that the baseline holds to store them, twice while they are stacked."""
    batch, _, tail = _lengths(work)
    one = tail * max(1, info.vocabulary) * 4
    return 2.0 * one * max(1, min(batch, ROOM // one))
