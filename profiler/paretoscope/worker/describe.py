"""What the techniques of this Python are and whether it can run them, as plain data."""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import replace
from typing import Any

from paretoscope.catalog import Card, Entry, Need
from paretoscope.techniques import all_techniques


def describe() -> list[dict[str, Any]]:
    """Every technique's entry as `Entry.to_dict`, in the order of their ids."""
    return [_judged(kind.entry()).to_dict() for kind in all_techniques().values()]


def _judged(entry: Entry) -> Entry:
    why, hint = _missing(entry.card)
    return replace(entry, available=not why, why_not=why, hint=hint)


def _missing(card: Card) -> tuple[str, str]:
    """(what is missing, what to do); both empty when nothing is."""
    for library in card.libraries:
        if importlib.util.find_spec(library.module) is None:
            return f"the library {library.module} is missing", f"pip install '{library.requirement}'"
    if Need.COMPILER in card.needs and not any(map(shutil.which, ("c++", "g++", "clang++"))):
        return "there is no C++ compiler", "apt install g++"
    if Need.CUDA in card.needs and not _cuda():
        return "there is no CUDA device", "use a machine with an NVIDIA GPU"
    return "", ""


def _cuda() -> bool:
    if importlib.util.find_spec("torch") is None:
        return False
    import torch

    return torch.cuda.is_available()
