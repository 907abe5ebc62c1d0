"""The wheel holds what a user needs: both packages, the catalogue and the built-in models."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_models_travel_with_the_wheel(names: set[str]) -> None:
    for model in ("demo-lm", "demo-draft", "demo-vit"):
        for file in ("config.json", "model.safetensors", "README.md"):
            assert f"paretoscope/assets/models/{model}/{file}" in names
    assert "paretoscope/assets/models/demo-lm/data/eval.txt" in names


def test_packages_and_data_are_there_and_tests_are_not(names: set[str]) -> None:
    for file in ("paretoscope/cli.py", "paretoscope/catalog/techniques.json", "paretoscope/evidence/papers.json",
                 "paretoscope_gui/app.py"):  # fmt: skip
        assert file in names
    assert not [n for n in names if n.startswith(("tests/", "benchmarks/"))]
