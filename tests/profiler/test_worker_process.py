"""The real worker in its own process on a tiny model: protocol, pipes, cancel, refusal, end of its study."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paretoscope.events import (
    Done,
    Event,
    Failed,
    Hello,
    Metric,
    Observation,
    Output,
    Phase,
    TurnEnd,
    TurnStart,
    from_line,
)
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.worker.job import Job

TEXT = "".join(f"Line {i} of the text says that {i} squared is {i * i}.\n" for i in range(60))


class Driver:
    """A study process in small."""

    def __init__(self, job: Path) -> None:
        command = [sys.executable, "-m", "paretoscope.worker", str(job)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip

    def send(self, **command: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def until(self, last: Callable[[Event], bool], ack: bool = True) -> list[Event]:
        """Events up to the one that `last` accepts, a failure, or the end; every line must be an event."""
        assert self.process.stdout is not None
        seen: list[Event] = []
        for line in self.process.stdout:
            event = from_line(line)
            assert event is not None, f"not an event: {line!r}"
            seen.append(event)
            if isinstance(event, Observation) and ack:
                self.send(do="ack", seq=0)
            if last(event) or isinstance(event, Failed):
                break
        return seen

    def phase(self, name: str, **command: Any) -> list[Event]:
        self.send(**command)
        return self.until(lambda e: isinstance(e, Phase) and (e.name, e.state) == (name, "end"))


@pytest.fixture
def start(tmp_path: Path, tiny_llama_folder: Path) -> Iterator[Callable[..., Driver]]:
    """Starts a worker for a recipe and workloads; `{}` in a workload stands for the text file."""
    drivers: list[Driver] = []
    (tmp_path / "t.txt").write_text(TEXT)

    def _start(recipe: str, *workloads: str, trial: str = "") -> Driver:
        works = tuple(Workload.parse(w.replace("{}", f'"{tmp_path / "t.txt"}"')) for w in workloads)
        study = Study(str(tiny_llama_folder), workloads=works, threads=1, calibration=str(tmp_path / "t.txt"))
        own = Recipe.parse(recipe)
        job = Job(study=study, trial=trial or own.id, recipe=own, attempt=3, folder=tmp_path, model=tiny_llama_folder,
                  cache=tmp_path / "cache")  # fmt: skip
        job.write(tmp_path / "job.json")
        drivers.append(Driver(tmp_path / "job.json"))
        return drivers[-1]

    yield _start
    for driver in drivers:
        with driver.process:
            driver.process.kill()


def metrics(events: list[Event]) -> dict[str, Metric]:
    return {e.name: e for e in events if isinstance(e, Metric)}


def test_a_whole_trial_with_training(start: Callable[..., Driver], tmp_path: Path) -> None:
    generate, score, finetune = "generate:new=4,prompt=16,text={}", "score:context=32,stride=8,items=3,text={}", \
        "finetune:steps=2,batch=2,length=16,data={}"  # fmt: skip
    worker = start("baseline", generate, score, finetune)
    generate, score, finetune = (w.replace("{}", f'"{tmp_path / "t.txt"}"') for w in (generate, score, finetune))
    names = [Workload.parse(w).text() for w in (generate, score, finetune)]

    prepared = worker.phase("prepared", do="prepare")
    assert isinstance(prepared[0], Hello)
    assert {"torch", "transformers", "tokenizers", "safetensors", "python", "paretoscope"} <= set(prepared[0].versions)
    assert len(prepared[0].identity["model.safetensors"]) == 64
    assert {(e.trial, e.attempt) for e in prepared} == {("baseline", 3)}
    told = metrics(prepared)
    assert told["memory.load_peak"].value > told["memory.floor"].value > 50e6  # type: ignore[operator]
    assert {"time.start", "time.load", "quality.bits_per_byte.before"} <= set(told)

    worker.send(do="turn", workload=names[2], block=0, round=0, seconds=0, count=2)
    training = worker.until(lambda e: isinstance(e, TurnEnd))
    assert [set(e.values) for e in training if isinstance(e, Observation)] == [{"step_time", "loss", "tokens"}] * 2

    sealed = worker.phase("sealed", do="seal")
    assert metrics(sealed)["train.memory_peak"].value
    assert metrics(sealed)["compute.flops_per_step"].value
    assert metrics(sealed)["compute.bytes_per_step"].source == "computed"
    assert metrics(sealed)["memory.weights"].source == "counted"
    assert {e.purpose for e in sealed if isinstance(e, Observation)} == {"warmup"}

    worker.send(do="turn", workload=names[0], block=1, round=2, seconds=0.0, count=3)
    turn = worker.until(lambda e: isinstance(e, TurnEnd))
    assert isinstance(turn[0], TurnStart)
    assert [(e.block, e.round, e.index) for e in turn if isinstance(e, Observation)] == [(1, 2, i) for i in range(3)]
    end = turn[-1]
    assert isinstance(end, TurnEnd)
    assert end.valid
    assert end.values["kv_cache"] == 2 * 3 * 19 * 32 * 4
    assert end.values["memory_peak"] > 50e6

    judged = worker.phase("evaluate", do="evaluate", workload=names[1], reference=str(tmp_path / "r.st"), write=True)
    assert len([e for e in judged if isinstance(e, Observation) and e.purpose == "quality"]) == 3
    assert {"quality.perplexity.window32", "quality.bits_per_byte", "quality.kl"} <= set(metrics(judged))
    assert (tmp_path / "r.st").is_file()
    more = worker.phase("evaluate", do="evaluate", workload=names[1], reference=str(tmp_path / "r.st"), items=7)
    items = [e for e in more if isinstance(e, Observation) and e.purpose == "quality"]
    assert sorted(e.index for e in items) == list(range(7))  # the name stays, the size is another
    assert {e.workload for e in items} == {names[1]}
    shown = worker.phase("evaluate", do="evaluate", workload=names[0])
    assert len([e for e in shown if isinstance(e, Output)]) == 3
    assert {"quality.output_length", "memory.kv_cache", "memory.allocator_peak", "compute.flops_per_token"} <= set(
        metrics(shown)
    )
    assert "quality.bits_per_byte" in metrics(worker.phase("evaluate", do="evaluate", workload=names[2]))

    worker.send(do="finish")
    assert isinstance(worker.until(lambda e: isinstance(e, Done))[-1], Done)
    assert worker.process.wait() == 0


def test_it_waits_for_the_disk_and_a_cancel_is_heard_at_once(start: Callable[..., Driver], tmp_path: Path) -> None:
    worker = start("baseline", "generate:new=4,prompt=16,text={}")
    worker.send(do="prepare")
    worker.send(do="seal")
    seen = worker.until(lambda e: isinstance(e, Observation), ack=False)
    worker.send(do="cancel")
    rest = worker.until(lambda e: isinstance(e, Done), ack=False)
    assert sum(isinstance(e, Observation) for e in [*seen, *rest]) == 1
    assert isinstance(rest[-1], Done)
    assert rest[-1].status == "cancelled"
    assert worker.process.wait() == 130


def test_a_study_that_is_gone_takes_its_worker_along(start: Callable[..., Driver]) -> None:
    worker = start("baseline", "generate:new=4,prompt=16,text={}")
    worker.send(do="prepare")
    worker.until(lambda e: isinstance(e, Phase) and e.name == "load")
    os.kill(worker.process.pid, signal.SIGINT)  # Ctrl-C of the terminal's group is not for the worker
    assert worker.process.stdin is not None
    worker.process.stdin.close()
    assert worker.process.wait() == 130


def test_an_unknown_technique_is_refused_with_a_sentence_before_loading(start: Callable[..., Driver]) -> None:
    worker = start("prune.nothing")
    events = worker.until(lambda e: False)
    failed = events[-1]
    assert isinstance(failed, Failed)
    assert failed.code == "refused"
    assert "prune.nothing" in failed.text
    assert failed.hint
    assert "load" not in {e.name for e in events if isinstance(e, Phase)}
    assert worker.process.wait() == 2


def test_a_job_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "paretoscope.worker", str(tmp_path / "none.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    event = from_line(done.stdout)
    assert isinstance(event, Failed)
    assert (event.code, done.returncode) == ("bad_study", 2)
