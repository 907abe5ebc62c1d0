"""Latency of requests, batches and gaps; goodput and the queue's figures, against brute force and closed forms."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from paretoscope.analysis import goodput, latency, queue, summarise
from paretoscope.analysis.record import Record, Turn
from paretoscope.analysis.turns import calls_by_turn, percentiles, turn_values
from paretoscope.events import Observation

CALL = Observation(
    values={"ttft": 0.5, "e2e": 1.4, "new": 5.0, "tokens": 10.0, "batch": 2.0, "prompt": 8.0, "steps": 3.0},
    series={"deliveries": [0.5, 0.7, 1.1, 1.3], "delivered": [1.0, 2.0, 1.0, 1.0]},
)


def replay(arrived: list[float], began: list[float], took: float = 1.0, new: int = 5) -> Observation:
    """A replay served one by one: first token after a quarter of the service."""
    ended = [b + took for b in began]
    series = {
        "arrived": arrived, "began": began, "first": [b + took / 4 for b in began], "finished": ended,
        "new": [float(new)] * len(began), "batch_began": began, "batch_ended": ended,
    }  # fmt: skip
    values = {
        "requests": float(len(began)),
        "tokens": float(new * len(began)),
        "span": max(ended),
        "busy": took * len(began),
    }
    return Observation(values=values, series=series)


def turn(*calls: Observation, workload: str = "generate") -> Turn:
    return Turn(workload, 0, 0, finished=True, valid=True, observations=list(calls))


def test_m20_gaps_are_undivided_and_count_k_times_n_minus_one() -> None:
    """A speculative step that delivers two tokens is one gap; the time per token is another number."""
    calls = [replace(CALL, series={"deliveries": [0.1 * i for i in range(6)]}) for _ in range(7)]
    assert sum(len(latency.gaps(c)) for c in calls) == 7 * (6 - 1)
    assert latency.gaps(CALL) == pytest.approx([0.2, 0.4, 0.2])
    assert latency.tpot(CALL) == pytest.approx((1.3 - 0.5) / (5 - 1))
    assert latency.gaps(Observation(values={"e2e": 1.0})) == []


def test_m20_gap_percentiles_pool_all_gaps_and_say_when_they_are_too_few(simulated: Any) -> None:
    plan, events = simulated.simulate("quick")
    trial = Record(plan).feed_all(events).trials["baseline"]
    found = percentiles(calls_by_turn(trial, simulated.GENERATE))
    calls = sum(len(t.observations) for t in trial.valid_turns(simulated.GENERATE).values())
    assert found["latency.gap.p99"].n == calls * 63
    assert found["latency.gap.p99"].value is not None
    assert found["latency.e2e.p99"].value is None
    assert "n too small" in found["latency.e2e.p99"].why


def test_m20_the_formula_is_printed_with_the_number(results: Any) -> None:
    from paretoscope.report import render

    for form in ("html", "md"):
        page = render(results, form).decode()
        for formula in ("(last delivery - first delivery) / (tokens - 1)", "k (n - 1) gaps"):
            assert formula in page.replace("\\", "")


def test_batch_latency_is_told_where_there_is_a_batch() -> None:
    assert latency.batches(CALL) == [1.4]
    assert latency.batches(replace(CALL, values={**CALL.values, "batch": 1.0})) == []
    assert latency.batches(Observation(values={"e2e": 0.2, "samples": 8.0})) == [0.2]
    assert latency.batches(replay([0.0, 0.5], [0.0, 1.0])) == pytest.approx([1.0, 1.0])
    assert turn_values(turn(CALL))["latency.batch"] == 1.4


def test_a_replayed_request_counts_from_its_arrival() -> None:
    found = turn_values(turn(replay([0.0, 0.5], [0.0, 1.0])))
    assert found["queue.wait"] == pytest.approx(0.25)
    assert found["latency.ttft"] == pytest.approx((0.25 + 0.75) / 2)
    assert found["latency.e2e"] == pytest.approx((1.0 + 1.5) / 2)
    assert found["latency.tpot"] == pytest.approx(0.75 / 4)
    assert found["throughput.requests"] == pytest.approx(2 / 2.0)
    assert found["throughput.tokens"] == pytest.approx(10 / 2.0)
    assert found["queue.utilisation"] == pytest.approx(1.0)
    assert "throughput.decode" not in found  # batch over time per token means nothing in a queue


@pytest.mark.parametrize("seed", range(20))
def test_backlog_equals_a_count_on_a_fine_grid(seed: int) -> None:
    draw = random.Random(seed)
    arrived = sorted(draw.uniform(0, 10) for _ in range(30))
    began, free = [], 0.0
    for t in arrived:
        began.append(max(t, free))
        free = began[-1] + draw.uniform(0.05, 0.6)
    counts = [
        sum(a <= t < b for a, b in zip(arrived, began, strict=True)) for t in (i * free / 20000 for i in range(20000))
    ]
    assert queue.peak(arrived, began) == max(counts)
    assert queue.mean_backlog(arrived, began, free) == pytest.approx(sum(counts) / 20000, abs=0.01)


def test_nobody_waits_when_each_is_served_as_it_comes() -> None:
    assert queue.peak([0.0, 1.0, 1.0], [0.0, 1.0, 1.0]) == 0
    assert queue.values([CALL]) == {}


def test_goodput_counts_what_met_every_target() -> None:
    calls = [replace(CALL, values={**CALL.values, "ttft": t}) for t in (0.2, 0.5, 0.9)]
    found = goodput.values("generate:ttft=0.6,e2e=2,new=5,batch=2", calls)
    seconds = 3 * 1.4
    assert found["goodput.requests"] == pytest.approx(2 * 2 / seconds)
    assert found["goodput.tokens"] == pytest.approx(2 * 2 * 5 / seconds)
    assert found["goodput.share"] == pytest.approx(2 / 3)
    assert goodput.values("generate:tpot=0.1", calls)["goodput.requests"] == 0.0
    assert goodput.values("generate:new=5", calls) == {}
    assert goodput.values("no such workload", calls) == {}


def test_goodput_of_calls_that_were_timed_in_groups_counts_each_of_them() -> None:
    group = Observation(values={"e2e": 1e-5, "samples": 4.0, "calls": 100.0})
    assert goodput.values("classify:e2e=0.001", [group])["goodput.requests"] == pytest.approx(4 / 1e-5)


def test_goodput_of_a_replay_runs_from_the_first_arrival_to_the_last_answer() -> None:
    call = replay([0.0, 0.1, 0.2, 0.3], [0.0, 1.0, 2.0, 3.0])
    found = goodput.values("generate:e2e=2.0", [call])
    assert found["goodput.requests"] == pytest.approx(2 / 4.0)
    assert found["goodput.share"] == 0.5


def test_a_paired_difference_over_rounds_has_an_interval(simulated: Any, catalog: Any) -> None:
    """goodput.share is compared by difference; it is real when the interval excludes none and it is large enough."""
    plan, events = simulated.simulate("quick", recipes=("quantize.int8_dynamic",))
    work = "generate:e2e=0.6,new=64,prompt=128"
    renamed = [replace(e, workload=work) if getattr(e, "workload", "") == simulated.GENERATE else e for e in events]
    trial = summarise(Record(plan).feed_all(renamed), plan, catalog).trials[1]
    change = trial.change("goodput.share", work)
    assert change is not None
    assert (change.kind, change.real, change.n) == ("difference", True, 8)
    assert change.value == pytest.approx(1.0)  # 0.69 s never, 0.51 s always
