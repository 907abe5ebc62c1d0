"""Intervals, paired ratios and the like, with the standard library alone; SI units inside, always."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import fmean

Key = tuple[int, int]  # (block, round)


@dataclass(frozen=True)
class Interval:
    """A value with its 95 % interval over `n` turns; bounds are None when n is too small to tell."""

    value: float
    low: float | None
    high: float | None
    n: int


def t_cdf(t: float, df: int) -> float:
    """Student's t distribution function for a whole number of degrees of freedom, in closed form.

    Source: Abramowitz and Stegun, 26.7.3 and 26.7.4.
    """
    theta = math.atan2(abs(t), math.sqrt(df))
    cos, sin = math.cos(theta), math.sin(theta)
    term, total = (1.0, 1.0) if df % 2 == 0 else (cos, cos)
    for k in range(2 if df % 2 == 0 else 3, df, 2):
        term *= (k - 1) / k * cos * cos
        total += term
    if df % 2 == 0:
        area = sin * total
    else:
        area = 2 / math.pi * (theta + (sin * total if df > 1 else 0.0))
    return 0.5 + math.copysign(area / 2, t)


@cache
def t_quantile(p: float, df: float) -> float:
    """Inverse of t_cdf by bisection; a fractional `df` is rounded down, which widens the interval."""
    whole = max(1, min(int(df), 10_000))
    low, high = -1e4, 1e4
    for _ in range(100):
        mid = (low + high) / 2
        low, high = (mid, high) if t_cdf(mid, whole) < p else (low, mid)
    return (low + high) / 2


def mean_interval(by_turn: Mapping[Key, float], level: float = 0.95) -> Interval:
    """Mean over turns with a t interval in which variation between blocks and between neighbours in time is counted.

    One-way random effects: where blocks differ more than their turns explain, the block means are the sample (df =
    blocks - 1); else all turns are one sample, its variance raised when neighbouring turns are alike (`inflation`).
    """
    values = list(by_turn.values())
    if len(values) < 2:
        return Interval(values[0] if values else math.nan, None, None, len(values))
    error, df = _standard_error(by_turn)
    half = t_quantile(0.5 + level / 2, df) * error
    mean = fmean(values)
    return Interval(mean, mean - half, mean + half, len(values))


def sample_interval(values: Sequence[float], level: float = 0.95) -> Interval:
    """Mean of independent values (items, whose order means nothing) with a t interval, ddof = 1."""
    n = len(values)
    if n < 2:
        return Interval(values[0] if values else math.nan, None, None, n)
    mean = fmean(values)
    half = t_quantile(0.5 + level / 2, n - 1) * math.sqrt(variance(values) / n)
    return Interval(mean, mean - half, mean + half, n)


def variance(values: Sequence[float]) -> float:
    """Sample variance, ddof = 1; at least two values."""
    mean = fmean(values)
    return sum((v - mean) ** 2 for v in values) / (len(values) - 1)


def _standard_error(by_turn: Mapping[Key, float]) -> tuple[float, float]:
    """(standard error of the mean, degrees of freedom).

    With two blocks the block component is known badly, so they count as one sample only where they differ clearly
    less than their turns explain (F < 1/2); with more, where F <= 1. Coverage over 2000 seeds is held by a test.
    """
    blocks: dict[int, list[float]] = {}
    for (block, _), value in sorted(by_turn.items()):
        blocks.setdefault(block, []).append(value)
    n, count = len(by_turn), len(blocks)
    factor = inflation(list(blocks.values()))
    pooled = variance(list(by_turn.values())) * factor
    if count < 2 or n <= count:
        return math.sqrt(pooled / n), n - 1
    grand = fmean(by_turn.values())
    between = sum(len(b) * (fmean(b) - grand) ** 2 for b in blocks.values()) / (count - 1)
    within = sum((x - fmean(b)) ** 2 for b in blocks.values() for x in b) / (n - count) * factor
    if between <= within * (0.5 if count == 2 else 1.0):
        return math.sqrt(pooled / n), n - 1
    return math.sqrt(between / n), count - 1


def inflation(blocks: Sequence[Sequence[float]]) -> float:
    """By how much the variance of a mean grows because neighbouring turns are alike, at least 1.

    (1 + r) / (1 - r) with the lag-1 correlation r within blocks, corrected for its bias (Marriott and Pope 1954);
    1 where r is no larger than chance makes it in two of five cases (r <= 0.25 / sqrt(n)).
    """
    n, above, below = 0, 0.0, 0.0
    for block in blocks:
        mean = fmean(block)
        off = [x - mean for x in block]
        above += sum(a * b for a, b in pairwise(off))
        below += sum(x * x for x in off)
        n += len(block)
    r = above / below if below > 0 else 0.0
    if r <= 0.25 / math.sqrt(n):
        return 1.0
    r = min(0.9, r + (1 + 3 * r) * len(blocks) / n)
    return (1 + r) / (1 - r)


def log_ratio_interval(recipe: Mapping[Key, float], baseline: Mapping[Key, float]) -> Interval | None:
    """Ratio recipe / baseline, paired by (block, round): t on log ratios, then exponentiated.

    None when fewer than two rounds have both, or a value is not positive.
    """
    both = {k: (recipe[k], baseline[k]) for k in recipe if k in baseline}
    if len(both) < 2 or any(a <= 0 or b <= 0 for a, b in both.values()):
        return None
    logs = mean_interval({k: math.log(a / b) for k, (a, b) in both.items()})
    assert logs.low is not None
    assert logs.high is not None
    return Interval(math.exp(logs.value), math.exp(logs.low), math.exp(logs.high), logs.n)


def percentile(values: Sequence[float], p: float) -> float | None:
    """Order statistic (nearest rank, as LoadGen), None when n is too small to carry it (`enough_for`)."""
    if len(values) < enough_for(p):
        return None
    return sorted(values)[max(0, math.ceil(p * len(values)) - 1)]


@cache
def enough_for(p: float, confidence: float = 0.99) -> int:
    """Least n from which a percentile may be shown: with probability `confidence` at least two of n values lie above.

    The rule of MLPerf's early stopping: 64 for p90, 130 for p95, 662 for p99, 6636 for p99.9.
    """
    n = 2
    while p**n + n * (1 - p) * p ** (n - 1) > 1 - confidence:
        n += 1
    return n


def early_stopping(values: Sequence[float], p: float, confidence: float = 0.99) -> float | None:
    """A value that the true percentile exceeds with probability 1 - confidence at most; None when n is too small.

    The largest `discarded` values are left out; the next one is it. Source: MLPerf Inference, early stopping.
    """
    count = discarded(len(values), p, confidence)
    return None if count is None else sorted(values)[len(values) - 1 - count]


def discarded(n: int, p: float, confidence: float = 0.99) -> int | None:
    """How many of the largest values early stopping leaves out: the greatest t - 1 with
    P(Binomial(n, 1 - p) <= t) <= 1 - confidence, t >= 1; None when n is too small.
    """
    total, term, t = 0.0, n * math.log(p), 0
    while t <= n:
        total += math.exp(term)
        if total > 1 - confidence:
            break
        term += math.log((n - t) * (1 - p) / ((t + 1) * p)) if t < n else -math.inf
        t += 1
    return t - 2 if t >= 2 else None


def mcnemar(only_first: int, only_second: int) -> float:
    """Exact two-sided p of McNemar's test: items that only one of two answered correctly."""
    n, k = only_first + only_second, min(only_first, only_second)
    if n == 0:
        return 1.0
    tail = sum(math.comb(n, i) for i in range(k + 1)) / 2.0**n
    return min(1.0, 2 * tail)


