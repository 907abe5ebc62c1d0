"""The fitted model of latency: exact on its own law, covered intervals, numpy as oracle, and words when it fails."""

from __future__ import annotations

import json
import random
from typing import Any

import numpy as np
import pytest

from paretoscope.analysis.latency_model import TERMS, Point, fill, model, points, predict, terms
from paretoscope.analysis.least_squares import fit
from paretoscope.analysis.results import Results, Trial, Value
from paretoscope.errors import Refused

GRID = [(p, b) for p in (64, 256, 512, 1024) for b in (1, 4)]


def truth(p: float, n: float, b: float) -> tuple[float, float]:
    """(ttft, tpot) of a machine that keeps the law, s."""
    return 3e-3 + 1.2e-5 * b * p + 4e-9 * b * p * p, 5e-3 + 1e-3 * b + 2e-6 * b * (p + n / 2)


def measured(grid: Any, noise: float = 0.0, draw: random.Random | None = None, law: Any = truth) -> list[Point]:
    found = []
    for p, b in grid:
        first, later = (t * (draw.lognormvariate(0, noise) if draw else 1.0) for t in law(p, 32, b))
        found.append(Point(p, 32, b, first, later, first + 31 * later))
    return found


@pytest.mark.parametrize("seed", range(10))
def test_least_squares_equal_numpys(seed: int) -> None:
    draw = np.random.default_rng(seed)
    x = np.column_stack([np.ones(9), draw.uniform(1, 1e3, 9), draw.uniform(1, 1e6, 9)])
    y = x @ [3.0, 0.2, 1e-4] * draw.lognormal(0, 0.05, 9)
    found = fit(x.tolist(), y.tolist())
    assert found is not None
    weighted = x / y[:, None]
    theirs, residual, *_ = np.linalg.lstsq(weighted, np.ones(9), rcond=None)
    assert found.coefficients == pytest.approx(theirs, rel=1e-8)
    assert found.sigma == pytest.approx(np.sqrt(residual[0] / 6), rel=1e-8)
    assert np.array(found.inverse) == pytest.approx(np.linalg.inv(weighted.T @ weighted), rel=1e-6)


def test_terms_that_cannot_be_told_apart_are_no_fit() -> None:
    assert fit([[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]], [1.0, 2.0, 3.0]) is None
    assert fit([[1.0, 2.0]], [1.0]) is None
    assert fit([[1.0], [1.0]], [1.0, 0.0]) is None
    assert fit([], []) is None


def test_the_law_itself_is_found_and_holds_at_any_length() -> None:
    found = model("baseline", measured(GRID))
    assert found is not None
    assert found.verdict == "fits"
    assert found.ttft.coefficients == pytest.approx((3e-3, 1.2e-5, 4e-9))
    assert found.tpot.coefficients == pytest.approx((5e-3, 1e-3, 2e-6))
    said = predict(found, 300, 100, 3)
    first, later = truth(300, 100, 3)
    assert (said.ttft.value, said.tpot.value) == pytest.approx((first, later))
    assert said.e2e.value == pytest.approx(first + 99 * later)
    assert not said.beyond
    assert predict(found, 4096, 100, 3).beyond
    assert predict(found, 300, 100, 8).beyond
    assert all(abs(h.error) < 1e-6 for h in found.held)


def test_the_mean_context_of_the_further_tokens_is_the_sum_over_steps() -> None:
    """tpot's term p + n / 2 is the mean of p + i over the steps i = 1 .. n - 1."""
    for p, n in ((64, 2), (17, 9), (1000, 64)):
        steps = [p + i for i in range(1, n)]
        assert TERMS["batch x context"](p, n, 1) == pytest.approx(sum(steps) / len(steps))


