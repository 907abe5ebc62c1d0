"""M15 and what is made of energy: marks that no export loses, the user's own prices, joule per point and per step."""

from __future__ import annotations

import copy
import csv
import dataclasses
import io
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from paretoscope.analysis import summarise
from paretoscope.analysis.energy import derive, fill, mark
from paretoscope.analysis.gate import Limit, judge
from paretoscope.analysis.record import Record, TrialRecord, Turn
from paretoscope.analysis.results import Results, Value
from paretoscope.analysis.tables import Table, compare
from paretoscope.analysis.turns import turn_values
from paretoscope.catalog import Catalog
from paretoscope.events import Metric, Observation, TurnEnd
from paretoscope.plan import Study
from paretoscope.report import render

JOULES = ("energy.", "power.", "carbon.", "cost.", "train.energy")


@pytest.fixture
def counted(simulated: ModuleType, catalog: Catalog) -> Callable[..., Results]:
    """A study whose turns hold 256 J and the recipe's 128 J, estimated or measured, or None where nothing is read."""

    def run(estimated: bool | None, **changes: Any) -> Results:
        plan, events = simulated.simulate(recipes=("quantize.int8_dynamic",))
        plan = dataclasses.replace(plan, **{"accept_estimates": bool(estimated), **changes})

        def own(trial: str) -> dict[str, float]:
            read = {"energy.gross": 256.0 if trial == "baseline" else 128.0, "energy.idle": 64.0}
            return {} if estimated is None else read | ({"energy.estimated": 1.0} if estimated else {})

        kept = [
            dataclasses.replace(e, values={**e.values, **own(e.trial)}) if isinstance(e, TurnEnd) else e
            for e in events
            if not (isinstance(e, Metric) and e.name.startswith(("energy", "power")))
        ]
        return summarise(Record(plan).feed_all(kept), plan, catalog)

    return run


def joules(results: Results) -> list[tuple[str, Value]]:
    return [(n, v) for _, _, n, v, _ in results.rows() if n.startswith(JOULES) and v.value is not None]


def test_m15_no_counter_no_joule(results: Results) -> None:
    assert joules(results) == []
    cells = [v for _, _, n, v, _ in results.rows() if n.startswith(JOULES)]
    assert cells
    assert {v.source for v in cells} == {"unavailable"}
    assert all(v.why for v in cells)


def test_m15_every_estimated_joule_is_marked_in_every_export(counted: Callable[..., Results]) -> None:
    found = counted(True, carbon_intensity=400.0, electricity_price=0.3, currency="EUR")
    assert len(joules(found)) > 8
    for name, value in joules(found):
        assert value.source == "estimated", name
        assert "60%" in value.why
    rows = list(csv.DictReader(io.StringIO(render(found, "csv").decode())))
    marked = {r["source"] for r in rows if r["metric"].startswith(JOULES) and r["value"]}
    assert marked == {"estimated"}
    body = json.loads(render(found, "json"))
    for trial in body["trials"]:
        for table in trial["metrics"].values():
            assert all(v["source"] == "estimated" for n, v in table.items() if n.startswith(JOULES) and v["value"])


def test_m15_an_estimate_enters_no_front_and_is_never_real(counted: Callable[..., Results]) -> None:
    found = counted(True)
    assert not [f for f in found.pareto if f.x.startswith("energy") or f.y.startswith("energy")]
    change, measured = (r.trials[1].change("energy.per_token") for r in (found, counted(False)))
    assert change is not None
    assert measured is not None
    assert (change.real, measured.real) == (False, True)  # half the energy of the same turns
    (verdict,) = judge(found, [Limit("energy.per_token", 9.0)], None, ["quantize.*"])
    assert (verdict.passed, verdict.why) == (False, "only estimated; an estimate passes no gate")
    assert judge(counted(False), [Limit("energy.per_token", 9.0)], None, ["quantize.*"])[0].passed


def test_m15_an_estimate_that_nobody_asked_for_is_not_shown(counted: Callable[..., Results]) -> None:
    found = counted(True, accept_estimates=False)
    assert joules(found) == []
    value = found.trials[0].find("energy.per_token")
    assert value is not None
    assert value.source == "unavailable"
    assert value.why.startswith("only an estimate could be made (processor time")


