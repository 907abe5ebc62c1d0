"""A workload faster than the timer: calls are taken together until the timer's resolution is below 1 % of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.analysis.record import Turn
from paretoscope.analysis.turns import turn_values
from paretoscope.events import Event, Observation
from paretoscope.worker import loop
from paretoscope.worker.grouping import MOST, SHARE, grouped, merged, smallest_step, timer_step
from paretoscope.worker.loop import Turn as Ordered
from paretoscope.worker.loop import run_turn
from paretoscope.workloads.call import Call

TICK = 0.0156  # s, a coarse system clock


def workload(seconds: float, tick: float) -> tuple[Callable[[int], Call], list[int]]:
    """A call of known length, timed by a clock that only ticks; and the calls that were made."""
    now, made = [0.0], list[int]()

    def seen() -> float:
        return now[0] // tick * tick

    def call(index: int) -> Call:
        made.append(index)
        start = seen()
        now[0] += seconds
        end = seen()
        return Call(start, end, {"e2e": end - start, "samples": 4.0}, {"deliveries": [end - start]})

    return call, made


@pytest.mark.parametrize("seconds", [0.00001, 0.0007, 0.002, 0.1])
def test_the_mean_of_a_group_is_right_where_single_calls_read_nothing(seconds: float) -> None:
    call, _ = workload(seconds, TICK)
    take = grouped(call, TICK)
    found = [take(i) for i in range(3)]
    calls = found[-1].values["calls"]
    assert found[-1].end - found[-1].start >= TICK / SHARE or calls == MOST
    tolerance = 2 * SHARE if calls < MOST else TICK / (MOST * seconds)
    assert found[-1].values["e2e"] == pytest.approx(seconds, rel=tolerance)


@pytest.mark.parametrize(("kind", "groups"), [("embed", True), ("finetune:steps=4", False), ("trace", False)])
def test_bad_conditions_workload_faster_than_the_timer(
    kind: str, groups: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a turn of the worker: the time of a call is right though single ones read nothing; steps are left single."""
    monkeypatch.setattr(loop, "timer_step", lambda: TICK)
    call, _ = workload(0.0007, TICK)
    seen: list[Event] = []
    channel: Any = SimpleNamespace(send=seen.append, observe=seen.append, check=lambda: None)
    run_turn(channel, Ordered(kind, 0, 0, 0.0, 3), call, dict)
    found = [e.values for e in seen if isinstance(e, Observation)]
    assert ("calls" in found[-1]) is groups
    if groups:
        assert found[-1]["e2e"] == pytest.approx(0.0007, rel=2 * SHARE)


def test_a_call_that_is_long_enough_is_left_as_it_is() -> None:
    call, made = workload(2.0, TICK)
    found = grouped(call, TICK)(0)
    assert made == [0]
    assert "calls" not in found.values
    assert found.series


def test_a_call_without_any_length_ends_at_the_most() -> None:
    call, _ = workload(0.0, TICK)
    assert grouped(call, TICK)(0).values["calls"] == MOST


def test_the_resolution_is_what_the_clock_was_seen_to_do() -> None:
    ticks = (i // 7 * TICK for i in itertools.count())
    assert smallest_step(lambda: next(ticks)) == pytest.approx(TICK)
    assert 0 < timer_step() < 0.1


def test_counts_of_a_turn_are_of_all_calls_and_rates_are_right() -> None:
    one = Call(0.0, 0.1, {"e2e": 0.1, "samples": 4.0})
    made = merged([one, Call(0.1, 0.3, {"e2e": 0.2, "samples": 4.0})])
    assert made.values == {"e2e": pytest.approx(0.15), "samples": 4.0, "calls": 2.0}
    turn = Turn(
        "classify", 0, 0, start=0.0, end=1.0, finished=True, valid=True, values={"energy.gross": 16.0},
        observations=[Observation(workload="classify", values=made.values)],
    )  # fmt: skip
    values = turn_values(turn)
    assert values["throughput.samples"] == pytest.approx(4 / 0.15)
    assert values["energy.per_sample"] == pytest.approx(16.0 / 8)
