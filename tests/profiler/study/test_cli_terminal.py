"""What reaches a terminal: whatever names, answers and encodings there are, it is shown and steers nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paretoscope import cli
from paretoscope.analysis.record import Record
from paretoscope.commands._progress import Shown
from paretoscope.commands._table import aligned
from paretoscope.errors import EXIT_INTERRUPTED, EXIT_REQUEST
from paretoscope.events import Phase
from paretoscope.plain import amount, filled, plain

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


ROWS = [["trial", "TTFT", "peak memory", "TPOT / baseline", ""], ["baseline", "1 ms", "452 MiB", "", ""],
        ["kv.quantized", "2 ms", "460 MiB", "0.980 [0.970, 0.990]", "real"]]  # fmt: skip


@pytest.mark.parametrize("room", [24, 40, 60, 1000])
def test_a_table_that_is_wider_than_the_terminal_goes_on_below(room: int) -> None:
    text = aligned(ROWS, room)
    widest = 12 + 2 + 20 + 2 + 4  # a part holds the names and at least one column, with the mark that belongs to it
    assert max(map(len, text.splitlines())) <= max(room, widest)
    words = text.split()
    for row in ROWS:
        assert all(word in words for cell in row for word in cell.split())  # nothing is left out
    assert [line.split()[0] for line in text.splitlines() if line][:3] == ["trial", "baseline", "kv.quantized"]
    assert ("0.980 [0.970, 0.990]  real") in text  # the mark stays beside its ratio
    assert (text.count("kv.quantized") == 1) == (room >= 60)


def test_every_part_of_a_folded_table_repeats_what_names_a_row() -> None:
    rows = [["trial", "metric", "first", "second", ""], ["a", "latency.tpot", "12.5 ms", "12.25 ms", "real"]]
    assert [line.split()[:2] for line in aligned(rows, 30, keys=2).splitlines() if line] == [
        ["trial", "metric"], ["a", "latency.tpot"], ["trial", "metric"], ["a", "latency.tpot"]
    ]  # fmt: skip
    assert len(aligned(rows, 24, keys=2).splitlines()) == 2  # names fill the line: the terminal breaks it


def test_sentences_are_broken_between_words_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "no real change: " + "magnitude pruning " * 9
    assert filled(sentence) == sentence  # a pipe breaks no lines
    monkeypatch.setattr("paretoscope.plain.terminal", lambda: 40)
    assert max(map(len, filled(sentence).splitlines())) <= 40
    assert filled(sentence).split() == sentence.split()


def test_evaluations_are_told_where_nobody_sees_a_live_line() -> None:
    out = io.StringIO()
    shown = Shown(out, Record(), 4, lambda: 65.0)
    shown(Phase(trial="kv.quantized", name="evaluate", text="score:items=4"))
    shown(Phase(trial="kv.quantized", name="evaluate", state="end", text="score:items=4"))
    assert out.getvalue() == "evaluating kv.quantized: score:items=4, 0:00 elapsed\n"


@pytest.mark.parametrize(("size", "words"), [(0, "0.0 MiB"), (1.34 * 2**20, "1.3 MiB"), (452 * 2**20, "452 MiB"),
                                             (1.5 * 2**30, "1.5 GiB")])  # fmt: skip
def test_amounts_of_memory_have_one_unit_everywhere(size: float, words: str) -> None:
    assert amount(size) == words
