"""Energy around turns: windows apart from each other, idle power, and nothing where nothing valid was read."""

from __future__ import annotations

import pytest

from paretoscope.meters.energy import NullMeter, ReplayMeter
from paretoscope.meters.watch import Watch


class Bench:
    """A machine that rests at 20 W for 100 s and then draws 120 W, seen by a counter that updates every `update` s."""

    def __init__(self, update: float) -> None:
        self.now = 0.0
        steps = [i * update for i in range(int(200 / update))]
        trace = [(t, 20 * t + max(0.0, 100 * (t - 100))) for t in steps]
        self.meter = ReplayMeter(trace, lambda: self.now, update=update)
        self.watch = Watch([self.meter, NullMeter("GPU", "there is none")], lambda: self.now)


@pytest.fixture
def bench() -> Bench:
    return Bench(0.01)


def test_m14_a_turns_energy_beside_what_the_machine_draws_at_rest(bench: Bench) -> None:
    bench.watch.rest()
    bench.now = 30.0
    assert bench.watch.rested() == pytest.approx(20.0, rel=1e-3)
    bench.now = 110.0
    bench.watch.begin()
    bench.now = 112.0
    values = bench.watch.end()
    assert values["energy.seconds"] == 2.0
    assert values["energy.gross"] == pytest.approx(240.0, rel=0.01)
    assert values["energy.idle"] == pytest.approx(40.0, rel=0.01)
    assert bench.watch.why == ""


def test_without_idle_power_gross_stands_alone(bench: Bench) -> None:
    bench.watch.begin()
    bench.now = 1.0
    assert set(bench.watch.end()) == {"energy.gross", "energy.seconds"}


def test_m07_a_window_too_short_for_the_slowest_counter_has_no_energy() -> None:
    bench = Bench(0.1)
    assert bench.watch.least == 5.0
    bench.watch.begin()
    bench.now = 4.0
    assert bench.watch.end() == {"energy.short": 5.0}
    bench.watch.rest()
    bench.now = 6.0
    assert bench.watch.rested() is None


def test_an_end_without_a_beginning_is_empty(bench: Bench) -> None:
    assert bench.watch.end() == {}


def test_without_counters_every_reason_is_given() -> None:
    watch = Watch([NullMeter("RAPL", "root only", "chmod"), NullMeter("GPU", "there is none")])
    watch.begin()
    assert watch.end() == {}
    assert watch.why == "RAPL: root only; GPU: there is none"
    assert watch.remedy == "chmod"


def test_live_power_begins_anew_with_each_window(bench: Bench) -> None:
    assert bench.watch.power() is None
    bench.now = 100.0
    bench.watch.begin()  # what was drawn before is not this turn's
    bench.now = 101.0
    assert bench.watch.power() == pytest.approx(120.0, rel=0.02)
    bench.now = 102.0
    assert bench.watch.power() == pytest.approx(120.0, rel=0.02)