def test_m15_a_turn_of_which_nobody_said_anything_still_has_its_cell(counted: Callable[..., Results]) -> None:
    value = counted(None).trials[0].find("energy.per_token")
    assert value is not None
    assert (value.value, value.source) == (None, "unavailable")
    assert value.why == "no energy counter was read in this study"


def test_m10_reports_say_what_is_summed_or_what_would_make_it_so(results: Results) -> None:
    results = copy.deepcopy(results)  # the other tests' study stays as it is
    results.health["energy"] = {"domains": [], "remedy": "let the counters be read", "joules": None, "seconds": 1.0}
    assert "what would help: let the counters be read" in render(results, "html").decode()
    results.health["energy"] = {"domains": ["package-0", "package-0 dram"], "left_out": "NVML: none", "joules": 5.0,
                                "seconds": 1.0}  # fmt: skip
    assert "package-0, package-0 dram; not in it: NVML: none" in render(results, "html").decode()


def test_carbon_and_cost_are_the_users_figures_or_absent(counted: Callable[..., Results]) -> None:
    plain, priced = counted(False), counted(False, carbon_intensity=360.0, electricity_price=0.36, currency="EUR")
    assert not [n for n, _ in joules(plain) if n.startswith(("carbon", "cost"))]
    trial = priced.trials[0]
    energy, grams, price = (trial.find(n) for n in ("energy.per_token", "carbon.per_token", "cost.per_token"))
    assert energy is not None
    assert grams is not None
    assert price is not None
    assert energy.value is not None
    assert grams.value == pytest.approx(energy.value / 3.6e6 * 360.0)
    assert price.value == pytest.approx(energy.value / 3.6e6 * 0.36)
    assert (grams.source, price.source, price.unit) == ("computed", "computed", "EUR")


def training(*turns: dict[str, float], steps: int = 4) -> TrialRecord:
    """A trial that trained in turns of 2 s with these values, `steps` steps in each."""
    taken = [Observation(start=i / 2, end=i / 2 + 0.5, values={"step_time": 0.5}) for i in range(steps)]
    made = [Turn("finetune", 0, i, end=2.0, finished=True, valid=True, values=v, observations=taken)
            for i, v in enumerate(turns)]  # fmt: skip
    return TrialRecord("baseline", turns=made)


def test_the_energy_of_a_turn_of_training_is_told_by_step_and_never_by_token() -> None:
    """An optimizer step as the workload tells it: it has read tokens, but made none."""
    steps = [
        Observation(start=i, end=i + 1.0, values={"step_time": 1.0, "loss": 2.0, "tokens": 64.0}) for i in range(4)
    ]
    turn = Turn("finetune", 0, 0, end=4.0, finished=True, valid=True, observations=steps)
    turn.values = {"energy.gross": 100.0, "energy.idle": 40.0, "energy.seconds": 4.0}
    found = {n: v for n, v in turn_values(turn).items() if n.startswith(JOULES)}
    assert found == {
        "train.energy": 100.0, "train.energy_per_step": 25.0, "train.energy_per_step.gross": 25.0,
        "train.energy_per_step.idle": 10.0, "train.energy_per_step.net": 15.0, "power.mean": 25.0,
    }  # fmt: skip


def test_the_energy_of_training_is_the_sum_of_its_turns() -> None:
    table = Table({("finetune", "train.energy"): Value(value=100.0, unit="J")})
    derive(table, training(*[{"energy.gross": 100.0}] * 3), Study(model="m"))
    found = table.values["finetune", "train.energy"]
    assert (found.value, found.source) == (300.0, "measured")


