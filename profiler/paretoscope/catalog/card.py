"""A technique's card: what it promises, needs, and cannot stand beside. Data only, no torch."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from paretoscope.params import ParamInfo

STAGES = ("data", "tune", "structure", "weights", "runtime", "cache", "tokens", "decode")
TASKS = ("causal_lm", "seq2seq", "classification", "encoder", "image_classification")


class Need(StrEnum):
    """What a technique cannot do without, beside libraries."""

    CALIBRATION_TEXT = "calibration_text"
    TRAINING_DATA = "training_data"
    DRAFT_MODEL = "draft_model"
    COMPILER = "compiler"
    CUDA = "cuda"


@dataclass(frozen=True)
class Effect:
    """A promise the end-to-end test measures: `direction` is "down", "up", "same" or a sentence."""

    metric: str
    direction: str
    workload: str = "generate"


@dataclass(frozen=True)
class Conflict:
    """`other` (an id, `family.*`, or `stage:NAME`) cannot stand beside this in one recipe; why, and what to do."""

    other: str
    why: str
    remedy: str = ""


@dataclass(frozen=True)
class Library:
    """An optional Python package a technique needs: import name, and the pip requirement that brings it."""

    module: str
    requirement: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a technique says about itself.

    Attributes:
        id: family.name, lower case.
        promise: one sentence; helps / hurts: when it does and does not pay.
        before / after: ids or patterns (`quantize.*`) within the same stage, for the order of the stack.
        simulated: "speed" or "memory" when the technique saves nothing of it by itself.
        lossless: outputs must stay identical.
        persistent: its result is stored in the model's weights (export, artefact cache); others are applied at load.
        models: architectures (config.model_type) it is limited to; empty: any with the right layers.
        devices: where it runs; empty: anywhere.
    """

    id: str
    title: str
    stage: str
    promise: str
    tasks: tuple[str, ...]
    helps: str = ""
    hurts: str = ""
    needs: tuple[Need, ...] = ()
    libraries: tuple[Library, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    simulated: tuple[str, ...] = ()
    lossless: bool = False
    persistent: bool = False
    models: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a card that no catalogue could show."""
        if (
            self.stage not in STAGES
            or not set(self.tasks) <= set(TASKS)
            or self.id != self.id.lower()
            or "." not in self.id
        ):
            raise TypeError(f"card {self.id!r}: unknown stage or task, or a malformed id")

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.split(".")[0]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A technique of the catalogue: card and parameters, and whether the worker's Python can run it."""

    card: Card
    parameters: tuple[ParamInfo, ...] = ()
    available: bool = True
    why_not: str = ""
    hint: str = ""

    @property
    def id(self) -> str:
        """The technique's id."""
        return self.card.id

    def to_dict(self) -> dict[str, Any]:
        """Plain data as `techniques --json` prints it."""
        card = asdict(self.card)
        return {
            **card,
            "family": self.card.family,
            "needs": [str(n) for n in self.card.needs],
            "parameters": [{**asdict(p), "range": p.range_text} for p in self.parameters],
            "available": self.available,
            "why_not": self.why_not,
            "hint": self.hint,
        }

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> Entry:
        """Inverse of to_dict."""
        own = dict(body)
        own.pop("family")
        params = tuple(_param(p) for p in own.pop("parameters"))
        state = {k: own.pop(k) for k in ("available", "why_not", "hint")}
        return cls(card=_card(own), parameters=params, **state)


@dataclass(frozen=True)
class Reason:
    """Why something cannot be done, and what would help."""

    why: str
    remedy: str = ""


@dataclass(frozen=True)
class Catalog:
    """All techniques, by id."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def __iter__(self) -> Any:
        """Entries in stacking order, then by id."""
        return iter(sorted(self.entries.values(), key=lambda e: (STAGES.index(e.card.stage), e.id)))


def _param(body: dict[str, Any]) -> ParamInfo:
    own = {k: v for k, v in body.items() if k != "range"}
    return ParamInfo(**{**own, "choices": tuple(own["choices"]), "sweep": tuple(own["sweep"])})


_NESTED: dict[str, Any] = {"libraries": Library, "conflicts": Conflict, "effects": Effect}


def _card(body: dict[str, Any]) -> Card:
    own: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items()}
    for key, kind in _NESTED.items():
        own[key] = tuple(kind(**v) for v in body[key])
    own["needs"] = tuple(Need(n) for n in body["needs"])
    return Card(**own)
