"""Bad conditions on a fake machine: each is seen, told in words, and its turn discarded and repeated by the rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from paretoscope.events import TurnEnd
from paretoscope.study import guards, turns
from paretoscope.study.guards import Conditions, Guard

G = "generate:new=8"
AT = Conditions(monotonic=100.0, awake=500.0, wall=1e9)
LATER = replace(AT, monotonic=110.0, awake=510.0, wall=1e9 + 10)
GHZ = 1e9


def guard(*conditions: Conditions, speed: Callable[[], float | None] = lambda: None) -> Guard:
    """A guard that reads these conditions, one after the other."""
    readings = iter(conditions)
    return Guard(lambda: next(readings), speed)


def seen(before: Conditions, after: Conditions) -> guards.Seen:
    """What a guard says of a turn between two readings."""
    found = guard(before, after)
    found.begin()
    return found.end()


def test_a_calm_turn_has_nothing_to_say() -> None:
    assert seen(AT, LATER) == guards.Seen()


def test_a_suspended_machine_is_seen_by_the_boot_clock() -> None:
    found = seen(AT, replace(LATER, awake=3510.0, wall=1e9 + 3010))
    assert found.suspended == "the machine was suspended for 3000.0 s"
    assert found.moved == 0.0


def test_a_wall_clock_that_is_set_is_no_suspension_where_a_boot_clock_tells_them_apart() -> None:
    found = seen(AT, replace(LATER, wall=1e9 + 10 - 3600))
    assert (found.suspended, found.moved) == ("", pytest.approx(-3600))


def test_without_a_boot_clock_a_jump_counts_as_a_suspension() -> None:
    before = replace(AT, boot=False, awake=AT.wall)
    found = seen(before, replace(LATER, boot=False, awake=1e9 + 40, wall=1e9 + 40))
    assert found.suspended == "the clock jumped by 30.0 s"
    assert found.moved == 0.0


def test_half_a_second_of_difference_is_forgiven() -> None:
    assert seen(AT, replace(LATER, awake=510.4, wall=1e9 + 10.4)).suspended == ""


@pytest.mark.parametrize(("mib", "fault"), [(15, ()), (120, ("the machine swapped 120 MiB",))])
def test_swapping_is_a_fault_from_sixteen_mebibytes_up(mib: int, fault: tuple[str, ...]) -> None:
    found = seen(AT, replace(LATER, swapped=mib << 20))
    assert found.faults == fault
    assert found.values["swapped"] == mib << 20


def test_a_change_of_the_processors_clock_is_a_fault_once_the_usual_one_is_known() -> None:
    speeds = iter([2.9, 2.9, 3.0, 2.9, 2.8, 2.0, 2.9])
    watch = guard(*[AT] * 40, speed=lambda: next(speeds) * GHZ)
    faults = []
    for _ in range(7):
        watch.begin()
        watch.look()
        faults.append(watch.end().faults)
    assert faults == [(), (), (), (), (), ("the processor ran at 2.00 GHz, before at 2.90 GHz",), ()]


def test_where_the_system_tells_no_clock_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise NotImplementedError

    monkeypatch.setattr(guards.psutil, "cpu_freq", broken)
    assert guards.frequency() is None
    monkeypatch.setattr(guards.psutil, "cpu_freq", lambda: None)
    assert guards.frequency() is None


def test_this_machine_can_be_read_and_is_awake() -> None:
    before, after = guards.read(), guards.read()
    assert abs(guards.slept(before, after)) < guards.JUMP
    assert after.monotonic >= before.monotonic


def test_a_turn_during_which_the_machine_slept_is_discarded_and_repeated(
    play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clocks jump between the two readings of the second turn: it never counts, its repeat does."""
    readings = count()

    def read() -> Conditions:
        number = next(readings)
        return replace(AT, awake=AT.awake + (60.0 if number >= 3 else 0.0), wall=AT.wall + (60.0 if number >= 3 else 0))

    monkeypatch.setattr(turns, "LOOK", 0.0)
    monkeypatch.setattr(guards.Guard, "__init__", _made_with(read))
    done = play(study_of("a.b"))
    ends = [e for e in done.events if isinstance(e, TurnEnd)]
    bad = [e for e in ends if not e.valid]
    assert [e.why for e in bad] == ["the machine was suspended for 60.0 s; repeated"]
    assert {len(t.valid_turns(G)) for t in done.record.trials.values()} == {4}
    assert len(ends) == 2 * 4 + 1


def test_a_machine_that_sleeps_in_every_turn_leaves_none_that_counts(
    play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = count()

    def read() -> Conditions:
        return replace(AT, awake=AT.awake + 60.0 * next(readings))

    monkeypatch.setattr(turns, "LOOK", 0.0)
    monkeypatch.setattr(guards.Guard, "__init__", _made_with(read))
    done = play(study_of())
    assert done.record.trials["baseline"].valid_turns(G) == {}
    assert done.record.trials["baseline"].state == "invalid"


def test_every_turn_tells_what_was_seen_around_it(play: Any, study_of: Any) -> None:
    done = play(study_of("a.b"))
    ends = [e for e in done.events if isinstance(e, TurnEnd)]
    for end in ends:
        assert {"watch.cpu", "load"} <= set(end.values)
        assert end.values["watch.cpu"] >= 0
    assert len(done.record.samples["watch.cpu"]) == len(ends)  # the cost of watching, turn by turn


def _made_with(read: Callable[[], Conditions]) -> Callable[..., None]:
    original = guards.Guard.__init__

    def init(self: Guard, *args: Any, **kwargs: Any) -> None:
        original(self, read, lambda: None)

    return init
