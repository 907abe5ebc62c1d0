"""METHOD M13, M16, M18, M19: drift is shown, order cannot bias, and what had not settled is said to be so."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from statistics import fmean

import pytest

from paretoscope.analysis.health import drift, health, unsettled, warm
from paretoscope.analysis.record import Record, TrialRecord, Turn
from paretoscope.analysis.results import Results
from paretoscope.events import Observation
from paretoscope.stats import Interval, Key, log_ratio_interval
from paretoscope.study.schedule import round_order
from paretoscope.workloads.call import Call
from paretoscope.workloads.warmup import steady
from paretoscope.workloads.warmup import warm as warm_up

ROUNDS = 8
G = "generate:new=8"


@pytest.mark.parametrize(("share", "unstable"), [(0.0, False), (0.03, False), (0.10, True), (-0.12, True)])
def test_m13_drift_over_five_percent_is_shown_as_unstable(
    measure: Callable[..., Results], share: float, unstable: bool
) -> None:
    """Injected drift from the first to the last quarter is three quarters of the whole."""
    found = measure(drift=share, noise=0.002, block_noise=0.0).health
    assert found["drift"] == pytest.approx(share * 0.75, abs=0.012)
    assert any("(unstable)" in f for f in found["flags"]) == unstable
    assert ("baseline" in found["unstable"]) == unstable


def test_m13_drift_of_one_trial_alone_names_it() -> None:
    record = Record()
    for name, slope in (("baseline", 0.0), ("a.b", 0.02)):
        record.trials[name] = made([0.1 * (1 + slope * i) for i in range(8)])
    found = health(record)
    assert found["unstable"] == {"a.b": pytest.approx(0.13 / 1.01 - 0.01 / 1.01, abs=0.01)}
    assert any(f.startswith("a.b grew 12 % slower than the baseline".replace(" %", "%")) for f in found["flags"])


def made(times: list[float]) -> TrialRecord:
    """A trial with one call in each turn."""
    turns = [
        Turn(G, 0, i, finished=True, valid=True, observations=[Observation(workload=G, values={"e2e": t})])
        for i, t in enumerate(times)
    ]
    return TrialRecord("t", turns=turns)


def test_m13_drift_needs_eight_turns() -> None:
    assert drift(made([1.0] * 7)) is None
    assert drift(made([1.0] * 4 + [1.1] * 4)) == pytest.approx(0.1)


def design(seed: int, sequential: bool) -> tuple[dict[Key, float], dict[Key, float]]:
    """(recipe, baseline) by round on a machine that slows down by 1 % a turn; both are truly equal."""
    rng = random.Random(seed)
    clock, times = 0, {"baseline": dict[Key, float](), "recipe": dict[Key, float]()}

    def turn(trial: str, number: int) -> None:
        nonlocal clock
        times[trial][0, number] = math.exp(0.01 * clock + rng.gauss(0, 0.004))
        clock += 1

    if sequential:
        for trial in ("baseline", "recipe"):
            for number in range(ROUNDS):
                turn(trial, number)
    else:
        for number in range(ROUNDS):
            for trial in round_order(seed, number, ["baseline", "recipe"]):
                turn(trial, number)
    return times["recipe"], times["baseline"]


def ratios(sequential: bool) -> list[Interval]:
    """200 studies."""
    found = [log_ratio_interval(*design(seed, sequential)) for seed in range(200)]
    return [f for f in found if f is not None]


def test_m19_order_a_sequential_design_is_biased_by_drift_and_ours_is_not() -> None:
    ours, sequential = ratios(False), ratios(True)
    assert abs(fmean(r.value for r in ours) - 1) < 0.002
    assert fmean(r.value for r in sequential) == pytest.approx(math.exp(0.08), rel=0.01)
    excluded = [sum(not r.low <= 1 <= r.high for r in rs) for rs in (ours, sequential)]  # type: ignore[operator]
    assert excluded[0] < 18  # of 200 at level 5 %
    assert excluded[1] == 200


def test_m16_isolation_the_same_recipe_first_and_last_differs_no_more_often_than_its_level_says() -> None:
    """Nine trials on a drifting machine whose slow weather wanders; the first and the last are one and the same."""
    names = ["first", *(f"t{i}" for i in range(7)), "last"]
    different = 0
    for seed in range(200):
        rng, clock, sky = random.Random(seed), 0, 0.0
        times: dict[str, dict[Key, float]] = {n: {} for n in names}
        for number in range(ROUNDS):
            for trial in round_order(seed, number, names):
                sky = 0.97 * sky + rng.gauss(0, 0.003)
                times[trial][0, number] = math.exp(0.001 * clock + sky + rng.gauss(0, 0.01))
                clock += 1
        found = log_ratio_interval(times["last"], times["first"])
        assert found is not None
        different += not found.low <= 1 <= found.high  # type: ignore[operator]
    assert different < 18


class Slow:
    """A workload whose first calls take longer, each less than the one before; or all the same (`fades` 1)."""

    kv_cache = 0

    def __init__(self, slow: int, first: float = 1.0, later: float = 0.1, fades: float = 0.8) -> None:
        self.slow, self.first, self.later, self.fades, self.now = slow, first, later, fades, 0.0
        self.calls = 0

    def call(self, index: int) -> Call:
        """One call on a clock that jumps."""
        took = self.first * self.fades**self.calls if self.calls < self.slow else self.later
        self.calls += 1
        self.now += took
        return Call(self.now - took, self.now, {"e2e": took})


@pytest.mark.parametrize(("slow", "calls"), [(0, 5), (3, 8), (5, 10), (7, 10)])
def test_m18_warm_up_lasts_until_the_last_five_agree_or_ten_calls(slow: int, calls: int) -> None:
    work = Slow(slow)
    kept = list(warm_up(work, lambda: work.now))
    assert len(kept) == calls
    assert [c.end - c.start for c in kept][:slow] == pytest.approx([0.8**i for i in range(slow)])  # kept, to be plotted
    timed = [work.call(i) for i in range(20)]
    assert max(c.end - c.start for c in timed) < 0.2  # none of the slow calls is measured


@pytest.mark.parametrize(("last", "settled"), [(1.04, True), (1.06, False), (0.96, True), (0.9, False)])
def test_m18_five_calls_within_five_percent_are_steady(last: float, settled: bool) -> None:
    assert steady([3.0, 1.0, 1.0, 1.0, 1.0, last]) is settled
    assert not steady([1.0] * 4)


def test_m18_warm_up_ends_after_ten_seconds() -> None:
    work = Slow(7, first=4.0, fades=1.0)
    assert len(list(warm_up(work, lambda: work.now))) == 3


def test_m18_a_plateau_of_slow_calls_passes_the_warm_up_but_not_the_look_at_the_turns() -> None:
    """Seven calls that are slow alike look steady; two of them are measured, and the turns show it."""
    work = Slow(7, fades=1.0)
    assert len(list(warm_up(work, lambda: work.now))) == 5
    turns = [fmean(c.end - c.start for c in (work.call(0), work.call(1))) for _ in range(12)]
    assert unsettled(turns) == 1


def test_m18_turns_before_the_steady_state_are_found_and_named() -> None:
    rng = random.Random(3)
    settled = [0.1 * math.exp(rng.gauss(0, 0.01)) for _ in range(30)]
    assert unsettled(settled) == 0
    assert unsettled([0.2, 0.16, 0.13, *settled]) == 3
    assert unsettled([0.101, *settled]) == 0  # within 5 % of the later ones
    assert unsettled([0.2] * 3) == 0  # too few to tell
    record = Record()
    record.trials["a.b"] = made([0.2, 0.16, 0.13, *settled])
    assert "a.b: the first 3 turns had not reached a steady state" in health(record)["flags"]


def test_m18_a_warm_up_that_did_not_settle_is_known() -> None:
    trial = made([0.1])
    trial.warmup[G] = [Observation(workload=G, attempt=0, start=0.0, end=t) for t in (1.0, 0.1, 0.1, 0.1, 0.1, 0.1)]
    assert warm(trial)
    trial.warmup[G] += [Observation(workload=G, attempt=1, start=0.0, end=t) for t in (1.0, 0.5, 0.2)]
    assert not warm(trial)  # the second process
