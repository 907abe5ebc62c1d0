"""Intervals cover the truth as often as they say (METHOD M4, 2000 seeds)."""

from __future__ import annotations

import math
import random

import pytest

from paretoscope.analysis.quality import items_interval
from paretoscope.stats import Key, log_ratio_interval, mean_interval

SEEDS = 2000


def turns(rng: random.Random, blocks: int, rounds: int, block_sd: float, alike: float) -> dict[Key, float]:
    """Turns around 0: white or alike in time (AR 1, variance 1), with a part that a whole block shares."""
    out: dict[Key, float] = {}
    for block in range(blocks):
        shared, state = rng.gauss(0, block_sd), rng.gauss(0, 1)
        for i in range(rounds // blocks):
            out[block, i] = shared + state
            state = alike * state + math.sqrt(1 - alike**2) * rng.gauss(0, 1)
    return out


@pytest.mark.parametrize(
    ("blocks", "rounds", "block_sd", "alike"),
    [(1, 8, 0.0, 0.0), (1, 40, 0.0, 0.3), (2, 40, 0.0, 0.3), (2, 40, 0.2, 0.0), (4, 40, 0.4, 0.0), (4, 40, 1.0, 0.0)],
)
def test_m04_intervals_cover_the_mean(blocks: int, rounds: int, block_sd: float, alike: float) -> None:
    hits = 0
    for seed in range(SEEDS):
        found = mean_interval(turns(random.Random(seed), blocks, rounds, block_sd, alike))
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= 0 <= found.high
    assert 0.93 <= hits / SEEDS <= 0.97 + 0.01 * (blocks > 1)


def test_m04_the_interval_of_four_values_is_the_textbooks() -> None:
    """2.5 +- 3.182446 x 1.290994 / 2 with ddof = 1: at few values a wrong divisor hides within any coverage."""
    found = mean_interval({(0, i): float(v) for i, v in enumerate((2, 4, 1, 3))})
    assert (found.value, found.low, found.high) == pytest.approx((2.5, 2.5 - 2.054260, 2.5 + 2.054260), abs=1e-5)


def test_m04_paired_ratios_cover_the_truth_under_drift_and_shared_noise() -> None:
    """Eight rounds; drift and a slow neighbour hit both trials of a round alike, so pairing takes them out."""
    hits = 0
    for seed in range(SEEDS):
        rng, base, recipe = random.Random(seed), {}, {}
        weather = 0.0
        for i in range(8):
            weather = 0.8 * weather + rng.gauss(0, 0.05)
            common = math.exp(weather + 0.02 * i)
            base[0, i] = common * math.exp(rng.gauss(0, 0.01))
            recipe[0, i] = 0.8 * common * math.exp(rng.gauss(0, 0.01))
        found = log_ratio_interval(recipe, base)
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= 0.8 <= found.high
    assert 0.93 <= hits / SEEDS <= 0.97


@pytest.mark.parametrize("n", [16, 24, 60])
def test_m04_intervals_over_items_cover_the_mean(n: int) -> None:
    hits = 0
    for seed in range(600):
        rng = random.Random(seed)
        found = items_interval(tuple(rng.gauss(1, 1) for _ in range(n)))
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= 1 <= found.high
    assert 0.91 <= hits / 600 <= 0.98
