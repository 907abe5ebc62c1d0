"""Sweeps and replays through a whole study of scripted workers: plan, rounds, events, analysis, command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from paretoscope import cli
from paretoscope.analysis import summarise
from paretoscope.errors import EXIT_DONE, EXIT_REQUEST, Refused
from paretoscope.models.info import ModelInfo
from paretoscope.plan import PROTOCOLS, Workload
from paretoscope.study.estimate import call_seconds
from paretoscope.study.missing import shortfall
from paretoscope.study.workloads import check_workload

TRACE = "trace:rate=100,requests=5,new=8"
INFO = ModelInfo(
    path=Path("m"), architecture="X", model_type="llama", task="causal_lm", config={}, layers=2, hidden=8,
    heads=2, kv_heads=2, vocabulary=32, context=64, tokenizer=True,
)  # fmt: skip


def test_a_replay_counts_its_requests_and_fills_every_metric(play: Any, study_of: Any, script: Any) -> None:
    """Arrivals come far faster than 0.8 s of service: request i waits for all before it."""
    script(**{"a.b": {"tpot": 0.05}})
    done = play(study_of("a.b", workloads=(f"{TRACE},e2e=2",)))
    assert done.code == EXIT_DONE
    (work,) = (w.text() for w in done.study.workloads)
    base = done.record.trials["baseline"]
    assert shortfall(done.study, base) == ""
    turns = base.valid_turns(work)
    assert len(turns) == PROTOCOLS["glance"].rounds
    assert {len(t.observations) for t in turns.values()} == {1}  # five requests are more than a turn's share of calls
    found = {t.id: t for t in summarise(done.record).trials}
    metrics = found["baseline"].metrics[work]
    for name in ("latency.ttft", "latency.tpot", "latency.e2e", "latency.batch", "queue.wait", "queue.utilisation",
                 "queue.backlog", "queue.backlog_peak", "throughput.requests", "goodput.requests", "goodput.share",
                 "latency.e2e.p50"):  # fmt: skip
        assert metrics[name].value is not None, name
    assert metrics["queue.backlog_peak"].value == 4
    assert metrics["queue.utilisation"].value == pytest.approx(1.0, abs=0.01)
    change = found["a.b"].change("queue.wait", work)
    assert change is not None
    assert (change.kind, change.real) == ("difference", True)
    assert change.value < -0.3


def test_a_sweep_is_measured_in_the_same_rounds_and_predicts(
    play: Any, study_of: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    swept = tuple(w.text() for w in Workload.expand("generate:prompt=64|128|256|512|1024,new=8"))
    done = play(study_of("a.b", workloads=swept))
    assert [len(done.record.trials["a.b"].valid_turns(w)) for w in swept] == [4] * 5
    folder = str(done.folder.path)
    assert cli.main(["predict", folder, "--prompt", "300", "--new", "16", "--json"]) == EXIT_DONE
    rows = json.loads(capsys.readouterr().out)
    assert [r["trial"] for r in rows] == ["baseline", "a.b"]
    assert rows[0]["ttft"]["value"] == pytest.approx(0.1, rel=1e-6)
    assert rows[0]["e2e"]["value"] == pytest.approx(0.1 + 15 * 0.1, rel=1e-6)
    assert cli.main(["predict", folder, "--prompt", "3", "--new", "4", "--trial", "c.d"]) == EXIT_REQUEST


def test_a_trace_is_checked_before_anything_runs(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("arrival,prompt,new\n0,10,2\n3.5,20,5\n")
    work = check_workload(Workload("trace", {"file": str(file)}), INFO)
    assert work.value("file") == str(file)
    assert call_seconds(INFO, work) == pytest.approx(3.5, rel=0.01)
    with pytest.raises(Refused, match="tokens of context"):
        check_workload(Workload("trace", {"prompt": 60, "new": 8, "spread": 0.0}), INFO)
    file.write_text("arrival,prompt,new\n0,10,2\nx,20,5\n")
    with pytest.raises(Refused, match="line 3"):
        check_workload(work, INFO)
    with pytest.raises(Refused, match="does not fit"):
        check_workload(Workload("trace"), replace(INFO, task="classification"))
