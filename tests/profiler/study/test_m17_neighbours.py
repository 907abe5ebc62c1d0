"""METHOD M17: what others do to the machine is watched before and during a turn; disturbed turns are repeated."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import namedtuple
from multiprocessing.synchronize import Event
from typing import Any

import psutil
import pytest

from paretoscope.events import TurnEnd
from paretoscope.study import neighbours, turns
from paretoscope.study.hub import Hub
from paretoscope.study.neighbours import Reading, RepeatRule

G = "generate:new=8"
REAL_OTHERS = neighbours.others  # before a fixture makes the machine quiet
Times = namedtuple("Times", "user system idle iowait steal guest guest_nice")


def spin(seconds: float, there: Event, go: Event) -> None:
    """Burn one core when told to; ends by itself."""
    there.set()
    go.wait()
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_m11_the_look_at_a_worker_is_short_and_says_what_psutil_says() -> None:
    """The same pages within what this process takes meanwhile; of a process that is gone nothing."""
    ours, theirs = neighbours.resident(os.getpid()), psutil.Process().memory_info().rss
    assert ours == pytest.approx(theirs, rel=0.05)
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=print)
    child.start()
    child.join()
    assert child.pid is not None
    assert neighbours.resident(child.pid) is None


def test_m17_a_spinner_beside_us_is_flagged_with_what_it_used() -> None:
    """A real process that burns a core for half a second of its own time, between the two readings of a turn."""
    context = multiprocessing.get_context("spawn")
    there, go = context.Event(), context.Event()
    child = context.Process(target=spin, args=(0.5, there, go))
    child.start()
    there.wait()
    before = neighbours.read(0)
    go.set()
    child.join()
    after = neighbours.read(0)
    share = REAL_OTHERS(before, after)
    assert share is not None
    assert share * (after.wall - before.wall) >= 0.5 - 0.05  # the system counts in hundredths
    assert RepeatRule().noisy(share)


def test_m17_what_we_and_the_worker_use_is_not_the_neighbours() -> None:
    before = Reading(wall=0.0, busy=100.0, own=1.0, worker=10.0)
    after = Reading(wall=10.0, busy=115.0, own=1.5, worker=19.5)
    assert REAL_OTHERS(before, after) == pytest.approx(0.5)
    assert neighbours.watching(before, after) == pytest.approx(0.05)
    assert REAL_OTHERS(before, Reading(wall=0.2, busy=101.0, own=1.0, worker=10.0)) is None  # too short to tell


def test_m17_steal_counts_as_others_and_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [Times(10.0, 5.0, 80.0, 1.0, 2.0, 0.0, 0.0)]
    monkeypatch.setattr(neighbours.psutil, "cpu_times", lambda: now[0])
    before = neighbours.read(0)
    now[0] = Times(14.0, 5.0, 84.0, 2.0, 5.0, 0.0, 0.0)
    after = neighbours.read(0)
    assert after.busy - before.busy == pytest.approx(4.0 + 3.0)
    assert after.steal - before.steal == pytest.approx(3.0)
    assert turns._neighbours(0.8, 0.7) == "the host gave 0.7 cores to other guests (steal)"
    assert turns._neighbours(0.8, 0.1) == "other programs used 0.8 cores"


def test_m17_the_rule_three_repeats_a_round_and_none_while_the_load_is_steady() -> None:
    rule = RepeatRule()
    rule.new_round()
    assert [rule.noisy(0.9) and rule.repeat() for _ in range(4)] == [True, True, True, False]
    rule.new_round()  # every repeat was noisy: the load is steady
    assert rule.noisy(0.9)
    assert not rule.repeat()
    assert rule.repeat(always=True)  # what can never count is repeated all the same
    assert not rule.noisy(0.1)  # quiet again
    assert rule.noisy(0.9)
    assert rule.repeat()


def test_m17_noisy_turns_are_repeated_by_the_rule_then_kept_with_a_warning(
    play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Always noisy: three repeats in the first round, none once that is known to be in vain, and the study ends."""
    monkeypatch.setattr(turns, "LOOK", 0.0)
    monkeypatch.setattr(neighbours, "others", lambda before, after: 0.8)
    monkeypatch.setattr(neighbours, "stolen", lambda before, after: 0.0)
    done = play(study_of("a.b"))
    ends = [e for e in done.events if isinstance(e, TurnEnd)]
    assert [e.valid for e in ends].count(False) == 3
    assert all("0.8 cores" in e.why for e in ends if not e.valid)
    assert all(e.values["other.cpu"] == 0.8 for e in ends)
    assert [e.values.get("other.cpu.before") for e in ends].count(0.8) == 3  # a look before each repeat
    assert {len(t.valid_turns(G)) for t in done.record.trials.values()} == {4}
    assert {w.code for t in done.record.trials.values() for w in t.warnings} == {"noisy_turns"}


def test_m17_one_noisy_turn_is_replaced_by_a_quiet_one(
    play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares = iter([0.0, 0.9])
    monkeypatch.setattr(turns, "LOOK", 0.0)
    monkeypatch.setattr(Hub, "_look_around", lambda hub, worker: None)  # it reads the same totals between turns
    monkeypatch.setattr(neighbours, "others", lambda before, after: next(shares, 0.0))
    done = play(study_of("a.b"))
    found = [t for r in done.record.trials.values() for t in r.turns]
    assert [t.superseded for t in found].count(True) == 1
    assert all(t.valid for t in found if not t.superseded)
    assert {len(t.valid_turns(G)) for t in done.record.trials.values()} == {4}
    assert not any(t.warnings for t in done.record.trials.values())
