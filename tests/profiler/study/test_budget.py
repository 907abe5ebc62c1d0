"""A study with a time budget ends inside it, with the narrowest intervals that it could buy (fake time throughout)."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from study_clock import StudyClock

from paretoscope.analysis.widths import Widths, saved
from paretoscope.errors import EXIT_DONE, EXIT_TRIAL, Refused
from paretoscope.events import RoundStart
from paretoscope.plan import PROTOCOLS
from paretoscope.study.budget import Budget
from paretoscope.study.eta import Eta
from paretoscope.study.missing import Work
from paretoscope.study.schedule import Stretch
from paretoscope.study.stopping import added_rounds

G = "generate:new=8"
S = "score:items=2"
PHASES = {"load": 5.0, "evaluate": 2.0}
EXPECTED = {"start": 5.0, "seal": 2.0, "turn": 3.2, "evaluate": 2.0}


def run(play: Any, study: Any, **more: Any) -> tuple[Any, float]:
    """(what was played, when it ended on the budget's clock)."""
    clock = StudyClock()
    done = play(study, listeners=(clock.listen,), clock=clock, began=0.0, expected=EXPECTED, **more)
    return done, clock.now


def rounds(done: Any) -> dict[str, int]:
    """Turns that count of each trial."""
    return {t.id: len(t.valid_turns(G)) for t in done.record.trials.values()}


def test_a_budget_that_is_too_short_for_the_protocol_cuts_rounds_and_keeps_every_evaluation(
    play: Any, study_of: Any, script: Any
) -> None:
    """A round takes 9.6 s, loading 15, warm-up 4.8, judging 12 of 90 s: four or five of eight rounds are left."""
    script(**{"*": {"phases": PHASES, "noise": 0.01}})
    done, ended = run(play, study_of("a.b", "c.d", workloads=(G, S), protocol="quick", budget=90.0))
    assert done.code == EXIT_DONE
    assert 60 < ended <= 90
    assert set(rounds(done).values()) <= {4, 5}
    assert all(t.evaluated == {G, S} for t in done.record.trials.values())
    assert {t.state for t in done.record.trials.values()} == {"valid"}
    warning = next(w for w in done.record.warnings if w.code == "budget")
    assert "did not reach the minimum of protocol quick" in warning.text
    assert "preliminary" in warning.hint


def test_a_resume_without_a_budget_completes_the_protocol(play: Any, study_of: Any, script: Any) -> None:
    script(**{"*": {"phases": PHASES, "noise": 0.01}})
    study = study_of("a.b", workloads=(G, S), protocol="quick", budget=60.0)
    first, ended = run(play, study)
    assert ended <= 60
    assert max(rounds(first).values()) < PROTOCOLS["quick"].rounds
    done = play(study_of("a.b", workloads=(G, S), protocol="quick"))
    assert set(rounds(done).values()) == {PROTOCOLS["quick"].rounds}


def test_what_is_left_of_a_budget_goes_to_the_trials_whose_intervals_are_wide(
    play: Any, study_of: Any, script: Any
) -> None:
    """One trial is noisy, one is not: the calm one stops, the noisy one plays on with the baseline, all in time."""
    script(**{"*": {"phases": PHASES, "noise": 0.002}, "noisy.one": {"noise": 0.1, "phases": PHASES}})
    done, ended = run(play, study_of("calm.one", "noisy.one", workloads=(G, S), protocol="quick", budget=400.0))
    assert ended <= 400
    assert ended > 250  # the time was used, not saved up
    played = rounds(done)
    assert played["calm.one"] < 20 < played["noisy.one"]
    assert played["baseline"] >= played["noisy.one"]
    widths = Widths(done.record)
    assert widths.half("calm.one") < 0.005 < widths.half("noisy.one")
    last = [e for e in done.events if isinstance(e, RoundStart)][-1]
    assert set(last.order) == {"baseline", "noisy.one"}
    found = saved(done.record, done.study)
    assert found is not None
    assert 0.1 < found["saved"] < 0.5
    assert found["source"] == "computed"


def test_a_wanted_width_adds_rounds_until_it_is_reached(play: Any, study_of: Any, script: Any) -> None:
    script(**{"*": {"noise": 0.01}})
    done = play(study_of("a.b", width=0.005))
    assert rounds(done)["a.b"] > PROTOCOLS["glance"].rounds
    assert Widths(done.record).half("a.b") <= 0.005
    numbers = [e.round for e in done.events if isinstance(e, RoundStart)]
    assert Counter(numbers).most_common(1)[0][1] == 1  # no round number twice
    again = play(done.study)
    assert rounds(again) == rounds(done)  # a complete study is not run again
    assert again.record.trials["a.b"].attempts == 1


def test_a_width_out_of_reach_ends_at_the_most_rounds(play: Any, study_of: Any, script: Any) -> None:
    script(**{"*": {"noise": 0.5, "ttft": 0.5}})
    done = play(study_of("a.b", width=0.0001))
    assert set(rounds(done).values()) == {8 * PROTOCOLS["glance"].rounds}


def test_blocks_are_added_where_the_protocol_restarts_its_workers(play: Any, study_of: Any, script: Any) -> None:
    script(**{"*": {"noise": 0.05, "phases": {"load": 1.0}}})
    done, ended = run(play, study_of("a.b", protocol="standard", budget=400.0))
    assert ended <= 400
    assert rounds(done)["a.b"] > PROTOCOLS["standard"].rounds
    assert done.record.trials["a.b"].attempts > PROTOCOLS["standard"].blocks


def test_a_step_that_overruns_is_cut_off_and_what_was_finished_stays(play: Any, study_of: Any, script: Any) -> None:
    """The third evaluation takes far longer than the others: it is ended, nothing after it is begun."""
    slow = {"phases": {"load": 5.0, "evaluate": 500.0}}
    script(**{"*": {"phases": PHASES}, "z.slow": slow})
    done, _ = run(play, study_of("a.b", "z.slow", workloads=(G, S), protocol="quick", budget=200.0))
    assert done.record.trials["a.b"].state == "valid"
    assert done.record.trials["a.b"].evaluated == {G, S}
    assert done.record.trials["z.slow"].evaluated != {G, S}
    assert done.record.state == "done"


@pytest.mark.parametrize("slow", ["load", "apply"])
def test_a_budget_that_is_over_before_the_first_turn_is_refused_with_the_time_needed(
    play: Any, study_of: Any, script: Any, slow: str
) -> None:
    """Loading (or applying) alone takes 80 of 60 s: no table of nothing and exit code 0, but a sentence."""
    script(**{"*": {"phases": {slow: 40.0}, "noise": 0.01}})
    with pytest.raises(Refused, match="the budget of 60 s was over before anything was measured") as caught:
        run(play, study_of("a.b", budget=60.0))
    needed = float(caught.value.text.split("about ")[1].split(" s")[0])
    assert needed > 80
    assert "resume with --budget" in caught.value.hint


def test_a_trial_that_came_to_no_result_shows_in_the_exit_code(play: Any, study_of: Any, script: Any) -> None:
    """The budget ends in the second crew's loading: its recipe has no turn, the others are stored."""
    script(**{"*": {"phases": {"load": 2.0}}, "z.slow": {"phases": {"load": 900.0}}})
    sizes = {"baseline": 10, "a.a": 10, "z.slow": 10}
    done, _ = run(play, study_of("a.a", "z.slow", budget=120.0), memory=sizes, limit=20)
    assert {t.id: t.state for t in done.record.trials.values()} == {
        "baseline": "valid", "a.a": "valid", "z.slow": "invalid",
    }  # fmt: skip
    assert done.code == EXIT_TRIAL


def test_every_crew_gets_the_same_share_of_its_rounds(play: Any, study_of: Any, script: Any) -> None:
    script(**{"*": {"phases": {"load": 2.0}, "noise": 0.01}})
    sizes = {"baseline": 10, "a.a": 10, "b.b": 10}
    done, ended = run(play, study_of("a.a", "b.b", protocol="quick", budget=95.0), memory=sizes, limit=20)
    assert ended <= 95
    played = rounds(done)
    assert 4 <= played["a.a"] < 8
    assert abs(played["a.a"] - played["b.b"]) <= 1


@pytest.mark.parametrize("seed", range(30))
def test_no_plan_of_rounds_overspends(seed: int) -> None:
    """Random durations, known to the planner only as they pass: it never begins what it cannot end."""
    rng = random.Random(seed)
    now, study = [0.0], _module_study()
    eta = Eta({"turn": 1.0, "start": 1.0, "seal": 1.0, "evaluate": 1.0}, clock=lambda: now[0])
    seconds = rng.uniform(60, 400)
    budget = Budget(study, eta, seconds, lambda: now[0], 0.0)
    trials = ("baseline", "a", "b")
    mean = {t: rng.uniform(0.5, 3.0) for t in trials}
    work = Work(Stretch(trials, 0, 100), trials, tuple(range(100)), trials)
    played = 0
    while played < 100 and budget.room(work, trials, played, 100):
        for trial in trials:
            with eta.timing("turn", trial):
                now[0] += mean[trial] * rng.uniform(0.95, 1.05)
        played += 1
    for trial in trials:
        for _ in range(2):
            if budget.affords("evaluate", trial):
                with eta.timing("evaluate", trial):
                    now[0] += 1.4
    assert now[0] <= seconds
    assert played == 100 or budget.left < sum(mean.values()) * 1.3 + 12


def _module_study() -> Any:
    from paretoscope.plan import Study, Workload

    return Study(model="m", workloads=(Workload.parse(G), Workload.parse(S)), budget=100.0)


def test_an_added_block_is_worth_its_restarts() -> None:
    assert added_rounds(needed=50, affordable=100, restart=40, one=5, per_block=8) == 32  # restarts: a fifth
    assert added_rounds(needed=5, affordable=100, restart=0, one=5, per_block=8) == 5
    assert added_rounds(needed=50, affordable=100, restart=1, one=5, per_block=8) == 8
    assert added_rounds(needed=50, affordable=6.7, restart=1, one=5, per_block=8) == 6
    assert added_rounds(needed=50, affordable=3.9, restart=1, one=5, per_block=8) == 0
