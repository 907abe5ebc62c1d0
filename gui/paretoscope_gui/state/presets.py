"""Ready-made sets of trials: lossless ones, half the memory, the fastest, all that applies. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paretoscope.catalog import Catalog, Entry, ordered, problems
from paretoscope.plan import Recipe, Step, Workload
from paretoscope_gui.i18n import mark, tr

if TYPE_CHECKING:
    from paretoscope.models.info import ModelInfo
    from paretoscope_gui.state.catalogue import Place

HALF = 0.5


@dataclass(frozen=True)
class Preset:
    """A set of trials under a name; `text` says what it holds."""

    key: str
    title: str
    text: str


PRESETS = (
    Preset(
        "lossless", mark("Lossless only"), mark("Techniques that promise identical outputs, each alone and together")
    ),
    Preset(
        "memory",
        mark("Half the memory"),
        mark("Recipes that are predicted to need half the weights and cache, or less"),
    ),
    Preset(
        "fastest", mark("Fastest"), mark("Techniques that promise lower latency, each alone, and one a stage together")
    ),
    Preset(
        "everything",
        mark("Everything that applies"),
        mark("Every technique that this model and Python can run, each alone"),
    ),
)


def title(key: str) -> str:
    """A preset's name for reading."""
    return next(tr(p.title) for p in PRESETS if p.key == key)


def recipes(key: str, catalog: Catalog, place: Place, info: ModelInfo | None) -> list[Recipe]:
    """The trials of a preset for a model; empty when nothing of the kind applies."""
    usable = [e for e in catalog if e.available and _stands(Recipe((Step(e.id),)), catalog, place)]
    usable = [e for e in usable if e.card.stage != "tune"]  # tuning needs its own workload
    if key == "everything":
        return [_single(e) for e in usable]
    if key == "memory":
        return _half(usable, catalog, place, info)
    wanted = [e for e in usable if (e.card.lossless if key == "lossless" else _fast(e))]
    return _unique([*map(_single, wanted), *_stack(map(_step, wanted), catalog, place)])


def _half(usable: list[Entry], catalog: Catalog, place: Place, info: ModelInfo | None) -> list[Recipe]:
    """Single techniques at the mildest value that halves, and the stack of one a stage."""
    savers = [e for e in usable if any(_promises(e, m, "down") for m in ("memory.weights", "memory.kv_cache"))]
    if info is None:
        return []
    base = _size(info, Recipe())
    found, steps = list[Recipe](), list[Step]()
    for entry in savers:
        ranked = sorted(((_size(info, Recipe((s,))), s) for s in _values(entry)), key=lambda pair: -pair[0])
        if not ranked:
            continue
        mildest = next((s for size, s in ranked if size <= HALF * base), None)
        steps.append(mildest or ranked[-1][1])
        if mildest is not None:
            found.append(Recipe((mildest,)))
    stacked = [r for r in _stack(steps, catalog, place) if _size(info, r) <= HALF * base]
    return _unique([*found, *stacked])


def _size(info: ModelInfo, recipe: Recipe) -> int:
    """Predicted weights and cache of the default generation at full prompt, B."""
    from paretoscope.models.fit import predict

    prompt = max(1, (info.context or 2048) - 64)
    work = Workload("generate", {"prompt": prompt, "new": 64}) if info.task in ("causal_lm", "seq2seq") else None
    parts = predict(info, recipe, work).parts
    return parts.get("weights", 0) + parts.get("kv_cache", 0)


def _values(entry: Entry) -> list[Step]:
    """The technique with its defaults, and with each value of its first parameter that is worth sweeping."""
    swept = [p for p in entry.parameters if p.sweep][:1]
    return [_step(entry), *(Step(entry.id, {p.name: v}) for p in swept for v in p.sweep if v != p.default)]


def _fast(entry: Entry) -> bool:
    if "speed" in entry.card.simulated:
        return False
    return any(_promises(entry, m, w) for m, w in (("latency.", "down"), ("throughput.", "up")))


def _promises(entry: Entry, metric: str, direction: str) -> bool:
    return any(e.metric.startswith(metric) and e.direction.startswith(direction) for e in entry.card.effects)


def _stack(steps: Iterable[Step], catalog: Catalog, place: Place) -> list[Recipe]:
    """One recipe of the first technique of each stage that stands with those before it; none of a single one."""
    chosen: list[Step] = []
    stages: set[str] = set()
    for step in steps:
        stage = catalog.entries[step.technique].card.stage
        longer = [*chosen, step]
        if stage not in stages and _stands(Recipe(tuple(longer)), catalog, place):
            chosen, stages = longer, {*stages, stage}
    return [Recipe(tuple(ordered(chosen, catalog)))] if len(chosen) > 1 else []


def _stands(recipe: Recipe, catalog: Catalog, place: Place) -> bool:
    return not problems(recipe, catalog, place.task, place.device, place.model_type)


def _step(entry: Entry) -> Step:
    return Step(entry.id)


def _single(entry: Entry) -> Recipe:
    return Recipe((_step(entry),))


def _unique(found: list[Recipe]) -> list[Recipe]:
    return list({r.text(): r for r in found}.values())
