"""Rules on data: order by stage and before/after, conflicts with reasons, all problems at once."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.catalog import STAGES, Card, Catalog, Conflict, Entry, checked, ordered, problems
from paretoscope.errors import Refused, RefusedAll
from paretoscope.params import ParamInfo
from paretoscope.plan import Recipe, Step


def entry(id_: str, stage: str, **more: object) -> Entry:
    card = Card(id=id_, title=id_, stage=stage, promise="p", tasks=("causal_lm",), **more)  # type: ignore[arg-type]
    share = ParamInfo(name="sparsity", type="float", default=0.5, help="share", low=0.0, high=0.9)
    return Entry(card=card, parameters=(share,))


CATALOG = Catalog({
    e.id: e
    for e in (
        entry("prune.a", "weights", before=("quantize.*",)),
        entry("quantize.b", "weights", conflicts=(Conflict("quantize.c", "two at once", "take one"),)),
        entry("quantize.c", "weights"),
        entry("kv.d", "cache", conflicts=(Conflict("stage:decode", "no rollback"),)),
        entry("decode.e", "decode"),
        entry("depth.f", "structure"),
    )
})  # fmt: skip


@given(st.permutations(["prune.a", "quantize.b", "kv.d", "depth.f"]))
def test_any_order_is_sorted_by_stage_and_rule(ids: list[str]) -> None:
    sorted_ids = [s.technique for s in ordered([Step(i) for i in ids], CATALOG)]
    assert sorted_ids == ["depth.f", "prune.a", "quantize.b", "kv.d"]
    stages = [STAGES.index(CATALOG.entries[i].card.stage) for i in sorted_ids]
    assert stages == sorted(stages)


def test_conflicts_hold_in_both_orders_and_name_both_sides() -> None:
    for pair in itertools.permutations(["quantize.b", "quantize.c"]):
        (problem,) = problems(Recipe(tuple(map(Step, pair))), CATALOG)
        assert all(name in problem.text for name in (*pair, "two at once"))
        assert problem.hint == "take one"
    assert problems(Recipe((Step("decode.e"), Step("kv.d"))), CATALOG)


def test_all_problems_are_told_at_once() -> None:
    recipe = Recipe((Step("prune.x"), Step("quantize.b", {"sparsity": 2}), Step("quantize.c", {"size": 1})))
    with pytest.raises(RefusedAll) as caught:
        checked(recipe, CATALOG, task="encoder")
    told = caught.value.text
    assert all(w in told for w in ("prune.x", "out of range", "'size'", "of another kind", "cannot stand together"))
    assert "did you mean prune.a" in caught.value.hint


@pytest.mark.parametrize("value", [True, "half", None, -0.1, 0.95, float("nan")])
def test_wrong_values_are_refused(value: object) -> None:
    with pytest.raises(Refused):
        checked(Recipe((Step("prune.a", {"sparsity": value}),)), CATALOG)  # type: ignore[dict-item]


def test_a_technique_twice_is_refused() -> None:
    assert "twice" in problems(Recipe((Step("prune.a"), Step("prune.a"))), CATALOG)[0].text


def test_entries_survive_plain_data() -> None:
    for one in CATALOG:
        assert Entry.from_dict(one.to_dict()) == one


def test_a_stack_without_spaces_is_told_where_they_belong() -> None:
    with pytest.raises(Refused) as caught:
        checked(Recipe.parse("prune.a+quantize.b"), CATALOG, "causal_lm")
    assert "spaces belong around the +" in caught.value.hint


def test_a_number_that_no_float_holds_is_out_of_range() -> None:
    bits = ParamInfo(name="bits", type="int", default=8, help="width", low=2, high=8)
    with pytest.raises(Refused, match=r"bits = 999999\.\.\. \(400 digits\) is out of range"):
        bits.checked(int("9" * 400), "quantize.x")
