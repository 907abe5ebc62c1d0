"""Held against scipy and LoadGen's published counts."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as oracle

from paretoscope import stats


@given(st.floats(-30, 30), st.integers(1, 200))
@settings(max_examples=200, deadline=None)
def test_t_cdf_is_scipys(t: float, df: int) -> None:
    assert stats.t_cdf(t, df) == pytest.approx(oracle.t.cdf(t, df), abs=1e-10)


@pytest.mark.parametrize("df", [1, 2, 3, 7, 39, 399])
@pytest.mark.parametrize("p", [0.025, 0.5, 0.9, 0.975, 0.995])
def test_t_quantile_is_scipys(p: float, df: int) -> None:
    assert stats.t_quantile(p, df) == pytest.approx(oracle.t.ppf(p, df), rel=1e-8, abs=1e-9)


def test_plain_interval_is_scipys() -> None:
    rng = random.Random(5)
    values = [rng.gauss(10, 2) for _ in range(6)]
    values = sorted(values, key=lambda v: abs(v - 10), reverse=True)  # alternating around the mean: r < 0
    found = stats.mean_interval({(0, i): v for i, v in enumerate(values)})
    low, high = oracle.t.interval(0.95, 5, loc=sum(values) / 6, scale=oracle.sem(values))
    factor = math.sqrt(stats.inflation([values]))
    assert found.high is not None
    assert found.high - found.value == pytest.approx((high - low) / 2 * factor)


def test_the_interval_of_a_sample_is_scipys_whatever_the_order() -> None:
    values = [1.0, 1.0, 1.0, 2.0, 2.0, 5.0]
    found = stats.sample_interval(values)
    low, high = oracle.t.interval(0.95, 5, loc=2.0, scale=oracle.sem(values))
    assert (found.low, found.high) == pytest.approx((low, high))
    assert stats.sample_interval(values[::-1]) == found


def test_one_value_has_no_interval() -> None:
    assert stats.mean_interval({(0, 0): 3.0}) == stats.Interval(3.0, None, None, 1)


@given(st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_mcnemar_is_the_exact_binomial_test(b: int, c: int) -> None:
    expected = oracle.binomtest(b, b + c, 0.5).pvalue if b + c else 1.0
    assert stats.mcnemar(b, c) == pytest.approx(expected)


@pytest.mark.parametrize(("hits", "n"), [(0, 16), (16, 16), (9, 10), (128, 256)])
def test_share_interval_is_wilsons(hits: int, n: int) -> None:
    low, high = oracle.binomtest(hits, n).proportion_ci(0.95, "wilson")
    found = stats.share_interval(hits, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)


def test_early_stopping_counts_are_loadgens() -> None:
    assert [stats.enough_for(p) for p in (0.9, 0.95, 0.99)] == [64, 130, 662]
    assert stats.discarded(2376, 0.9) == 202
    assert stats.discarded(710, 0.9) == 51
    assert stats.discarded(63, 0.9) is None


@pytest.mark.parametrize("n", [64, 200, 999])
def test_early_stopping_is_the_binomial_tail(n: int) -> None:
    count = stats.discarded(n, 0.9)
    assert count is not None
    assert oracle.binom.cdf(count + 1, n, 0.1) <= 0.01 < oracle.binom.cdf(count + 2, n, 0.1)


def test_percentile_is_an_order_statistic_or_nothing() -> None:
    values = [float(v) for v in range(100, 0, -1)]
    assert stats.percentile(values, 0.9) == 90.0
    assert stats.percentile(values[:63], 0.9) is None
    assert stats.early_stopping(values, 0.9) >= 90.0  # type: ignore[operator]


@given(st.lists(st.floats(0.1, 10), min_size=3, max_size=12), st.floats(0.2, 5))
@settings(max_examples=60, deadline=None)
def test_a_common_factor_is_the_ratio_whatever_the_drift(values: list[float], factor: float) -> None:
    base = {(0, i): v for i, v in enumerate(values)}
    found = stats.log_ratio_interval({k: v * factor for k, v in base.items()}, base)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((factor,) * 3, rel=1e-9)


def test_only_shared_rounds_are_paired() -> None:
    found = stats.log_ratio_interval({(0, 1): 2.0, (0, 2): 2.0, (0, 9): 50.0}, {(0, 1): 1.0, (0, 2): 1.0, (0, 5): 7.0})
    assert found is not None
    assert (found.value, found.n) == (pytest.approx(2.0), 2)
    assert stats.log_ratio_interval({(0, 1): 2.0}, {(0, 1): 1.0}) is None
    assert stats.log_ratio_interval({(0, 1): 2.0, (0, 2): 0.0}, {(0, 1): 1.0, (0, 2): 1.0}) is None
