"""Bytes that attention moves between main memory and a processor cache, stored or tiled, and the least possible.

Dao et al. 2022, "FlashAttention": storing the scores moves 4 N d + 4 N^2 words a head (Q, K, V, O, and scores and
weights each written and read), tiling them moves about N^2 d^2 / M words with a cache of M words, never less than the
4 N d of its inputs and its result. Saha and Ye 2024, "The I/O Complexity of Attention, or How Optimal is
FlashAttention?": for M >= d^2 no algorithm moves less than that order; below, N^2 d / sqrt(M) is the optimum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any

from paretoscope.analysis.ceilings import Ceilings
from paretoscope.workload import Workload


@dataclass(frozen=True, kw_only=True)
class Traffic:
    """Attention's traffic in the prefill of one workload, all layers, heads and sequences, B, of fp32 or 16-bit words.

    `cache`: the level taken for the fast memory, `cache_bytes` its size; `seconds_*` at the bandwidth of main memory.
    """

    workload: str
    tokens: int
    head: int
    cache: str
    cache_bytes: int
    stored: float
    tiled: float
    least: float
    seconds_stored: float
    seconds_tiled: float

    @property
    def optimal(self) -> bool:
        """Whether tiling is of the least possible order here (M >= d^2)."""
        return self.least >= self.tiled


def stored_words(tokens: float, head: float) -> float:
    """Words moved a head when scores and weights are stored: 4 N d + 4 N^2."""
    return 4 * tokens * head + 4 * tokens**2


def tiled_words(tokens: float, head: float, cache: float) -> float:
    """Words moved a head by FlashAttention with a cache of `cache` words: N^2 d^2 / M, at least 4 N d."""
    return max(4 * tokens * head, (tokens * head) ** 2 / cache)


def least_words(tokens: float, head: float, cache: float) -> float:
    """Words that any algorithm moves a head, up to a constant: N^2 d^2 / M from M >= d^2 up, else N^2 d / sqrt(M)."""
    bound = (tokens * head) ** 2 / cache if cache >= head**2 else tokens**2 * head / sqrt(cache)
    return max(4 * tokens * head, bound)


def traffic(facts: Mapping[str, Any], workloads: list[str], item: int, ceilings: Ceilings) -> Iterator[Traffic]:
    """One a `generate` workload of a model whose sizes are known. `item`: bytes of a word."""
    layers, heads, hidden = (int(facts.get(k) or 0) for k in ("layers", "heads", "hidden"))
    memory, fast = ceilings.memory, _fast(ceilings)
    if not (layers and heads and hidden and memory and fast):
        return
    head = int(facts.get("head_dim") or hidden // heads)
    for text in workloads:
        if text.partition(":")[0] == "generate":
            work = Workload.parse(text)
            tokens, many = int(work.value("prompt")), layers * heads * int(work.value("batch")) * item
            words = fast[1] / item
            stored, tiled = many * stored_words(tokens, head), many * tiled_words(tokens, head, words)
            yield Traffic(
                workload=text, tokens=tokens, head=head, cache=fast[0], cache_bytes=fast[1], stored=stored, tiled=tiled,
                least=many * least_words(tokens, head, words), seconds_stored=stored / memory,
                seconds_tiled=tiled / memory,
            )  # fmt: skip


def _fast(ceilings: Ceilings) -> tuple[str, int] | None:
    """The memory that one core's (or block's) tiles stay in: L2 of a processor, shared memory of a GPU."""
    return next(((k, ceilings.caches[k]) for k in ("shared", "L2", "L1") if ceilings.caches.get(k)), None)


def plain(found: Traffic) -> dict[str, Any]:
    """As data, with a sentence."""
    share = found.stored / found.tiled if found.tiled else 1.0
    text = (
        f"Attention over {found.tokens} tokens with heads of {found.head}: stored scores would move {share:.1f} times "
        f"what tiles in {found.cache} move; "
        + ("no algorithm moves less than tiles by more than a constant." if found.optimal else "less is possible.")
    )
    return {**asdict(found), "optimal": found.optimal, "words": text}
