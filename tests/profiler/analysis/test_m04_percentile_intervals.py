"""METHOD M4: a bootstrap over turns, from 20 turns up, covers the truth; turns alike and processes apart included."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping
from statistics import NormalDist
from types import ModuleType

import pytest

from paretoscope.analysis import summarise
from paretoscope.analysis.record import Record
from paretoscope.analysis.resample import Quantile, enough_turns, percentile_interval, percentile_ratio, widening
from paretoscope.catalog import Catalog
from paretoscope.events import State
from paretoscope.report import render
from paretoscope.stats import Interval, Key, percentile

CALLS, SPREAD, TRUTH = 8, 0.05, 0.9
WORLDS = [  # blocks, rounds, part that a process shares, lag-1 correlation of turns
    (1, 20, 0.0, 0.0), (1, 20, 0.0, 0.3), (1, 40, 0.0, 0.3), (4, 40, 0.0, 0.0), (4, 40, 0.4, 0.0), (4, 40, 1.0, 0.0),
]  # fmt: skip


def turns(rng: random.Random, blocks: int, rounds: int, shared: float, alike: float) -> dict[Key, list[float]]:
    """Skewed call times: a part of the process, a part of the turn (AR 1, variance 1), a part of the call."""
    out: dict[Key, list[float]] = {}
    for block in range(blocks):
        process, state = rng.gauss(0, shared), rng.gauss(0, 1)
        for i in range(rounds // blocks):
            out[block, i] = [math.exp(SPREAD * (process + state + rng.gauss(0, 1))) for _ in range(CALLS)]
            state = alike * state + math.sqrt(1 - alike**2) * rng.gauss(0, 1)
    return out


def covered(found: Interval | None, truth: float) -> bool:
    """Whether an interval holds the truth."""
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    return found.low <= truth <= found.high


def coverage(world: tuple[int, int, float, float], p: float, seeds: int) -> tuple[float, float]:
    """(of the percentile, of the ratio of two percentiles) over so many simulated studies."""
    truth = math.exp(SPREAD * math.sqrt(2 + world[2] ** 2) * NormalDist().inv_cdf(p))
    hits = ratios = 0
    for seed in range(seeds):
        rng = random.Random(seed)
        base, other = turns(rng, *world), turns(rng, *world)
        recipe = {k: [TRUTH * v for v in calls] for k, calls in other.items()}
        value = percentile([v for calls in base.values() for v in calls], p)
        assert value is not None
        hits += covered(percentile_interval(base, p, value), truth)
        ratios += covered(percentile_ratio(recipe, base, p), TRUTH)
    return hits / seeds, ratios / seeds


def test_m04_bootstrap_over_turns_covers_percentiles_and_their_ratios() -> None:
    """A short look; the whole simulation is `heavy`."""
    own, ratio = coverage((1, 20, 0.0, 0.3), 0.5, 60)
    assert min(own, ratio) >= 0.85
    own, ratio = coverage((4, 40, 0.4, 0.0), 0.9, 30)
    assert min(own, ratio) >= 0.85


@pytest.mark.heavy
@pytest.mark.parametrize(("world", "p"), [(w, p) for w in WORLDS for p in (0.5, 0.9) if w[1] >= enough_turns(p)])
def test_m04_bootstrap_over_turns_covers_in_every_world(world: tuple[int, int, float, float], p: float) -> None:
    own, ratio = coverage(world, p, 1000)
    assert 0.92 <= own <= 0.99
    assert 0.92 <= ratio <= 0.99


def test_m04_bootstrap_needs_twenty_turns_and_more_for_the_tails() -> None:
    assert [enough_turns(p) for p in (0.5, 0.9, 0.95, 0.99, 0.999)] == [20, 40, 80, 400, 4000]
    assert percentile_interval(turns(random.Random(1), 1, 39, 0.0, 0.0), 0.9, 1.0) is None
    few = turns(random.Random(1), 1, 19, 0.0, 0.0)
    assert percentile_interval(few, 0.5, 1.0) is None
    assert percentile_ratio(few, few, 0.5) is None
    enough = turns(random.Random(1), 1, 20, 0.0, 0.0)
    assert percentile_ratio(enough, {k: [0.0] for k in enough}, 0.5) is None  # nothing to divide by
    same = percentile_ratio(enough, enough, 0.5)
    assert same == Interval(1.0, 1.0, 1.0, 20)


def test_m04_rounds_are_drawn_together_so_shared_noise_cancels() -> None:
    """Both trials of a round feel the same weather of 20 %: the ratio is known to a few per mille all the same."""
    rng = random.Random(5)
    weather = {(0, i): math.exp(rng.gauss(0, 0.2)) for i in range(24)}

    def side(scale: float) -> Mapping[Key, list[float]]:
        return {k: [scale * w * math.exp(rng.gauss(0, 0.004)) for _ in range(4)] for k, w in weather.items()}

    found = percentile_ratio(side(0.8), side(1.0), 0.5)
    assert covered(found, 0.8)
    assert found is not None
    assert found.high is not None
    assert found.low is not None
    assert found.high / found.low < 1.15


def test_a_resamples_percentile_is_that_of_its_calls() -> None:
    """Against sorting: turns of unequal sizes, drawn with repetition."""
    rng = random.Random(2)
    rows = [[rng.random() for _ in range(rng.randrange(1, 12))] for _ in range(25)]
    quantile = Quantile.of(rows, 0.9)
    for _ in range(50):
        chosen = [rng.randrange(25) for _ in range(25)]
        pooled = sorted(v for i in chosen for v in rows[i])
        exact = pooled[math.ceil(0.9 * len(pooled)) - 1]
        drawn = quantile.drawn(lambda values, chosen=chosen: tuple(values[i] for i in chosen))  # type: ignore[misc]
        assert drawn == pytest.approx(exact, abs=0.02)


def test_turns_that_resemble_their_neighbours_widen_the_interval() -> None:
    calm = {(0, i): 1 + 0.01 * (1 if i % 2 else -1) for i in range(24)}
    slow = {(0, i): 1 + 0.01 * math.sin(i / 4) for i in range(24)}
    assert 1 <= widening(calm) < 1.15 < widening(slow)


def test_an_ended_trial_has_intervals_and_real_changes_of_percentiles(simulated: ModuleType, catalog: Catalog) -> None:
    """Forty rounds: the median's change of 26 % is real, and holds the mean's; a running study is not kept waiting."""
    recipes = ("quantize.int8_dynamic",)
    plan, events = simulated.simulate("standard", recipes, 3)
    record = Record(plan).feed_all(e for e in events if not isinstance(e, State))
    name = "latency.tpot.p50"
    assert summarise(record, plan, catalog).trials[0].find(name).low is None  # type: ignore[union-attr]
    for trial in record.trials:
        record.feed(State(trial=trial, state="valid"))
    base, recipe = summarise(record, plan, catalog).trials
    value, ratio, mean = base.find(name), recipe.change(name), recipe.change("latency.tpot")
    assert value is not None
    assert value.low is not None
    assert value.value is not None
    assert value.high is not None
    assert value.low < value.value < value.high
    assert ratio is not None
    assert mean is not None
    assert ratio.real
    assert ratio.n == 40
    assert ratio.value == pytest.approx(mean.value, rel=0.02)
    assert ratio.low is not None
    assert ratio.high is not None
    assert ratio.low < 0.74 < ratio.high
    page = render(summarise(record, plan, catalog), "md").decode()
    assert "Time per output token: percentiles" in page
    row = next(x for x in page.splitlines() if x.startswith("| Dynamic int8 |") and "n too small" in x)
    assert re.search(r"0\.7\d× \(0\.7\d+ to 0\.8\d+\) ✓", row)
