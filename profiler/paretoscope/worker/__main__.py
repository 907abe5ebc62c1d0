"""`python -m paretoscope.worker JOBFILE` measures one trial; `--describe` prints this Python's techniques as JSON."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from paretoscope.errors import EXIT_DONE, EXIT_REQUEST, ParetoscopeError
from paretoscope.events import Failed
from paretoscope.worker.channel import Channel, own_pipes
from paretoscope.worker.cold import age
from paretoscope.worker.crash import explain
from paretoscope.worker.job import Job
from paretoscope.worker.loop import phase, serve
from paretoscope.worker.process import hello, load_torch, settle


def main(arguments: list[str]) -> int:
    """Serve one job, or describe; returns the exit code."""
    out, commands = own_pipes()
    if arguments == ["--describe"]:
        from paretoscope.worker.describe import describe

        with suppress(BrokenPipeError):  # the reader has gone, and wants no more
            out.write(json.dumps(describe(), ensure_ascii=False) + "\n")
            out.flush()
        return EXIT_DONE
    if len(arguments) != 1:
        Channel(out, []).send(Failed(code="refused", text="the worker needs one job file", hint="use paretoscope run"))
        return EXIT_REQUEST
    try:
        job = Job.read(Path(arguments[0]))
    except ParetoscopeError as error:
        Channel(out, []).send(explain(error)[0])
        return error.exit_code
    return measure(job, Channel(out, commands, trial=job.trial, attempt=job.attempt, orphaned=lambda: os._exit(130)))


def measure(job: Job, channel: Channel) -> int:
    """Greet, import torch, and obey until the end."""
    started = age()
    threads = settle(job.study.threads)
    channel.listen()
    try:
        from paretoscope.models.identity import identity
        from paretoscope.models.inspect import inspect

        info = inspect(job.model)
        files = identity(info, job.cache / "hashes.json" if job.cache else None)
        channel.send(hello(files))
        began = time.perf_counter()
        with phase(channel, "start"):
            load_torch(threads, job.study.seed)
            from paretoscope.worker.actor import Worker
        imported = time.perf_counter() - began
        worker = Worker(job, info, files, channel)
        worker.tell.metric("time.start", started, "s")
        worker.tell.metric("time.import", imported, "s")
    except Exception as error:  # imports of foreign libraries can raise anything; the study wants a sentence
        failed, code = explain(error)
        channel.send(failed)
        return code
    return serve(channel, worker)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    gc.freeze()  # the last collection walks a million dead objects: 1.2 s a worker, all at once at a study's end
    raise SystemExit(code)
