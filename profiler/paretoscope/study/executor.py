"""Starts worker processes. Only local ones today; another executor has to offer the same two classes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Protocol

import paretoscope
from paretoscope.errors import TrialFailed
from paretoscope.machine import usable_cores
from paretoscope.store.folder import StudyFolder, not_writable
from paretoscope.worker.job import Job

NULL = "PARETOSCOPE_NULL"  # set: the scripted worker runs instead of the real one, and the study says so


@dataclass(frozen=True)
class Message:
    """What reaches the study process: a worker's `line` or `eof`, a user's `command`, a `signal`."""

    kind: str
    source: int = 0
    body: str = ""


Inbox = SimpleQueue[Message]


class Process(Protocol):
    """A started worker; its lines arrive in the inbox under `number`."""

    number: int
    pid: int

    def send(self, command: dict[str, Any]) -> None:
        """Write one command; a worker that is gone is told nothing."""

    def ended(self, timeout: float) -> int | None:
        """Exit status, negative for a signal; None when it still lives after `timeout` s."""

    def stop(self, force: bool) -> None:
        """Terminate, or kill."""

    def said(self) -> str:
        """The end of what it wrote to stderr."""


class Executor(Protocol):
    """Where workers run."""

    def start(self, job: Job, number: int, inbox: Inbox) -> Process:
        """Start the worker of a job. Raises TrialFailed when it cannot be started at all."""


@dataclass
class LocalProcess:
    """A child process with pipes; a thread moves its lines to the inbox."""

    number: int
    log: Path
    child: subprocess.Popen[bytes]
    inbox: Inbox
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        """Start reading."""
        self.pid = self.child.pid
        self._thread = threading.Thread(target=self._read, name=f"worker-{self.number}", daemon=True)
        self._thread.start()

    def send(self, command: dict[str, Any]) -> None:
        """Write one command; a broken pipe shows as the end of the worker's lines."""
        stdin = self.child.stdin
        assert stdin is not None
        with suppress(OSError, ValueError):
            stdin.write(json.dumps(command).encode() + b"\n")
            stdin.flush()

    def ended(self, timeout: float) -> int | None:
        """Exit status, or None."""
        try:
            return self.child.wait(timeout)
        except subprocess.TimeoutExpired:
            return None

    def stop(self, force: bool) -> None:
        """Terminate the process, or kill it."""
        with suppress(OSError):
            if force:
                self.child.kill()
            else:
                self.child.terminate()

    def said(self) -> str:
        """The last 2,000 characters of its log."""
        try:
            return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
        except OSError:
            return ""

    def _read(self) -> None:
        lines: IO[bytes] | None = self.child.stdout
        assert lines is not None
        for line in lines:
            if line.endswith(b"\n"):  # half a line is what a killed worker leaves
                self.inbox.put(Message("line", self.number, line.decode("utf-8", errors="replace")))
        self.inbox.put(Message("eof", self.number))


class LocalExecutor:
    """Workers as children of this process, in a session of their own so that Ctrl+C reaches only the study."""

    def start(self, job: Job, number: int, inbox: Inbox) -> LocalProcess:
        """Write the job file and start the worker. Raises TrialFailed, or StorageFull when the job is not written."""
        jobs, stem = StudyFolder(job.folder).jobs, f"{job.trial}.{job.attempt}"
        file, log = jobs / f"{stem}.json", jobs / f"{stem}.log"
        try:
            job.write(file)
            stderr = log.open("wb")
        except OSError as error:
            raise not_writable(jobs, error) from error
        try:
            with stderr:
                child = subprocess.Popen(
                    [*command(job.study.python), str(file)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, env=environment(job.study.threads),
                    cwd=job.folder, start_new_session=True,
                )  # fmt: skip
        except OSError as error:
            python = job.study.python or sys.executable
            raise TrialFailed(
                f"the Python interpreter {python} could not be started: {error.strerror}",
                "choose another one with --python",
            ) from error
        return LocalProcess(number, log, child, inbox)


def is_own(python: str) -> bool:
    """Whether that is the interpreter that runs here. Links are not followed: two environments may share one binary."""
    return not python or os.path.abspath(python) == os.path.abspath(sys.executable)


def command(python: str, module: str = "") -> list[str]:
    """How a worker is started: as a module here, by its path in another Python that does not know this package."""
    module = module or ("paretoscope.worker.null" if NULL in os.environ else "paretoscope.worker")
    if is_own(python):
        return [sys.executable, "-m", module]
    return [python, "-c", _BOOTSTRAP.format(root=str(Path(paretoscope.__file__).parent), module=module)]


_BOOTSTRAP = """
import runpy, sys, importlib.util as u
s = u.spec_from_file_location("paretoscope", {root!r} + "/__init__.py", submodule_search_locations=[{root!r}])
m = sys.modules["paretoscope"] = u.module_from_spec(s)
s.loader.exec_module(m)
runpy.run_module({module!r}, run_name="__main__", alter_sys=True)
"""


def environment(threads: int) -> dict[str, str]:
    """The worker's environment: offline, unbuffered, UTF-8, the study's number of threads."""
    count = str(threads or usable_cores())
    return {
        **os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1",
        "TOKENIZERS_PARALLELISM": "false", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "PYTHONFAULTHANDLER": "1",
        "OMP_NUM_THREADS": count, "MKL_NUM_THREADS": count,
        "CUDA_DEVICE_ORDER": "PCI_BUS_ID",  # else torch counts GPUs from the fastest on, and the driver's meters do not
    }  # fmt: skip
