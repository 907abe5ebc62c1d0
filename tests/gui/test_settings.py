"""Settings and sidecar: nothing that lies on disk can keep the window from opening."""

from __future__ import annotations

from pathlib import Path

import pytest

from paretoscope.plan import Recipe, Step
from paretoscope_gui.state import devices
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.environments import find
from paretoscope_gui.state.kept import Kept
from paretoscope_gui.state.settings import KEPT, Settings
from paretoscope_gui.state.sidecar import Sidecar, leftovers, recover

GONE = 4_190_001  # above the largest process number of a usual Linux


def test_settings_come_back(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    settings.theme, settings.scale = "dark", 1.5
    settings.opened_model(str(tmp_path), "mine", "LlamaForCausalLM")
    assert settings.save() == ""
    assert Settings.load(tmp_path) == settings


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '{"schema": 99, "theme": 3}', '{"schema": 1, "models": [4, {}]}'])
def test_a_broken_or_newer_file_gives_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert Settings.load(tmp_path) == Settings(folder=tmp_path)


def test_a_folder_that_cannot_be_written_is_told_not_raised(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert Settings(folder=blocked / "under").save() != ""


def test_recent_models_are_few_unique_and_know_what_is_missing(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path)
    for i in range(KEPT + 5):
        settings.opened_model(str(tmp_path / str(i)), str(i))
    settings.opened_model(str(tmp_path), "here")
    settings.opened_model("builtin:demo-lm", "demo-lm")
    settings.opened_model(str(tmp_path), "here")
    assert len(settings.models) == KEPT
    assert [r.title for r in settings.models[:2]] == ["here", "demo-lm"]
    assert [r.missing for r in settings.models[:3]] == [False, False, True]
    settings.forget(str(tmp_path))
    assert all(r.path != str(tmp_path) for r in settings.models)


def test_a_plan_left_by_a_crash_is_read_and_stays(tmp_path: Path) -> None:
    recipe = Recipe((Step("prune.wanda", {"sparsity": 0.3}),))
    draft = Draft(recipe=recipe, protocol="glance").add_trials([recipe])
    assert Sidecar(tmp_path, GONE).write(Kept("/models/a", draft, page="run")) == ""
    (left,) = leftovers(tmp_path)
    assert recover(left) == Kept("/models/a", draft, page="run")
    assert leftovers(tmp_path) == [left], "until it is back in a tab: a second crash must not lose it"


def test_sidecars_of_living_windows_are_left_alone(tmp_path: Path) -> None:
    Sidecar(tmp_path).write(Kept("/models/a"))
    assert Sidecar(tmp_path).path.exists()
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("text", ["", "{", '{"study": {"model": 3}}', '{"study": {"schema": 9, "model": "a"}}', "[]"])
def test_a_sidecar_that_cannot_be_read_is_dropped(tmp_path: Path, text: str) -> None:
    file = Sidecar(tmp_path, GONE).path
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    assert recover(leftovers(tmp_path)[0]) is None
    assert leftovers(tmp_path) == []
    assert [p.name for p in file.parent.iterdir()] == [f"{file.name}.broken"], "what a newer window wrote is not lost"


def test_pythons_are_found_by_their_folders(tmp_path: Path) -> None:
    for name, packages in (("a", ["torch-2.9.0+cu128", "transformers-5.1.0"]), ("b", ["torch-2.9.0"])):
        prefix = tmp_path / ".virtualenvs" / name
        (prefix / "bin").mkdir(parents=True)
        (prefix / "bin" / "python").write_text("", encoding="utf-8")
        for package in packages:
            (prefix / "lib" / "python3.12" / "site-packages" / f"{package}.dist-info").mkdir(parents=True)
    found = {e.name: e for e in find(home=tmp_path)}
    assert found["a"].usable
    assert found["a"].text.startswith("torch 2.9.0+cu128, transformers 5.1.0, processor")
    assert not found["b"].usable
    assert found["b"].text == "lacks transformers"


@pytest.mark.parametrize(
    ("text", "version", "built", "here", "words"),
    [
        (
            "cuda: Optional[str] = '12.8'\nhip: Optional[str] = None\n",
            "2.9.0",
            "cuda 12.8",
            True,
            "NVIDIA GPU (CUDA 12.8)",
        ),
        ("cuda: Optional[str] = '12.8'\n", "2.9.0", "cuda 12.8", False, "no NVIDIA GPU is here"),
        ("cuda = None\nhip = '6.4.1'\n", "2.9.0+rocm6.4", "rocm 6.4.1", True, "AMD GPU"),
        ("cuda: Optional[str] = None\n", "2.13.0+cpu", "cpu", True, "processor only"),
        ("", "2.9.0+cu128", "cuda 12.8", True, "CUDA 12.8"),
        ("", "2.9.0+rocm6.4", "rocm 6.4", False, "no AMD GPU is here"),
    ],
)
def test_devices_of_a_python_are_told_without_starting_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, version: str, built: str, here: bool, words: str
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    if text:
        torch = tmp_path / "lib" / "python3.12" / "site-packages" / "torch"
        torch.mkdir(parents=True)
        (torch / "version.py").write_text(text, encoding="utf-8")
    cards = tmp_path / "gpus" / "0"
    if here:
        cards.mkdir(parents=True)
    assert devices.built_for(tmp_path, version) == built
    assert words in devices.in_words(built, cards.parent, cards.parent)
