"""What the window remembers between sessions: recent models and studies, theme, size, the workers' Python."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from paretoscope_gui.state.files import read_json, state_folder, write_json

SCHEMA = 1
KEPT = 12


@dataclass(frozen=True)
class Recent:
    """A model folder or study that was open. It may be gone by now; that is shown, never fatal."""

    path: str
    title: str = ""
    detail: str = ""

    @property
    def missing(self) -> bool:
        """Nothing lies at the path any more; built-in models are never missing."""
        return not self.path.startswith("builtin:") and not Path(self.path).exists()


@dataclass
class Settings:
    """The settings file as a value. `save` tells why it could not, and never raises."""

    theme: str = "system"  # system | light | dark
    scale: float = 1.0
    contrast: str = "system"  # system | high | plain
    still: bool = False  # reduced motion
    lively: bool = False  # plots ten times a second even while something is timed
    language: str = "system"  # system | en | de
    geometry: str = ""
    python: str = ""
    studies: str = ""
    models: list[Recent] = field(default_factory=list)
    recent_studies: list[Recent] = field(default_factory=list)
    folder: Path = field(default_factory=state_folder, compare=False)
    told: bool = field(default=False, compare=False)  # that they cannot be written

    @classmethod
    def load(cls, folder: Path | None = None) -> Settings:
        """Read the file of `folder`; defaults where it is missing, broken or newer."""
        place = folder or state_folder()
        body = read_json(place / "settings.json")
        own = cls(folder=place)
        if isinstance(body, dict) and body.get("schema") == SCHEMA:
            own._take(body)
        return own

    def save(self) -> str:
        """Write the file; empty when it worked, else why not."""
        body: dict[str, Any] = {k: v for k, v in asdict(self).items() if k not in ("folder", "told")}
        return write_json(self.folder / "settings.json", {"schema": SCHEMA, **body})

    def opened_model(self, path: str, title: str, detail: str = "") -> None:
        """Put a model first among the recent ones."""
        self.models = _first(Recent(path, title, detail), self.models)

    def opened_study(self, path: str, title: str, detail: str = "") -> None:
        """Put a study first among the recent ones."""
        self.recent_studies = _first(Recent(path, title, detail), self.recent_studies)

    def forget(self, path: str) -> None:
        """Drop a path from both lists; nothing on disk is touched."""
        self.models = [r for r in self.models if r.path != path]
        self.recent_studies = [r for r in self.recent_studies if r.path != path]

    def studies_folder(self) -> Path:
        """Where new studies are put."""
        return Path(self.studies) if self.studies else Path.home() / "paretoscope-studies"

    def _take(self, body: dict[str, Any]) -> None:
        for name, kind in (
            ("theme", str),
            ("language", str),
            ("geometry", str),
            ("python", str),
            ("studies", str),
            ("scale", float),
            ("contrast", str),
            ("still", bool),
            ("lively", bool),
        ):
            if isinstance(body.get(name), kind):
                setattr(self, name, body[name])
        if body.get("contrast") is True:  # as it was stored before the system was followed
            self.contrast = "high"
        self.scale = min(2.0, max(1.0, self.scale))
        self.models, self.recent_studies = _recents(body.get("models")), _recents(body.get("recent_studies"))


def _first(new: Recent, old: list[Recent]) -> list[Recent]:
    return [new, *(r for r in old if r.path != new.path)][:KEPT]


def _recents(body: Any) -> list[Recent]:
    rows = body if isinstance(body, list) else []
    texts = [{k: v for k, v in r.items() if isinstance(v, str)} for r in rows if isinstance(r, dict)]
    return [Recent(t["path"], t.get("title", ""), t.get("detail", "")) for t in texts if t.get("path")]
