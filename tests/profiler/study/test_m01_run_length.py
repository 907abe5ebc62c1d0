"""METHOD M1: a minimum time and a minimum count, both; a budget that cannot buy them is refused, with the need."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from study_clock import StudyClock

from paretoscope.errors import Refused
from paretoscope.events import Event, Observation
from paretoscope.plan import PROTOCOLS
from paretoscope.study.schedule import turn_length
from paretoscope.worker.loop import Turn, run_turn
from paretoscope.workloads.call import Call

G = "generate:new=8"


class Recorder:
    """A channel that keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[Event] = []

    def send(self, event: Event) -> None:
        """Keep an event."""
        self.sent.append(event)

    observe = send

    def check(self) -> None:
        """Nobody cancels."""


@pytest.mark.parametrize("name", PROTOCOLS)
@pytest.mark.parametrize("seconds", [0.001, 3.0])
def test_m01_run_length_stops_only_when_time_and_count_both_hold(name: str, seconds: float) -> None:
    protocol, clock = PROTOCOLS[name], [0.0]
    length = turn_length(protocol)

    def call(index: int) -> Call:
        clock[0] += seconds
        return Call(clock[0] - seconds, clock[0], {"e2e": seconds})

    channel = Recorder()
    run_turn(channel, Turn("w", 0, 0, length.seconds, length.count), call, dict)  # type: ignore[arg-type]
    calls = [e for e in channel.sent if isinstance(e, Observation)]
    spent = sum(e.end - e.start for e in calls)
    assert len(calls) >= length.count
    assert spent >= length.seconds
    assert len(calls) - 1 < length.count or spent - seconds < length.seconds  # not one call more than needed
    assert protocol.rounds * len(calls) >= protocol.count
    assert protocol.rounds * spent >= protocol.seconds * 0.999999


def test_m01_a_study_reaches_both_minimums_over_its_valid_turns(play: Any, study_of: Any, script: Any) -> None:
    script(**{"slow.one": {"ttft": 2.3}, "fast.one": {"ttft": 0.0005, "tpot": 0.0005}})
    protocol = PROTOCOLS["glance"]
    done = play(study_of("slow.one", "fast.one"))
    for trial in done.record.trials.values():
        turns = trial.valid_turns(G)
        calls = [o for t in turns.values() for o in t.observations]
        assert len(turns) == protocol.rounds
        assert len(calls) >= protocol.count
        assert sum(o.end - o.start for o in calls) >= protocol.seconds - 1e-6
    slow = done.record.trials["slow.one"].valid_turns(G)
    assert {len(t.observations) for t in slow.values()} == {3}  # of 3 s: the count decides


def test_m01_a_budget_that_cannot_buy_the_minimum_is_refused_with_the_time_needed(
    play: Any, study_of: Any, script: Any
) -> None:
    """Ten calls of 20 s for each of two trials: told as soon as the warm-up has shown how long a call takes."""
    script(**{"*": {"ttft": 20.0, "tpot": 0.0}})
    clock = StudyClock()
    with pytest.raises(Refused, match=r"300 s cannot buy the minimum of 10 calls .* one call .* takes 20 s") as caught:
        play(study_of("a.b", budget=300.0), listeners=(clock.listen,), clock=clock, began=0.0)
    needed = float(caught.value.text.split("about ")[1].split(" s")[0])
    assert 400 <= needed <= 600
    assert clock.now < 300
    # what was refused can be resumed with a budget that suffices
    study = replace(study_of("a.b"), budget=1200.0)
    clock.now = 0.0
    done = play(study, listeners=(clock.listen,), clock=clock, began=0.0)
    assert clock.now <= 1200
    assert {t.state for t in done.record.trials.values()} == {"valid"}
