"""METHOD M2 and M3: percentiles only from enough calls, beside their early-stopping estimate; the definition named."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats as oracle

from paretoscope import stats
from paretoscope.analysis import turns
from paretoscope.analysis.record import TrialRecord, Turn
from paretoscope.analysis.results import Results
from paretoscope.events import Observation
from paretoscope.report import render

G = "generate:new=8"
GOLDEN = [15.0, 20.0, 35.0, 40.0, 50.0]


def trial(latencies: list[float]) -> TrialRecord:
    """A trial with one turn of calls of these end-to-end times."""
    calls = [Observation(workload=G, index=i, values={"e2e": v}) for i, v in enumerate(latencies)]
    return TrialRecord("t", turns=[Turn(G, 0, 0, finished=True, valid=True, observations=calls)])


def shown(latencies: list[float]) -> dict[str, turns.Value]:
    """Percentiles of the end-to-end time."""
    return {
        n.removeprefix("latency.e2e"): v for n, v in turns.percentiles(turns.calls_by_turn(trial(latencies), G)).items()
    }


@pytest.mark.parametrize(("p", "needed"), [(0.9, 64), (0.95, 130), (0.99, 662), (0.999, 6636)])
def test_m02_percentiles_need_as_many_calls_as_loadgen_asks_for(p: float, needed: int) -> None:
    assert stats.enough_for(p) == needed
    assert stats.discarded(needed - 1, p) is None
    assert stats.discarded(needed, p) == 0  # of the least number none may be left out


@pytest.mark.parametrize(
    ("n", "p", "left_out"), [(64, 0.9, 0), (710, 0.9, 51), (2376, 0.9, 202), (700, 0.95, 20), (1000, 0.99, 1)]
)
def test_m02_percentiles_discard_what_loadgen_discards(n: int, p: float, left_out: int) -> None:
    """What mlcommons-loadgen 6.0.17 wrote in its summary of single-stream runs of these lengths."""
    assert stats.discarded(n, p) == left_out
    values = [float(v) for v in range(1, n + 1)]
    random.Random(n).shuffle(values)
    assert stats.early_stopping(values, p) == n - left_out


@pytest.mark.parametrize("p", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("n", [700, 2000])
def test_m02_percentiles_early_stopping_is_the_binomial_tail(n: int, p: float) -> None:
    count = stats.discarded(n, p)
    assert count is not None
    assert oracle.binom.cdf(count + 1, n, 1 - p) <= 0.01 < oracle.binom.cdf(count + 2, n, 1 - p)


def test_m02_percentiles_early_stopping_is_rarely_below_the_truth() -> None:
    """With 99 % confidence the true p90 of an exponential is no greater, over 2000 samples of 200."""
    truth, below = oracle.expon.ppf(0.9), 0
    for seed in range(2000):
        rng = random.Random(seed)
        found = stats.early_stopping([rng.expovariate(1.0) for _ in range(200)], 0.9)
        assert found is not None
        below += found < truth
    assert below / 2000 <= 0.015


def test_m02_percentiles_stand_side_by_side_or_say_n_too_small() -> None:
    rng = random.Random(1)
    found = shown([rng.lognormvariate(0, 0.2) for _ in range(200)])
    for suffix in (".p90", ".p95"):
        value, early = found[suffix].value, found[suffix + ".early"].value
        assert value is not None
        assert early is not None
        assert early > value
    assert found[".p99"].value is None
    assert found[".p99"].why == "n too small: 200 calls, 662 needed"
    assert ".p99.early" not in found
    assert ".p999" not in found
    few = shown([1.0] * 63)
    assert few[".p90"].why == "n too small: 63 calls, 64 needed"
    assert few[".p50"].value == 1.0


def test_m03_percentile_definition_golden_arrays() -> None:
    """Ours is the order statistic; the interpolated one differs on the same array, which is why it is named."""
    values = GOLDEN * 20
    for p in (0.05, 0.3, 0.4, 0.5, 0.9):
        ours = stats.percentile(values, p)
        assert ours == np.percentile(values, 100 * p, method="inverted_cdf")
        assert ours in GOLDEN
    assert stats.percentile([float(v) for v in range(100)], 0.9) == 89.0
    assert np.percentile(range(100), 90, method="linear") == pytest.approx(89.1)


@pytest.mark.parametrize("ending", ["md", "html", "csv", "json"])
def test_m03_percentile_definition_is_named_in_every_export(measure: Callable[..., Results], ending: str) -> None:
    text = render(measure(), ending).decode()
    assert "Order statistic (nearest rank)" in text
    if ending == "json":
        named = json.loads(text)["definitions"]
        assert "nearest rank" in named["latency.e2e.p90"]
    if ending == "csv":
        rows = [r for r in csv.DictReader(io.StringIO(text)) if r["metric"].endswith((".p50", ".p90", ".p95", ".p99"))]
        assert rows
        assert all("nearest rank" in r["definition"] for r in rows)
