"""METHOD M6: loading, applying, warming up, turns and evaluation have windows of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from paretoscope.events import Event, Phase, TurnEnd, TurnStart
from paretoscope.meters.energy import ReplayMeter
from paretoscope.meters.watch import Watch
from paretoscope.study import power, turns

OTHER = ("load", "apply", "warmup", "evaluate", "prepared", "sealed")


def test_m06_a_turns_energy_holds_nothing_of_what_lies_before_and_after() -> None:
    """Loading draws 300 W until 10 s, a turn 100 W from 12 s to 18 s, evaluating 250 W from 20 s on: 600 J, 0.1 %."""
    now = [0.0]

    def joules(t: float) -> float:
        return (
            300 * min(t, 10) + 20 * max(0.0, min(t, 12) - 10) + 100 * max(0.0, min(t, 18) - 12) + 250 * max(0, t - 20)
        )

    meter = ReplayMeter([(t / 1000, joules(t / 1000)) for t in range(30_000)], lambda: now[0], update=0.001)
    watch = Watch([meter], lambda: now[0])
    now[0] = 12.0
    watch.begin()
    now[0] = 18.0
    values = watch.end()
    assert values["energy.gross"] == pytest.approx(600.0, rel=1e-3)
    assert values["energy.seconds"] == pytest.approx(6.0)
    now[0] = 25.0
    assert watch.end() == {}  # no window is open: nothing is given twice
    assert watch.spent()[0] == pytest.approx(3000 + 40 + 600 + 1250, rel=1e-3)  # the whole study holds it all


def test_m06_in_a_study_the_counters_are_read_around_turns_alone(
    play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the two readings of a window a turn begins and ends, and no other phase of any worker does."""
    log: list[str] = []

    class Logged(Watch):
        """Notes when windows begin and end."""

        def begin(self) -> None:
            log.append("begin")
            super().begin()

        def end(self) -> dict[str, float]:
            log.append("end")
            return super().end()

        def rest(self) -> None: ...

    def listen(_: Any) -> Callable[[Event], None]:
        def take(event: Event) -> None:
            if isinstance(event, (TurnStart, TurnEnd)):
                log.append(type(event).__name__)
            elif isinstance(event, Phase) and event.name in OTHER:
                log.append(event.name)

        return take

    monkeypatch.setattr(
        power.Watch, "here", classmethod(lambda cls, *_: Logged([ReplayMeter([], lambda: 0.0, update=0.0)]))
    )
    monkeypatch.setattr(turns, "REST", 0.0)
    play(study_of("a.b", workloads=("generate:new=8", "score:items=2")), listeners=(listen,))
    assert {"load", "apply", "warmup", "evaluate"} <= set(log)
    windows, inside = list[list[str]](), list[str]()
    for word in log:
        if word == "begin":
            inside = []
        elif word == "end":
            windows.append([*inside])
        else:
            inside.append(word)
    assert windows == [["TurnStart"]] * 8  # four rounds of two trials; the turn's end is written after the reading
