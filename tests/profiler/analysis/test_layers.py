"""What each layer of a stack adds: paired with the part below it, and never said where that was not measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from paretoscope.analysis.results import Results
from paretoscope.plan import Recipe
from paretoscope.report import layers, render
from paretoscope.report.sections import without

LOW, STACK = "quantize.int8_dynamic", "quantize.int8_dynamic + decode.prompt_lookup"


@pytest.fixture(scope="module")
def stacked(measure: Callable[..., Results], simulated: ModuleType) -> Results:
    """A stack of two beside its first layer: tokens come in 0.8 of int8's time, quality is int8's."""
    low = simulated.TRUTH[LOW]
    return measure(recipes=("baseline", LOW, STACK), truth={STACK: replace(low, tpot=0.8 * low.tpot)}, noise=0.01)


def test_the_layers_multiply_to_the_whole(stacked: Results) -> None:
    """Means of logarithms over the same rounds: whole = below x added, to rounding."""
    low, stack = stacked.trials[1:]
    assert (low.below, low.added) == ("", {})
    assert stack.below == low.id
    for workload, table in stack.added.items():
        for name, added in table.items():
            whole, below = stack.ratios[workload][name], low.ratios[workload][name]
            if added.kind == "difference":
                assert whole.value == pytest.approx(below.value + added.value, abs=1e-9)
            elif added.n:
                assert whole.value == pytest.approx(below.value * added.value)


def test_the_truth_lies_in_the_interval_of_what_a_layer_adds(stacked: Results) -> None:
    added = next(t["latency.tpot"] for t in stacked.trials[2].added.values() if "latency.tpot" in t)
    assert added.real
    assert added.low is not None
    assert added.high is not None
    assert added.low < 0.8 < added.high


def test_reports_show_it_and_say_nothing_where_no_part_was_measured(stacked: Results, results: Results) -> None:
    (table,) = layers.tables(stacked)
    assert [row[:2] for row in table.rows] == [["Dynamic int8 + Prompt lookup", "Dynamic int8"]]
    assert any("✓" in cell for cell in table.rows[0])
    for kind in ("html", "md"):
        assert b"What each layer adds" in render(stacked, kind)
        assert b"What each layer adds" not in render(results, kind)
    assert any(len(Recipe.parse(t.recipe).steps) > 1 for t in results.trials)


def test_a_report_leaves_it_out_when_told(stacked: Results) -> None:
    kept = without(stacked, ["layers"])
    for kind in ("html", "md"):
        assert b"What each layer adds" not in render(kept, kind)
    assert b'"added": {"generate' not in render(kept, "json")
    assert kept.trials[2].ratios == stacked.trials[2].ratios
    assert stacked.trials[2].added, "the results themselves keep it"


def test_it_survives_json(stacked: Results) -> None:
    assert Results.from_dict(stacked.to_dict()).trials[2].added == stacked.trials[2].added
