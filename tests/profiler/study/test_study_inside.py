"""Traces and ceilings in a whole study of scripted workers: stored, rebuilt, shown, and apart from every timing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paretoscope import cli
from paretoscope.analysis import inside, limits, summarise
from paretoscope.analysis.ceilings import Bandwidth, Ceilings, Rate
from paretoscope.catalog import packaged
from paretoscope.events import Artefact
from paretoscope.plan import Study
from paretoscope.store import ceilings as store
from paretoscope.store.stored import StoredStudy
from paretoscope.study.ceilings import known

RECIPE = "quantize.int8_dynamic"


def ceilings() -> Ceilings:
    points = (Bandwidth(size=1e6, value=1e10, low=1e10, high=1e10),)
    return Ceilings(bandwidth=points, rates=(Rate(dtype="float32", value=1e9, low=1e9, high=1e9),))


def test_a_traced_study_has_a_tree_for_each_trial(play: Callable[..., Any], study_of: Callable[..., Study]) -> None:
    played = play(study_of(RECIPE, trace=True))
    assert inside.traced(played.folder.path) == ["baseline", RECIPE]
    tree = inside.load(played.folder.path, RECIPE)
    assert [r.phase for r in tree.roots] == ["prefill", "decode"]
    told = [e for e in played.events if isinstance(e, Artefact) and e.name == "trace"]
    assert sorted(e.trial for e in told) == ["baseline", RECIPE]
    results = summarise(played.record, played.study, packaged())
    assert [t.inside["phases"][1]["phase"] for t in results.trials] == ["decode", "decode"]


def test_m30_a_traced_study_has_the_same_figures_as_an_untraced_one(
    play: Callable[..., Any], study_of: Callable[..., Study], tmp_path: Path
) -> None:
    plain = play(study_of(RECIPE), tmp_path / "plain")
    traced = play(study_of(RECIPE, trace=True), tmp_path / "traced")
    one, two = (summarise(p.record, p.study, packaged()) for p in (plain, traced))
    assert all(t.inside for t in two.trials)
    assert not any(t.inside for t in one.trials)
    for a, b in zip(one.trials, two.trials, strict=True):
        assert {w: set(t) for w, t in a.metrics.items()} == {w: set(t) for w, t in b.metrics.items()}
        assert a.metrics["generate:new=8"]["latency.tpot"].value == pytest.approx(
            b.metrics["generate:new=8"]["latency.tpot"].value
        )


def test_ceilings_reach_results_by_the_studys_greeting(
    play: Callable[..., Any], study_of: Callable[..., Study]
) -> None:
    played = play(study_of(RECIPE), ceilings=ceilings().to_dict())
    results = summarise(played.record, played.study, packaged())
    assert limits.ceilings_of(results) == ceilings()
    assert "ceilings" not in results.machine


def test_a_stored_study_keeps_traces_and_ceilings(play: Callable[..., Any], study_of: Callable[..., Study]) -> None:
    played = play(study_of(RECIPE, trace=True), ceilings=ceilings().to_dict())
    found = StoredStudy(played.folder.path, packaged()).results
    assert limits.ceilings_of(found) == ceilings()
    assert found.trial(RECIPE).inside["workload"] == "generate:new=8"
    assert limits.roofline(found).ceilings == ceilings()


def test_a_study_looks_its_ceilings_up_by_device_threads_and_torch(study_of: Callable[..., Study]) -> None:
    study = study_of(threads=3)
    assert known(study) == {}
    store.keep(ceilings(), store.identity("cpu", 3))
    assert known(study)["identity"]["threads"] == 3
    assert known(study_of(threads=4)) == {}


def test_the_trace_command_reads_a_study_and_writes_files_for_others(
    play: Callable[..., Any], study_of: Callable[..., Study], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    played = play(study_of(RECIPE, trace=True))
    assert cli.main(["trace", str(played.folder.path), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "model.layers.1" in said
    assert f"baseline -> {RECIPE}" in said
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {f"{t}.{e}" for t in ("baseline", RECIPE) for e in ("trace.json", "chrome.json", "folded")}
    body = json.loads((tmp_path / "out" / "baseline.chrome.json").read_text())
    assert body["traceEvents"]
    assert inside.read(tmp_path / "out" / "baseline.trace.json").roots


def test_the_trace_command_as_json_holds_the_trees(
    play: Callable[..., Any], study_of: Callable[..., Study], capsys: pytest.CaptureFixture[str]
) -> None:
    played = play(study_of(RECIPE, trace=True))
    assert cli.main(["trace", str(played.folder.path), "--json"]) == 0
    trees = [inside.Tree.from_dict(b) for b in json.loads(capsys.readouterr().out)]
    assert [t.trial for t in trees] == ["baseline", RECIPE]


def test_a_study_without_traces_says_how_to_get_them(
    play: Callable[..., Any], study_of: Callable[..., Study], capsys: pytest.CaptureFixture[str]
) -> None:
    played = play(study_of(RECIPE))
    assert cli.main(["trace", str(played.folder.path)]) == 2
    assert "--trace" in capsys.readouterr().err
