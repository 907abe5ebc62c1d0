"""Why a recipe is slower than hoped, from its trace and its limits: kernel, de-quantization, hooks, memory wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from paretoscope.analysis.inside_digest import phase, seconds
from paretoscope.analysis.metrics import significant
from paretoscope.analysis.results import Results, Trial

SPEED = {"decode": "throughput.decode", "prefill": "throughput.prefill", "forward": "throughput.samples"}
COST = {"decode": "compute.flops_per_token", "prefill": "compute.flops_prefill", "forward": "compute.flops_per_sample"}
SEEN = 0.05  # of a phase: what takes less explains nothing
FEWER, SAME = 0.95, 0.98  # bytes or FLOPs that fell; time that did not
_CONVERSIONS = ("quantization", "layout", "pointwise")  # what packing and unpacking values is made of


def words(trial: Trial, results: Results) -> list[str]:
    """Sentences for a trial that gained less than its counts promise; none for the baseline or what was not traced."""
    base = results.baseline
    if base is None or base is trial or not trial.ranked or not trial.measured:
        return []
    return [s for name in SPEED if not _faster(trial, name) for s in _phase(trial, base, results, name)]


def _faster(trial: Trial, name: str) -> bool:
    """Whether the phase gained; unknown phases count as gained, as there is nothing to explain."""
    change = trial.change(SPEED[name])
    return change is None or (change.real and change.value > 1)


def _phase(trial: Trial, base: Trial, results: Results, name: str) -> Iterator[str]:
    yield from _wall(trial, results, name)
    before, after = phase(base.inside, name), phase(trial.inside, name)
    if before is not None and after is not None and after.get("seconds"):
        yield from _conversions(before, after, name)
        yield from _kernel(before, after, name)
        yield from _between(before, after, name)


def _wall(trial: Trial, results: Results, name: str) -> Iterator[str]:
    """Fewer multiplications do not help a phase that waits for memory, nor fewer bytes one that multiplies."""
    limit = next((x for x in results.limits if x.trial == trial.id and x.phase == name), None)
    flops, moved = trial.change(COST[name]), trial.change("compute.bytes_per_token")
    if limit is None or flops is None or moved is None or name == "forward":
        return
    if limit.bound == "memory" and flops.value < FEWER and moved.value > SAME:
        yield (f"{name} is bound by memory: {significant(1 - flops.value, 2)} of the multiplications are gone, "
               "but as many bytes are read")  # fmt: skip
    if limit.bound == "compute" and moved.value < FEWER and flops.value > SAME:
        yield f"{name} is bound by multiplication: fewer bytes are read, but as much is multiplied"
    if limit.bound == "overhead":
        yield f"{name} stands at {limit.reached:.0%} of its nearest wall: time is lost between operators, not in them"


def _conversions(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> Iterator[str]:
    """Time in quantizing, de-quantizing and moving values about that the baseline does not spend."""
    added = sum(seconds(after, k) - seconds(before, k) for k in _CONVERSIONS)
    if seconds(after, "quantization") > 0 and added > SEEN * after["seconds"]:
        yield f"quantizing, de-quantizing and copying take {added / after['seconds']:.0%} of its traced {name}"


def _kernel(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> Iterator[str]:
    """Products that move fewer bytes or multiply less, and take as long: the kernel does not use what is saved."""
    ours, theirs = (p["operators"].get("linear") or {} for p in (after, before))
    if not theirs.get("seconds") or ours.get("seconds", 0.0) < SEEN * after["seconds"]:
        return
    time = ours["seconds"] / theirs["seconds"]
    for what in ("bytes", "flops"):
        share = ours.get(what, 0.0) / theirs[what] if theirs.get(what) else 1.0
        if share < FEWER and time > SAME:
            noun = "move" if what == "bytes" else "multiply"
            yield (
                f"the kernel is not faster: in traced {name} its linear layers {noun} {significant(share, 2)} of the "
                f"baseline's {'bytes' if what == 'bytes' else 'numbers'} in {significant(time, 2)} of the time"
            )


def _between(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> Iterator[str]:
    """Hooks, caches and dispatch written in Python."""
    added = seconds(after, "python") - seconds(before, "python")
    if added > SEEN * after["seconds"] and seconds(after, "python") > 1.15 * seconds(before, "python"):
        share = added / after["seconds"]
        yield f"Python of its hooks or layers adds {share:.0%} of its traced {name}, in which no operator runs"
