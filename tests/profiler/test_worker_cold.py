"""Cold start: parts and sum in one process, only where every part was really done."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from paretoscope.events import Event, Metric
from paretoscope.worker.cold import age, tell_first
from paretoscope.worker.tell import Teller
from paretoscope.workloads.call import Call


class Heard:
    """A channel that keeps what is said."""

    def __init__(self) -> None:
        self.said: dict[str, Metric] = {}

    def send(self, event: Event) -> None:
        assert isinstance(event, Metric)
        self.said[event.name] = event


def told(*parts: tuple[str, float | None], trained: bool = False, **values: float) -> dict[str, Metric]:
    heard = Heard()
    tell = Teller(heard)  # type: ignore[arg-type]
    for name, value in parts:
        if value is None:
            tell.missing(name, "from the cache", "s")
        else:
            tell.metric(name, value, "s")
    tell_first(tell, Call(5.0, 5.75, values), trained)
    return heard.said


PARTS = (("time.start", 0.1), ("time.import", 2.0), ("time.load", 1.0))


def test_the_sum_holds_every_part_and_the_first_token() -> None:
    found = told(*PARTS, ("time.apply", 0.4), ttft=0.5)
    assert found["time.first_token"].value == 0.5
    assert found["time.cold_start"].value == pytest.approx(0.1 + 2.0 + 1.0 + 0.4 + 0.5)
    assert told(*PARTS, ttft=0.5)["time.cold_start"].value == pytest.approx(3.6)  # a baseline applies nothing
    assert told(*PARTS)["time.first_token"].value == 0.75  # a classifier: until its answer


def test_what_came_from_the_cache_or_was_trained_has_no_sum() -> None:
    found = told(*PARTS, ("time.apply", None), ttft=0.5)
    assert (found["time.cold_start"].value, found["time.cold_start"].source) == (None, "unavailable")
    assert "artefact cache" in found["time.cold_start"].why
    assert found["time.first_token"].value == 0.5
    trained = told(*PARTS, trained=True, ttft=0.5)
    assert {trained[n].value for n in ("time.first_token", "time.cold_start")} == {None}


def test_the_age_of_a_process_is_that_since_its_start() -> None:
    """Bounded by clocks outside: not younger than the child has run, not older than since before it was started."""
    code = "from paretoscope.worker.cold import age; print(age(), flush=True)"
    began = time.monotonic()
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    most = time.monotonic() - began
    assert 0.005 < float(made.stdout) <= most + 0.02  # a clock tick is 10 ms
    assert age() >= time.process_time() / 2
