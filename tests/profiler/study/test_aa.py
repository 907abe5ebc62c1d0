"""A against A as a user runs it: the plan changes nothing, the outcome is told in words and kept for reports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from paretoscope import cli
from paretoscope.errors import EXIT_DONE, EXIT_ENVIRONMENT, TrialFailed
from paretoscope.machine import usable_cores
from paretoscope.store import instrument
from paretoscope.store.recent import recent
from paretoscope.study import aa
from paretoscope.study.aa import Outcome

SAME = Outcome("demo-lm", "generate:new=32", "latency.tpot", 0, "quick", 1.003, 0.99, 1.016, 8, False, False)
DIFFERENT = replace(SAME, value=1.04, low=1.03, high=1.05, excluded=True, real=True)


@pytest.fixture
def model(sound_model: Path) -> Path:
    """A model folder that can be inspected; scripted workers play on it."""
    return sound_model


def test_the_second_trial_sets_what_is_already_set() -> None:
    study = aa.plan(seed=3)
    assert study.threads == usable_cores()
    assert [r.text() for r in study.recipes] == ["baseline", f"runtime.threads:threads={usable_cores()}"]
    assert (study.seed, len(study.workloads)) == (3, 1)


@pytest.mark.parametrize(("studies", "count"), [(1, 2), (20, 4), (200, 18)])
def test_as_many_may_be_called_different_as_chance_makes(studies: int, count: int) -> None:
    assert aa.too_many(studies) == count


def test_the_outcome_is_told_in_words() -> None:
    assert "no real difference, as it should be: latency.tpot 1.003 times" in aa.words([SAME])
    assert "called different although nothing differs" in aa.words([DIFFERENT])
    three = [*[SAME] * 17, *[DIFFERENT] * 3]
    assert "3 of 20 studies were called different (at most 3 by chance)" in aa.words(three)
    assert aa.summary(three)["passed"]
    four = aa.summary([*[SAME] * 16, *[DIFFERENT] * 4])
    assert not four["passed"]
    assert "too often" in four["text"]
    assert Outcome.from_dict(json.loads(json.dumps(DIFFERENT.to_dict()))) == DIFFERENT


def test_doctor_runs_one_on_a_model_tells_it_and_keeps_it(
    model: Path, script: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    script(**{"*": {"noise": 0.01, "tpot": 0.05}})
    assert cli.main(["doctor", "--aa", str(model)]) == EXIT_DONE
    said = capsys.readouterr()
    assert "A against A on sound: no real difference" in said.out
    assert "study 1 of 1" in said.err
    kept = instrument.load()["aa"]
    assert (kept["studies"], kept["different"], kept["passed"]) == (1, 0, True)
    assert kept["text"] in said.out
    assert recent() == []  # its folder was temporary


def test_doctor_fails_when_too_many_are_called_different(
    model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(aa, "run_one", lambda study, folder=None: replace(DIFFERENT, seed=study.seed))
    assert cli.main(["doctor", "--aa", str(model), "--studies", "3", "--json"]) == EXIT_ENVIRONMENT
    body = json.loads(capsys.readouterr().out)
    assert [o["seed"] for o in body["outcomes"]] == [0, 1, 2]


def test_a_study_that_comes_to_nothing_is_an_error(model: Path, script: Any) -> None:
    script(**{f"runtime.threads_threads={usable_cores()}": {}, "*": {"fail_at": {"turn": 1, "how": "exit1"}}})
    study = aa.plan(str(model))
    second = next(t for t in study.trials if t != "baseline")
    script(**{second: {"fail_at": {"turn": 1, "how": "exit1"}}})
    with pytest.raises(TrialFailed, match="came to no result"):
        aa.run_one(study)
