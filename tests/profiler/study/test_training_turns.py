"""Turns of training: every step once, and long enough for an energy counter that is slow (METHOD M7)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.analysis.record import Record
from paretoscope.events import TurnEnd, TurnStart
from paretoscope.meters.energy import ReplayMeter
from paretoscope.meters.watch import Watch
from paretoscope.study import power, turns
from paretoscope.study.schedule import finetune_turns
from paretoscope.study.training import joined

TUNE = "finetune:steps=24"
G = "generate:new=8"


@given(steps=st.integers(1, 60), rounds=st.integers(1, 12), least=st.integers(0, 70))
def test_m07_turns_of_training_take_every_step_once_and_are_long_enough(steps: int, rounds: int, least: int) -> None:
    plan = finetune_turns(steps, rounds)
    made = list(joined(plan, lambda: least))
    assert sum(count for _, count in made) == steps
    assert [at for at, _ in made] == sorted({at for at, _ in made})
    assert all(count >= least for _, count in made) or len(made) == 1
    if least <= min(plan):
        assert [count for _, count in made] == plan


def test_m07_what_a_turn_needs_is_asked_before_each() -> None:
    """Nothing is known of the first turn; what its steps took makes the next ones longer."""
    known = iter([0, 9, 9])
    assert list(joined([6, 6, 6, 6, 6], lambda: next(known))) == [(0, 6), (1, 12), (3, 12)]


@pytest.fixture
def slow_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A counter that needs a window of 0.5 s; a scripted step is said to take 0.1 s."""
    meter = ReplayMeter([(0.0, 0.0)], lambda: 0.0, update=0.01)
    monkeypatch.setattr(power.Watch, "here", classmethod(lambda cls, *_: Watch([meter])))
    monkeypatch.setattr(turns, "REST", 0.0)


def steps(done: Any, trial: str) -> list[int]:
    """Steps of each turn that counts."""
    return [len(t.observations) for t in done.record.trials[trial].valid_turns(TUNE).values()]


@pytest.mark.usefixtures("slow_counter")
def test_m07_turns_of_training_are_longer_where_the_counter_needs_it(play: Any, study_of: Any) -> None:
    """Six steps of 0.1 s suffice; of eight turns planned none is shorter from the second on."""
    done = play(study_of("tune.x", workloads=(TUNE, G), protocol="quick"))
    for trial in ("baseline", "tune.x"):
        assert sum(steps(done, trial)) == 24
        assert steps(done, trial)[0] == 3
        assert min(steps(done, trial)[1:]) >= 6
    before = len(done.events)
    again = play(study_of("tune.x", workloads=(TUNE, G), protocol="quick"))  # resumed: nothing is missing
    assert not [e for e in again.events[before:] if isinstance(e, TurnStart)]


def test_training_that_begins_anew_replaces_all_turns_of_the_process_before() -> None:
    """The first process took four turns; the next one takes the same steps in two."""
    record = Record()
    for attempt, numbers in ((0, (0, 1, 2, 3)), (1, (0, 2))):
        for number in numbers:
            record.feed(TurnStart(trial="a", attempt=attempt, workload=TUNE, block=attempt, round=number))
            record.feed(TurnEnd(trial="a", attempt=attempt, workload=TUNE, block=attempt, round=number))
    assert list(record.trial("a").valid_turns(TUNE)) == [(1, 0), (1, 2)]
