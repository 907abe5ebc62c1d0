"""Sweeps and replays in reports, and the command predict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from paretoscope import cli
from paretoscope.analysis.latency_model import fill
from paretoscope.analysis.latency_result import LatencyPart
from paretoscope.analysis.results import Results, Trial, Value
from paretoscope.analysis.sweeps import extras
from paretoscope.errors import EXIT_DONE, EXIT_REQUEST
from paretoscope.plan import Workload
from paretoscope.report import render
from paretoscope.report.curves import pictures
from paretoscope.report.latency import part_text, tables
from paretoscope.report.view import main_columns
from paretoscope.store.keep import results_text

LENGTHS = (64, 128, 256, 512, 1024)


def swept(wild: bool = False) -> Results:
    """A study of one baseline over five lengths; `wild`: one length keeps no law."""
    metrics: dict[str, dict[str, Value]] = {}
    for p in LENGTHS:
        first = (2e-3 + 1e-5 * p + 2e-9 * p * p) * (5 if wild and p == 256 else 1)
        later = 8e-3 + 1e-6 * (p + 16)
        metrics[f"generate:new=32,prompt={p}"] = {
            "latency.ttft": Value(value=first, unit="s"), "latency.tpot": Value(value=later, unit="s"),
            "latency.e2e": Value(value=first + 31 * later, unit="s"),
        }  # fmt: skip
    made = Results(workloads=list(metrics), trials=[
        Trial(id="baseline", recipe="baseline", title="Baseline", status="valid", marks=("baseline",), metrics=metrics)
    ])  # fmt: skip
    fill(made)
    return made


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    (tmp_path / "results.json").write_text(results_text(swept()))
    return tmp_path / "results.json"


def test_predict_says_value_interval_and_check(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["predict", str(stored), "--prompt", "300", "--new", "100"]) == EXIT_DONE
    out = capsys.readouterr().out
    assert "estimated, with 95 % prediction intervals" in out
    assert "measured: prompt 64 to 1024, new 32 to 32, batch 1 to 1" in out
    assert "5.18 ms [5.18, 5.18]" in out  # 2 + 3 + 0.18 ms, and no noise
    assert "baseline: fits: prompt lengths that were left out" in out
    assert "extrapolated" not in out


def test_predict_as_json_marks_what_lies_beyond(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["predict", str(stored), "--prompt", "4096", "--new", "2", "--json"]) == EXIT_DONE
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["source"], row["beyond"], row["verdict"]) == ("estimated", True, "fits")
    assert row["ttft"]["value"] == pytest.approx(2e-3 + 4096e-5 + 2e-9 * 4096**2)
    assert row["e2e"]["value"] == pytest.approx(row["ttft"]["value"] + row["tpot"]["value"])


@pytest.mark.parametrize(
    ("more", "words"),
    [(["--trial", "no.such"], "no fitted model of no.such"), (["--new", "0"], ""), (["--prompt", "x"], "invalid")],
)
def test_predict_refuses_in_words(
    stored: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    arguments = ["predict", str(stored), "--prompt", "300", "--new", "8", *more]
    try:
        code = cli.main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    found = capsys.readouterr()
    assert (code, words in found.err) == ((EXIT_REQUEST, True) if words else (EXIT_DONE, True))
    if not words:
        assert "nothing can be predicted" in found.out


def test_predict_without_a_sweep_says_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "results.json").write_text(results_text(Results()))
    assert cli.main(["predict", str(tmp_path / "results.json"), "--prompt", "8", "--new", "8"]) == EXIT_REQUEST
    assert "generate:prompt=64|256" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_report_of_a_sweep_shows_lengths_law_and_check(form: str) -> None:
    page = render(swept(wild=True), form).decode().replace("\\", "")
    for words in ("Time to first token by length", "Latency at any length", "Held-back lengths", "does not fit",
                  "µs b p", "256 + 32"):  # fmt: skip
        assert words in page, words
    assert "Held-back" not in render(Results(trials=[Trial(id="baseline", recipe="baseline")]), form).decode()


def test_a_page_of_a_sweep_draws_what_was_measured_and_the_law() -> None:
    made = list(pictures(swept()))
    assert [p.title for p in made] == ["Time to first token by prompt length", "Time per output token by prompt length"]
    drawn = str(made[0].svg)
    assert drawn.count("<polygon") == len(LENGTHS)
    assert drawn.count("<path") == 1
    assert made[0].rows == [["Baseline", "2.65", "3.31", "4.69", "7.64", "14.3"]]
    assert made[0].svg in render(swept(), "html").decode()
    assert list(pictures(Results())) == []


def test_a_sweep_does_not_crowd_out_the_other_columns() -> None:
    found = swept()
    assert [c.workload for c in main_columns(found)] == ["generate:new=32,prompt=64"]
    assert extras(found.workloads) == set(found.workloads[1:])
    assert extras(found.workloads[:2]) == set()
    assert extras(["score", "classify"]) == set()


def test_a_fitted_part_reads_as_a_formula() -> None:
    part = LatencyPart(terms=("1", "tokens", "tokens x prompt"), coefficients=(-2e-3, 1.5e-5, -3e-9), inverse=(),
                       sigma=0.0, df=2)  # fmt: skip
    assert part_text(part) == "-2.00 ms + 15.0 µs b p - 3.00 ns b p²"


def test_replays_goodput_and_cold_start_have_tables() -> None:
    def value(number: float | None, **more: Any) -> Value:
        return Value(value=number, unit="s", **more)

    work = "trace:rate=2"
    metrics = {
        work: {"queue.wait": value(0.2, low=0.1, high=0.3), "latency.e2e.p90": value(None, why="n too small")},
        "generate:ttft=1": {"goodput.requests": value(3.0), "latency.ttft": value(0.1)},
        "": {"time.cold_start": value(2.5), "time.load": value(1.0)},
    }
    found = Results(workloads=[work, "generate:ttft=1"],
                    trials=[Trial(id="baseline", recipe="baseline", status="valid", metrics=metrics)])  # fmt: skip
    made = {t.title: t for t in tables(found)}
    assert list(made) == ["Requests in a queue", "Goodput", "Cold start"]
    assert made["Requests in a queue"].rows == [["baseline", "200 ms (100 to 300)", "— (n too small)"]]
    assert made["Goodput"].rows == [["generate:ttft=1", "baseline", "3.00 1/s", "—", "100 ms", "—", "—"]]


@pytest.mark.parametrize("form", ["html", "md", "csv", "json"])
def test_a_report_names_files_without_the_folders_above_them(form: str) -> None:
    works = ['trace:file="/home/ann o\'hara/a.csv"', "trace:file=/home/bob/a.csv", "generate:text=C:/secret/t.txt"]
    metrics = {w: {"latency.ttft": Value(value=0.1 * (i + 1), unit="s")} for i, w in enumerate(works)}
    found = Results(workloads=works, trials=[
        Trial(id="baseline", recipe="baseline", status="valid", metrics=metrics)])  # fmt: skip
    page = render(found, form).decode()
    for secret in ("home", "ann", "bob", "secret"):
        assert secret not in page, secret
    assert "a.csv" in page
    if form == "json":
        body = json.loads(page)
        assert body["workloads"] == ["trace:file=a.csv", 'trace:file="a.csv (2)"', "generate:text=t.txt"]
        assert [Workload.parse(w).text() for w in body["workloads"]] == body["workloads"]
        assert list(body["trials"][0]["metrics"]) == body["workloads"]
