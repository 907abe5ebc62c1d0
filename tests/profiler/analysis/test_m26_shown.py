"""METHOD M26: a failed, invalid or skipped trial keeps its numbers, and enters no chart, rank, front, claim or gate."""

from __future__ import annotations

from types import ModuleType

import pytest

from paretoscope.analysis import summarise
from paretoscope.analysis.gate import judge, parse
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results
from paretoscope.catalog import Catalog
from paretoscope.events import Failed, State
from paretoscope.report.pictures import over_rounds, ratios, trade_offs

BEST = "prune.cfsp:sparsity=0.3 + quantize.int8_dynamic"  # the fastest of the simulated study


def ended(simulated: ModuleType, catalog: Catalog, state: str) -> tuple[Results, str]:
    """The simulated study whose fastest trial ended so after all its turns; and that trial's id."""
    plan, events = simulated.simulate(recipes=("quantize.int8_dynamic", BEST))
    record = Record(plan).feed_all(events)
    id_ = list(plan.trials)[2]
    if state == "failed":
        record.feed(Failed(trial=id_, code="crash", text="exit code 1 after the numbers"))
    record.feed(State(trial=id_, state=state, why="exit code 1 after the numbers"))
    return summarise(record, plan, catalog), id_


@pytest.mark.parametrize("state", ["failed", "invalid", "skipped"])
def test_m26_failures_enter_no_front_no_chart_no_claim_and_pass_no_gate(
    simulated: ModuleType, catalog: Catalog, state: str
) -> None:
    results, id_ = ended(simulated, catalog, state)
    trial = results.trial(id_)
    assert trial.find("latency.tpot") is not None  # what was measured is kept
    assert not trial.ranked
    assert results.pareto
    assert all(f.probability(id_) == 0 for f in results.pareto)
    assert not any(c.trial == id_ for c in results.claims)
    assert not any(x.startswith("Fastest") and trial.title in x for x in results.summary)
    drawn = [p for p in (*trade_offs(results), ratios(results), *over_rounds(results)) if p is not None]
    assert drawn
    assert not any(trial.title in row[0] for p in drawn for row in p.rows)
    verdicts = [v for v in judge(results, [parse("latency.tpot=5", True)], None, []) if v.trial == id_]
    assert [v.passed for v in verdicts] == [False]


def test_m26_failures_would_have_won_had_they_been_valid(simulated: ModuleType, catalog: Catalog) -> None:
    """So that the test above can fail: the same trial, valid, is on a front, in the charts and in the summary."""
    results, id_ = ended(simulated, catalog, "valid")
    title = results.trial(id_).title
    assert any(f.probability(id_) > 0.5 for f in results.pareto)
    assert any(x.startswith("Fastest") and title in x for x in results.summary)
    assert any(title in row[0] for p in trade_offs(results) for row in p.rows)
