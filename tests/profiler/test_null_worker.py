"""The null worker speaks the protocol of docs/adr/0002 from a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paretoscope.events import Done, Event, Failed, Hello, Metric, Observation, Phase, TurnEnd, TurnStart, from_line
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.worker.job import Job
from paretoscope.worker.null_script import Script

GENERATE = "generate:batch=2,new=8,prompt=16"
SCORE = "score:context=64,items=4,stride=8"


class Driver:
    """A study process in small: sends commands, acknowledges observations."""

    def __init__(self, job: Path, script: dict[str, Any]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "paretoscope.worker.null", str(job)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PARETOSCOPE_NULL": json.dumps(script)},
        )  # fmt: skip

    def send(self, **command: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def read(self) -> Event | None:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return from_line(line) if line else None

    def until(self, last: Callable[[Event], bool], ack: bool = True) -> list[Event]:
        """Events up to the one that `last` accepts, or the end of the stream."""
        seen: list[Event] = []
        while (event := self.read()) is not None:
            seen.append(event)
            if isinstance(event, Observation) and ack:
                self.send(do="ack", seq=len(seen))
            if last(event):
                break
        return seen

    def phase(self, name: str, **command: Any) -> list[Event]:
        self.send(**command)
        return self.until(
            lambda e: isinstance(e, Failed) or (isinstance(e, Phase) and (e.name, e.state) == (name, "end"))
        )

    def turn(self, workload: str, round_: int = 0, seconds: float = 0.5, count: int = 3) -> list[Event]:
        self.send(do="turn", workload=workload, block=0, round=round_, seconds=seconds, count=count)
        return self.until(lambda e: isinstance(e, (TurnEnd, Failed)))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Driver]]:
    """Starts a null worker of a trial with a script."""
    drivers: list[Driver] = []

    def _start(script: dict[str, Any], recipe: str = "baseline", attempt: int = 0) -> Driver:
        study = Study("builtin:demo-lm", workloads=(Workload.parse(GENERATE), Workload.parse(SCORE)))
        own = Recipe.parse(recipe)
        job = Job(study=study, trial=own.id, recipe=own, attempt=attempt, folder=tmp_path, model=tmp_path)
        job.write(tmp_path / "job.json")
        drivers.append(Driver(tmp_path / "job.json", script))
        return drivers[-1]

    yield _start
    for driver in drivers:
        with driver.process:  # closes its pipes and waits
            driver.process.kill()


def test_a_whole_trial_in_order(start: Callable[..., Driver]) -> None:
    worker = start({"ttft": 0.2, "tpot": 0.05, "noise": 0.0, "quality": {"perplexity": 8.0}})
    assert isinstance(worker.read(), Hello)
    worker.phase("prepared", do="prepare")
    assert sum(isinstance(e, Observation) for e in worker.phase("sealed", do="seal")) == 2
    turn = worker.turn(GENERATE, 3, seconds=2.0, count=2)
    calls = [e for e in turn if isinstance(e, Observation)]
    assert isinstance(turn[0], TurnStart)
    assert [c.values["e2e"] for c in calls] == pytest.approx([0.55] * 4)  # 4 x 0.55 s is the first over 2 s
    assert {(c.block, c.round, c.purpose) for c in calls} == {(0, 3, "timing")}
    assert calls[0].series["deliveries"] == pytest.approx([0.2 + 0.05 * i for i in range(8)])
    metrics = {
        e.name: e.value for e in worker.phase("evaluate", do="evaluate", workload=SCORE) if isinstance(e, Metric)
    }
    assert metrics["quality.perplexity.window64"] == 8.0
    assert metrics["quality.bits_per_byte"] == pytest.approx(3 / 4)
    worker.send(do="finish")
    assert isinstance(worker.until(lambda e: isinstance(e, Done))[-1], Done)
    assert worker.process.wait() == 0


def test_nothing_follows_an_observation_before_its_ack(start: Callable[..., Driver]) -> None:
    worker = start({})
    worker.send(do="prepare")
    worker.send(do="turn", workload=GENERATE, block=0, round=0, seconds=0, count=2)
    seen = worker.until(lambda e: isinstance(e, Observation), ack=False)
    worker.send(do="cancel")  # instead of the ack: no second observation may come
    rest = worker.until(lambda e: isinstance(e, Done))
    assert sum(isinstance(e, Observation) for e in [*seen, *rest]) == 1
    assert [type(e) for e in rest] == [Done]
    assert worker.process.wait() == 130


def test_the_end_of_stdin_ends_the_worker(start: Callable[..., Driver]) -> None:
    worker = start({})
    worker.phase("prepared", do="prepare")
    assert worker.process.stdin is not None
    worker.process.stdin.close()
    assert worker.process.wait() == 130


def test_same_seed_same_numbers_another_attempt_others(start: Callable[..., Driver]) -> None:
    def latencies(attempt: int) -> list[float]:
        worker = start({"noise": 0.1}, attempt=attempt)
        worker.phase("sealed", do="seal")
        return [e.values["e2e"] for e in worker.turn(GENERATE) if isinstance(e, Observation)]

    assert latencies(0) == latencies(0)
    assert latencies(0) != latencies(1)


@pytest.mark.parametrize(
    ("how", "code", "failed"),
    [("exit1", 1, None), ("kill", -9, None), ("error", 3, "crash"), ("oom", 3, "out_of_memory")],
)
def test_scripted_failures(start: Callable[..., Driver], how: str, code: int, failed: str | None) -> None:
    worker = start({"*": {"fail_at": {"turn": 1, "how": how}}})
    assert isinstance(worker.turn(GENERATE, 0)[-1], TurnEnd)
    last = worker.turn(GENERATE, 1)[-1]
    assert worker.process.wait() == code
    assert (last.code if isinstance(last, Failed) else None) == failed


def test_a_failure_may_be_of_one_trial_and_one_attempt_only() -> None:
    text = json.dumps({"ttft": 1.0, "*": {"tpot": 2.0}, "a": {"tpot": 3.0}})
    assert (Script.of("a", text).ttft, Script.of("a", text).tpot, Script.of("b", text).tpot) == (1.0, 3.0, 2.0)
    with pytest.raises(ValueError, match="speling"):
        Script.of("a", json.dumps({"*": {"speling": 1}}))


def test_imports_neither_torch_nor_numpy() -> None:
    code = "import sys, paretoscope.worker.null; print({'torch', 'numpy', 'transformers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
