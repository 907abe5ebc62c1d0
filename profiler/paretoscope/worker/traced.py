"""Traces a trial inside a study, and stores what was found as an artefact that an event names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paretoscope.analysis.inside import path_of
from paretoscope.analysis.inside_digest import digest
from paretoscope.errors import Cancelled
from paretoscope.events import Artefact
from paretoscope.worker.job import Job
from paretoscope.worker.tell import Teller

if TYPE_CHECKING:
    from paretoscope.models.subject import Subject
    from paretoscope.workloads.make import Made


def trace_trial(job: Job, subject: Subject, made: Made, workload: str, tell: Teller) -> None:
    """Trace the workload into `artefacts/<trial>.trace.json`; a trace that fails is a warning. Raises Cancelled."""
    from paretoscope.worker import inside
    from paretoscope.workloads.batched import Batched
    from paretoscope.workloads.finetune import Finetune
    from paretoscope.workloads.generate import Generate

    if not isinstance(made, (Generate, Batched, Finetune)):
        return
    path = path_of(job.folder, job.trial)
    try:
        tell.channel.check()
        tree, line = inside.trace(subject, inside.work_of(subject, made))
        inside.write(tree, line, path, job.trial, job.recipe.text(), workload)
    except Cancelled:
        raise
    except Exception as error:  # whatever the profiler or a kernel raises must not cost a measured trial its results
        text = f"where the time goes could not be traced: {type(error).__name__}: {error}"
        tell.warn("trace", text, "the trial's times and quality are not touched by it")
        return
    short = digest(replace(tree, workload=workload))
    tell.channel.send(Artefact(name="trace", path=f"artefacts/{path.name}", text=workload, values=short))
