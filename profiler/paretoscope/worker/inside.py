"""The tracing pass of one trial: a few calls of its workload, plain and traced in turns, then one that counts.

It comes last in a trial's life and nothing of it enters a metric (METHOD M30).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from paretoscope.analysis.inside import Tree
from paretoscope.analysis.inside_build import Builder, Span, spans_between
from paretoscope.analysis.inside_kinds import kind_of
from paretoscope.meters.count import Counter
from paretoscope.meters.trace import Mark, Pass, traced
from paretoscope.models.subject import Subject
from paretoscope.store.folder import write_atomic
from paretoscope.workloads import running
from paretoscope.workloads.batched import Batched
from paretoscope.workloads.finetune import Finetune
from paretoscope.workloads.generate import Generate

NEW, PASSES, LONG = 16, 3, 5.0  # tokens at most, calls of each kind, s from which one call of each kind is enough
EVENTS = 20_000  # of the timeline
COMPILED = "compiled code is one piece: its modules are not told apart in time, and are counted as they were written"


class Cut:
    """A streamer that marks where the first token is delivered: prefill ends there, as for latency.ttft."""

    def __init__(self, mark: Mark) -> None:
        self._mark, self._puts = mark, 0

    def put(self, _: object) -> None:
        """The prompt comes first, then tokens."""
        self._puts += 1
        if self._puts == 2:
            self._mark()

    def end(self) -> None:
        """Called by generate when it is done."""


@dataclass(frozen=True)
class Work:
    """A call that can be traced. `phases`: what its parts are called; `tokens`: what each of them handles."""

    call: Callable[[Mark], None]
    phases: tuple[str, ...]
    tokens: dict[str, float]


def work_of(subject: Subject, made: Generate | Batched | Finetune) -> Work:
    """The workload as a call that marks the end of its prefill; at most 16 new tokens, as steps are alike.

    A step of training marks the end of its forward and of its backward pass.
    """
    if isinstance(made, Finetune):
        return Work(made.still, ("forward", "backward", "update"), {"forward": float(made.batch * made.length)})
    if isinstance(made, Batched):
        return Work(lambda _: _forward(made), ("forward",), {"forward": float(made.size)})
    new = min(NEW, made.new)

    def call(mark: Mark) -> None:
        config = running.settings(subject, new, stop=False)
        running.generate(subject, made.pool[0], config, streamer=Cut(mark))
        running.synchronise(subject.device)

    tokens = {"prefill": float(made.batch * made.prompt), "decode": float(made.batch * (new - 1))}
    return Work(call, ("prefill", "decode"), tokens)


def _forward(made: Batched) -> None:
    made.call(0)


def trace(subject: Subject, work: Work, clock: Callable[[], float] = time.perf_counter) -> tuple[Tree, dict[str, Any]]:
    """(tree, timeline) of the fastest traced call, which others disturbed least. The tree has no trial's name yet."""
    models = {"": subject.model, **({"assistant": subject.assistant} if subject.assistant is not None else {})}
    first = plain(work, clock)  # warms up what depends on the number of tokens
    count = 1 if sum(first.values()) > LONG else PASSES
    passes, plains = list[Pass](), list[dict[str, float]]()
    for _ in range(count):
        plains.append(plain(work, clock))
        passes.append(traced(work.call, models, subject.device))
    counter = Counter(models)
    _count(counter, work)
    best = min(passes, key=lambda p: p.end - p.start)
    builders = build(best, work.phases, counter, "device" if subject.device.startswith("cuda") else "wall")
    tree = Tree(
        trial="", device=subject.device, roots=tuple(b.tree() for b in builders), passes=count,
        plain=min(plains, key=lambda p: sum(p.values())), tokens=work.tokens,
        unknown=counter.unknown, rates=counter.dtypes, notes=notes(best.spans, counter),
    )  # fmt: skip
    return tree, timeline(best, work.phases)


def plain(work: Work, clock: Callable[[], float]) -> dict[str, float]:
    """Phase -> seconds of one call without any tracing."""
    marks = [clock()]
    work.call(lambda: marks.append(clock()))
    marks.append(clock())
    return dict(zip(work.phases, (b - a for a, b in pairwise(marks)), strict=True))


def _count(counter: Counter, work: Work) -> None:
    following = iter(work.phases)
    counter.phase = next(following)

    def mark() -> None:
        counter.phase = next(following, work.phases[-1])

    counter.run(lambda: work.call(mark))


def build(one: Pass, phases: tuple[str, ...], counter: Counter, clock: str) -> list[Builder]:
    """One builder a phase, fed with its part of a pass and with what was counted."""
    builders = [Builder(p, clock) for p in phases]
    edges = [one.start, *one.cuts[: len(phases) - 1], one.end]
    for builder, (start, end) in zip(builders, pairwise(edges), strict=False):
        builder.add(one.spans, start, end)
        builder.counted(counter.counts.get(builder.phase, {}))
    return builders


def notes(spans: list[Span], counter: Counter) -> tuple[str, ...]:
    """What a reader of the tree should know."""
    found = []
    if any("compiled" in s.name.lower() for s in spans if not s.module):
        found.append(COMPILED)
    if counter.unknown:
        names = ", ".join(f"{n} ({c} times)" for n, c in sorted(counter.unknown.items()))
        found.append(f"nobody has a formula for the FLOPs of {names}: FLOPs are a lower bound")
    return tuple(found)


def timeline(one: Pass, phases: Sequence[str] = ("prefill",)) -> dict[str, Any]:
    """A pass as a timeline: {names, events: [[name's index, kind, start s, seconds]], left_out}."""
    names: dict[str, int] = {}
    kept, left_out = spans_between(one.spans, one.start, one.end, EVENTS)
    events = [
        [names.setdefault(s.name or s.type, len(names)), "module" if s.module else kind_of(s.name),
         round(s.start - one.start, 7), round(s.end - s.start, 7)]
        for s in kept
    ]  # fmt: skip
    for phase, cut in zip(phases, one.cuts, strict=False):
        name = "first token" if phase == "prefill" else f"end of {phase}"
        events.append([names.setdefault(name, len(names)), "mark", round(cut - one.start, 7), 0.0])
    return {"names": list(names), "events": events, "left_out": left_out}


def write(tree: Tree, line: Mapping[str, Any], path: Path, trial: str, recipe: str, workload: str) -> None:
    """The artefact. Raises OSError."""
    named = replace(tree, trial=trial, recipe=recipe, workload=workload)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, json.dumps({**named.to_dict(), "timeline": line}, separators=(",", ":")))
