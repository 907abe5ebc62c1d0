"""What a study will need before anything was measured: seconds, memory, disk. Rough, and said to be so.

Replaced by what is seen as soon as a study runs. Times follow the roofline of a small machine: reading the weights
once a token, and multiplying with them once a token of a prompt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from paretoscope.models.info import ModelInfo
from paretoscope.plan import PROTOCOLS, Recipe, Study, Workload
from paretoscope.study.eta import count_steps
from paretoscope.study.missing import Work
from paretoscope.study.schedule import Stretch, evaluated, finetune_turns, stretches, timed, turn_length
from paretoscope.workloads.trace_file import asked

BANDWIDTH = 8e9  # B/s that two cores read
RATE = 4e10  # FLOP/s that two cores multiply
OVERHEAD = 2.5e-4  # s that one layer costs a step beside its arithmetic
START = 5.0  # s until torch and transformers are imported
FLOOR = 350 << 20  # B of a worker before the model


@dataclass(frozen=True)
class Estimate:
    """Needs of a study: `seconds` in all, `steps` of each kind, `memory` of each trial's process and disk, B."""

    seconds: float
    steps: dict[str, float]
    memory: dict[str, int]
    disk: int


def estimate(study: Study, info: ModelInfo, limit: int) -> Estimate:
    """Needs of a study that begins anew. `limit`: memory for all live processes, B."""
    memory = {id_: process_memory(info, recipe, study) for id_, recipe in study.trials.items()}
    plan = stretches(memory, limit, PROTOCOLS[study.protocol])
    steps = step_seconds(study, info)
    counts = count_steps(study, works(plan))
    return Estimate(sum(counts[k] * steps[k] for k in counts), steps, memory, _disk(study, counts))


def works(plan: list[Stretch]) -> list[Work]:
    """All blocks of a new study; each trial is evaluated in the first that holds it."""
    made, seen = [], set[str]()
    for stretch in plan:
        made.append(Work(stretch, stretch.trials, tuple(stretch.numbers), tuple(set(stretch.trials) - seen)))
        seen.update(stretch.trials)
    return made


def blocks(study: Study, needs: Estimate, limit: int) -> list[dict[str, Any]]:
    """The blocks of a new study as data: which trials live together, or take turns alone, in which rounds."""
    plan = stretches(needs.memory, limit, PROTOCOLS[study.protocol])
    return [{"trials": list(s.trials), "rounds": list(s.numbers), "alternate": s.alternate} for s in plan]


def process_memory(info: ModelInfo, recipe: Recipe, study: Study) -> int:
    """Expected size of one worker, B: what torch takes, the weights as stored and as changed, and room to work."""
    parameters = max(info.parameters, _parameters(info))
    wide = any(s.technique.startswith(("prune.", "quantize.", "low_rank.", "tune.")) for s in recipe.steps)
    stored = max(info.bytes, parameters * 2)
    changed = parameters * 4 if wide or "float32" in recipe.text() else stored
    training = parameters * 12 if any(w.kind == "finetune" for w in study.workloads) else 0
    return int(FLOOR + stored + changed + training + _activations(info, study))


def step_seconds(study: Study, info: ModelInfo) -> dict[str, float]:
    """Seconds of one step of each kind, averaged over workloads."""
    length = turn_length(PROTOCOLS[study.protocol])
    calls = [call_seconds(info, w) for w in study.workloads if w.text() in timed(study)]
    counts = [len(asked(w)) if w.kind == "trace" else 1 for w in study.workloads if w.text() in timed(study)]
    turns = [max(length.seconds + c / 2, -(-length.count // n) * c) for c, n in zip(calls, counts, strict=True)]
    judged = [_judging(info, w) for w in study.workloads]
    tuning = [
        int(w.value("steps")) / len(finetune_turns(int(w.value("steps")), PROTOCOLS[study.protocol].rounds))
        * call_seconds(info, w)
        for w in study.workloads if w.kind == "finetune"
    ]  # fmt: skip
    return {
        "start": START + info.bytes / 5e8,
        "seal": 2.0 + 3 * sum(calls),
        "finetune": sum(tuning) / max(1, len(tuning)),
        "turn": sum(turns) / max(1, len(turns)),
        "evaluate": sum(judged) / max(1, len(evaluated(study))),
    }


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
    return 4 * call_seconds(info, work) if work.kind == "generate" else 20 * _forward(info, 256)


def _parameters(info: ModelInfo) -> int:
    """From the config alone, for a model without weights."""
    block = 4 * info.hidden * info.hidden + 3 * info.hidden * max(info.ffn, info.hidden)
    return info.layers * block + info.vocabulary * info.hidden


def _activations(info: ModelInfo, study: Study) -> int:
    longest = 0
    for w in study.workloads:
        if w.kind == "generate":
            longest = max(longest, int(w.value("batch")) * (int(w.value("prompt")) + int(w.value("new"))))
        elif w.kind == "trace":
            requests = asked(w)
            each = max(a.prompt for a in requests) + max(a.new for a in requests)
            longest = max(longest, int(w.value("batch")) * each)
        elif w.kind == "score":
            longest = max(longest, int(w.value("context")))
        elif w.kind == "finetune":
            longest = max(longest, 4 * int(w.value("batch")) * int(w.value("length")))
    cache = 2 * info.layers * max(info.hidden, 1) * 4
    logits = 4 * max(info.vocabulary, 1)
    return longest * (cache + logits + 16 * max(info.hidden, info.ffn)) + (64 << 20)


def _disk(study: Study, counts: dict[str, int]) -> int:
    """Event files: some 3 kB an observation, items of evaluations and samples beside them; reports."""
    calls = counts["turn"] * max(turn_length(PROTOCOLS[study.protocol]).count, 8)
    return (20 << 20) + 4000 * (calls + counts["finetune"] * 8 + counts["evaluate"] * 64)
