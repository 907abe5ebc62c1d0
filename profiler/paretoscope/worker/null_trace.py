"""The scripted trace of the null worker: a model of two layers whose parts take known shares. No torch."""

from __future__ import annotations

import json
from dataclasses import replace

from paretoscope.analysis.inside import Node, Tree, path_of
from paretoscope.analysis.inside_build import Builder, Count, Span
from paretoscope.analysis.inside_digest import digest
from paretoscope.events import Artefact
from paretoscope.store.folder import write_atomic
from paretoscope.worker.channel import Channel
from paretoscope.worker.job import Job
from paretoscope.workload import SAMPLED

PREFILL, STEP, NAMES = 0.05, 0.01, ("q_proj", "mlp")  # s of a prefill and of a step; layers of a block
FLOPS, MOVED = 1e6, 4e6  # of each of them, a phase


def scripted_trace(job: Job, workload: str, channel: Channel) -> None:
    """Write the trace of the first timed workload and tell it, as the real worker does; of others nothing."""
    if not job.study.trace or workload != job.of_kind("generate", *SAMPLED)[0].text():
        return
    tree = Tree(
        trial=job.trial, recipe=job.recipe.text(), workload=workload, passes=3,
        roots=tuple(_phase(p, s) for p, s in (("prefill", PREFILL), ("decode", STEP))),
        plain={"prefill": PREFILL / 2, "decode": STEP / 2}, tokens={"prefill": 16.0, "decode": 8.0},
        rates={p: {"float32": 4 * FLOPS} for p in ("prefill", "decode")},
    )  # fmt: skip
    path = path_of(job.folder, job.trial)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, json.dumps({**tree.to_dict(), "timeline": {"names": ["null"], "events": [[0, "module", 0, 1]]}}))
    short = digest(replace(tree, workload=workload))
    channel.send(Artefact(name="trace", path=f"artefacts/{path.name}", text=workload, values=short))


def _phase(name: str, seconds: float) -> Node:
    """Layers take four fifths of the model, which takes nine tenths of the phase."""
    builder = Builder(name)
    builder.add(_spans(seconds), 0.0, seconds)
    builder.counted({(f"model.layers.{i}.{n}", "linear"): Count(1, FLOPS, MOVED) for i in range(2) for n in NAMES})
    return builder.tree()


def _spans(seconds: float) -> list[Span]:
    each = 0.9 * seconds * 0.8 / 4
    spans = [Span("", 0.0, 0.9 * seconds, "Null", module=True)]
    for i in range(2):
        start = i * 2 * each
        spans.append(Span(f"model.layers.{i}", start, start + 2 * each, "NullLayer", module=True))
        for j, name in enumerate(NAMES):
            at = start + j * each
            spans.append(Span(f"model.layers.{i}.{name}", at, at + each, "Linear", module=True))
            spans.append(Span("aten::linear", at, at + each * 0.75))
    return spans
