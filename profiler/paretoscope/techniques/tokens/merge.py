"""tokens.merge: join the most similar image tokens in every block.

Bolya et al. 2022, "Token Merging: Your ViT But Faster" (arXiv 2210.09461), the base of PYRA (seed:15).
"""

from __future__ import annotations

from types import MethodType
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

if TYPE_CHECKING:
    from torch import Tensor

    from paretoscope.techniques.subject import Subject


class Merge(Technique):
    """Between attention and MLP of each block, average the r most similar pairs of tokens."""

    card = Card(
        id="tokens.merge",
        title="Token merging (ToMe)",
        stage="tokens",
        promise="Averages the most similar pairs of image tokens in every block, so that later blocks have fewer to"
        " work on; no training needed.",
        helps="many tokens and large batches",
        hurts="single small images, where finding the pairs costs what it saves; fine detail",
        tasks=("image_classification",),
        models=("vit",),
        effects=(
            Effect("throughput.samples", "up with the batch", workload="classify"),
            Effect("quality.accuracy", "down a little, more with r", workload="classify"),
        ),
        papers=("arxiv:2210.09461", "seed:15"),
    )
    r: Annotated[int, Param("tokens merged away in each block, at most half", "token", 0, 4096, sweep=(8, 16, 32))] = 16

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Merging more than there are tokens would leave the last blocks with the class token and little else."""
        tokens, blocks = image_tokens(model), model.layers
        if not tokens or self.r * blocks < tokens:
            return []
        why = f"{self.r} tokens merged in each of {blocks} blocks are more than the {tokens} image tokens"
        return [Reason(why, f"take r={(tokens - 1) // max(1, blocks)}")]

    def apply(self, subject: Subject, context: Context) -> Change:
        """Give every block a forward that merges; with r = 0 nothing is touched."""
        with Change.counted(subject) as change:
            sizes = Sizes()
            for index, block in enumerate(subject.blocks() if self.r else ()):
                block.forward = MethodType(merging_forward(sizes, self.r, first=index == 0), block)
                subject.closers.append(lambda b=block: delattr(b, "forward"))  # type: ignore[misc]
                change.modules += 1
        tokens = image_tokens(subject.info)
        change.notes.append(f"{tokens + 1} tokens enter, about {max(1, tokens + 1 - self.r * change.modules)} leave")
        return change


class Sizes:
    """How many patches each token stands for, handed from block to block; (batch, tokens, 1), None: one each."""

    value: Tensor | None = None


def merging_forward(sizes: Sizes, r: int, first: bool) -> Any:
    """A ViT block's forward with proportional attention and merging. `first` starts a new image batch."""

    def forward(self: Any, hidden_states: Tensor, attention_mask: Tensor | None = None, **kwargs: Any) -> Tensor:
        if first:
            sizes.value = None
        mixed, keys = attend(self.attention, self.layernorm_before(hidden_states), sizes.value)
        hidden_states = hidden_states + self.dropout(mixed)
        count = min(r, (hidden_states.shape[1] - 1) // 2)
        if count > 0:
            hidden_states, sizes.value = merged(hidden_states, sizes.value, *pairs(keys, count))
        out: Tensor = hidden_states + self.dropout(self.mlp(self.layernorm_after(hidden_states)))
        return out

    return forward


def attend(module: Any, hidden: Tensor, sizes: Tensor | None) -> tuple[Tensor, Tensor]:
    """Attention in which a token counts as often as it has patches (equation 1 of the paper).

    Returns:
        the block's mixture (batch, tokens, hidden), and the keys averaged over heads (batch, tokens, head dim).
    """
    from torch.nn import functional

    def heads(project: Any) -> Tensor:
        split: Tensor = project(hidden).view(*hidden.shape[:2], -1, module.head_dim).transpose(1, 2)
        return split

    keys = heads(module.k_proj)
    bias = None if sizes is None else sizes.log().transpose(1, 2).unsqueeze(1)
    mixed = functional.scaled_dot_product_attention(
        heads(module.q_proj), keys, heads(module.v_proj), attn_mask=bias, scale=module.scaling
    )
    out: Tensor = module.o_proj(mixed.transpose(1, 2).flatten(2))
    return out, keys.mean(1)


def pairs(metric: Tensor, r: int) -> tuple[Tensor, Tensor, Tensor]:
    """Bipartite soft matching: every second token picks its most similar one among the others; the r best go.

    Args:
        metric: (batch, tokens, features); the first token (the class) never goes.
        r: at most half of the other tokens.

    Returns:
        positions of the tokens that stay (batch, tokens - r) in order, of those that go (batch, r), and of those
        they join (batch, r).
    """
    import torch

    unit = torch.nn.functional.normalize(metric, dim=-1)
    likeness = unit[:, ::2] @ unit[:, 1::2].transpose(1, 2)
    likeness[:, 0] = float("-inf")  # the class token
    best, partner = likeness.max(-1)
    even = best.topk(r, dim=-1).indices
    goes, joins = even * 2, partner.gather(1, even) * 2 + 1
    left = torch.ones(metric.shape[:2], dtype=torch.bool, device=metric.device).scatter_(1, goes, False)
    stays = left.nonzero()[:, 1].view(metric.shape[0], -1)
    return stays, goes, joins


def merged(hidden: Tensor, sizes: Tensor | None, stays: Tensor, goes: Tensor, joins: Tensor) -> tuple[Tensor, Tensor]:
    """Mean of joined tokens, weighted by their sizes; the sizes add up.

    Args:
        hidden: (batch, tokens, hidden).
        sizes: (batch, tokens, 1).

    Returns:
        (batch, tokens - r, hidden) and (batch, tokens - r, 1), in the order of `stays`.
    """
    if sizes is None:
        sizes = hidden.new_ones(*hidden.shape[:2], 1)

    def pick(values: Tensor, where: Tensor) -> Tensor:
        return values.gather(1, where.unsqueeze(-1).expand(-1, -1, values.shape[-1]))

    def joined(values: Tensor) -> Tensor:
        where = joins.unsqueeze(-1).expand(-1, -1, values.shape[-1])
        return pick(values.scatter_add(1, where, pick(values, goes)), stays)

    total = joined(sizes)
    return joined(hidden * sizes) / total, total


def image_tokens(model: ModelInfo) -> int:
    """Patches of an image, without the class token; 0 when the config does not say."""
    image, patch = model.config.get("image_size"), model.config.get("patch_size")
    both = [s if isinstance(s, (list, tuple)) else (s, s) for s in (image, patch)]
    if None in both[0] or None in both[1]:
        return 0
    (height, width), (tall, wide) = both
    return int(height) // int(tall) * (int(width) // int(wide))
