"""How many items an evaluation needs for a wanted difference, and how sure it is (papers seed:427, seed:625).

Recipe and baseline answer the same items, so what matters is the spread s of the items' differences. With n items the
two-sided 95 % interval of their mean excludes zero for a true difference d with probability (power)

    power = Phi(|d| sqrt(n) / s - 1.96)        and so        n = ((1.96 + z) s / d)^2,  z = 0.84 for 80 %.

For answers that are right or wrong, a share c of which flips, s^2 = c - d^2 at most: fewer flips need fewer items.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import NormalDist

from paretoscope.analysis.metrics import metric
from paretoscope.analysis.results import Ratio, Results
from paretoscope.stats import sample_interval

LEVEL, POWER = 0.95, 0.8
FLIPS = 0.05  # share of answers that flip, assumed before anything was measured
FEWEST = 8  # items of a half whose verdict says anything
_NORMAL = NormalDist()
_Z = _NORMAL.inv_cdf(0.5 + LEVEL / 2)


def needed(spread: float, difference: float, power: float = POWER) -> int:
    """Least number of items with which a true difference is seen with that probability; at least two.

    Args:
        spread: standard deviation of the items' differences.
        difference: in the same unit, not 0.
    """
    return max(2, math.ceil(((_Z + _NORMAL.inv_cdf(power)) * spread / abs(difference)) ** 2))


def visible(spread: float, n: int, power: float = POWER) -> float:
    """Least true difference that n items show with that probability."""
    return (_Z + _NORMAL.inv_cdf(power)) * spread / math.sqrt(n)


def sureness(spread: float, difference: float, n: int) -> float:
    """Probability that n items show a true difference."""
    if spread == 0:
        return 1.0
    return _NORMAL.cdf(abs(difference) * math.sqrt(n) / spread - _Z)


def flip_spread(flips: float, difference: float = 0.0) -> float:
    """Standard deviation of right-minus-right over items of which a share flips; `difference` of the accuracies."""
    return math.sqrt(max(0.0, flips - difference * difference))


def reliability(differences: Sequence[float], size: int, draws: int = 400, seed: int = 0) -> float:
    """Share of random subsets of `size` items that reach the verdict of all items: better, worse or no difference.

    What paper seed:625 asks of a cheap evaluation: that significant differences stay significant.
    """
    rng, whole = random.Random(seed), verdict(differences)
    return sum(verdict(rng.sample(list(differences), size)) == whole for _ in range(draws)) / draws


@lru_cache(maxsize=4096)
def lasting(differences: tuple[float, ...]) -> float | None:
    """Reliability of half as many items, told after an evaluation; None for fewer than 2 x FEWEST of them."""
    n = len(differences)
    if n < 2 * FEWEST:
        return None
    return reliability(differences, n // 2, draws=max(50, min(400, 100_000 // n)))


def verdict(differences: Sequence[float]) -> int:
    """1 or -1 where the 95 % interval of the mean lies above or below zero, else 0."""
    found = sample_interval(differences)
    if found.low is None or found.high is None:
        return 0
    return 1 if found.low > 0 else -1 if found.high < 0 else 0


@dataclass(frozen=True)
class Size:
    """An evaluation as it was: n items, their spread, the least visible difference, and what a wanted one needs.

    `sure`: probability that these items show the wanted difference. `lasting`: share of random halves of these items
    with the verdict of all (better, worse, no difference); None for too few items.
    """

    trial: str
    workload: str
    metric: str
    n: int
    spread: float
    visible: float
    wanted: float
    needed: int
    sure: float
    lasting: float | None = None


def sizes(results: Results, wanted: dict[str, float] | None = None) -> list[Size]:
    """Of every quality that was compared item by item. `wanted`: metric (or its base name) to difference; default the
    metric's threshold of a real change.
    """
    found = []
    for trial in results.trials:
        for workload, table in trial.ratios.items():
            for name, ratio in table.items():
                spread = _spread(ratio)
                if metric(name).group == "quality" and ratio.kind == "difference" and spread:
                    base = results.baseline.find(name, workload) if results.baseline else None
                    aim = _wanted(name, wanted or {}, base.value if base else None)
                    size = _size(trial.id, workload, name, ratio.n, spread, aim)
                    found.append(replace(size, lasting=trial.lasting.get(workload, {}).get(name)))
    return [s for s in found if s.wanted > 0]


def _wanted(name: str, given: dict[str, float], baseline: float | None) -> float:
    bases = [b for b in given if name == b or name.startswith(b + ".")]
    return given[max(bases, key=len)] if bases else metric(name).least(baseline)


def _spread(ratio: Ratio) -> float:
    """Standard deviation of the items' differences, from the interval's width."""
    if ratio.low is None or ratio.high is None or ratio.n < 2:
        return 0.0
    return (ratio.high - ratio.low) / 2 / _Z * math.sqrt(ratio.n)


def _size(trial: str, workload: str, name: str, n: int, spread: float, wanted: float) -> Size:
    least = needed(spread, wanted) if wanted else 0
    sure = sureness(spread, wanted, n) if wanted else 0.0
    return Size(trial, workload, name, n, spread, visible(spread, n), wanted, least, sure)
