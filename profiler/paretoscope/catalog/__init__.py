"""The techniques' cards as data. `packaged()` reads the copy that ships with the program, without torch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from paretoscope.catalog.card import STAGES, TASKS, Card, Catalog, Conflict, Effect, Entry, Library, Need, Reason
from paretoscope.catalog.rules import checked, ordered, problems

__all__ = [
    "STAGES", "TASKS", "Card", "Catalog", "Conflict", "Effect", "Entry", "Library", "Need", "Reason",
    "checked", "from_dicts", "ordered", "packaged", "problems",
]  # fmt: skip


def from_dicts(bodies: Iterable[dict[str, Any]]) -> Catalog:
    """A catalogue from what a worker printed with `--describe`."""
    return Catalog({e.id: e for e in map(Entry.from_dict, bodies)})


@cache
def packaged() -> Catalog:
    """The catalogue generated from our own techniques; a test fails when it is stale."""
    text = files("paretoscope.catalog").joinpath("techniques.json").read_text(encoding="utf-8")
    return from_dicts(json.loads(text))