def share_interval(hits: float, n: int, z: float = 1.959964) -> Interval:
    """Wilson's score interval of a share of n items; wide where all answers are equal, unlike a bootstrap."""
    share = hits / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if share == 0 else max(0.0, centre - half)  # which rounding would leave at 6e-17
    return Interval(share, low, 1.0 if share == 1 else min(1.0, centre + half), n)


def paired_share_interval(lost: int, won: int, n: int, z: float = 1.959964) -> Interval:
    """Score interval of the difference of two shares of the same n items.

    Wide where nothing flipped, unlike a bootstrap: -+ z^2 / (n + z^2) then. Source: Tango, Statistics in Medicine 17
    (1998) 891-908.

    Args:
        lost: items that only the first answered correctly; won: only the second.
    """

    def score(difference: float) -> float:
        b = (2 * n - won + lost) * difference - won - lost
        c = -lost * difference * (1 - difference)
        least = (math.sqrt(b * b - 8 * n * c) - b) / (4 * n)
        spread = n * (2 * least + difference * (1 - difference))
        above = won - lost - n * difference
        if spread > 0 or above == 0:
            return above / math.sqrt(spread) if above else 0.0
        return math.copysign(math.inf, above)

    return Interval((won - lost) / n, _falls_to(score, z), _falls_to(score, -z), n)


def _falls_to(score: Callable[[float], float], wanted: float) -> float:
    """Where a function that falls over -1 to 1 has that value, by bisection."""
    low, high = -1.0, 1.0
    for _ in range(60):
        mid = (low + high) / 2
        low, high = (mid, high) if score(mid) > wanted else (low, mid)
    return (low + high) / 2
