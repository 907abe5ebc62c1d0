"""Bytes of the cache that a model keeps between tokens: keys and values, windows of them, states. No torch.

The closed forms are compared with what is counted on tiny models of each kind.
"""

from __future__ import annotations

from paretoscope.models import layers
from paretoscope.models.info import ModelInfo
from paretoscope.recipe import Recipe, Step


def kv_cache(info: ModelInfo, recipe: Recipe, lengths: tuple[int, int, int], width: float) -> float:
    """Bytes of the cache at the end of a call.

    For plain attention 2 x layers x KV heads x head size x sequences x tokens x width.

    Args:
        lengths: (sequences, prompt tokens, tokens that follow).
        width: bytes of an element of the cache.
    """
    batch, prompt, new = lengths
    kinds = layers.kinds(info)
    tokens, share = float(prompt + new - (info.task == "causal_lm")), 1.0
    for step in recipe.steps:
        if step.technique == "depth.layer_skip" and kinds:
            left = max(2, len(kinds) - round(len(kinds) * float(step.params.get("sparsity", 0.17))))
            share *= left / len(kinds)
        tokens = _held(step, tokens, prompt, new, width)
    one = {
        layers.FULL: layers.token(info, layers.FULL) * tokens * width,
        layers.WINDOW: layers.token(info, layers.WINDOW) * min(tokens, layers.window(info)) * width,
        layers.STATE: _state(info, width) if {layers.STATE, layers.BOTH} & set(kinds) else 0.0,
        layers.NOTHING: 0.0,
    }
    one[layers.BOTH] = one[layers.FULL] + one[layers.STATE]
    return share * batch * sum(one[k] for k in kinds)


def _state(info: ModelInfo, width: float) -> float:
    own, single = layers.state(info)
    return own * width + single * 4.0


def _held(step: Step, tokens: float, prompt: int, new: int, width: float) -> float:
    """Tokens' worth of memory that a cache technique leaves."""
    params = step.params
    if step.technique == "kv.snapkv":
        return min(tokens, float(params.get("budget", 256)) + float(params.get("window", 32)) + new)
    if step.technique == "kv.lagkv":
        window, sinks = float(params.get("window", 128)), float(params.get("sinks", 16))
        old = max(0.0, tokens - sinks - 2 * window)
        return tokens - old * (1 - float(params.get("ratio", 0.25)))
    if step.technique == "kv.quantized":
        recent, group = float(params.get("window", 64)), float(params.get("group", 32))
        old = max(0.0, tokens - recent)
        return tokens - old * (1 - int(params.get("bits", 4)) / 8 / width - 2 / group)
    return tokens
