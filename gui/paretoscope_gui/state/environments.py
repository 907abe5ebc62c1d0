"""Pythons on this machine in which a worker could run, found by their folders; nothing is started. No Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from paretoscope_gui.i18n import tr
from paretoscope_gui.state import devices

_WANTED = ("torch", "transformers")


@dataclass(frozen=True)
class Environment:
    """An interpreter with the versions of what a worker needs; `here`: the window's own; `built_for`: its torch."""

    python: Path
    name: str
    versions: dict[str, str] = field(default_factory=dict)
    here: bool = False
    built_for: str = "cpu"

    @property
    def usable(self) -> bool:
        """It has all that a worker needs."""
        return all(name in self.versions for name in _WANTED)

    @property
    def text(self) -> str:
        """What it has, or what it lacks, in words."""
        if self.usable:
            return ", ".join([*(f"{n} {self.versions[n]}" for n in _WANTED), devices.in_words(self.built_for)])
        return tr("lacks {names}", names=", ".join(n for n in _WANTED if n not in self.versions))


def find(chosen: str = "", home: Path | None = None) -> list[Environment]:
    """The window's own Python first, then the chosen one, then those in the usual places; usable ones before others."""
    found = {}
    for python in _candidates(chosen, home or Path.home()):
        if python.exists() and (key := str(python)) not in found:
            found[key] = read(python)
    return sorted(found.values(), key=lambda e: (not e.here, not e.usable))


def read(python: Path) -> Environment:
    """The versions that lie beside an interpreter."""
    prefix = python.parent.parent
    versions = {name: v for name in _WANTED if (v := _version(prefix, name))}
    here = python == Path(sys.executable)
    name = tr("This program's Python") if here else _name(python, prefix)
    return Environment(python, name, versions, here, devices.built_for(prefix, versions.get("torch", "")))


def _candidates(chosen: str, home: Path) -> Iterator[Path]:
    yield Path(sys.executable)
    if chosen:
        yield Path(chosen)
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if os.environ.get(variable):
            yield Path(os.environ[variable]) / "bin" / "python"
    patterns = (".virtualenvs/*", "*conda3/envs/*", "*forge3/envs/*", ".conda/envs/*", ".pyenv/versions/*", "*venv*")
    for pattern in patterns:
        for folder in sorted(home.glob(pattern)):
            yield folder / "bin" / "python"
            yield folder / "Scripts" / "python.exe"
    yield Path("/usr/bin/python3")


def _version(prefix: Path, name: str) -> str:
    patterns = (f"lib/python3*/site-packages/{name}-*.dist-info", f"Lib/site-packages/{name}-*.dist-info")
    hits = [hit for pattern in patterns for hit in prefix.glob(pattern)]
    return hits[0].name.removeprefix(f"{name}-").removesuffix(".dist-info") if hits else ""


def _name(python: Path, prefix: Path) -> str:
    return tr("System Python") if prefix == Path("/usr") else prefix.name or str(python)
