"""What one worker process is told at its start, as the JSON file whose path is its only argument."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paretoscope.errors import BadStudy
from paretoscope.plan import Recipe, Study, Workload


@dataclass(frozen=True, kw_only=True)
class Job:
    """One attempt at one trial.

    Attributes:
        model: resolved model folder.
        folder: the study folder.
        cache: the artefact cache's folder; None: nothing is cached.
    """

    study: Study
    trial: str
    recipe: Recipe
    attempt: int
    folder: Path
    model: Path
    cache: Path | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the job file."""
        return {
            "study": self.study.to_dict(), "trial": self.trial, "recipe": self.recipe.text(), "attempt": self.attempt,
            "folder": str(self.folder), "model": str(self.model), "cache": str(self.cache or ""),
        }  # fmt: skip

    def write(self, path: Path) -> None:
        """Write the job file. Raises OSError."""
        path.write_text(json.dumps(self.to_dict(), ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Job:
        """Read a job file.

        Raises:
            BadStudy: the file is missing, is no JSON, or lacks a field.
        """
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                study=Study.from_dict(body["study"]),
                trial=body["trial"],
                recipe=Recipe.parse(body["recipe"]),
                attempt=int(body["attempt"]),
                folder=Path(body["folder"]),
                model=Path(body["model"]),
                cache=Path(body["cache"]) if body.get("cache") else None,
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadStudy(f"cannot read the worker's job {path}: {error}", "start the study again") from error

    def workload(self, text: str) -> Workload:
        """The workload of the study that is written so, else what the text says. Raises Refused."""
        return next((w for w in self.study.workloads if w.text() == text), None) or Workload.parse(text)

    def of_kind(self, *kinds: str) -> list[Workload]:
        """The study's workloads of these kinds, in order."""
        return [w for w in self.study.workloads if w.kind in kinds]
