"""The studies that this user has made or opened on this machine, newest first."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from paretoscope.errors import ParetoscopeError
from paretoscope.plan import Study
from paretoscope.store.folder import StudyFolder, write_atomic
from paretoscope.store.lock import held

LIMIT = 200


@dataclass(frozen=True)
class Listed:
    """One line of the list. `changed`: s since the epoch; `state`: of the study, "" never begun, "unfinished" cut."""

    path: Path
    name: str
    model: str
    trials: int
    protocol: str
    changed: float
    state: str


def list_file() -> Path:
    """Where the list is kept."""
    return platformdirs.user_data_path("paretoscope", appauthor=False) / "studies.json"


def remember(path: Path) -> None:
    """Put a study folder at the top of the list. A list that cannot be written is no reason to stop a study."""
    kept = [str(path.resolve()), *(p for p in _paths() if p != str(path.resolve()))][:LIMIT]
    _write(kept)


def forget(path: Path) -> None:
    """Take a study folder off the list; the folder stays."""
    _write([p for p in _paths() if p != str(path.resolve())])


def recent() -> list[Listed]:
    """Known studies whose folder is still there, newest first."""
    found = [listed(Path(p)) for p in _paths()]
    return sorted((f for f in found if f is not None), key=lambda f: -f.changed)


def listed(path: Path) -> Listed | None:
    """A study folder as a line of the list, None when it is none or cannot be read."""
    folder = StudyFolder(path)
    try:
        study = Study.read(folder.toml)
        changed = max(f.stat().st_mtime for f in (folder.toml, folder.events, folder.results) if f.exists())
    except (ParetoscopeError, OSError):
        return None
    name = study.name or path.name
    return Listed(path, name, study.model, len(study.trials), study.protocol, changed, _state(folder))


def _state(folder: StudyFolder) -> str:
    """As results.json says; what is still called running, but by nobody, is unfinished."""
    try:
        body: dict[str, Any] = json.loads(folder.results.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        body = {"state": "" if not folder.events.is_dir() else "running"}
    state = str(body.get("state", ""))
    if state not in ("running", "paused"):
        return state
    return state if held(folder.lock) else "unfinished"


def _paths() -> list[str]:
    try:
        body = json.loads(list_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [p for p in body if isinstance(p, str)] if isinstance(body, list) else []


def _write(paths: list[str]) -> None:
    file = list_file()
    try:
        os.makedirs(file.parent, exist_ok=True)
        write_atomic(file, json.dumps(paths, indent=1))
    except OSError:
        return
