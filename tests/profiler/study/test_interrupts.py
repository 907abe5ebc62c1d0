"""Who wants no more of a study or a command does not wait for libraries that are still being imported."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.analysis.record import Record
from paretoscope.study import child
from paretoscope.study.hub import Hub, Worker

DEAF = "import time\nprint('{}', flush=True)\ntime.sleep(600)"


def deaf() -> subprocess.Popen[str]:
    """A process that does not read its stdin."""
    return subprocess.Popen([sys.executable, "-c", DEAF], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_process_that_hears_nothing_is_killed_after_the_patience() -> None:
    process = deaf()
    child.end(process, 0.05)
    assert process.returncode


def test_ctrl_c_ends_a_command_and_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[str]] = []

    def pressed(lines: Any) -> Any:
        next(lines)
        raise KeyboardInterrupt

    def start(*_: Any, **__: Any) -> subprocess.Popen[str]:
        started.append(deaf())
        return started[0]

    monkeypatch.setattr(child, "PATIENCE", 0.05)
    monkeypatch.setattr(child, "read_lines", pressed)
    monkeypatch.setattr(child, "subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": start}))
    with pytest.raises(KeyboardInterrupt):
        child.run_module("", "paretoscope.worker.trace_job", 0)
    assert started[0].returncode


@pytest.mark.parametrize(("phase", "stopped"), [("start", [False]), ("load", [])])
def test_a_worker_that_still_imports_is_ended_at_once(phase: str, stopped: list[bool]) -> None:
    told: list[Any] = []
    process = SimpleNamespace(number=1, send=told.append, stop=lambda force: told.append(force), ended=lambda _: 0)
    job: Any = SimpleNamespace(trial="a", attempt=0)
    worker = Worker(job, process, eof=True)  # type: ignore[arg-type]
    journal: Any = SimpleNamespace(close=lambda *_: None)
    executor: Any = None
    hub = Hub(journal, Record(), executor)
    hub.workers[1] = worker
    hub.record.trial("a").phase = phase
    hub.dismiss([worker], "cancel")
    assert told == [{"do": "cancel"}, *stopped]
