"""The plan that is being edited, as one immutable value; every edit gives a new one, so undo is a list of values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from paretoscope.catalog import Catalog, ordered
from paretoscope.params import Scalar
from paretoscope.plan import Recipe, Step, Study, Workload

_DEFAULT_WORKLOADS = {
    "causal_lm": (Workload("generate"), Workload("score")),
    "seq2seq": (Workload("generate"),),
    "classification": (Workload("embed"),),
    "image_classification": (Workload("classify"),),
    "encoder": (Workload("embed"),),
}
POSSIBLE_WORKLOADS = {
    "causal_lm": ("generate", "score", "task", "finetune", "trace"),
    "seq2seq": ("generate", "trace"),
    "classification": ("classify", "embed"),
    "image_classification": ("classify",),
    "encoder": ("embed",),
}
BASELINE_RECIPE = Recipe()


@dataclass(frozen=True)
class Draft:
    """A study in the making. `recipe` is the stack on the workbench; `trials` are done, the baseline first."""

    recipe: Recipe = BASELINE_RECIPE
    trials: tuple[Recipe, ...] = (BASELINE_RECIPE,)
    workloads: tuple[Workload, ...] = ()
    protocol: str = "quick"
    budget: float = 0.0
    seed: int = 0
    device: str = "cpu"
    dtype: str = ""
    threads: int = 0
    python: str = ""
    memory: int = 0
    calibration: str = ""
    accept_estimates: bool = False
    trust: tuple[str, ...] = ()
    random_weights: bool = False
    trace: bool = False
    width: float = 0.0
    blocks: int = 0
    explain: bool = False
    core_power: float = 0.0
    energy_from: str = ""
    carbon_intensity: float = 0.0
    electricity_price: float = 0.0
    currency: str = ""
    keep_awake: bool = True
    name: str = ""

    def add_step(self, technique: str, params: dict[str, Scalar], catalog: Catalog) -> Draft:
        """Put a technique on the stack in stacking order, or change its parameters when it stands there."""
        steps = [s for s in self.recipe.steps if s.technique != technique] + [Step(technique, dict(params))]
        known = [s for s in steps if s.technique in catalog.entries]
        return replace(self, recipe=Recipe(tuple(ordered(known, catalog))))

    def remove_step(self, technique: str) -> Draft:
        """Take a technique off the stack."""
        return replace(self, recipe=Recipe(tuple(s for s in self.recipe.steps if s.technique != technique)))

    def move_step(self, technique: str, by: int, catalog: Catalog) -> Draft:
        """Move a technique within its stage; itself when the stages or the cards' rules fix the order."""
        steps = list(self.recipe.steps)
        here = next((i for i, s in enumerate(steps) if s.technique == technique), -1)
        there = here + by
        if here < 0 or not 0 <= there < len(steps):
            return self
        steps[here], steps[there] = steps[there], steps[here]
        return replace(self, recipe=Recipe(tuple(steps))) if ordered(steps, catalog) == steps else self

    def move_to(self, technique: str, place: int, catalog: Catalog) -> Draft:
        """Put a technique at a place of the stack; itself when the stages or the cards' rules fix the order."""
        moved = next((s for s in self.recipe.steps if s.technique == technique), None)
        if moved is None:
            return self
        steps = [s for s in self.recipe.steps if s is not moved]
        steps.insert(max(0, min(place, len(steps))), moved)
        return replace(self, recipe=Recipe(tuple(steps))) if ordered(steps, catalog) == steps else self

    def clear_recipe(self) -> Draft:
        """An empty stack."""
        return replace(self, recipe=Recipe())

    def add_trials(self, recipes: Iterable[Recipe]) -> Draft:
        """Append trials; those that are there already are not repeated."""
        return replace(self, trials=_unique((*self.trials, *recipes)))

    def remove_trial(self, trial: str) -> Draft:
        """Drop a trial by id; the baseline stays."""
        return replace(self, trials=tuple(r for r in self.trials if r.id != trial or not r.steps))

    def with_workload(self, workload: Workload) -> Draft:
        """Add a workload, or change the one of its kind."""
        kinds = [w.kind for w in self.workloads]
        if workload.kind in kinds:
            return replace(self, workloads=tuple(workload if w.kind == workload.kind else w for w in self.workloads))
        return replace(self, workloads=(*self.workloads, workload))

    def without_workload(self, kind: str) -> Draft:
        """Drop the workloads of a kind."""
        return replace(self, workloads=tuple(w for w in self.workloads if w.kind != kind))

    def study(self, model: str) -> Study:
        """The study as the backend reads it."""
        own = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("recipe", "trials")}
        return Study(model=model, recipes=self.trials, **own)

    @classmethod
    def of(cls, study: Study) -> Draft:
        """The draft of a stored study, to look at or to widen."""
        own = {f.name: getattr(study, f.name) for f in fields(cls) if f.name not in ("recipe", "trials")}
        return cls(trials=study.recipes, **own)


def sweep(recipe: Recipe, technique: str, name: str, values: Iterable[Scalar]) -> list[Recipe]:
    """One recipe for each value of one parameter of one technique; the others keep theirs."""
    return [
        Recipe(tuple(replace(s, params={**s.params, name: v}) if s.technique == technique else s for s in recipe.steps))
        for v in values
    ]


def lacks_training(draft: Draft, catalog: Catalog) -> str:
    """Id of a tuning technique that would do nothing, because no fine-tune workload is planned; empty: none."""
    if any(w.kind == "finetune" for w in draft.workloads):
        return ""
    steps = (s for r in (draft.recipe, *draft.trials) for s in r.steps if s.technique in catalog.entries)
    return next((s.technique for s in steps if catalog.entries[s.technique].card.stage == "tune"), "")


def default_workloads(task: str) -> tuple[Workload, ...]:
    """What a model of that task is made to do unless the user says otherwise."""
    return _DEFAULT_WORKLOADS.get(task, ())


def estimate(draft: Draft, model_bytes: int) -> dict[str, Any]:
    """Rough time (s), memory (B) and number of trials, told as "about" before anything was measured.

    Time: the protocol's least time per timed workload and trial, a third more for warm-up and invalid turns, eight
    seconds to start and load each process of each block, a scored text of about twelve seconds, half a second for each
    document of a task.
    """
    protocol = draft.study("").rules
    timed = sum(w.kind in ("generate", "classify", "embed", "trace") for w in draft.workloads)
    trained = sum(float(w.value("steps")) for w in draft.workloads if w.kind == "finetune")
    scored = sum(w.kind == "score" for w in draft.workloads)
    answered = sum(float(w.value("items")) for w in draft.workloads if w.kind == "task")
    start = (8.0 + model_bytes / 5e8) * protocol.blocks
    each = start + timed * protocol.seconds * 1.33 + scored * 12.0 + answered * 0.5 + trained * 0.8
    trials = len({p.text() for r in draft.trials for p in ((*r.layers, r) if draft.explain else (r,))})
    seconds = each * trials
    if draft.budget:
        seconds = min(seconds, draft.budget)
    return {"seconds": seconds, "memory": 4.5e8 + 1.3 * model_bytes, "trials": trials}


def _unique(recipes: tuple[Recipe, ...]) -> tuple[Recipe, ...]:
    """Each of them once, where it stands first."""
    found: dict[str, Recipe] = {}
    for recipe in recipes:
        found.setdefault(recipe.text(), recipe)
    return tuple(found.values())
