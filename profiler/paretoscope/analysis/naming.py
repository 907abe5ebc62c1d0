"""What a recipe is called, what of it is only simulated, and which trial is the best plain dtype."""

from __future__ import annotations

from paretoscope.analysis.results import Trial
from paretoscope.catalog import Catalog
from paretoscope.plan import Recipe, Step

HEADLINES = ("throughput.decode", "throughput.samples", "train.step_time")


def title(recipe: Recipe, catalog: Catalog) -> str:
    """The recipe in the cards' words: "Dynamic int8 + CFSP (sparsity 0.3)"; "Baseline" when empty."""
    return " + ".join(_step(s, catalog) for s in recipe.steps) or "Baseline"


def _step(step: Step, catalog: Catalog) -> str:
    entry = catalog.entries.get(step.technique)
    name = entry.card.title if entry else step.technique
    knobs = ", ".join(f"{k} {v}" for k, v in sorted(step.params.items()))
    return f"{name} ({knobs})" if knobs else name


def simulated(recipe: Recipe, catalog: Catalog) -> tuple[str, ...]:
    """ "speed" and / or "memory" when a technique of the recipe saves nothing of it by itself."""
    entries = (catalog.entries.get(s.technique) for s in recipe.steps)
    found = {what for entry in entries if entry for what in entry.card.simulated}
    return tuple(sorted(found))


def mark_best_dtype(trials: list[Trial]) -> None:
    """Mark the fastest of the baseline and the plain dtypes, so that a slow baseline flatters nobody.

    A dtype beats the baseline only where its change is real.
    """
    base = next((t for t in trials if "baseline" in t.marks), None)
    if base is None or not any(base.find(name) for name in HEADLINES):
        return
    faster = [(s, t) for t in trials if _plain_dtype(t) and t.ranked and (s := _speed_up(t)) is not None]
    best = max(faster, key=lambda pair: pair[0])[1] if faster else base
    best.marks = (*best.marks, "best_dtype")


def _plain_dtype(trial: Trial) -> bool:
    steps = Recipe.parse(trial.recipe).steps
    return bool(steps) and all(s.technique == "runtime.dtype" for s in steps)


def _speed_up(trial: Trial) -> float | None:
    """Speed over the baseline's where it is really greater, else None."""
    for name in HEADLINES:
        ratio = trial.change(name)
        if ratio is not None:
            gain = 1 / ratio.value if name.startswith("train.") else ratio.value
            return gain if ratio.real and gain > 1 else None
    return None