@pytest.mark.parametrize("grid", [GRID, [(p, 1) for p in (32, 64, 128, 256, 512)], [(64, 1), (256, 1), (1024, 1)]])
def test_the_prediction_interval_covers_a_new_measurement(grid: list[tuple[int, int]]) -> None:
    """95 +- 2 % over 2000 seeds, of a fresh and noisy measurement at a length that was not swept."""
    linear = len(grid) == 3  # too few points for the quadratic term: there the law has none
    law = (lambda p, n, b: (3e-3 + 1.2e-5 * b * p, 5e-3 + 2e-6 * b * (p + n / 2))) if linear else truth
    names = dict(zip(("ttft", "tpot"), terms(measured(grid)), strict=True))
    hits = {"ttft": 0, "tpot": 0}
    for seed in range(2000):
        draw = random.Random(seed)
        seen, fresh = measured(grid, 0.02, draw, law), measured([(200, 1)], 0.02, draw, law)[0]
        for name, own in names.items():
            rows = [[TERMS[t](p.prompt, p.new, p.batch) for t in own] for p in seen]
            found = fit(rows, [getattr(p, name) for p in seen])
            assert found is not None
            at = found.predict([TERMS[t](200, 32, 1) for t in own])
            assert at.low is not None
            assert at.high is not None
            hits[name] += at.low <= getattr(fresh, name) <= at.high
    assert {n: abs(h / 2000 - 0.95) <= 0.02 for n, h in hits.items()} == {"ttft": True, "tpot": True}, hits


def test_a_machine_that_keeps_another_law_is_said_not_to_fit() -> None:
    def step(p: float, n: float, b: float) -> tuple[float, float]:
        return (0.01 if p < 300 else 0.08), 5e-3

    found = model("t", measured([(p, 1) for p in (64, 128, 256, 512, 1024, 2048)], law=step))
    assert found is not None
    assert found.verdict == "does not fit"
    assert "do not trust it" in found.words


def test_left_out_lengths_are_never_in_their_own_fit() -> None:
    """One wild point changes the predictions of the others, not its own."""
    calm = model("t", measured(GRID))
    wild = measured(GRID)
    wild[2] = Point(256, 32, 1, wild[2].ttft * 3, wild[2].tpot, wild[2].e2e)
    found = model("t", wild)
    assert calm is not None
    assert found is not None
    ours = {(h.quantity, h.prompt, h.batch): h for h in found.held}
    theirs = {(h.quantity, h.prompt, h.batch): h for h in calm.held}
    key = ("ttft", 256, 1)
    assert ours[key].predicted == pytest.approx(theirs[key].predicted)
    assert ours["ttft", 512, 1].predicted != pytest.approx(theirs["ttft", 512, 1].predicted)
    assert found.verdict == "does not fit"


@pytest.mark.parametrize("grid", [[], [(64, 1)], [(64, 1), (256, 4)], [(64, 1), (64, 4), (256, 1), (256, 4)]])
def test_fewer_than_three_prompt_lengths_make_no_model(grid: list[tuple[int, int]]) -> None:
    assert model("t", measured(grid)) is None


def test_what_the_model_cannot_say_is_refused() -> None:
    falling = [Point(p, 32, 1, 1.0 - 9e-4 * p, 5e-3, 1.0) for p in (64, 128, 256, 512, 1024)]
    found = model("t", falling)
    assert found is not None
    with pytest.raises(Refused, match="no positive time"):
        predict(found, 8192, 32)
    with pytest.raises(Refused, match="no tokens"):
        predict(found, 0, 32)


def results() -> Results:
    """Results with a sweep, as `summarise` would leave them."""
    tables: dict[str, dict[str, Value]] = {}
    for p, b in GRID:
        first, later = truth(p, 32, b)
        tables[f"generate:batch={b},new=32,prompt={p}"] = {
            "latency.ttft": Value(value=first), "latency.tpot": Value(value=later),
            "latency.e2e": Value(value=first + 31 * later),
        }  # fmt: skip
    tables["score"] = {"quality.perplexity.rolling": Value(value=9.0)}
    tables["generate:prompt=9"] = {"latency.ttft": Value(value=None, source="unavailable", why="failed")}
    return Results(
        workloads=list(tables),
        trials=[Trial(id="baseline", recipe="baseline", status="valid", metrics=tables),
                Trial(id="x.y", recipe="x.y", status="failed", metrics=tables)],
    )  # fmt: skip


def test_models_of_ranked_trials_survive_results_json() -> None:
    found = results()
    fill(found)
    assert [m.trial for m in found.latency_models] == ["baseline"]
    assert len(points(found.trials[0])) == len(GRID)
    again = Results.from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.latency_models == found.latency_models
    assert predict(again.latency_models[0], 100, 9).e2e == predict(found.latency_models[0], 100, 9).e2e