def test_m15_turns_of_training_without_energy_make_the_whole_computed_or_unavailable() -> None:
    """Two of three turns read: their mean per step times all steps, and the figure says so; one of three is too few."""
    some, few = (Table({("finetune", "train.energy"): Value(value=100.0, unit="J")}) for _ in range(2))
    derive(some, training({"energy.short": 5.0}, *[{"energy.gross": 100.0}] * 2), Study(model="m"))
    found = some.values["finetune", "train.energy"]
    assert (found.value, found.source) == (300.0, "computed")
    assert "energy of 8 of 12 steps was read" in found.why
    derive(few, training({"energy.short": 5.0}, {"energy.short": 5.0}, {"energy.gross": 100.0}), Study(model="m"))
    assert few.values["finetune", "train.energy"].value is None
    assert "2 of 3 turns" in few.values["finetune", "train.energy"].why


def test_m07_turns_of_training_that_are_too_short_say_so_and_what_would_help() -> None:
    table = Table({})
    mark(table, training({"energy.short": 5.0}, {"energy.short": 5.0}), Study(model="m"))
    found = table.values["finetune", "train.energy"]
    assert (found.value, found.source) == (None, "unavailable")
    assert found.why == "a turn of 2 s is too short for the counter, which needs 5 s; take at least 15 steps"
    fill(table, ["finetune"], "no counter", accept_estimates=False)
    assert table.values["finetune", "train.energy"] == found


def test_what_is_computed_from_joules_is_no_surer_than_they_are() -> None:
    """Noisy turns, 3 % apart: not real, so neither is their carbon, nor what one process trained or a point cost."""
    noisy = (1.0, 1.3, 0.8, 1.1)
    base, ours = (
        Table(
            {("w", "energy.per_token"): Value(value=mean, unit="J", n=4), ("w", "carbon.per_token"): computed(mean / 9),
             ("w", "energy.per_accuracy_point"): computed(mean), ("w", "train.energy"): computed(mean)},
            {("w", "energy.per_token"): {(0, i): v for i, v in enumerate(turns)}},
        )
        for mean, turns in ((1.05, noisy), (1.08, noisy[::-1]))
    )  # fmt: skip
    energy, carbon = (compare(("w", f"{n}.per_token"), ours, base) for n in ("energy", "carbon"))
    assert carbon == energy
    assert energy is not None
    assert energy.low is not None
    assert not energy.real
    for name in ("energy.per_accuracy_point", "train.energy"):
        found = compare(("w", name), ours, base)
        assert found is not None
        assert (found.low, found.real) == (None, False)


def computed(value: float) -> Value:
    return Value(value=value, source="computed")


def test_joule_for_each_point_of_accuracy() -> None:
    table = Table({("classify", "energy.per_sample"): Value(value=4.0, low=3.0, high=5.0, unit="J", n=8),
                   ("classify", "quality.accuracy"): Value(value=0.8)})  # fmt: skip
    derive(table, TrialRecord("baseline"), Study(model="m"))
    point = table.values["classify", "energy.per_accuracy_point"]
    assert (point.value, point.low, point.high) == pytest.approx((0.05, 0.0375, 0.0625))
    assert point.source == "computed"


def test_joule_a_token_for_each_point_of_the_only_accuracy_that_there_is() -> None:
    body = {
        ("generate", "energy.per_token"): Value(value=2.0, unit="J"),
        ("score", "quality.accuracy"): Value(value=0.5),
    }
    one = Table(dict(body))
    derive(one, TrialRecord("baseline"), Study(model="m"))
    assert one.values["generate", "energy.per_accuracy_point"].value == pytest.approx(0.04)
    two = Table({**body, ("task", "quality.accuracy"): Value(value=0.9)})
    derive(two, TrialRecord("baseline"), Study(model="m"))  # which of them is meant?
    assert ("generate", "energy.per_accuracy_point") not in two.values


def test_only_turns_that_were_estimated_are_marked_so() -> None:
    trial = TrialRecord("baseline", turns=[Turn("generate", 0, 0, finished=True, valid=True)])
    table = Table({("generate", "energy.per_token"): Value(value=1.0, unit="J")})
    mark(table, trial, Study(model="m", core_power=7.0))
    assert table.values["generate", "energy.per_token"].source == "measured"
    trial.turns[0].values["energy.estimated"] = 1.0
    mark(table, trial, Study(model="m", core_power=7.0))
    assert table.values["generate", "energy.per_token"].source == "estimated"
    assert "7 W" in table.values["generate", "energy.per_token"].why
