"""From a recipe to a changed subject: what is asked is checked before loading, then applied technique by technique."""

from __future__ import annotations

import importlib.util
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from paretoscope.catalog import Card, Catalog, checked
from paretoscope.catalog.card import STAGES
from paretoscope.errors import Refused, RefusedAll, Unavailable
from paretoscope.machine import this_machine
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Step
from paretoscope.techniques import all_techniques
from paretoscope.techniques.base import Change, Context, Technique

if TYPE_CHECKING:
    from paretoscope.models.subject import Subject


@dataclass(frozen=True)
class Planned:
    """One technique of a recipe, ready to be applied."""

    step: Step
    technique: Technique

    @property
    def card(self) -> Card:
        """The technique's card."""
        return self.technique.card


def whole(recipes: Iterable[Recipe]) -> bool:
    """Whether every technique leaves a token the same however its sequence is cut into calls.

    Asked of all recipes of a study at once: rounding differs between one call and many, so either all are judged in
    pieces or all step by step, else a technique that changes nothing would seem to change something.
    """
    late, known = STAGES[STAGES.index("runtime") :], all_techniques()
    kinds = [known.get(s.technique) for r in recipes for s in r.steps]
    return all(k is not None and (k.card.stage not in late if k.whole is None else k.whole) for k in kinds)


def own_catalog() -> Catalog:
    """The techniques that this Python has, as the catalogue knows them."""
    return Catalog({name: kind.entry() for name, kind in all_techniques().items()})


def planned(recipe: Recipe, info: ModelInfo, device: str) -> list[Planned]:
    """The recipe in stacking order, checked against model and machine.

    Raises:
        Refused, RefusedAll: unknown name, wrong parameter, conflict, or a technique that does not fit the model.
        Unavailable: a library that a technique needs is missing.
    """
    known = checked(recipe, own_catalog(), info.task, device, info.model_type)
    plan = [Planned(s, make(s)) for s in known.steps]
    for one in plan:
        _need_libraries(one.card)
    found = [
        Refused(f"{one.card.id}: {reason.why}", reason.remedy)
        for one in plan
        for reason in one.technique.check(info, this_machine())
    ]
    if found:
        raise found[0] if len(found) == 1 else RefusedAll(found)
    return plan


def make(step: Step) -> Technique:
    """The technique of a step with its parameters, choices turned into what the class declares."""
    kind = all_techniques()[step.technique]
    hints = typing.get_type_hints(kind, include_extras=True)
    return kind(**{name: _typed(hints[name], value) for name, value in step.params.items()})


def _typed(hint: Any, value: object) -> object:
    """A checked value as the annotation has it: an Enum's member, a Literal's own value, else itself."""
    base = typing.get_args(hint)[0]
    if isinstance(base, type) and issubclass(base, Enum):
        return next(m for m in base if str(m.value) == value)
    if typing.get_origin(base) is typing.Literal:
        return next(a for a in typing.get_args(base) if str(a) == value)
    return value


def _need_libraries(card: Card) -> None:
    missing = [lib for lib in card.libraries if importlib.util.find_spec(lib.module) is None]
    if missing:
        names = " ".join(f"'{lib.requirement}'" for lib in missing)
        raise Unavailable(f"{card.id} needs {', '.join(lib.module for lib in missing)}", f"pip install {names}")


def tuned(plan: Sequence[Planned]) -> list[Planned]:
    """The part that acts before training."""
    return [p for p in plan if p.card.stage in ("data", "tune")]


def rest(plan: Sequence[Planned]) -> list[Planned]:
    """The part that acts after training."""
    return [p for p in plan if p.card.stage not in ("data", "tune")]


def apply(subject: Subject, plan: Sequence[Planned], context: Context, tell: Callable[[Planned, Change], None]) -> None:
    """Apply in order; `tell` hears of each change."""
    for one in plan:
        context.progress(one.card.id, 0.0, 1.0, one.card.title)
        tell(one, one.technique.apply(subject, context))
        context.progress(one.card.id, 1.0, 1.0, one.card.title)


def build(subject: Subject, recipe: Recipe, context: Context) -> list[Change]:
    """Apply a whole recipe to a loaded subject; what each technique changed, in stacking order.

    Raises:
        Refused, RefusedAll, Unavailable: as `planned`.
        ParetoscopeError: a technique cannot do it.
    """
    changes: list[Change] = []
    plan = planned(recipe, subject.info, subject.device)
    apply(subject, plan, context, lambda _, c: changes.append(c))
    subject.whole = whole([recipe])
    return changes
