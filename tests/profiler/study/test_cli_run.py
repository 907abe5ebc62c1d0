"""The commands run, resume and demo as a user meets them: what they print, where, and how they exit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from paretoscope import cli
from paretoscope.analysis.record import Record
from paretoscope.errors import EXIT_DONE, EXIT_ENVIRONMENT, EXIT_INTERRUPTED, EXIT_REQUEST, EXIT_TRIAL
from paretoscope.events import from_line
from paretoscope.plan import Study
from paretoscope.store.folder import StudyFolder

CHEAP = ["--protocol", "glance", "--workload", "generate:prompt=16,new=8"]


@pytest.fixture
def model(sound_model: Path) -> Path:
    """A model folder that can be inspected, not run."""
    return sound_model


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, list[str], list[str]]:
    """stdout, errors and hints since the last look."""
    out, err = capsys.readouterr()
    lines = err.splitlines()
    return out, [s[7:] for s in lines if s.startswith("error: ")], [s[6:] for s in lines if s.startswith("hint: ")]


def test_a_run_ends_with_a_table_a_folder_and_a_report(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], script: Any
) -> None:
    script(**{"kv.snapkv": {"tpot": 0.05}})
    out = tmp_path / "study"
    assert cli.main(["run", str(model), "--recipe", "kv.snapkv", *CHEAP, "--out", str(out)]) == EXIT_DONE
    text, _, _ = said(capsys)
    row = next(line for line in text.splitlines() if line.startswith("kv.snapkv"))
    assert row.split()[-5:] == ["0.500", "[0.500,", "0.500]", "real"] or row.endswith("real")
    assert (out / "reports" / "report.html").stat().st_size > 1000
    body = json.loads((out / "results.json").read_text())
    assert body["state"] == "done"
    assert [t["status"] for t in body["trials"]] == ["valid", "valid"]
    assert body["model"]["architecture"] == "LlamaForCausalLM"
    assert {p.name for p in out.iterdir()} >= {"study.toml", "study.sqlite", "events", "artefacts", "reports"}
    assert Study.read(out).workloads[0].text() == "generate:new=8,prompt=16"


def test_dry_run_says_what_would_run_and_writes_nothing(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    command = ["run", str(model), "--recipe", "kv.snapkv:budget=8", *CHEAP, "--out", str(out), "--dry-run"]
    assert cli.main([*command, "--json"]) == EXIT_DONE
    body = json.loads(said(capsys)[0])
    assert [t["recipe"] for t in body["trials"]] == ["baseline", "kv.snapkv:budget=8"]
    assert body["source"] == "estimated"
    assert min(body["seconds"], body["memory"], body["disk"]) > 0
    assert body["blocks"] == [{"trials": [t["id"] for t in body["trials"]], "rounds": [0, 1, 2, 3], "alternate": False}]
    assert cli.main(command) == EXIT_DONE
    assert "(estimated)" in said(capsys)[0]
    assert not out.exists()


def test_all_problems_are_told_at_once_before_anything_runs(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9 " * 500)
    code = cli.main(
        ["run", str(model), "--recipe", "kv.snapkv:budget=no", "--recipe", "no.such", "--device", "tpu",
         "--workload", f"score:context=32,stride=8,text={tmp_path / 'latin.txt'}", "--workload", "generate:prompt=900",
         "--calibration", str(tmp_path / "none.txt"), "--out", str(tmp_path / "study")]
    )  # fmt: skip
    assert code == EXIT_REQUEST
    _, errors, hints = said(capsys)
    for words in ("whole number", "no.such", "tpu", "not UTF-8: byte 3", "900", "none.txt"):
        assert any(words in e for e in errors), (words, errors)
    assert len(hints) == len(errors)
    assert not (tmp_path / "study").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--budget", "1"], "cannot buy the minimum"),
        (["--memory", "1M"], "of memory"),
        (["--workload", "classify"], "does not fit"),
        (["--workload", "score:context=32,stride=32"], "stride must be smaller"),
        (["--workload", "generate:new=x"], "whole number"),
        (["--recipe", "kv.snapkv:budget"], "cannot read"),
        (["--protocol", "fast"], "invalid choice"),
        (["--memory", "lots"], "no size"),
        (["--python", "/no/python"], "cannot be started"),
    ],
)
def test_wrong_requests_are_refused_with_a_sentence(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    base = ["run", str(model), "--out", str(tmp_path / "study")]
    try:
        code = cli.main([*base, *arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code in (EXIT_REQUEST, EXIT_ENVIRONMENT)
    _, errors, hints = said(capsys)
    assert any(words in e for e in errors), errors
    assert hints
    assert not (tmp_path / "study" / "events").exists()


@pytest.mark.parametrize("protocol", ["glance", "quick"])
def test_a_budget_too_small_does_not_advise_the_protocol_that_was_asked_for(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], protocol: str
) -> None:
    base = ["run", str(model), "--out", str(tmp_path / "study"), "--budget", "1"]
    assert cli.main([*base, "--protocol", protocol]) == EXIT_REQUEST
    (hint,) = said(capsys)[2]
    assert "raise --budget" in hint
    assert ("--protocol glance" in hint) == (protocol != "glance")


def test_an_output_folder_that_cannot_be_written_is_code_4(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert cli.main(["run", str(model), *CHEAP, "--out", str(tmp_path / "file" / "study")]) == EXIT_ENVIRONMENT
    assert "is a file" in said(capsys)[1][0]


def test_a_folder_that_holds_a_study_is_refused_and_resume_shows_it(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "study")
    assert cli.main(["run", str(model), *CHEAP, "--out", out]) == EXIT_DONE
    said(capsys)
    assert cli.main(["run", str(model), *CHEAP, "--out", out]) == EXIT_REQUEST
    assert "resume" in said(capsys)[2][0]
    assert cli.main(["resume", out, "--json"]) == EXIT_DONE
    assert json.loads(said(capsys)[0])["state"] == "done"
    assert cli.main(["resume", str(tmp_path)]) == EXIT_REQUEST
    assert "no study folder" in said(capsys)[1][0]


def test_a_failed_trial_is_exit_3_and_named(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], script: Any
) -> None:
    script(**{"kv.snapkv": {"fail_at": {"phase": "apply", "how": "kill"}}})
    out = tmp_path / "study"
    assert cli.main(["run", str(model), "--recipe", "kv.snapkv", *CHEAP, "--out", str(out)]) == EXIT_TRIAL
    text, err = capsys.readouterr()
    assert "failed: kv.snapkv: the worker was ended by the system" in err
    assert "failed" in next(line for line in text.splitlines() if line.startswith("kv.snapkv"))


def test_a_study_file_runs_like_its_options(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'model = "{model}"\nrecipes = ["kv.snapkv"]\nworkloads = ["generate:prompt=16,new=8"]\nseed = 5\n')
    assert cli.main(["run", str(file), "--dry-run", "--json", "--protocol", "glance"]) == EXIT_DONE
    body = json.loads(said(capsys)[0])
    assert (body["seed"], body["protocol"], len(body["trials"])) == (5, "glance", 2)
    file.write_text('model = "x"\nrecipies = []\n')
    assert cli.main(["run", str(file)]) == EXIT_REQUEST
    assert "unknown field 'recipies'" in said(capsys)[1][0]
    file.write_text("schema = 99\n")
    assert cli.main(["run", str(file)]) == EXIT_REQUEST
    assert "schema 99" in said(capsys)[1][0]


def test_stream_prints_every_event_and_obeys_commands(model: Path, tmp_path: Path) -> None:
    out = tmp_path / "study"
    child = subprocess.Popen(
        [sys.executable, "-m", "paretoscope", "run", str(model), "--recipe", "kv.snapkv", *CHEAP, "--out", str(out),
         "--stream"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    lines = []
    for line in child.stdout:
        lines.append(line)
        if '"turn_end"' in line:
            child.stdin.write('{"do": "cancel"}\n')
            child.stdin.flush()
            break
    lines += child.stdout.readlines()
    assert child.wait(60) == EXIT_INTERRUPTED
    assert child.stderr is not None
    assert f"paretoscope resume {out}" in child.stderr.read()
    assert [from_line(x) for x in lines] == list(StudyFolder(out).read())


@pytest.mark.parametrize("way", ["closed", "signal"])
def test_a_window_that_goes_away_or_ctrl_c_leaves_a_resumable_study(model: Path, tmp_path: Path, way: str) -> None:
    out = tmp_path / "study"
    child = subprocess.Popen(
        [sys.executable, "-m", "paretoscope", "run", str(model), *CHEAP, "--out", str(out), "--stream"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    next(line for line in child.stdout if '"turn_start"' in line)
    if way == "closed":
        child.stdin.close()
        child.stdout.close()  # nobody reads any more
    else:
        child.send_signal(2)
    assert child.wait(60) == EXIT_INTERRUPTED
    record = Record(StudyFolder(out).study()).feed_all(StudyFolder(out).read())
    assert record.state == "cancelled"
    assert cli.main(["resume", str(out)]) == EXIT_DONE


def test_another_python_runs_the_workers_without_knowing_this_package(model: Path, tmp_path: Path) -> None:
    """The wrapper stands for another environment: it gets our code by its path, not by its name."""
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    out = tmp_path / "study"
    assert (
        cli.main(["run", str(model), *CHEAP, "--recipe", "kv.snapkv", "--python", str(python), "--out", str(out)]) == 0
    )
    assert Study.read(out).python == str(python)


def test_resume_takes_a_budget_and_a_width_of_its_own(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], script: Any
) -> None:
    script(**{"*": {"noise": 0.02}})
    out = tmp_path / "study"
    assert cli.main(["run", str(model), "--recipe", "kv.snapkv", *CHEAP, "--out", str(out)]) == EXIT_DONE
    assert cli.main(["resume", str(out), "--width", "0.8%", "--json"]) == EXIT_DONE
    body = json.loads(said(capsys)[0].rsplit("\nreport", 1)[-1].split("\n", 1)[-1])
    stopping = body["health"]["stopping"]
    assert stopping["target"] == 0.008
    assert stopping["rounds"]["kv.snapkv"] > stopping["minimum"]
