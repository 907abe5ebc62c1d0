"""A trial that is tried again gets rounds of its own, beside the baseline, and is compared in those alone."""

from __future__ import annotations

from typing import Any

from paretoscope.analysis.summary import summarise
from paretoscope.catalog import packaged
from paretoscope.plan import PROTOCOLS

G = "generate:new=8"


def test_m19_order_a_trial_that_was_tried_again_is_paired_with_the_baseline_of_its_own_rounds(
    play: Any, study_of: Any, script: Any
) -> None:
    """Whoever runs slower by the time of the second try does so beside a baseline that does, too: the ratio stays."""
    script(**{"a.b": {"tpot": 0.05, "fail_at": {"turn": 2, "how": "kill", "attempt": 0}}})
    study = study_of("a.b", "c.d")
    before = play(study).record.trials["c.d"].valid_turns(G)
    script(**{"a.b": {"tpot": 0.1}, "baseline": {"tpot": 0.2}})
    record = play(study).record
    base, again, other = (set(record.trials[t].valid_turns(G)) for t in ("baseline", "a.b", "c.d"))
    rounds = PROTOCOLS["glance"].rounds
    assert (again <= base, other == set(before)) == (True, True)  # nobody stands without a baseline, none is disturbed
    assert len(again) == 2 + rounds  # what was finished before the kill counts; the minimum is reached by new rounds
    results = summarise(record, study, packaged())
    ratio = results.trial("a.b").change("latency.tpot", G)
    assert ratio is not None
    assert (ratio.n, round(ratio.value, 6)) == (2 + rounds, 0.5)
    assert any(f.startswith("a.b: the worker was ended by the system") for f in results.health["flags"])
