"""Judge quality item by item, each on disk before the next, then tell the metrics over all items."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from paretoscope.events import Output
from paretoscope.plan import Workload
from paretoscope.worker.loop import observation
from paretoscope.worker.tell import Teller
from paretoscope.workloads.call import Call

if TYPE_CHECKING:
    from paretoscope.models.subject import Subject
    from paretoscope.workloads.make import Made

Items = Iterator[tuple[int, dict[str, float]]]


def judge(
    work: Made, name: str, tell: Teller, reference: Path | None = None, write: bool = False, end: str = ""
) -> None:
    """All items of a workload; with `end` (".before", of training) only the metrics are told.

    Raises:
        Cancelled: between two batches.
    """
    items, protocol, total = _items(work, reference, write)
    gathered: list[dict[str, float]] = []
    start = time.monotonic()
    for index, values in items:
        tell.channel.check()
        gathered.append(values)
        now = time.monotonic()
        if not end:
            tell.channel.observe(observation(name, "quality", index, Call(start, now, values)))
            tell.progress("evaluate", len(gathered), total, name)
        start = now
    tell.quality(gathered, protocol, name, end)
    told = gathered[0] if gathered else {}
    if reference is not None and "nll" in told and "kl" not in told and not end:
        tell.missing("quality.kl", "the baseline's answers were not stored", "nat", name)


def _items(work: Made, reference: Path | None, write: bool) -> tuple[Items, str, int]:
    """(index, values) of each item, the protocol's name, and the number of items."""
    from paretoscope.workloads.classify import Classify
    from paretoscope.workloads.embed import Embed
    from paretoscope.workloads.finetune import Finetune
    from paretoscope.workloads.harness import Harness
    from paretoscope.workloads.score import Score

    if isinstance(work, Harness):
        return work.judge(), "", len(work)
    if isinstance(work, (Classify, Embed)):
        return work.judge(reference, write), "", work.count
    score = work.evaluation() if isinstance(work, Finetune) else work
    assert isinstance(score, Score)
    return score.values(reference, write), score.protocol, len(score)


def judge_outputs(subject: Subject, work: Workload, seed: int, tell: Teller) -> None:
    """Show what is written for a few prompts, and how long each answer is; each on disk before the next."""
    from paretoscope.workloads.outputs import outputs

    if subject.tokenizer is None:
        tell.missing("quality.output_length", "the model has no tokenizer", "token", work.text())
        return
    start, lengths = time.monotonic(), list[float]()
    for index, made in enumerate(outputs(subject, str(work.value("text")), int(work.value("answers")), seed)):
        tell.channel.check()
        values = {"length": float(made.tokens), "ended": float(made.ended)}
        tell.channel.observe(observation(work.text(), "quality", index, Call(start, time.monotonic(), values)))
        tell.channel.send(Output(workload=work.text(), prompt=made.prompt, text=made.text))
        lengths.append(values["length"])
        start = time.monotonic()
    tell.metric("quality.output_length", fmean(lengths), "token", work.text())
