"""kv.lagkv: keep the tokens that stand out against those that follow them, without looking at attention.

Liang et al. 2025, "LagKV: Lag-Relative Information of the KV Cache Tells Which Tokens Are Important"
(arXiv 2504.04704).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


class LagKV(Technique):
    """Cut the cache into chunks; keep of each a share of its tokens, judged by the spread against the next chunk."""

    card = Card(
        id="kv.lagkv",
        title="LagKV eviction",
        stage="cache",
        promise="Drops a share of the KV cache, chunk by chunk and while generating too, by how much each token's"
        " key and value stand out against the next chunk; needs no attention weights.",
        helps="long prompts and long answers, any attention kernel",
        hurts="retrieval at small ratios: nothing knows yet what will be asked",
        tasks=("causal_lm",),
        models=cache.MODELS,
        effects=(
            Effect("memory.kv_cache", "down"),
            Effect("latency.tpot", "down, more with context and batch"),
            Effect("quality.bits_per_byte", "up a little, more as the ratio shrinks", workload="score"),
        ),
        conflicts=(cache.ONE_CACHE, *cache.NO_DRAFTS),
        papers=("seed:215", "arxiv:2504.04704"),
    )
    ratio: Annotated[float, Param("share of each chunk kept", "", 0.01, 1.0, sweep=(0.5, 0.25, 0.125))] = 0.25
    window: Annotated[int, Param("tokens of a chunk; the last one or two stay whole", "token", 2, 8192)] = 128
    sinks: Annotated[int, Param("first tokens, which always stay", "token", 0, 1024)] = 16

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Sliding-window models are refused, and a ratio that would keep no token of a chunk."""
        none = int(self.ratio * self.window) < 1
        why = Reason(f"ratio {self.ratio:g} of {self.window} tokens is none", f"ratio={1 / self.window:.3g}")
        return cache.misfits(model) + ([why] if none else [])

    def apply(self, subject: Subject, context: Context) -> Change:
        """Give the subject an evicting cache."""
        with Change.counted(subject) as change:
            share = (self.sinks, self.window, int(self.ratio * self.window))
            subject.cache = lambda: cache.made(LagLayer, subject.model, *share)
            cache.refuse_padding(subject, self.card.id)
        change.notes.append(f"{share[2]} of each {self.window} tokens stay in the cache")
        return change


class LagLayer(cache.Layer):
    """Evicts as soon as two whole chunks stand behind what was settled; the newer one is the older one's measure."""

    def __init__(self, sinks: int, window: int, kept: int) -> None:
        super().__init__()
        self.sinks, self.window, self.kept = sinks, window, kept
        self.settled = sinks  # tokens held that will never be judged again

    def update(self, key_states: Tensor, value_states: Tensor, *args: Any, **kwargs: Any) -> tuple[Tensor, Tensor]:
        """Append, and return all: what falls out here was still seen by the tokens that came with it."""
        keys, values = self.append(key_states, value_states)
        self.keys, self.values = keys, values
        if keys.shape[-2] >= self.settled + 2 * self.window:
            self._evict()
        return keys, values

    def reset(self) -> None:
        """Forget everything."""
        super().reset()
        self.settled = self.sinks

    def _evict(self) -> None:
        chunks = (self.held() - self.settled) // self.window
        positions = chosen(self.keys, self.values, self.settled, chunks, self.window, self.kept)
        index = positions.unsqueeze(-1).expand(-1, -1, -1, self.keys.shape[-1])
        self.keys, self.values = self.keys.gather(2, index), self.values.gather(2, index)
        self.settled += (chunks - 1) * self.kept


def spread(states: Tensor) -> Tensor:
    """How much each token stands out, equations 3 to 6 of the paper.

    Args:
        states: (batch, heads, chunks, window, head dim), keys or values.

    Returns:
        (batch, heads, chunks - 1, window), summing to 1 over each chunk; the last chunk is only a measure.
    """
    chunk, lag = states[:, :, :-1].float(), states[:, :, 1:].float()
    low, high = lag.amin(-2, keepdim=True), lag.amax(-2, keepdim=True)
    scaled = (chunk - low) / (high - low).clamp_min(1e-6)
    return scaled.std(-1).softmax(-1)


def chosen(keys: Tensor, values: Tensor, settled: int, chunks: int, window: int, kept: int) -> Tensor:
    """Positions to keep, in order: what is settled, the `kept` best of all chunks but the last, and the rest.

    Args:
        keys, values: (batch, heads, tokens, head dim).

    Returns:
        (batch, heads, tokens kept).
    """
    import torch

    batch, heads, tokens, size = keys.shape
    body = slice(settled, settled + chunks * window)
    score = sum(spread(s[:, :, body].reshape(batch, heads, chunks, window, size)) for s in (keys, values))
    best = score.topk(kept, dim=-1).indices.sort(dim=-1).values  # type: ignore[union-attr]
    starts = settled + window * torch.arange(chunks - 1, device=keys.device)
    best = (best + starts[:, None]).flatten(2)
    head = torch.arange(settled, device=keys.device).expand(batch, heads, -1)
    tail = torch.arange(settled + (chunks - 1) * window, tokens, device=keys.device).expand(batch, heads, -1)
    return torch.cat([head, best, tail], dim=-1)
