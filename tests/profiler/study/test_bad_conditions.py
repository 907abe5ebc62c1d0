"""Every bad condition of a machine, one study each: what is seen, what is told, what counts and what is repeated.

A device that others use is in test_shared_gpu.py, a spinner beside us in test_m17_neighbours.py, a call slower than the
budget in test_m01_run_length.py, a call faster than the timer in test_grouping.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from paretoscope.analysis import summarise
from paretoscope.catalog import Catalog
from paretoscope.events import Event, TurnEnd
from paretoscope.meters.energy import Meter, NullMeter, Reading, ReplayMeter
from paretoscope.meters.rapl import rapl_meter
from paretoscope.meters.watch import Watch
from paretoscope.study import guards, power, turns
from paretoscope.study.guards import Conditions

G = "generate:new=8"
AT = Conditions(monotonic=100.0, awake=500.0, wall=1e9)
Guarded = Callable[..., Any]


@pytest.fixture
def guarded(play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch) -> Guarded:
    """Plays the baseline alone on a machine that is as `read` says at the beginning and end of each turn."""

    def run(read: Callable[[int], Conditions], speed: Callable[[], float | None] = lambda: None) -> Any:
        readings, plain = count(), guards.Guard.__init__

        def init(self: guards.Guard) -> None:
            plain(self, lambda: read(next(readings)), speed)

        monkeypatch.setattr(turns, "LOOK", 0.0)
        monkeypatch.setattr(guards.Guard, "__init__", init)
        return play(study_of())

    return run


@pytest.fixture
def counted(play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch) -> Guarded:
    """Plays the baseline alone on a machine with this energy meter; `ended` hears of each turn that has ended."""

    def run(meter: Meter, ended: list[Event] | None = None) -> Any:
        def listen(_: Any) -> Callable[[Event], None]:
            return lambda event: None if ended is None or not isinstance(event, TurnEnd) else ended.append(event)

        monkeypatch.setattr(power.Watch, "here", classmethod(lambda cls, *_: Watch([meter])))
        monkeypatch.setattr(turns, "REST", 0.0)
        return play(study_of(), listeners=(listen,))

    return run


def ends(done: Any) -> list[TurnEnd]:
    """Ends of turns, in order."""
    return [e for e in done.events if isinstance(e, TurnEnd)]


def told(done: Any) -> list[str]:
    """What was warned of, beside the scripted worker."""
    trials = (w for t in done.record.trials.values() for w in t.warnings)
    return [w.text for w in (*done.record.warnings, *trials) if w.code != "null_worker"]


def after(turn: int, **changes: float) -> Callable[[int], Conditions]:
    """A machine that is calm until that turn's end and stays changed from then on."""
    return lambda number: replace(AT, **changes) if number > 2 * turn else AT


def calm(done: Any) -> bool:
    """Whether the trial is valid with all turns of its protocol."""
    trial = done.record.trials["baseline"]
    return trial.state == "valid" and len(trial.valid_turns(G)) == 4


def test_bad_conditions_suspended_machine(guarded: Guarded) -> None:
    done = guarded(after(1, awake=530.0, wall=1e9 + 30))
    assert [e.why for e in ends(done) if not e.valid] == ["the machine was suspended for 30.0 s; repeated"]
    assert calm(done)


def test_bad_conditions_clock_jump(guarded: Guarded) -> None:
    done = guarded(after(1, wall=1e9 - 7200))
    assert [e.valid for e in ends(done)] == [True] * 4  # durations do not use the wall clock
    assert told(done) == ["the wall clock was set by -7200.0 s while the study ran; durations do not use it"]
    assert calm(done)


def test_bad_conditions_swapping(guarded: Guarded) -> None:
    done = guarded(after(2, swapped=300 << 20))
    assert [e.why for e in ends(done) if not e.valid] == ["the machine swapped 300 MiB; repeated"]
    assert calm(done)


def test_bad_conditions_memory_nearly_full(guarded: Guarded) -> None:
    done = guarded(lambda _: replace(AT, free=0.031))
    assert told(done) == ["memory was nearly full during a turn: 3.1% of it was left"]  # once, not at every turn
    assert calm(done)


def test_bad_conditions_processor_frequency_change(guarded: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is looked at while a turn runs; here at each of its beginnings, as a scripted turn takes no time."""
    speeds, begin = iter([3e9, 3e9, 3e9, 2e9, 3e9, 3e9]), guards.Guard.begin

    def look(self: guards.Guard) -> None:
        begin(self)
        self.look()

    monkeypatch.setattr(guards, "KNOWN", 2)
    monkeypatch.setattr(guards.Guard, "begin", look)
    done = guarded(lambda _: AT, lambda: next(speeds))
    bad = [e.why for e in ends(done) if not e.valid]
    assert bad == ["the processor ran at 2.00 GHz, before at 3.00 GHz; repeated"]
    assert calm(done)


def test_bad_conditions_no_counters(counted: Guarded) -> None:
    done = counted(NullMeter("RAPL", "there is no powercap here", "run on the machine itself"))
    assert not any("energy.gross" in e.values for e in ends(done))
    value = summarise(done.record, done.study, Catalog({})).trials[0].find("energy.per_token")
    assert value is not None
    assert (value.value, value.source) == (None, "unavailable")
    assert "there is no powercap here" in value.why
    assert calm(done)


def test_bad_conditions_counter_disappears_in_mid_run(counted: Guarded) -> None:
    """The driver is unloaded after two turns: those keep their energy, all keep their times."""
    ended: list[Event] = []

    class Fading(ReplayMeter):
        """Tells 10 J more at each reading, and after two turns nothing."""

        readings = 0

        def read(self) -> Reading | None:
            self.readings += 1
            return Reading(10.0 * self.readings) if len(ended) < 2 else None

    done = counted(Fading([], lambda: 0.0, update=0.0), ended)
    assert ["energy.gross" in e.values for e in ends(done)] == [True, True, False, False]
    assert told(done) == ["replay could not be read any more"]
    assert calm(done)


@pytest.fixture
def powercap(tmp_path: Path) -> Path:
    """One package whose counter stands still."""
    zone = tmp_path / "powercap" / "intel-rapl:0"
    zone.mkdir(parents=True)
    for name, text in (("name", "package-0"), ("energy_uj", "5000000"), ("max_energy_range_uj", "262143328850")):
        (zone / name).write_text(text)
    return zone.parent


def test_bad_conditions_permission_lost_in_mid_run(
    counted: Guarded, powercap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The permission to read the counter is taken away after one turn and given back after three."""
    plain, ended = Path.read_text, list[Event]()
    meter = rapl_meter(powercap)
    monkeypatch.setattr(meter, "update", 0.0, raising=False)

    def read_text(self: Path, *args: Any, **kwargs: Any) -> str:
        if self.name == "energy_uj" and 1 <= len(ended) < 3:
            raise PermissionError(13, "Permission denied")
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", read_text)
    done = counted(meter, ended)
    assert ["energy.gross" in e.values for e in ends(done)] == [True, False, False, True]
    assert "RAPL could not be read any more" in told(done)
    assert calm(done)
