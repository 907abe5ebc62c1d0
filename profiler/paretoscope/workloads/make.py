"""From a workload as planned to one that can run on a subject."""

from __future__ import annotations

from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads.classify import Classify
from paretoscope.workloads.embed import Embed
from paretoscope.workloads.finetune import Finetune
from paretoscope.workloads.generate import Generate
from paretoscope.workloads.harness import Harness
from paretoscope.workloads.score import Score
from paretoscope.workloads.trace import Trace

Made = Generate | Score | Classify | Embed | Finetune | Trace | Harness


def make(subject: Subject, work: Workload, seed: int) -> Made:
    """The runnable workload; all its data are read and checked now. Raises Refused, Unavailable."""
    if work.kind == "generate":
        return Generate(subject, work, seed)
    if work.kind == "trace":
        return Trace(subject, work, seed)
    if work.kind == "score":
        return Score.of(subject, work)
    if work.kind == "task":
        return Harness(subject, work)
    if work.kind == "classify":
        return Classify(subject, work)
    if work.kind == "embed":
        return Embed(subject, work, seed)
    return Finetune(subject, work, seed)
