"""Rules that need only data: unknown names, ranges, tasks, conflicts, order. All problems are told at once."""

from __future__ import annotations

from difflib import get_close_matches
from fnmatch import fnmatchcase

from paretoscope.catalog.card import STAGES, Catalog, Entry
from paretoscope.errors import Refused, RefusedAll
from paretoscope.plan import Recipe, Step, checked_params

KINDS = {  # of models, by what they do
    "causal_lm": "language models", "seq2seq": "text-to-text models", "classification": "text classifiers",
    "encoder": "encoder models", "image_classification": "image classifiers",
}  # fmt: skip


def problems(
    recipe: Recipe, catalog: Catalog, task: str = "", device: str = "cpu", model_type: str = ""
) -> list[Refused]:
    """Everything that is wrong with a recipe, before anything is loaded. Empty `task`: not checked."""
    found: list[Refused] = []
    for step in recipe.steps:
        entry = catalog.entries.get(step.technique)
        if entry is None:
            found.append(_unknown(step.technique, catalog))
            continue
        found += _parameters(step, entry) + _fits(entry, task, device, model_type)
    known = [catalog.entries[s.technique] for s in recipe.steps if s.technique in catalog.entries]
    return found + _repeats(known) + _conflicts(known)


def checked(recipe: Recipe, catalog: Catalog, task: str = "", device: str = "cpu", model_type: str = "") -> Recipe:
    """The recipe in stacking order with typed parameters. Raises Refused or RefusedAll."""
    found = problems(recipe, catalog, task, device, model_type)
    if len(found) == 1:
        raise found[0]
    if found:
        raise RefusedAll(found)
    typed = (
        Step(s.technique, checked_params(s.params, catalog.entries[s.technique].parameters, s.technique))
        for s in recipe.steps
    )
    return Recipe(tuple(ordered(list(typed), catalog)))


def ordered(steps: list[Step], catalog: Catalog) -> list[Step]:
    """Steps sorted by stage, within a stage by the cards' before and after rules, else as given."""
    left = sorted(steps, key=lambda s: STAGES.index(catalog.entries[s.technique].card.stage))
    done: list[Step] = []
    while left:
        free = next((s for s in left if not any(_precedes(o, s, catalog) for o in left if o is not s)), left[0])
        done.append(free)
        left.remove(free)
    return done


def _precedes(first: Step, second: Step, catalog: Catalog) -> bool:
    a, b = catalog.entries[first.technique].card, catalog.entries[second.technique].card
    if a.stage != b.stage:
        return STAGES.index(a.stage) < STAGES.index(b.stage)
    return any(fnmatchcase(b.id, p) for p in a.before) or any(fnmatchcase(a.id, p) for p in b.after)


def _unknown(name: str, catalog: Catalog) -> Refused:
    if "+" in name:
        return Refused(f"unknown technique {name!r}", "spaces belong around the + between two techniques")
    near = get_close_matches(name, catalog.entries, 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "`paretoscope techniques` lists them"
    return Refused(f"unknown technique {name!r}", hint)


def _parameters(step: Step, entry: Entry) -> list[Refused]:
    found = []
    for name, value in step.params.items():
        try:
            checked_params({name: value}, entry.parameters, step.technique)
        except Refused as problem:
            found.append(problem)
    return found


def _fits(entry: Entry, task: str, device: str, model_type: str) -> list[Refused]:
    card, found = entry.card, []
    if task and task not in card.tasks:
        meant = ", ".join(KINDS.get(t, t) for t in card.tasks)
        found.append(Refused(f"{card.id} is for {meant}; this model is of another kind", "leave it out"))
    if card.devices and device.split(":")[0] not in card.devices:
        found.append(Refused(f"{card.id} runs on {', '.join(card.devices)}, not on {device}", "choose another device"))
    if model_type and card.models and model_type not in card.models:
        known = ", ".join(card.models)
        found.append(Refused(f"{card.id} knows {known}; this model is of type {model_type}", "leave it out"))
    return found


def _repeats(entries: list[Entry]) -> list[Refused]:
    ids = [e.id for e in entries]
    return [Refused(f"{i} stands twice in one recipe", "name it once") for i in dict.fromkeys(ids) if ids.count(i) > 1]


def _conflicts(entries: list[Entry]) -> list[Refused]:
    found: dict[frozenset[str], Refused] = {}
    for a in entries:
        for b in entries:
            for rule in a.card.conflicts if a.id != b.id else ():
                if fnmatchcase(b.id, rule.other) or rule.other == f"stage:{b.card.stage}":
                    text = f"{a.id} and {b.id} cannot stand together: {rule.why}"
                    found.setdefault(
                        frozenset((a.id, b.id)), Refused(text, rule.remedy or f"leave out {a.id} or {b.id}")
                    )
    return list(found.values())
