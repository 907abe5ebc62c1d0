"""METHOD M25: a change is real only when its interval excludes none and it exceeds its threshold; A against A."""

from __future__ import annotations

from types import ModuleType

import pytest

from paretoscope.analysis.compare import unpaired
from paretoscope.analysis.quality import Influence, difference
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Value
from paretoscope.analysis.tables import compare, is_real, table
from paretoscope.stats import Interval

STUDIES, ALLOWED = 200, 18
NOISE = {"noise": 0.02, "drift": 0.10, "weather": 0.02, "quality_items": 2, "calls": 1}
AGAIN = "runtime.threads:threads=2"


@pytest.mark.parametrize(
    ("low", "value", "high", "real"),
    [(1.001, 1.015, 1.03, False), (1.01, 1.03, 1.05, True), (0.99, 1.05, 1.11, False), (0.90, 0.95, 0.99, True)],
)
def test_m25_real_needs_an_interval_beside_one_and_more_than_the_threshold(
    low: float, value: float, high: float, real: bool
) -> None:
    assert is_real(Interval(value, low, high, 8), 0.02) == real


@pytest.mark.parametrize(("perplexity", "real"), [(4.0, True), (400.0, False)])
def test_m25_the_threshold_of_perplexity_is_a_share_of_the_baselines(perplexity: float, real: bool) -> None:
    """0.06 more is 1.5 % of 4 and a change; of 400 it is none, however narrow the interval is."""
    base = Influence(perplexity, dict.fromkeys(range(30), perplexity))
    recipe = Influence(perplexity + 0.06, {i: perplexity + 0.06 + 0.0001 * (i % 2) for i in range(30)})
    found = difference("quality.perplexity.window512", recipe, base)
    assert found is not None
    assert found.real == real
    value = {"n": 30, "unit": ""}
    first = Value(value=perplexity, low=perplexity - 1e-3, high=perplexity + 1e-3, **value)
    second = Value(value=perplexity + 0.06, low=perplexity + 0.059, high=perplexity + 0.061, **value)
    apart = unpaired("quality.perplexity.window512", first, second)
    assert apart is not None
    assert apart.real == real


@pytest.mark.parametrize(("protocol", "processes"), [("quick", 0.004), ("standard", 0.01)])
def test_m25_the_same_model_twice_is_called_different_in_fewer_than_18_of_200_studies(
    simulated: ModuleType, protocol: str, processes: float
) -> None:
    """Decode time, named beforehand; drift, weather with correlation 0.8, processes that differ by themselves."""
    different = real = 0
    for seed in range(STUDIES):
        plan, events = simulated.simulate(
            protocol, (AGAIN,), seed, block_noise=processes, truth={AGAIN: simulated.Truth()}, **NOISE
        )
        base, again = (table(t) for t in Record(plan).feed_all(events).trials.values())
        ratio = compare((simulated.GENERATE, "latency.tpot"), again, base)
        assert ratio is not None
        assert ratio.low is not None
        assert ratio.high is not None
        different += not ratio.low <= 1 <= ratio.high
        real += ratio.real
    assert real < ALLOWED
    assert real <= different
    assert different < ALLOWED or protocol == "quick"  # one process a trial: what processes differ by is not in it


def test_m25_a_true_change_of_five_percent_is_seen(simulated: ModuleType) -> None:
    """The test above could be passed by calling nothing different: this one could not."""
    base = simulated.Truth()
    slower = simulated.Truth(tpot=base.tpot * 1.05)
    seen = 0
    for seed in range(50):
        plan, events = simulated.simulate("quick", (AGAIN,), seed, block_noise=0.004, truth={AGAIN: slower}, **NOISE)
        tables = [table(t) for t in Record(plan).feed_all(events).trials.values()]
        ratio = compare((simulated.GENERATE, "latency.tpot"), tables[1], tables[0])
        seen += ratio is not None and ratio.real and ratio.value > 1
    assert seen >= 40
