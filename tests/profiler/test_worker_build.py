"""Recipes become techniques; what cannot be is said before anything is loaded, all of it at once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest

from paretoscope.catalog import Card, Conflict, Library, Need, Reason, from_dicts
from paretoscope.errors import Refused, RefusedAll, Unavailable
from paretoscope.machine import Machine
from paretoscope.models.info import ModelInfo
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Recipe, Step
from paretoscope.techniques.base import Change, Context, Param, Technique
from paretoscope.worker import build, describe


class Shape(StrEnum):
    """Choices as an Enum."""

    ROUND = "round"
    SQUARE = "square"


def card(name: str, stage: str = "weights", **more: Any) -> Card:
    return Card(id=f"test.{name}", title=name, stage=stage, promise="", tasks=("causal_lm",), **more)


class Choosy(Technique):
    """Choices of every kind."""

    card = card("choosy")
    bits: Annotated[Literal[4, 8], Param("bits")] = 8
    shape: Annotated[Shape, Param("shape")] = Shape.ROUND
    share: Annotated[float, Param("share", low=0, high=1)] = 0.5

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        return [Reason("it has too few layers", "take a larger model")] if model.layers < 4 and self.bits == 4 else []

    def apply(self, subject: Any, context: Context) -> Change:
        return Change(notes=[f"{self.bits} {self.shape.name}"])


class Early(Technique):
    """Acts before the weights."""

    card = card("early", "structure")

    def apply(self, subject: Any, context: Context) -> Change:
        return Change(notes=["early"])


class Rival(Technique):
    """Cannot stand beside Choosy."""

    card = card("rival", conflicts=(Conflict("test.choosy", "both choose"),))


class Needy(Technique):
    """Needs a library that nobody has."""

    card = card("needy", libraries=(Library("no_such_library", "no-such-library>=1"),), needs=(Need.COMPILER,))


@pytest.fixture(autouse=True)
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {k.card.id: k for k in (Choosy, Early, Rival, Needy)}
    monkeypatch.setattr(build, "all_techniques", lambda: found)
    monkeypatch.setattr(describe, "all_techniques", lambda: found)


def test_choices_become_what_the_class_declares() -> None:
    made = build.make(Step("test.choosy", {"bits": "4", "shape": "square", "share": 0.25}))
    assert isinstance(made, Choosy)
    assert (made.bits, made.shape, made.share) == (4, Shape.SQUARE, 0.25)


def test_a_recipe_is_applied_in_stacking_order(tiny_llama_folder: Path) -> None:
    subject = load(inspect(tiny_llama_folder))
    changes = build.build(subject, Recipe.parse("test.choosy:shape=square + test.early"), Context())
    assert [c.notes for c in changes] == [["early"], ["8 SQUARE"]]


@pytest.mark.parametrize(
    ("recipe", "kind", "says"),
    [("test.choosy:bits=4", Refused, "too few layers"), ("test.choosy + test.rival", Refused, "both choose"),
     ("test.nothing", Refused, "test.nothing"), ("test.needy", Unavailable, "no_such_library"),
     ("test.nothing + test.choosy:share=2", RefusedAll, "out of range")],
)  # fmt: skip
def test_what_cannot_be_is_refused_before_loading(
    tiny_llama_folder: Path, recipe: str, kind: type[Exception], says: str
) -> None:
    with pytest.raises(kind, match=says) as refused:
        build.planned(Recipe.parse(recipe), inspect(tiny_llama_folder), "cpu")
    assert refused.value.hint  # type: ignore[attr-defined]


def test_describe_says_what_is_missing_and_can_be_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = from_dicts(describe.describe())
    needy = catalog.entries["test.needy"]
    assert not needy.available
    assert "no_such_library" in needy.why_not
    assert needy.hint == "pip install 'no-such-library>=1'"
    assert catalog.entries["test.choosy"].available
    assert {p.name for p in catalog.entries["test.choosy"].parameters} == {"bits", "shape", "share"}


def test_describe_notices_a_missing_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describe.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(describe.shutil, "which", lambda name: None)
    assert "compiler" in from_dicts(describe.describe()).entries["test.needy"].why_not
