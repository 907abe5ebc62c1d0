"""Bootstrap over turns: intervals of percentiles and of their ratios, from 20 turns up (METHOD M4).

A mean has a t interval. A percentile has none in closed form, so whole turns, each with all its calls, are drawn with
replacement; of a ratio the turns of one round are drawn together. Calls inside a turn are never drawn by themselves.

Drawn like that, turns count as independent, and few draws of few turns are too narrow. So the drawn deviations are
widened as much as the t interval of the turns' own means is wider than the plain normal one: for few turns, for
neighbours in time that are alike, and for processes that differ. Coverage is held by simulation (test_m04_...).
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from statistics import NormalDist, fmean

from paretoscope.stats import Interval, Key, mean_interval, variance

FEWEST = 20  # turns: a percentile bootstrap of three covers 75 %, of five 82 %, of ten 90 %
ABOVE = 4  # turns' worth of calls that must lie beyond the percentile: 40 turns for p90, 80 for p95, 400 for p99
DRAWS, MANY, FEWER = 500, 100, 200  # resamples; above MANY turns FEWER, as each is dearer and says the same
COARSE, FINE, REACH = 64, 256, 5.0  # candidates over all calls, and within so many standard errors of the percentile
_Z = NormalDist().inv_cdf(0.975)
Draw = Callable[[tuple[float, ...]], tuple[float, ...]]


@lru_cache(maxsize=16)
def draws(n: int, count: int) -> tuple[Draw, ...]:
    """The same resamples with replacement for all values of one length, each as a function that picks them."""
    rng = random.Random(n)
    return tuple(itemgetter(*(rng.randrange(n) for _ in range(n))) for _ in range(count))


@dataclass(frozen=True)
class Quantile:
    """A percentile of the calls of some turns, ready to be taken of any resample of the turns.

    Attributes:
        rows: the calls of each turn, sorted. sizes: how many they are.
        known: candidate values, rising; which of them are looked at shows only while drawing.
    """

    p: float
    rows: tuple[tuple[float, ...], ...]
    sizes: tuple[float, ...]
    known: tuple[float, ...]
    _below: dict[int, tuple[float, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, turns: Sequence[Sequence[float]], p: float) -> Quantile:
        """From the calls of each turn; at least one call a turn."""
        rows = tuple(tuple(sorted(t)) for t in turns)
        pooled = sorted(v for row in rows for v in row)
        known = tuple(dict.fromkeys(pooled[i] for i in _ranks(len(pooled), len(rows), p)))
        return cls(p, rows, tuple(float(len(row)) for row in rows), known)

    def drawn(self, draw: Draw) -> float:
        """The order statistic (nearest rank) of a resample: the least candidate with p of its calls at or below it."""
        wanted = math.ceil(self.p * sum(draw(self.sizes)) - 1e-9)
        low, high = 0, len(self.known) - 1
        while low < high:
            middle = (low + high) // 2
            if sum(draw(self.below(middle))) >= wanted:
                high = middle
            else:
                low = middle + 1
        return self.known[low]

    def below(self, place: int) -> tuple[float, ...]:
        """How many calls of each turn do not exceed the candidate at that place."""
        found = self._below.get(place)
        if found is None:
            value = self.known[place]
            found = self._below[place] = tuple(float(bisect_right(row, value)) for row in self.rows)
        return found


def _ranks(calls: int, turns: int, p: float) -> list[int]:
    """Ranks of the candidates among all calls: some of them over the whole range, most near the percentile."""
    error = REACH * math.sqrt(p * (1 - p) / turns)
    low, high = max(0.0, p - error), min(1.0, p + error)
    shares = [*(i / COARSE for i in range(COARSE + 1)), *(low + (high - low) * i / FINE for i in range(FINE + 1)), p]
    return sorted({min(calls - 1, max(0, math.ceil(s * calls) - 1)) for s in shares})


def percentile_interval(turns: Mapping[Key, Sequence[float]], p: float, value: float) -> Interval | None:
    """95 % interval of a percentile over turns; None for fewer turns than `enough_turns`.

    Args:
        turns: (block, round) -> the calls of a turn. value: the percentile of all calls.
    """
    if len(turns) < enough_turns(p):
        return None
    quantile = Quantile.of(list(turns.values()), p)
    drawn = [quantile.drawn(d) - value for d in _draws(len(turns))]
    low, high = _bounds(drawn, widening({k: fmean(v) for k, v in turns.items()}))
    return Interval(value, max(0.0, value + low), value + high, len(turns))


def percentile_ratio(
    recipe: Mapping[Key, Sequence[float]], baseline: Mapping[Key, Sequence[float]], p: float
) -> Interval | None:
    """Percentile of the recipe over that of the baseline, over the rounds that both have, drawn together.

    None for fewer of them than `enough_turns`, or where a value is not positive.
    """
    shared = [k for k in recipe if k in baseline]
    ours, theirs = ([side[k] for k in shared] for side in (recipe, baseline))
    if len(shared) < enough_turns(p) or min((v for turn in (*ours, *theirs) for v in turn), default=0.0) <= 0:
        return None
    above, below = Quantile.of(ours, p), Quantile.of(theirs, p)
    whole: Draw = tuple
    value = math.log(above.drawn(whole) / below.drawn(whole))
    drawn = [math.log(above.drawn(d) / below.drawn(d)) - value for d in _draws(len(shared))]
    logs = {k: math.log(fmean(a) / fmean(b)) for k, a, b in zip(shared, ours, theirs, strict=True)}
    low, high = _bounds(drawn, widening(logs))
    return Interval(math.exp(value), math.exp(value + low), math.exp(value + high), len(shared))


def enough_turns(p: float) -> int:
    """Least number of turns from which a percentile has an interval: p90 of 20 turns would cover 88 % only."""
    return max(FEWEST, math.ceil(ABOVE / min(p, 1 - p) - 1e-9))


def widening(means: Mapping[Key, float]) -> float:
    """How many times as wide the t interval of these turns' mean is as that of a plain bootstrap; at least 1."""
    found = mean_interval(means)
    n = len(means)
    plain = _Z * math.sqrt(variance(list(means.values())) * (n - 1) / n / n)
    if found.low is None or found.high is None or plain <= 0:
        return 1.0
    return max(1.0, (found.high - found.low) / 2 / plain)


def _draws(n: int) -> tuple[Draw, ...]:
    return draws(n, DRAWS if n <= MANY else FEWER)


def _bounds(drawn: list[float], factor: float) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of drawn deviations, widened."""
    ordered = sorted(drawn)
    cut = int(len(ordered) * 0.025)
    return factor * ordered[cut], factor * ordered[-cut - 1]
