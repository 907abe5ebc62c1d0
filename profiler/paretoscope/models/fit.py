"""Will it fit: the memory that a model, a recipe and a workload will need, before anything is loaded. No torch.

    fit = predict(info, Recipe.parse("quantize.weight_only:bits=4"), Workload.parse("generate:prompt=512,new=64"))
    fit.total, fit.parts, fit.error

The prediction is checked against measured peaks (peak - floor) in the tests; `error` is the bound that they hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from paretoscope.models import fit_work as work_
from paretoscope.models.fit_weights import Weights, guessed, stored, under, unlike, unread
from paretoscope.models.info import ModelInfo
from paretoscope.recipe import Recipe
from paretoscope.workload import SAMPLED, Workload

MIB = 1 << 20
FLOOR = 371 * MIB  # a worker with torch (CPU build) and transformers imported, Linux; measured
CONTEXT = 500 * MIB  # what CUDA and its libraries hold of a GPU for a process before any tensor; not measured here
CODE = 14 * MIB  # kernels and modules that are first touched by the first calls
READER = 36 * MIB  # reading weights from files, a tokenizer and the packaged texts
LOOSE = 0.45  # what an allocator holds beyond what lives in it: freed blocks between live ones
ERROR = 0.10  # bound of |predicted - measured| / measured, both less the floor, on the models of the tests
TRAINING = 0.15  # likewise of training; compared on the built-in models only
GUESSED = 0.5  # of what has no weights, so that their size is guessed, and of experts, latents and states
MEASURED = ("llama", "gpt2", "qwen2", "opt", "vit")  # families whose measured peaks were compared
UNTESTED = 0.25  # what is said of devices, tasks and techniques that no measured peak was compared with


COMPARED = {**dict.fromkeys(("generate", "trace", *SAMPLED), ERROR), "finetune": TRAINING}


@dataclass(frozen=True)
class Fit:
    """A prediction, B.

    Attributes:
        parts: what the memory is for, by name (weights, kv_cache, activations, workspace, allocator, gradients,
            optimizer, runtime, floor); they sum up to `total`.
        total: peak of the process (on an accelerator: of its memory) while the workload runs, as memory.peak has it.
        load: highest while the model is loaded and the recipe applied.
        error: bound of the relative error of total - floor.
        notes: sentences on what is not known.
    """

    parts: dict[str, int]
    total: int
    load: int
    error: float
    notes: tuple[str, ...] = ()

    @property
    def floor(self) -> int:
        """The process before the model."""
        return self.parts.get("floor", 0)

    @property
    def needed(self) -> int:
        """What must be free: the higher of loading and running."""
        return max(self.total, self.load)

    @property
    def low(self) -> int:
        """Least total that the error allows."""
        return round(self.floor + (self.total - self.floor) * (1 - self.error))

    @property
    def high(self) -> int:
        """Greatest total that the error allows."""
        return round(self.floor + (self.total - self.floor) * (1 + self.error))

    def fits(self, free: int) -> bool:
        """Whether `free` bytes will do, as far as the prediction goes."""
        return self.needed <= free


DEFAULT = Workload("generate")


def predict(
    info: ModelInfo, recipe: Recipe | None = None, workload: Workload | None = None, dtype: str = "",
    device: str = "cpu",
) -> Fit:  # fmt: skip
    """What one worker will need for one workload.

    Args:
        recipe: default: the baseline. workload: default: generate as it is by default.
        dtype: of the baseline; default: as stored.
        device: "cpu", or an accelerator, whose own memory is then meant, with what its runtime holds of it.
    """
    recipe, work = recipe or Recipe(), workload or DEFAULT
    weights, notes = under(info, recipe, dtype)
    cpu = device.startswith("cpu")
    parts = _training(info, recipe, work, weights) if work.kind == "finetune" else _running(info, recipe, work, weights)
    if work.kind != "finetune" and (not cpu or _dtype(info, recipe, dtype) == "float16"):
        parts.pop("workspace", None)
    if not cpu:
        notes.append("what CUDA itself holds of the GPU is taken as 500 MiB a process")
    parts |= {"runtime": CODE + (READER if info.tensors else 0), "floor": FLOOR} if cpu else {"runtime": CONTEXT}
    known = cpu and not recipe.steps and not notes and info.model_type in MEASURED
    if unlike(info):
        notes.append(f"the peak of a {info.model_type} while it runs may be up to half larger than predicted")
    if cpu and work.kind != "finetune" and dtype in ("", info.dtype):
        parts["weights"] -= unread(info, weights)
    whole = {name: round(size) for name, size in parts.items() if size}
    load = round(_load(info, weights, dtype, cpu))
    error = COMPARED.get(work.kind, UNTESTED) if known else UNTESTED
    error = GUESSED if guessed(info) or unlike(info) else error
    return Fit(whole, sum(whole.values()), load, error, tuple(notes))


def _running(info: ModelInfo, recipe: Recipe, work: Workload, weights: Weights) -> dict[str, float]:
    width = weights.rest
    cache, live = work_.kv_cache(info, recipe, work, width), work_.activations(info, work, width)
    return {
        "weights": weights.bytes,
        "kv_cache": cache,
        "activations": live,
        "allocator": (cache + live) * LOOSE,
        "workspace": work_.head_copies(info, work, width),
    }


def _training(info: ModelInfo, recipe: Recipe, work: Workload, weights: Weights) -> dict[str, float]:
    """Trained weights are float32, with a gradient and AdamW's two moments; a step makes two copies of a matrix.

    What is kept for the backward pass is freed while gradients appear, but blocks of other sizes fit badly: of what
    exceeds half of their room half is used anew, and at most half of that room. Found on the built-in models.
    """
    count = work_.trained(info, recipe, weights)
    whole = count == weights.elements
    step = 2 * 4 * weights.largest if whole else 0.0
    kept, after = work_.saved(info, work), 4 * count + step
    reused = min(after / 2, max(0.0, kept - after / 2) / 2)
    return {
        "weights": 4 * weights.elements if whole else weights.bytes + 4 * count,
        "gradients": 4 * count,
        "optimizer": 8 * count,
        "activations": kept - reused,
        "workspace": step,
    }


def _dtype(info: ModelInfo, recipe: Recipe, dtype: str) -> str:
    """The dtype that the model runs in."""
    given = [str(s.params.get("dtype", "float32")) for s in recipe.steps if s.technique == "runtime.dtype"]
    return next(iter(given), dtype or info.dtype)


def _load(info: ModelInfo, weights: Weights, dtype: str, cpu: bool) -> float:
    """Highest of loading and applying: the files as they are mapped, both forms of what changes, one matrix of work."""
    before = stored(info, dtype)
    files = float(info.bytes) if info.tensors else 0.0
    mapped = bool(info.tensors) and (not dtype or dtype == info.dtype)
    loaded = before.bytes if mapped else before.bytes + files
    matrix = before.largest * before.rest
    changed = weights != before
    whole = max(before.bytes, before.elements * weights.rest) + weights.bytes if changed else 0.0
    base = FLOOR + (READER if info.tensors else 0) if cpu else CONTEXT  # kernels are first touched by calls
    return base + max(loaded + (0 if mapped else matrix), whole)
