"""Quality from log-probabilities: pure functions. Natural logarithms inside; bits only where the name says so."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from paretoscope.stats import Interval, sample_interval

if TYPE_CHECKING:
    from torch import Tensor


def perplexity(nll: float, tokens: float) -> float:
    """exp of the mean negative log-likelihood (nat) per token; infinite when it overflows."""
    try:
        return math.exp(nll / tokens)
    except OverflowError:
        return math.inf


def bits_per_byte(nll: float, size: float) -> float:
    """Bits needed for each byte of text: nll in nat over all its tokens, size in B."""
    return nll / math.log(2) / size


def token_nll(logp: Tensor, targets: Tensor) -> Tensor:
    """Negative log-likelihood of each target, nat.

    Args:
        logp: (..., vocabulary) log-probabilities.
        targets: (...) token ids.
    """
    return -logp.gather(-1, targets.unsqueeze(-1)).squeeze(-1)


def kl(reference: Tensor, logp: Tensor) -> Tensor:
    """KL(reference || logp) of each position, nat, never negative.

    The reference was stored in half precision, so it is normalised again first. A probability of zero counts nothing.

    Args:
        reference: (..., vocabulary) log-probabilities of the baseline.
        logp: (..., vocabulary) log-probabilities of the recipe.
    """
    known = reference.float().log_softmax(-1)
    terms = known.exp() * (known - logp.float())
    return terms.nan_to_num(nan=0.0).sum(-1).clamp_min(0.0)


def agreement(reference_top: Tensor, logp: Tensor) -> Tensor:
    """1.0 where the likeliest token is the baseline's, else 0.0. reference_top: (...) token ids."""
    return (logp.argmax(-1) == reference_top).float()


def ranked(chosen: Mapping[str, float], rejected: Mapping[str, float]) -> dict[str, float]:
    """One preference pair from the values of its two answers, each after the same prompt (paper seed:414).

    `ranked`: 1 where log P(chosen) > log P(rejected); `ranked_mean`: the same with log P / tokens; `margin`: the
    difference of log P, nat. A tie counts half. KL and agreement are means over both answers' tokens.
    """
    margin = rejected["nll"] - chosen["nll"]
    mean = rejected["nll"] / rejected["tokens"] - chosen["nll"] / chosen["tokens"]
    made = {"ranked": _above(margin), "ranked_mean": _above(mean), "margin": margin}
    total = chosen["tokens"] + rejected["tokens"]
    for key in ("kl", "agree"):
        if key in chosen and key in rejected:
            made[key] = (chosen[key] * chosen["tokens"] + rejected[key] * rejected["tokens"]) / total
    return made


def _above(value: float) -> float:
    return 0.5 if value == 0 else float(value > 0)


def over_items(values: Sequence[float]) -> Interval:
    """Mean with a 95 % interval over items; no bounds for fewer than two."""
    return sample_interval(values)


def ratio_over_items(above: Sequence[float], below: Sequence[float]) -> Interval:
    """Sum of `above` over sum of `below` with an interval over items, by linearisation (delta method).

    For bits per byte and perplexity, where items differ in size: the mean of the items' own ratios would be another
    number than the text's.
    """
    total = sum(below)
    value = sum(above) / total
    mean = total / len(below)
    spread = over_items([value + (a - value * b) / mean for a, b in zip(above, below, strict=True)])
    return Interval(value, spread.low, spread.high, spread.n)


def exponential(interval: Interval) -> Interval:
    """The interval of exp of a value, bound by bound."""
    low, high = (None if x is None else perplexity(x, 1.0) for x in (interval.low, interval.high))
    return Interval(perplexity(interval.value, 1.0), low, high, interval.n)


def _within(interval: Interval, most: float | None, least: float = 0.0) -> Interval:
    """Bounds cut to what the metric can be: `least` to `most`."""
    low = None if interval.low is None else max(least, interval.low)
    high = interval.high if interval.high is None or most is None else min(most, interval.high)
    return Interval(interval.value, low, high, interval.n)


_SHARES = (
    ("kl", "kl", "nat"), ("agreement", "agree", ""), ("accuracy", "correct", ""), ("ranking", "ranked", ""),
    ("ranking.mean", "ranked_mean", ""), ("cosine", "cosine", ""), ("nearest", "same_nearest", ""),
)  # fmt: skip


def summary(items: Sequence[Mapping[str, float]], protocol: str) -> dict[str, tuple[Interval, str]]:
    """Metric name to (interval over items, unit) from the items' values.

    Args:
        items: with nll, tokens, bytes; kl, agree and correct where they were judged.
        protocol: last part of the perplexity's name, `window1024` say.
    """
    made: dict[str, tuple[Interval, str]] = {}
    if items and "tokens" in items[0]:
        nll = [i["nll"] for i in items]
        made[f"quality.perplexity.{protocol}"] = exponential(ratio_over_items(nll, [i["tokens"] for i in items])), ""
        bits = [n / math.log(2) for n in nll]
        made["quality.bits_per_byte"] = ratio_over_items(bits, [i["bytes"] for i in items]), "bit"
    for name, key, unit in _SHARES:
        known = [i[key] for i in items if key in i]
        if known:
            least = -1.0 if name == "cosine" else 0.0
            made[f"quality.{name}"] = _within(over_items(known), None if unit else 1.0, least), unit
    return made
