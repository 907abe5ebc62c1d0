"""`python -m paretoscope.worker.trace_job JOBFILE OUT`: build a trial's model and trace its first workload into OUT.

Speaks the event stream like any worker: phases, an Artefact, Done or Failed. Nothing is timed here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from paretoscope.events import Artefact, Progress
from paretoscope.worker.channel import Channel
from paretoscope.worker.job import Job
from paretoscope.worker.loop import phase
from paretoscope.worker.once import once
from paretoscope.worker.process import load_torch, settle
from paretoscope.workload import SAMPLED


def start(channel: Channel, job: Job, out: Path) -> None:
    """Set the threads before torch is there, then `trace_alone`."""
    threads = settle(job.study.threads)
    with phase(channel, "start"):
        load_torch(threads, job.study.seed)
    trace_alone(channel, job, out)


def trace_alone(channel: Channel, job: Job, out: Path) -> None:
    """Load, apply, trace, write. Raises ParetoscopeError, OSError."""
    from paretoscope.models.inspect import inspect
    from paretoscope.worker import inside
    from paretoscope.worker.assemble import Assembly
    from paretoscope.worker.tell import Teller
    from paretoscope.workloads.batched import Batched
    from paretoscope.workloads.generate import Generate
    from paretoscope.workloads.make import make

    assembly = Assembly(job, inspect(job.model), {}, Teller(channel))
    subject = assembly.load()
    assembly.tune(subject)
    subject = assembly.finish(subject)
    work = job.of_kind("generate", *SAMPLED)[0]
    made = make(subject, work, job.study.seed)
    assert isinstance(made, (Generate, Batched))
    with phase(channel, "trace", work.text()):
        channel.send(Progress(name="trace", done=0, total=1, text="tracing"))
        tree, line = inside.trace(subject, inside.work_of(subject, made))
    inside.write(tree, line, out, job.trial, job.recipe.text(), work.text())
    channel.send(Artefact(name="trace", path=str(out), text=work.text()))
    for closer in reversed(subject.closers):
        closer()


if __name__ == "__main__":
    sys.exit(once(sys.argv[1:], start))
