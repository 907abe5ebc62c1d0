"""`python -m paretoscope.worker.outputs_job JOBFILE ASKED OUT`: let a trial's model answer prompts of the user's.

ASKED is JSON: prompts, new, chat. OUT gets what was written, as JSON. Speaks the event stream like any worker: phases,
progress, an Artefact, Done or Failed. Nothing is timed here.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from paretoscope.events import Artefact, Progress
from paretoscope.worker.channel import Channel
from paretoscope.worker.job import Job
from paretoscope.worker.loop import phase
from paretoscope.worker.once import once
from paretoscope.worker.process import load_torch, settle


def answer(channel: Channel, job: Job, asked: Path, out: Path) -> None:
    """Set the threads before torch is there, then answer what is asked. Raises ParetoscopeError, OSError."""
    threads = settle(job.study.threads)
    with phase(channel, "start"):
        load_torch(threads, job.study.seed)
    written = write(channel, job, json.loads(asked.read_text(encoding="utf-8")))
    out.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    channel.send(Artefact(name="outputs", path=str(out)))


def write(channel: Channel, job: Job, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Load, apply, train where the study did, and answer each prompt. Raises ParetoscopeError."""
    from paretoscope.models.inspect import inspect
    from paretoscope.worker.assemble import Assembly
    from paretoscope.worker.export_job import train
    from paretoscope.worker.tell import Teller
    from paretoscope.workloads import running
    from paretoscope.workloads.outputs import answer

    assembly = Assembly(job, inspect(job.model), {}, Teller(channel))
    subject = assembly.load()
    running.need_task(subject, "of prompts", ("causal_lm", "seq2seq"))
    assembly.tune(subject)
    train(channel, job, subject)
    subject = assembly.finish(subject)
    prompts, written = asked["prompts"], []
    with phase(channel, "outputs"):
        for place, prompt in enumerate(prompts):
            channel.check()
            channel.send(Progress(name="outputs", done=place, total=len(prompts), text="prompts"))
            written.append(asdict(answer(subject, prompt, int(asked["new"]), chat=bool(asked["chat"]))))
    for closer in reversed(subject.closers):
        closer()
    return written


if __name__ == "__main__":
    sys.exit(once(sys.argv[1:], answer, orphaned=lambda: os._exit(130)))
