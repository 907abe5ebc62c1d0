"""Every package that the test command installs is pinned, also those that other packages bring."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PINS = Path(__file__).resolve().parents[2] / "constraints.txt"


def pinned() -> set[str]:
    lines = PINS.read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(line.split("==")[0]) for line in lines if re.match(r"[\w.-]+==", line)}


def brought(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> set[str]:
    """Names of all that an installed package needs here, with those extras, and of what that needs in turn."""
    if (name, extras) in seen:
        return set()
    seen.add((name, extras))
    found: set[str] = set()
    for line in metadata.distribution(name).requires or ():
        need = Requirement(line)
        if need.marker is None or any(need.marker.evaluate({"extra": e}) for e in ("", *extras)):
            other = canonicalize_name(need.name)
            found |= {other} | brought(other, frozenset(need.extras), seen)
    return found


def test_all_that_the_test_command_installs_is_pinned() -> None:
    needed = brought("paretoscope", frozenset({"dev"}), set()) - {"paretoscope"}
    assert "setuptools" in needed  # torch brings it; nothing of ours names it
    assert sorted(needed - pinned()) == []
