"""The techniques, one file each under techniques/<family>/. Registered through the entry-point group of the package."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points

from paretoscope.techniques.base import Technique

GROUP = "paretoscope.techniques"


@cache
def all_techniques() -> dict[str, type[Technique]]:
    """Every technique class by id: those of this package, and third parties' from the entry-point group.

    Each file is its own plug-in: any class with a card that a family package holds is found.
    """
    found: dict[str, type[Technique]] = {}
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        if family.ispkg:
            package = importlib.import_module(family.name)
            for page in pkgutil.iter_modules(package.__path__, f"{family.name}."):
                found.update(_cards(importlib.import_module(page.name)))
    for point in entry_points(group=GROUP):
        loaded = point.load()
        found[loaded.card.id] = loaded
    return dict(sorted(found.items()))


def _cards(module: object) -> dict[str, type[Technique]]:
    name = getattr(module, "__name__", "")
    return {
        c.card.id: c
        for c in vars(module).values()
        if isinstance(c, type) and issubclass(c, Technique) and hasattr(c, "card") and c.__module__ == name
    }
