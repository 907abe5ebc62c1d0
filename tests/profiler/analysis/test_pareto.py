"""Fronts by brute force, and the probability of membership where it is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paretoscope.analysis.pareto import Estimate, front, membership
from paretoscope.analysis.results import Results

POINTS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=12)


@given(POINTS)
@settings(max_examples=400, deadline=None)
def test_the_front_is_what_nothing_dominates(points: list[tuple[int, int]]) -> None:
    def dominated(i: int) -> bool:
        a, b = points[i]
        return any(x <= a and y <= b and (x < a or y < b) for x, y in points)

    assert front(points) == {i for i in range(len(points)) if not dominated(i)}


def test_membership_is_certain_without_error_and_even_between_equals() -> None:
    exact = [(Estimate(0.0), Estimate(1.0)), (Estimate(1.0), Estimate(0.0)), (Estimate(2.0), Estimate(2.0))]
    assert membership(exact) == [1.0, 1.0, 0.0]
    twins = [(Estimate(0.0, 0.1), Estimate(0.0)), (Estimate(0.0, 0.1), Estimate(0.0))]
    first, second = membership(twins)
    assert first + second == pytest.approx(1.0)
    assert first == pytest.approx(0.5, abs=0.05)


def test_membership_is_the_normal_probability() -> None:
    """One point at 0, another one standard error worse in x and equal in y: it leads with P(N(1, 2) < 0) = 0.24."""
    points = [(Estimate(0.0, 1.0), Estimate(0.0)), (Estimate(1.0, 1.0), Estimate(0.0))]
    assert membership(points, seed=3, draws=4000)[1] == pytest.approx(0.2398, abs=0.015)


def test_membership_is_the_same_for_the_same_seed() -> None:
    points = [(Estimate(float(i % 3), 0.5), Estimate(float(-i), 0.5)) for i in range(6)]
    assert membership(points, seed=1) == membership(points, seed=1)


def test_fronts_of_a_study(results: Results) -> None:
    pairs = {(f.x, f.y) for f in results.pareto}
    assert pairs == {(x, "quality.perplexity.window512") for x in ("throughput.decode", "memory.peak", "latency.ttft")}
    decode = next(f for f in results.pareto if f.x == "throughput.decode")
    ids = {t.recipe: t.id for t in results.trials}
    assert decode.probability(ids["quantize.int8_dynamic"]) > 0.9
    assert decode.probability(ids["quantize.weight_only:bits=4"]) == 0
    assert decode.probability(ids["prune.magnitude:sparsity=0.5"]) == 0
