"""What the benchmarks conclude from their readings, on readings whose truth is known."""

from __future__ import annotations

import importlib
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def scripts() -> Iterator[tuple[ModuleType, ModuleType]]:
    """watching.py and neighbours/equal_width.py, as they find their own modules when they are run."""
    before = set(sys.modules)
    added = [str(FOLDER / "neighbours"), str(FOLDER)]
    sys.path[:0] = added
    try:
        yield importlib.import_module("watching"), importlib.import_module("equal_width")
    finally:
        for path in added:
            sys.path.remove(path)
        for name in {"watching", "equal_width", "environment", "optimum_benchmark", "neighbours"} - before:
            sys.modules.pop(name, None)


def decoded(seed: int, cost: float) -> tuple[list[list[float]], list[float]]:
    """(deliveries of calls, moments of looks): tokens of 10 ms that vary, stop now and then and change their pace."""
    rng, now, pace = random.Random(seed), 0.0, 1.0
    calls, looks, due = list[list[float]](), list[float](), 0.05
    for _ in range(40):
        stamps = [now]
        for _ in range(256):
            pace = rng.choice((1.0, 1.4)) if rng.random() < 0.002 else pace
            took = 0.010 * pace * math.exp(rng.gauss(0, 0.05)) + (rng.expovariate(250) if rng.random() < 0.02 else 0.0)
            while due < now + took:
                looks.append(due)
                took, due = took + cost, due + 0.1 + 0.002 * rng.random()
            now += took
            stamps.append(now)
        calls.append(stamps)
    return calls, looks


@pytest.mark.parametrize("cost", [0.0, 0.0003, 0.001])
def test_m11_what_a_look_costs_is_found_among_the_machines_own_noise(
    scripts: tuple[ModuleType, ModuleType], cost: float
) -> None:
    """Ten looks a second of 0.3 ms are 0.3 % of speed: a run tells it within 0.15 %, eight runs without a bias."""
    watching, _ = scripts
    found = []
    for seed in range(8):
        calls, looks = decoded(seed, cost)
        found.append(watching.trimmed(list(watching.by_look([watching.Tokens.of(c) for c in calls], looks))))
    assert sum(f.low <= cost <= f.high for f in found) >= 5
    assert fmean(f.value for f in found) == pytest.approx(cost, abs=6e-5)
    assert all((f.high - f.low) / 2 * 10 < 0.0015 for f in found)


def test_m11_tokens_that_never_vary_give_the_cost_itself(scripts: tuple[ModuleType, ModuleType]) -> None:
    watching, _ = scripts
    tokens = watching.Tokens.of([0.01 * i + (0.002 if i > 10 else 0.0) for i in range(30)])
    assert tokens.excess(tokens.around(0.105)) == pytest.approx(0.002)
    assert tokens.excess(tokens.around(0.205)) == pytest.approx(0.0)
    assert not tokens.around(0.005)  # too near the call's beginning


def test_processes_for_a_width_are_what_the_interval_says(scripts: tuple[ModuleType, ModuleType]) -> None:
    """t(0.975, 18) x 0.07 / sqrt(10) with two groups, t(0.975, 9) with one."""
    _, equal = scripts
    for groups, quantile in ((2, 2.100922), (1, 2.262157)):
        half = quantile * 0.07 / math.sqrt(10)
        assert equal.processes(half, 0.07, groups) == pytest.approx(10, abs=1e-3)
        assert 9 < equal.processes(1.01 * half, 0.07, groups) < 10


def test_the_factor_is_the_ratio_of_the_times_to_equal_widths(scripts: tuple[ModuleType, ModuleType]) -> None:
    _, equal = scripts
    rng = random.Random(0)
    blocks = []
    for _ in range(6):
        ours = {t: {str(r): math.exp(rng.gauss(0, 0.02)) for r in range(8)} for t in ("baseline", "a", "b")}
        blocks.append(equal.Block(ours, 100.0, [math.exp(rng.gauss(0, 0.05)) for _ in range(2)], [20.0, 20.0]))
    found = equal.compare(blocks, 9)
    assert found.ours == 600.0
    assert found.theirs == pytest.approx(9 * found.processes * 20.0)
    assert found.half == pytest.approx(1.99 * 0.02 * math.sqrt(2 / 48), rel=0.4)
    slower = [equal.Block(b.ours, 200.0, b.theirs, b.theirs_took) for b in blocks]
    assert equal.compare(slower, 9).factor == pytest.approx(found.factor / 2)
