"""What every technique is: a card, typed parameters, a check before loading, an apply on the loaded model.

Nothing here imports torch when the file is read; a lint rule holds that for every technique.
"""

from __future__ import annotations

import typing
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, dataclass_transform

from paretoscope.catalog import Card, Conflict, Effect, Entry, Library, Need, Reason
from paretoscope.machine import Machine
from paretoscope.models.info import ModelInfo
from paretoscope.params import Param, ParamInfo, param_of
from paretoscope.techniques.change import Change
from paretoscope.techniques.context import Context

if TYPE_CHECKING:
    from paretoscope.techniques.subject import Subject

__all__ = [
    "Annotated", "Card", "Change", "Conflict", "Context", "Effect", "Library", "Machine", "ModelInfo", "Need", "Param",
    "Reason", "Technique",
]  # fmt: skip


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Technique:
    """One named change that may cost accuracy and may buy speed, memory or energy.

    A subclass declares `card` and its parameters as annotated fields (`Annotated[type, Param(...)] = default`);
    it becomes a frozen, keyword-only dataclass.
    """

    card: ClassVar[Card]
    whole: ClassVar[bool | None] = None
    """Whether a token comes out the same (to rounding) however its sequence is cut into calls, so that score may read
    text in pieces; None: as its stage has it, which is yes before `runtime` and no from there on."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Turn annotated fields into a frozen dataclass."""
        super().__init_subclass__(**options)
        dataclass(frozen=True, kw_only=True)(cls)

    @classmethod
    def parameters(cls) -> tuple[ParamInfo, ...]:
        """The typed parameters as data. Raises TypeError when a field carries no Param."""
        hints = typing.get_type_hints(cls, include_extras=True)
        return tuple(param_of(f.name, hints[f.name], f.default) for f in fields(cls) if f.default is not MISSING)  # type: ignore[arg-type]

    @classmethod
    def entry(cls) -> Entry:
        """Card and parameters for the catalogue."""
        return Entry(card=cls.card, parameters=cls.parameters())

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Why this cannot be applied to that model here; told before anything is loaded. Empty: it can."""
        return []

    def apply(self, subject: Subject, context: Context) -> Change:
        """Change the subject in memory, exactly what the stage names, and say what changed."""
        raise TypeError(f"{type(self).__name__} has no apply")

    def persist(self, subject: Subject) -> dict[str, Any]:
        """Structure that `restore` needs to rebuild (JSON data); the tensors travel in the model's state dict."""
        return {}

    def restore(self, subject: Subject, meta: dict[str, Any]) -> None:
        """Rebuild the structure on a freshly made model, before the stored tensors are loaded into it."""
