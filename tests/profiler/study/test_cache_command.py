"""`paretoscope cache`: what it tells, what it removes, and that it touches nothing that is in use."""

from __future__ import annotations

import json

import pytest
from filelock import FileLock

from paretoscope.cli import main
from paretoscope.errors import EXIT_REQUEST
from paretoscope.models.builtin import path
from paretoscope.models.identity import identity
from paretoscope.models.inspect import inspect
from paretoscope.store import artefacts


def test_an_empty_cache_is_told_and_cleared(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache"]) == main(["cache", "clear"]) == 0
    assert capsys.readouterr().out.startswith("0 results, 0.0 MiB")


def test_all_that_is_kept_is_removed_unless_a_study_uses_it(capsys: pytest.CaptureFixture[str]) -> None:
    place = artefacts.folder()
    place.mkdir(parents=True)
    for name in ("a.safetensors", "a.json", "b.17.tmp", "hashes.json"):
        (place / name).write_bytes(bytes(1000))
    with FileLock(place / "lock"):
        assert main(["cache", "clear"]) == EXIT_REQUEST
    assert main(["cache", "clear", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["results"], told["removed"]) == (1, True)
    assert told["bytes"] >= 4000
    assert {f.name for f in place.iterdir()} <= {"lock"}


@pytest.mark.parametrize("body", ["[1]", "{", '{"a": 1}', "3"])
def test_a_damaged_memory_of_hashes_is_as_none(body: str) -> None:
    artefacts.folder().mkdir(parents=True)
    (artefacts.folder() / "hashes.json").write_text(body)
    found = identity(inspect(path("demo-draft")), artefacts.folder() / "hashes.json")
    assert len(found["model.safetensors"]) == 64
