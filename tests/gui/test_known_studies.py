"""The Start page lists studies of the command and of the window, and says what went missing."""

from __future__ import annotations

from pathlib import Path

from paretoscope.plan import Recipe, Step, Study
from paretoscope.store.recent import remember
from paretoscope_gui.state.known_studies import known_studies
from paretoscope_gui.state.settings import Recent


def _study(folder: Path) -> Path:
    folder.mkdir()
    study = Study(model="builtin:demo-lm", recipes=(Recipe((Step("prune.wanda"),)),), protocol="glance", name="mine")
    (folder / "study.toml").write_text(study.to_toml(), encoding="utf-8")
    return folder


def test_studies_of_the_command_are_listed_with_details_and_only_once(tmp_path: Path) -> None:
    folder = _study(tmp_path / "a")
    remember(folder)
    found = known_studies([Recent(str(folder), "a"), Recent(str(tmp_path / "gone"), "gone")])
    assert [(r.title, r.missing) for r in found] == [("mine", False), ("gone", True)]
    assert found[0].detail.startswith("demo-lm · 2 trials · glance")


def test_without_any_study_the_list_is_empty() -> None:
    assert known_studies([]) == []
