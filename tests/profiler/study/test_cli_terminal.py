"""What reaches a terminal: whatever names, answers and encodings there are, it is shown and steers nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paretoscope import cli
from paretoscope.errors import EXIT_INTERRUPTED, EXIT_REQUEST
from paretoscope.plain import plain

NASTY = "\x1b]0;owned\x07Größe\u202e"


def config(folder: Path, architecture: str) -> Path:
    """A model folder of a config alone."""
    folder.mkdir()
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1, "vocab_size": 8}
    body = {"model_type": "llama", "architectures": [architecture], **sizes}
    (folder / "config.json").write_text(json.dumps(body))
    return folder


def test_what_steers_a_terminal_is_shown_as_its_escape() -> None:
    assert plain(f"{NASTY}\n\tend\r") == "\\x1b]0;owned\\x07Größe\\u202e\n\tend\\r"


def test_a_models_names_do_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["inspect", str(config(tmp_path / "wrong", NASTY))]) == EXIT_REQUEST
    assert cli.main(["inspect", str(config(tmp_path / "right", f"{NASTY}ForCausalLM"))]) == 0
    for told in capsys.readouterr():
        assert "owned" in told
        assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_a_terminal_that_cannot_show_a_letter_gets_its_escape(tmp_path: Path) -> None:
    folder = config(tmp_path / "größe…", "LlamaForCausalLM")
    done = subprocess.run(
        [sys.executable, "-m", "paretoscope", "inspect", str(folder)],
        capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "gr\\xf6\\xdfe" in done.stdout


def test_ctrl_c_before_anything_runs_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "make_parser", pressed)
    assert cli.main(["doctor"]) == EXIT_INTERRUPTED
