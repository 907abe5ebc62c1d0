"""kv.snapkv: keep of the prompt what its last tokens attend to.

Li et al. 2024, "SnapKV: LLM Knows What You are Looking for Before Generation" (arXiv 2404.14469).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from paretoscope.errors import TrialFailed
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
from paretoscope.techniques.kv import cache

if TYPE_CHECKING:
    from torch import Tensor

    from paretoscope.techniques.subject import Subject


class SnapKV(Technique):
    """After the prompt is read, evict all but its most attended positions and its end, in every head by itself."""

    card = Card(
        id="kv.snapkv",
        title="SnapKV eviction",
        stage="cache",
        promise="Keeps the prompt positions that its last tokens attend to and drops the rest of the KV cache before"
        " the first new token, so the cache stops growing with the prompt.",
        helps="long prompts, large batches, long answers",
        hurts="tasks that need prompt details which nothing at the prompt's end asks for",
        tasks=("causal_lm",),
        models=cache.MODELS,
        effects=(
            Effect("memory.kv_cache", "down"),
            Effect("latency.tpot", "down, more with context and batch"),
            Effect("quality.bits_per_byte", "up a little, more as the budget shrinks", workload="score"),
        ),
        conflicts=(cache.ONE_CACHE, *cache.NO_DRAFTS),
        papers=("seed:594", "arxiv:2404.14469"),
    )
    budget: Annotated[
        int, Param("prompt positions kept in each head, beside the window", "token", 1, 1_000_000,
                   sweep=(64, 128, 256, 512))
    ] = 256  # fmt: skip
    window: Annotated[int, Param("last prompt tokens, which vote and are all kept", "token", 1, 4096)] = 32
    kernel: Annotated[int, Param("width of the pooling that keeps neighbours together; odd", "token", 1, 63)] = 5
    pooling: Annotated[Literal["avg", "max"], Param("how neighbours share their votes")] = "avg"

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Sliding-window models are refused, and an even kernel, which has no middle."""
        even = [Reason(f"kernel = {self.kernel} is even", f"kernel={self.kernel + 1}")] if self.kernel % 2 == 0 else []
        return cache.misfits(model) + even

    def apply(self, subject: Subject, context: Context) -> Change:
        """Give the subject an evicting cache, and each attention layer the vote that decides what it evicts."""
        with Change.counted(subject) as change:
            for module in cache.attentions(subject.model):
                handle = module.register_forward_hook(self._vote, with_kwargs=True)
                subject.closers.append(handle.remove)
                change.modules += 1
            subject.cache = lambda: cache.made(SnapLayer, subject.model)
        change.notes.append(f"of each prompt at most {self.budget + self.window} positions stay in the cache")
        return change

    def _vote(self, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any], output: Any) -> None:
        """After the attention of a prompt: evict. Single tokens and other caches pass."""
        past = kwargs.get("past_key_values")
        layer = past.layers[module.layer_idx] if past is not None and past.layers else None
        if not isinstance(layer, SnapLayer) or not layer.prompt or layer.held() <= self.budget + self.window:
            return
        if (mask := kwargs.get("attention_mask")) is not None and not _sees_all(mask):
            raise TrialFailed("kv.snapkv met a batch with padding", "use prompts of one length, or batch=1")
        hidden = args[0] if args else kwargs["hidden_states"]
        queries = window_queries(module, hidden, kwargs["position_embeddings"], self.window)
        scores = votes(queries, layer.keys, module.scaling)
        layer.keep(chosen(scores, self.budget, self.window, self.kernel, self.pooling))


class SnapLayer(cache.Layer):
    """Holds the prompt until the vote, then what it chose, and every later token."""

    prompt = False  # whether what is held is a whole prompt that was just read

    def update(self, key_states: Tensor, value_states: Tensor, *args: Any, **kwargs: Any) -> tuple[Tensor, Tensor]:
        """Append, and return all that is held."""
        self.prompt = self.length == 0
        self.keys, self.values = self.append(key_states, value_states)
        return self.keys, self.values

    def keep(self, positions: Tensor) -> None:
        """Evict all but `positions`, (batch, KV heads, kept)."""
        index = positions.unsqueeze(-1).expand(-1, -1, -1, self.keys.shape[-1])
        self.keys, self.values = self.keys.gather(2, index), self.values.gather(2, index)
        self.prompt = False


def window_queries(module: Any, hidden: Tensor, position: tuple[Tensor, Tensor], window: int) -> Tensor:
    """Rotated queries of the last `window` tokens, (batch, heads, window, head dim).

    Args:
        module: a Llama-like attention module.
        hidden: (batch, tokens, hidden), its normalised input.
        position: cos and sin, (batch or 1, tokens, head dim).
    """
    last = hidden[:, -window:]
    queries = module.q_proj(last).view(*last.shape[:2], -1, module.head_dim)
    if hasattr(module, "q_norm"):
        queries = module.q_norm(queries)
    queries = queries.transpose(1, 2)
    cos, sin = (p[:, -window:].unsqueeze(1) for p in position)
    left, right = queries.chunk(2, dim=-1)
    import torch

    rotated: Tensor = queries * cos + torch.cat([-right, left], dim=-1) * sin
    return rotated


def votes(queries: Tensor, keys: Tensor, scaling: float) -> Tensor:
    """Attention of the window's queries summed over the window, the mean over the query heads of each KV head.

    Args:
        queries: (batch, heads, window, head dim), of the last tokens.
        keys: (batch, KV heads, tokens, head dim).
        scaling: of the logits.

    Returns:
        (batch, KV heads, tokens), float32.
    """
    import torch

    batch, heads, window, size = queries.shape
    kv_heads, tokens = keys.shape[1:3]
    grouped = queries.reshape(batch, kv_heads, heads // kv_heads * window, size)
    logits = (grouped @ keys.transpose(-1, -2)).float().view(batch, kv_heads, -1, window, tokens) * scaling
    late = torch.ones(window, window, dtype=torch.bool, device=keys.device).triu(1)
    logits[..., -window:].masked_fill_(late, float("-inf"))
    return logits.softmax(-1).sum(-2).mean(2)


def chosen(scores: Tensor, budget: int, window: int, kernel: int, pooling: str = "avg") -> Tensor:
    """Positions to keep, in order: the `budget` best before the window by pooled score, and the window.

    Args:
        scores: (batch, KV heads, tokens) with tokens > budget + window.

    Returns:
        (batch, KV heads, budget + window).
    """
    import torch
    from torch.nn import functional

    pool = functional.avg_pool1d if pooling == "avg" else functional.max_pool1d
    early = pool(scores[..., :-window], kernel, stride=1, padding=kernel // 2)
    best = early.topk(budget, dim=-1).indices.sort(dim=-1).values
    tokens = scores.shape[-1]
    tail = torch.arange(tokens - window, tokens, device=scores.device).expand(*best.shape[:-1], window)
    return torch.cat([best, tail], dim=-1)


def _sees_all(mask: Tensor) -> bool:
    """Whether the last token sees every earlier one: there is no padding."""
    last = mask[..., -1, :]
    return bool(last.all() if last.dtype.is_floating_point is False else (last == 0).all())
