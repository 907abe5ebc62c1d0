"""A model folder that cannot be measured is refused in words by the command, before anything is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paretoscope import cli
from paretoscope.errors import EXIT_DONE, EXIT_ENVIRONMENT, EXIT_REQUEST

CHEAP = ["--protocol", "glance", "--workload", "generate:prompt=16,new=8"]


def refusal(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """All errors in one line, all hints in another."""
    lines = capsys.readouterr().err.splitlines()
    assert not any("Traceback" in line for line in lines)
    told = [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]
    return " ".join(told), " ".join(line for line in lines if line.startswith("hint: "))


def test_run_refuses_a_damaged_model_before_anything_is_written(
    damaged: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, words = damaged
    code = cli.main(["run", str(folder), "--recipe", "kv.snapkv", *CHEAP, "--out", str(tmp_path / "study")])
    sentence, hint = refusal(capsys)
    assert code in (EXIT_REQUEST, EXIT_ENVIRONMENT), sentence
    assert re.search(words, sentence), sentence
    assert hint
    assert not (tmp_path / "study").exists()


def test_run_refuses_text_without_a_tokenizer(
    sound_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sound_model / "tokenizer.json").unlink()
    study = tmp_path / "study"
    command = ["run", str(sound_model), "--protocol", "glance", "--workload", "score:context=32,stride=8"]
    assert cli.main([*command, "--out", str(study)]) == EXIT_REQUEST
    sentence, hint = refusal(capsys)
    assert "tokenizer" in sentence
    assert hint
    assert not study.exists()


def test_run_refuses_a_text_that_is_too_short(
    sound_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, study = tmp_path / "short.txt", tmp_path / "study"
    text.write_text("too short")
    work = f"score:context=32,stride=8,text={text}"
    assert cli.main(["run", str(sound_model), "--protocol", "glance", "--workload", work, "--out", str(study)])
    sentence, hint = refusal(capsys)
    assert "short.txt" in sentence
    assert hint
    assert not study.exists()


def test_the_sound_model_is_taken(sound_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["run", str(sound_model), "--recipe", "kv.snapkv", *CHEAP, "--out", str(tmp_path / "study"), "--dry-run"]
    assert cli.main(command) == EXIT_DONE, capsys.readouterr().err
