"""What a study will need before anything was measured: seconds, memory, disk. Rough, and said to be so.

Replaced by what is seen as soon as a study runs. Times follow the roofline of a small machine: reading the weights
once a token, and multiplying with them once a token of a prompt.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from paretoscope.models.fit import Fit, predict
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.study.eta import count_steps
from paretoscope.study.missing import Work
from paretoscope.study.schedule import Stretch, evaluated, finetune_turns, stretches, timed, turn_length
from paretoscope.workload import SAMPLED
from paretoscope.workloads.trace_file import asked

BANDWIDTH = 8e9  # B/s that two cores read
RATE = 4e10  # FLOP/s that two cores multiply
OVERHEAD = 2.5e-4  # s that one layer costs a step beside its arithmetic
START = 5.0  # s until torch and transformers are imported
TRACED, READING, SHORT = 12, 2.0, 16  # calls that a tracing pass comes to, s to read what was kept, tokens of a call
ANSWERS, QUESTION = 4, 256  # of a document of a task: answers that are scored, tokens of each with its question


@dataclass(frozen=True)
class Estimate:
    """Needs of a study: `seconds` in all, `steps` of each kind, `memory` of each trial's process and disk, B.

    `fits`: how the memory of each trial was predicted. On a GPU `device` are the predictions for its memory, and
    `crew` what a trial takes of `limit` when it is decided who lives together: the scarcer of both memories counts.
    """

    seconds: float
    steps: dict[str, float]
    memory: dict[str, int]
    disk: int
    fits: dict[str, Fit] = field(default_factory=dict)
    device: dict[str, Fit] = field(default_factory=dict)
    crew: dict[str, int] = field(default_factory=dict)


def estimate(study: Study, info: ModelInfo, limit: int, gpu: int | None = None) -> Estimate:
    """Needs of a study that begins anew. `limit`: memory for all live processes, B; `gpu`: likewise of its GPU."""
    fits = {id_: fit_of(info, recipe, study) for id_, recipe in study.trials.items()}
    memory = {id_: fit.needed for id_, fit in fits.items()}
    on_gpu = study.device.startswith("cuda")
    device = {id_: fit_of(info, recipe, study, study.device) for id_, recipe in study.trials.items()} if on_gpu else {}
    crew = {id_: max(size, _scaled(device.get(id_), limit, gpu)) for id_, size in memory.items()}
    plan = stretches(crew, limit, study.rules)
    steps = step_seconds(study, info)
    counts = count_steps(study, works(plan))
    seconds = sum(counts[k] * steps[k] for k in counts)
    return Estimate(seconds, steps, memory, _disk(study, counts), fits, device, crew)


def _scaled(fit: Fit | None, limit: int, gpu: int | None) -> int:
    """A share of the GPU's memory as the same share of the machine's."""
    return round(fit.needed / gpu * limit) if fit is not None and gpu else 0


def works(plan: list[Stretch]) -> list[Work]:
    """All blocks of a new study; each trial is evaluated in the first that holds it."""
    made, seen = [], set[str]()
    for stretch in plan:
        made.append(Work(stretch, stretch.trials, tuple(stretch.numbers), tuple(set(stretch.trials) - seen)))
        seen.update(stretch.trials)
    return made


def blocks(study: Study, needs: Estimate, limit: int) -> list[dict[str, Any]]:
    """The blocks of a new study as data: which trials live together, or take turns alone, in which rounds."""
    plan = stretches(needs.crew or needs.memory, limit, study.rules)
    return [{"trials": list(s.trials), "rounds": list(s.numbers), "alternate": s.alternate} for s in plan]


def fit_of(info: ModelInfo, recipe: Recipe, study: Study, device: str = "cpu") -> Fit:
    """What one worker needs: the prediction for the workload that needs most (`models.fit`)."""
    found = [predict(info, recipe, _longest(w), study.dtype, device) for w in study.workloads]
    return max(found or [predict(info, recipe, dtype=study.dtype, device=device)], key=lambda f: f.needed)


def _longest(work: Workload) -> Workload:
    """A replay as the longest call that it may come to."""
    if work.kind != "trace":
        return work
    requests = asked(work)
    most = {"prompt": max(1, *(a.prompt for a in requests)), "new": max(2, *(a.new for a in requests))}
    return Workload("generate", {**most, "batch": int(work.value("batch"))})


def step_seconds(study: Study, info: ModelInfo) -> dict[str, float]:
    """Seconds of one step of each kind, averaged over workloads."""
    length = turn_length(study.rules)
    calls = [call_seconds(info, w) for w in study.workloads if w.text() in timed(study)]
    counts = [len(asked(w)) if w.kind == "trace" else 1 for w in study.workloads if w.text() in timed(study)]
    turns = [max(length.seconds + c / 2, -(-length.count // n) * c) for c, n in zip(calls, counts, strict=True)]
    judged, traced = [_judging(info, w) for w in study.workloads], tracing_seconds(study, info)
    alone = not any(w.kind in ("generate", *SAMPLED) for w in study.workloads)  # then training is traced, at its end
    tuning = [
        int(w.value("steps")) / len(finetune_turns(int(w.value("steps")), study.rules.rounds))
        * call_seconds(info, w)
        for w in study.workloads if w.kind == "finetune"
    ]  # fmt: skip
    return {
        "start": START + info.bytes / 5e8,
        "seal": 2.0 + 3 * sum(calls) + (traced if alone else 0.0),
        "finetune": sum(tuning) / max(1, len(tuning)),
        "turn": sum(turns) / max(1, len(turns)),
        "evaluate": (sum(judged) + (0.0 if alone else traced)) / max(1, len(evaluated(study))),
    }


def tracing_seconds(study: Study, info: ModelInfo) -> float:
    """Seconds of the tracing pass of one trial, of training where nothing else is timed; 0 without one."""
    works = [w for k in (("generate", *SAMPLED), ("finetune",)) for w in study.workloads if w.kind in k]
    if not works or not study.trace:
        return 0.0
    work = works[0]
    if work.kind == "generate":  # calls are cut short, as steps are alike
        work = replace(work, params={**work.params, "new": min(SHORT, int(work.value("new")))})
    return READING + TRACED * call_seconds(info, work)


def call_seconds(info: ModelInfo, work: Workload) -> float:
    """Seconds of one call of a workload on this model."""
    if work.kind == "generate":
        batch = int(work.value("batch"))
        prefill = _forward(info, int(work.value("prompt")) * batch)
        return prefill + (int(work.value("new")) - 1) * _forward(info, batch)
    if work.kind == "trace":
        return _replay(info, work)
    if work.kind == "finetune":
        return 3 * _forward(info, int(work.value("batch")) * int(work.value("length")))
    if work.kind == "classify":
        return _forward(info, int(work.value("batch")) * 257)
    if work.kind == "embed":
        return _forward(info, int(work.value("batch")) * int(work.value("length")))
    return _judging(info, work)


def _replay(info: ModelInfo, work: Workload) -> float:
    """A replay ends with the arrivals, or later when they come faster than they can be served."""
    requests = asked(work)
    served = [_forward(info, max(1, a.prompt)) + (a.new - 1) * _forward(info, 1) for a in requests]
    return max(requests[-1].arrival + served[-1], sum(served) / int(work.value("batch")))


def _forward(info: ModelInfo, tokens: int) -> float:
    """One pass over `tokens` tokens: bounded by reading the weights, by multiplying, or by the layers' overhead."""
    size = max(info.parameters, _parameters(info))
    return max(size * 2 / BANDWIDTH, 2 * size * tokens / RATE) + OVERHEAD * max(1, info.layers)


def _judging(info: ModelInfo, work: Workload) -> float:
    if work.kind == "score":
        tail = min(int(work.value("stride")), int(work.value("context")))
        one = _forward(info, int(work.value("context"))) + tail * _forward(info, 1)
        return int(work.value("items")) * one
    if work.kind == "classify":
        return _forward(info, int(work.value("items")) * 257)
    if work.kind == "embed":
        return _forward(info, int(work.value("items")) * int(work.value("length")))
    if work.kind == "task":
        return int(work.value("items")) * ANSWERS * _forward(info, QUESTION)
    return 4 * call_seconds(info, work) if work.kind == "generate" else 20 * _forward(info, 256)


def _parameters(info: ModelInfo) -> int:
    """From the config alone, for a model without weights."""
    block = 4 * info.hidden * info.hidden + 3 * info.hidden * max(info.ffn, info.hidden)
    return info.layers * block + info.vocabulary * info.hidden


def _disk(study: Study, counts: dict[str, int]) -> int:
    """Event files: some 3 kB an observation, items of evaluations and samples beside them; reports."""
    calls = counts["turn"] * max(turn_length(study.rules).count, 8)
    return (20 << 20) + 4000 * (calls + counts["finetune"] * 8 + counts["evaluate"] * 64)
