"""The plan as a value: stacking order, undo, sweeps, estimates. No Qt."""

from __future__ import annotations

import itertools
import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.catalog import STAGES, Catalog, from_dicts
from paretoscope.errors import Refused
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Step, Study, Workload
from paretoscope_gui.state.catalogue import Place, Wanted, rows
from paretoscope_gui.state.draft import POSSIBLE_WORKLOADS, Draft, default_workloads, estimate, sweep
from paretoscope_gui.state.history import History
from paretoscope_gui.state.naming import in_words, parse_values, recipe_title, rule_title
from paretoscope_gui.state.planning import study_of

CATALOG: Catalog = from_dicts(json.loads((Path(__file__).parents[1] / "data" / "techniques.json").read_text("utf-8")))
IDS = sorted(CATALOG.entries)


@given(st.permutations(IDS))
def test_any_order_of_adding_gives_stage_order_and_keeps_before_rules(order: list[str]) -> None:
    draft = Draft()
    for name in order:
        draft = draft.add_step(name, {}, CATALOG)
    stages = [STAGES.index(CATALOG.entries[s.technique].card.stage) for s in draft.recipe.steps]
    names = [s.technique for s in draft.recipe.steps]
    assert stages == sorted(stages)
    assert sorted(names) == IDS
    assert names.index("prune.wanda") < names.index("quantize.weight_only")


def test_adding_again_changes_the_parameters_and_does_not_repeat() -> None:
    draft = Draft().add_step("prune.wanda", {}, CATALOG).add_step("prune.wanda", {"sparsity": 0.7}, CATALOG)
    assert draft.recipe.steps == (Step("prune.wanda", {"sparsity": 0.7}),)


def test_moving_across_a_stage_or_against_a_rule_changes_nothing() -> None:
    draft = Draft()
    for name in ("prune.wanda", "quantize.weight_only", "decode.prompt_lookup"):
        draft = draft.add_step(name, {}, CATALOG)
    for name, by in itertools.product(("prune.wanda", "quantize.weight_only", "decode.prompt_lookup"), (-1, 1)):
        assert draft.move_step(name, by, CATALOG) == draft


def test_moving_within_a_stage_without_a_rule_works() -> None:
    draft = Draft().add_step("runtime.dtype", {}, CATALOG).add_step("runtime.threads", {}, CATALOG)
    moved = draft.move_step("runtime.threads", -1, CATALOG)
    assert [s.technique for s in moved.recipe.steps] == ["runtime.threads", "runtime.dtype"]


def test_baseline_stays_first_and_trials_are_not_repeated() -> None:
    recipe = Recipe((Step("prune.wanda"),))
    draft = Draft().add_trials([recipe, recipe]).add_trials([Recipe()])
    assert draft.trials == (Recipe(), recipe)
    assert draft.remove_trial(Recipe().id) == draft
    assert draft.remove_trial(recipe.id).trials == (Recipe(),)


def test_a_sweep_makes_one_recipe_a_value_and_keeps_the_rest() -> None:
    recipe = Recipe((Step("prune.wanda", {"pattern": "2:4"}), Step("quantize.weight_only")))
    made = sweep(recipe, "prune.wanda", "sparsity", (0.3, 0.5, 0.7))
    assert [r.steps[0].params for r in made] == [{"pattern": "2:4", "sparsity": v} for v in (0.3, 0.5, 0.7)]
    assert all(r.steps[1] == recipe.steps[1] for r in made)
    assert len(Draft().add_trials(made).trials) == 4


@given(st.lists(st.integers(0, 5), max_size=30))
def test_undo_walks_back_the_very_same_values_and_redo_forth(values: list[int]) -> None:
    history, seen = History(-1), [-1]
    for value in values:
        if history.push("edit", value):
            seen.append(value)
    back = [history.present]
    while history.undo():
        back.append(history.present)
    assert back == seen[::-1]
    forth = [history.present]
    while history.redo():
        forth.append(history.present)
    assert forth == seen


def test_an_edit_after_undo_drops_what_was_undone() -> None:
    history = History(0)
    history.push("one", 1)
    history.undo()
    history.push("two", 2)
    assert not history.redo_label
    assert history.undo_label == "two"


def test_the_study_of_a_draft_comes_back_as_the_same_draft() -> None:
    draft = Draft(workloads=(Workload("generate", {"new": 8}),), protocol="glance", budget=60.0, seed=3)
    draft = draft.add_trials([Recipe((Step("prune.wanda", {"sparsity": 0.3}),))])
    assert Draft.of(Study.from_dict(draft.study("m").to_dict())) == draft


