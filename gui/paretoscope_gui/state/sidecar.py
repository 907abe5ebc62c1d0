"""Autosave of the plan beside the settings, one file a window; what a crash leaves is offered at the next start."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from paretoscope.errors import ParetoscopeError
from paretoscope.plan import Recipe, Study
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.files import read_json, write_json


class Sidecar:
    """The autosave file of this process."""

    def __init__(self, folder: Path, pid: int = 0) -> None:
        self.path = folder / "autosave" / f"{pid or os.getpid()}.json"

    def write(self, model: str, draft: Draft) -> str:
        """Store the plan; empty when it worked, else why not."""
        body = {"study": draft.study(model).to_dict(), "recipe": draft.recipe.text()}
        return write_json(self.path, body)

    def remove(self) -> None:
        """The window closes in order: nothing to recover."""
        self.path.unlink(missing_ok=True)


def leftovers(folder: Path) -> list[Path]:
    """Sidecars of processes that are gone, the newest first."""
    found = [p for p in (folder / "autosave").glob("*.json") if not _alive(p.stem)]
    return sorted(found, key=lambda p: p.stat().st_mtime, reverse=True)


def recover(path: Path) -> tuple[str, Draft] | None:
    """Model and plan of a sidecar; None when it holds nothing that can be used. The file is taken away."""
    body = read_json(path)
    path.unlink(missing_ok=True)
    return _read(body) if isinstance(body, dict) else None


def _read(body: dict[str, Any]) -> tuple[str, Draft] | None:
    try:
        study = Study.from_dict(body["study"])
        recipe = Recipe.parse(str(body.get("recipe", "")))
    except (ParetoscopeError, KeyError, TypeError, AttributeError):
        return None
    return study.model, replace(Draft.of(study), recipe=recipe)


def _alive(pid: str) -> bool:
    import psutil  # asked after the first paint, which need not pay for it

    return pid.isdigit() and psutil.pid_exists(int(pid)) and int(pid) != 0
