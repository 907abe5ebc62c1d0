"""An evaluation grows until the wanted difference can be seen, or the data are used up (papers seed:427, seed:625)."""

from __future__ import annotations

from typing import Any

import pytest
from study_clock import StudyClock

from paretoscope.analysis.evaluation_size import flip_spread, needed
from paretoscope.analysis.quality import Influence
from paretoscope.events import Phase
from paretoscope.study.sizing import spread_of

SEEN = "score:items=16,see=0.005"
UNSEEN = "score:items=16,see=0.0005"


def sizes(done: Any, workload: str) -> dict[str, int]:
    """Items of each trial."""
    return {t.id: len(t.items(workload)) for t in done.record.trials.values()}


def test_all_trials_are_judged_on_as_many_items_as_the_difference_needs(play: Any, study_of: Any, script: Any) -> None:
    """Items of one trial differ by 2 % at random: 16 cannot show 0.005 bit/B, about a hundred can."""
    script(**{"a.noisy": {"spread": 0.02}})
    done = play(study_of("a.noisy", "b.calm", workloads=("generate:new=8", SEEN)))
    found = sizes(done, SEEN)
    spread = 0.02 * 2.4849 * 256 / 1024 / 0.6931  # of a bit a byte
    assert set(found.values()) == {found["a.noisy"]}
    assert found["a.noisy"] == pytest.approx(needed(spread, 0.005), rel=0.15)
    assert {t.state for t in done.record.trials.values()} == {"valid"}
    begun = [e for e in done.events if isinstance(e, Phase) and e.name == "evaluate" and e.state == "start"]
    assert [e.text for e in begun].count(SEEN) == 6  # the baseline first, each twice
    assert [e.trial for e in begun if e.text == SEEN][3] == "baseline"
    assert [w.code for w in done.record.warnings] == ["null_worker"]


def test_encoders_are_judged_on_as_many_passages_as_the_difference_needs(play: Any, study_of: Any, script: Any) -> None:
    """A tenth of the passages has another neighbour: 16 cannot show a difference of 0.12, about fifty can."""
    work = "embed:items=16,see=0.12"
    script(**{"a.noisy": {"quality": {"nearest": 0.9}}})
    done = play(study_of("a.noisy", workloads=(work,)))
    found = sizes(done, work)
    assert set(found.values()) == {found["a.noisy"]}
    assert 1.1 * 16 < found["a.noisy"] <= 256
    assert found["a.noisy"] == pytest.approx(needed(flip_spread(0.1 + 3 / 16), 0.12), rel=0.7)
    assert {t.state for t in done.record.trials.values()} == {"valid"}


def test_where_the_data_end_it_is_told_how_sure_the_evaluation_is(play: Any, study_of: Any, script: Any) -> None:
    script(**{"a.noisy": {"spread": 0.02}, "*": {"data": 60}})
    done = play(study_of("a.noisy", workloads=("generate:new=8", UNSEEN)))
    assert set(sizes(done, UNSEEN).values()) == {60}
    told = [w.text for w in done.record.warnings if w.code == "items"]
    assert len(told) == 1
    assert "the data hold 60 items of the" in told[0]
    assert "% probability" in told[0]


def test_a_budget_buys_as_many_items_as_its_time_allows(play: Any, study_of: Any, script: Any) -> None:
    """16 items take 5 s of each trial's time; about two thirds of 90 s are left for more of them."""
    script(**{"*": {"phases": {"evaluate": 5.0}, "noise": 0.0001}, "a.noisy": {"spread": 0.02}})
    clock = StudyClock()
    study = study_of("a.noisy", workloads=("generate:new=8", UNSEEN), budget=90.0, width=0.9)
    expected = {"start": 1.0, "seal": 1.0, "turn": 1.6, "evaluate": 30.0}
    done = play(study, listeners=(clock.listen,), clock=clock, began=0.0, expected=expected)
    assert clock.now <= 90
    found = sizes(done, UNSEEN)
    assert 16 < found["baseline"] < 150
    assert found["a.noisy"] == found["baseline"]
    told = [w.text for w in done.record.warnings if w.code == "items"]
    assert len(told) == 1
    assert f"the budget buys {found['baseline']} items" in told[0]


def test_answers_that_never_flipped_may_still_hide_some() -> None:
    same = Influence(1.0, dict.fromkeys(range(30), 1.0))
    assert spread_of("quality.accuracy", same, same) == pytest.approx(flip_spread(0.1))
    assert spread_of("quality.bits_per_byte", same, same) == 0.0
    flipped = Influence(0.5, {i: float(i % 2) for i in range(30)})
    assert spread_of("quality.accuracy", flipped, same) == pytest.approx(flip_spread(0.6), rel=0.02)
