"""Studies that scripted workers play: real processes and event files, no model, no torch, no waiting."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from paretoscope.analysis.record import Record
from paretoscope.events import Event
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.store.folder import StudyFolder
from paretoscope.study import neighbours
from paretoscope.study.hub import Limits
from paretoscope.study.runner import Options, Runner

CALL = {"ttft": 0.1, "tpot": 0.1, "noise": 0.0}  # a call of 8 tokens takes 0.8 s of a clock that jumps


@pytest.fixture(autouse=True)
def quiet_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever else runs on this machine must not decide a test; the user's own list of studies stays untouched."""
    monkeypatch.setattr(neighbours, "others", lambda before, after: None)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PARETOSCOPE_NULL", json.dumps(CALL))


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set how trials behave: `script(**{trial: {...}})`."""

    def set_(**trials: dict[str, Any]) -> None:
        monkeypatch.setenv("PARETOSCOPE_NULL", json.dumps({**CALL, **trials}))

    return set_


def make_study(*recipes: str, workloads: tuple[str, ...] = ("generate:new=8",), **more: Any) -> Study:
    """A study with the quickest protocol."""
    body = {"protocol": "glance", "model": "/nowhere/tiny", **more}
    return Study(
        recipes=tuple(Recipe.parse(r) for r in recipes), workloads=tuple(Workload.parse(w) for w in workloads), **body
    )


@dataclass
class Played:
    """A study that was run, with all its events in order."""

    folder: StudyFolder
    study: Study
    runner: Runner
    code: int = 0

    @property
    def record(self) -> Record:
        """Read from the event files, not from memory."""
        return Record(self.study).feed_all(self.folder.read())

    @property
    def events(self) -> list[Event]:
        """As stored."""
        return list(self.folder.read())


@pytest.fixture
def play(tmp_path: Path) -> Callable[..., Played]:
    """Run a study of scripted trials in this process; options beside those of `Options` are the runner's."""

    def run(study: Study, folder: Path | None = None, listeners: tuple[Any, ...] = (), **options: Any) -> Played:
        place = StudyFolder(folder or tmp_path / "study")
        if not place.toml.exists():
            place.create(study)
        given = {"limits": Limits(turn=60.0, work=60.0, grace=10.0), "identity": {"w": "1"}, **options}
        runner = Runner(place, study, Options(model=Path("/nowhere/tiny"), **given))
        played = Played(place, study, runner)
        runner.listeners = tuple(listen(runner) for listen in listeners)
        played.code = runner.run()
        return played

    return run


@pytest.fixture
def study_of() -> Callable[..., Study]:
    """make_study as a fixture, since test folders are no packages."""
    return make_study