def test_nothing_of_a_study_is_lost_when_it_is_edited() -> None:
    """Every field of Study is set to something that is not its default, so that a new field cannot be forgotten."""
    study = Study(
        model="m", recipes=(Recipe((Step("kv.snapkv"),)),), workloads=(Workload("score"),), protocol="strict", seed=7,
        budget=9.0, device="cuda", dtype="float16", threads=3, python="/p", memory=5, calibration="/c", name="n",
        trust=("pickle",), random_weights=True, accept_estimates=True, width=0.01, trace=True, core_power=4.0,
        carbon_intensity=300.0, electricity_price=0.3, currency="EUR", keep_awake=False, energy_from="host",
        blocks=6, explain=True,
    )  # fmt: skip
    plain = Study(model="other")
    assert [f.name for f in fields(study) if getattr(study, f.name) == getattr(plain, f.name)] == []
    assert Draft.of(study).study("m") == study


def test_estimate_grows_with_trials_and_is_capped_by_the_budget() -> None:
    one = Draft(workloads=default_workloads("causal_lm"))
    two = one.add_trials([Recipe((Step("prune.wanda"),))])
    assert estimate(two, 10**8)["seconds"] == pytest.approx(2 * estimate(one, 10**8)["seconds"])
    assert estimate(Draft(workloads=two.workloads, budget=20.0), 10**8)["seconds"] == 20.0


def test_a_benchmark_can_be_planned_and_says_what_it_lacks(tmp_path: Path, info: ModelInfo) -> None:
    plain = Draft(workloads=default_workloads("causal_lm"))
    asked = plain.with_workload(Workload("task"))
    assert "task" in POSSIBLE_WORKLOADS["causal_lm"]
    assert estimate(asked, 10**8)["seconds"] > estimate(plain, 10**8)["seconds"]
    for values, lacks in (
        ({}, "name of a task"),
        ({"name": "arc"}, "folder"),
        ({"name": "arc", "include": "/no"}, "folder"),
    ):
        with pytest.raises(Refused, match=lacks):
            study_of(plain.with_workload(Workload("task", values)), "m", info, CATALOG)
    whole = Workload("task", {"name": "arc", "include": str(tmp_path), "items": 8})
    assert whole in study_of(plain.with_workload(whole), "m", info, CATALOG).workloads


def test_values_of_a_sweep_are_checked_and_told() -> None:
    sparsity = CATALOG.entries["prune.wanda"].parameters[0]
    assert parse_values("0.3, 0.5; 0.3 0", sparsity) == [0.3, 0.5, 0.0]
    with pytest.raises(Refused, match="out of range"):
        parse_values("0.3, 1.5", sparsity)
    with pytest.raises(Refused, match="must be a number"):
        parse_values("half", sparsity)


def test_search_looks_at_titles_promises_families_and_papers() -> None:
    def found(**wanted: object) -> list[str]:
        return [r.entry.id for r in rows(CATALOG, Wanted(**wanted), Place("causal_lm")) if r.entry]  # type: ignore[arg-type]

    assert found(text="wanda")[0] == "prune.wanda"
    assert found(text="2306.11695") == ["prune.wanda"]
    assert set(found(text="quantization")) >= {"quantize.weight_only", "quantize.int8_dynamic"}
    assert set(found(family="kv")) == {"kv.snapkv", "kv.lagkv"}
    assert all(CATALOG.entries[i].card.lossless for i in found(lossless=True))
    assert "tokens.merge" in found()
    assert "tokens.merge" not in found(fits=True)
    assert found(text="no such thing") == []


def test_grey_techniques_say_why_and_what_to_do() -> None:
    by_id = {r.entry.id: r for r in rows(CATALOG, Wanted(), Place("causal_lm")) if r.entry}
    assert by_id["runtime.compile"].why == "no C++ compiler was found"
    assert by_id["runtime.compile"].hint == "install g++"
    assert "image classifiers" in by_id["tokens.merge"].why
    assert by_id["prune.wanda"].why == ""


def test_rules_of_conflicts_are_told_in_words() -> None:
    assert rule_title("kv.*", CATALOG) == "Another technique of KV cache"
    assert rule_title("stage:decode", CATALOG) == "Any technique of the stage decoding"
    assert rule_title("kv.snapkv", CATALOG) == "SnapKV"


def test_messages_name_titles_in_place_of_ids() -> None:
    text = in_words("quantize.int8_dynamic and quantize.weight_only:bits=4 cannot stand together", CATALOG)
    assert text == "Dynamic 8-bit quantization and quantize.weight_only:bits=4 cannot stand together"
    assert recipe_title(Recipe((Step("kv.snapkv"), Step("other.thing"))), CATALOG) == "SnapKV + other.thing"
