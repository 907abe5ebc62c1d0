"""Gates and comparisons on studies whose truth is known."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from paretoscope.analysis.compare import Pair, compare, unpaired
from paretoscope.analysis.gate import Limit, judge, parse
from paretoscope.analysis.results import Results, Value
from paretoscope.cli import main
from paretoscope.commands.compare import _row
from paretoscope.errors import Refused

INT8 = "quantize.int8_dynamic"


@pytest.fixture
def stored(results: Results, tmp_path: Path) -> Path:
    file = tmp_path / "results.json"
    file.write_text(json.dumps(results.to_dict()), encoding="utf-8")
    return file


def test_the_worse_end_of_the_interval_decides(results: Results) -> None:
    ratio = results.trial(INT8).change("latency.tpot")
    assert ratio is not None
    assert ratio.high is not None
    for bound, passed in ((ratio.high + 1e-6, True), ((ratio.value + ratio.high) / 2, False)):
        found = judge(results, [Limit("latency.tpot", bound)], None, [INT8])
        assert [v.passed for v in found] == [passed]


def test_quality_is_kept_or_not(results: Results) -> None:
    assert all(v.passed for v in judge(results, [], 0.99, [INT8]))
    lost = judge(results, [], 0.99, ["prune.magnitude*"])
    assert any(not v.passed and v.check.startswith("quality.perplexity") for v in lost)


def test_a_failed_trial_fails_and_an_unmeasured_metric_too(results: Results) -> None:
    assert not judge(results, [Limit("latency.tpot", 9)], None, ["depth.*"])[0].passed
    assert not judge(results, [Limit("energy.per_token", 9)], None, [INT8])[0].passed


def test_a_technique_that_only_shortens_answers_fails(results: Results) -> None:
    """METHOD M22: the output length must stay in 90 to 110 %."""
    shortened = copy.deepcopy(results)
    trial = shortened.trial(INT8)
    table = trial.ratios[next(w for w in trial.ratios if w.startswith("score"))]
    table["quality.output_length"] = dataclasses.replace(next(iter(table.values())), value=0.6, kind="ratio")
    assert any(not v.passed and "output_length" in v.check for v in judge(shortened, [], 0.9, [INT8]))


def test_a_preliminary_study_passes_no_gate(measure: Callable[..., Results]) -> None:
    with pytest.raises(Refused, match="preliminary"):
        judge(measure("glance"), [Limit("latency.tpot", 2)], None, [])


@pytest.mark.parametrize("text", ["latency.tpot", "latency.tpot=", "latency.tpot=x", "latency.tpot=-1"])
def test_limits_that_cannot_be_read(text: str) -> None:
    with pytest.raises(Refused, match="cannot read the limit"):
        parse(text, True)


def test_the_exit_code_tells(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gate", str(stored), "--max", "latency.tpot=0.8", "--trial", INT8]) == 0
    assert main(["gate", str(stored), "--max", "latency.tpot=0.5", "--trial", INT8, "--json"]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["passed"] is False
    assert main(["gate", str(stored)]) == 2
    assert main(["gate", str(stored.parent / "none"), "--quality", "99"]) == 2
    assert main(["gate", str(stored), "--quality", "120"]) == 2


def test_a_newer_results_file_is_refused(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = json.loads(stored.read_text())
    stored.write_text(json.dumps({**body, "schema": 99}))
    assert main(["compare", str(stored), str(stored)]) == 2
    assert "schema 99" in capsys.readouterr().err


def test_two_runs_of_the_same_are_the_same(measure: Callable[..., Results]) -> None:
    found = compare(measure(seed=1), measure(seed=2))
    assert [d.what for d in found.differences] == ["study.seed"]
    real = [p for p in found.pairs if p.metric == "latency.tpot" and p.ratio and p.ratio.real]
    assert not real
    assert not found.only_first


def test_what_changed_between_two_studies_is_named(measure: Callable[..., Results], results: Results) -> None:
    other = copy.deepcopy(results)
    other.versions["torch"] = "9.9"
    other.identity["model.safetensors"] = "00" * 32
    other.trials = [t for t in other.trials if t.recipe != INT8]
    found = compare(results, other)
    assert {d.what for d in found.differences} == {"versions.torch", "identity.model.safetensors"}
    assert found.only_first == [INT8]


def test_a_slower_study_is_seen(measure: Callable[..., Results], simulated: object) -> None:
    truth = simulated.TRUTH["baseline"]  # type: ignore[attr-defined]
    slow = measure(recipes=(), truth={"baseline": dataclasses.replace(truth, tpot=truth.tpot * 1.5)})
    pair = next(p for p in compare(measure(recipes=()), slow).pairs if p.metric == "latency.tpot")
    assert pair.ratio is not None
    assert pair.ratio.real
    assert pair.ratio.value == pytest.approx(1.5, rel=0.03)


@pytest.mark.parametrize(
    ("first", "words"),
    [(Value(value=2.0, low=None, high=None, n=9), "no interval"), (Value(value=2.0, source="counted"), "exact"),
     (Value(value=2.0, low=1.9, high=2.1, n=9), "0.93 to 1.07")],
)  # fmt: skip
def test_only_what_was_counted_is_called_exact(first: Value, words: str) -> None:
    pair = Pair("baseline", "generate", "latency.tpot.p50", first, first, unpaired("latency.tpot.p50", first, first))
    assert _row(pair)[4] == f"1.00× [{words}]"


def test_the_compare_command(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(stored), str(stored), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["differences"] == []
    assert main(["compare", str(stored), str(stored)]) == 0
    assert "Nothing differs" in capsys.readouterr().out
    assert main(["compare", str(stored)]) == 2
