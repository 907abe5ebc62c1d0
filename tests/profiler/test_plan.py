"""Recipes, workloads and studies: round trips by property, refusals by example."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.errors import BadStudy, Refused
from paretoscope.plan import BASELINE, Recipe, Step, Study, Workload

names = st.from_regex(r"[a-z]{1,8}\.[a-z_0-9]{1,12}", fullmatch=True)
keys = st.from_regex(r"[a-z_]{1,10}", fullmatch=True)
texts = st.text(st.characters(blacklist_characters='"\n\r', blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)
scalars = st.booleans() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6, allow_nan=False) | texts
recipes = st.lists(st.builds(Step, names, st.dictionaries(keys, scalars, max_size=3)), max_size=3).map(
    lambda steps: Recipe(tuple(steps))
)


@given(recipes)
def test_a_recipe_survives_the_command_line(recipe: Recipe) -> None:
    assert Recipe.parse(recipe.text()) == recipe
    assert recipe.id == Recipe.parse(recipe.text()).id
    assert "/" not in recipe.id
    assert len(recipe.id) <= 70


@given(st.lists(recipes, max_size=4), st.integers(0, 100))
def test_a_study_survives_toml(many: list[Recipe], seed: int) -> None:
    study = Study(model="m", recipes=tuple(many), workloads=(Workload.parse("generate:new=8"),), seed=seed)
    assert Study.from_dict(tomllib.loads(study.to_toml())) == study
    assert next(iter(study.trials)) == BASELINE
    assert len(study.trials) == len({r.text() for r in many} | {BASELINE})


def test_quotes_commas_and_plus_inside_a_value() -> None:
    recipe = Recipe.parse('prune.wanda:pattern="2:4",include="*.q + *.k,*.v" + kv.snapkv:budget=64')
    assert recipe.steps[0].params == {"pattern": "2:4", "include": "*.q + *.k,*.v"}
    assert recipe.steps[1] == Step("kv.snapkv", {"budget": 64})


@pytest.mark.parametrize("text", ["a.b:x", "a.b:=1", "a.b:x=", ":x=1", 'a.b:x="open', "a.b + "])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        Recipe.parse(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["dance", "generate:steps=3", "generate:new=zero", "generate:new=1", "generate:batch=0", "score:context=2.5"],
)
def test_wrong_workloads_are_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        Workload.parse(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    "body",
    [
        'schema = 99\nmodel = "m"',
        "recipes = []",
        "model = 3",
        'model = "m"\nprotocol = "hasty"',
        'model = "m"\nspeed = 1',
        'model = "m"\nseed = true',
        "model = ",
        'model = ""',
        'model = "m"\nrecipes = [1, "kv.snapkv"]',
        'model = "m"\ntrust = [{}]',
        'model = "m"\nseed = -1',
        'model = "m"\nseed = 99999999999999999999',
        'model = "m"\nbudget = nan',
        'model = "m"\nwidth = inf',
        'model = "m"\nthreads = 100000',
        'model = "m"\ncore_power = -0.5',
        "model = " + "[" * 20_000,
    ],
)
def test_bad_study_files_are_refused(body: str, tmp_path: Path) -> None:
    file = tmp_path / "study.toml"
    file.write_text(body)
    with pytest.raises(Refused) as caught:
        Study.read(file)
    assert caught.value.hint


def test_missing_and_binary_study_files(tmp_path: Path) -> None:
    with pytest.raises(BadStudy):
        Study.read(tmp_path / "none.toml")
    (tmp_path / "study.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadStudy):
        Study.read(tmp_path / "study.toml")


def test_a_sweep_is_every_combination_once() -> None:
    swept = Workload.expand('generate:prompt=64|256|64,new=8,batch=1|4,text="a|b.txt"')
    assert [w.text() for w in swept] == [
        f'generate:batch={b},new=8,prompt={p},text="a|b.txt"' for p in (64, 256) for b in (1, 4)
    ]
    assert [Workload.parse(w.text()) for w in swept] == list(swept)
    assert Workload.expand("score") == (Workload("score"),)
    assert Workload.expand({"kind": "generate", "prompt": [64, 256], "new": 8})[1] == Workload(
        "generate", {"prompt": 256, "new": 8}
    )


@pytest.mark.parametrize(
    "given",
    ["generate:prompt=64|", "generate:prompt=64|x", "generate:|", {"prompt": [1]}, {"kind": "generate", "prompt": []},
     {"kind": "dance"}, "generate:prompt=1|2|3|4|5,new=2|3|4|5,batch=1|2|3|4", {"kind": "generate", "prompt": [[1]]}],
)  # fmt: skip
def test_a_sweep_that_cannot_be_read_is_refused(given: object) -> None:
    with pytest.raises(Refused) as caught:
        Workload.expand(given)
    assert caught.value.hint


def test_a_study_file_may_sweep_in_text_or_table(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(
        'model = "m"\nworkloads = ["generate:prompt=8|16", {kind = "generate", new = [4, 5]}, "score"]'
    )
    study = Study.read(tmp_path)
    texts = ["generate:prompt=8", "generate:prompt=16", "generate:new=4", "generate:new=5", "score"]
    assert [w.text() for w in study.workloads] == texts
    assert Study.from_dict(tomllib.loads(study.to_toml())) == study


def test_the_trials_of_a_study_are_named_once_however_often_they_are_asked_for() -> None:
    """700 trials were named 700 times over in a summary: 18 s."""
    study = Study(model="m", recipes=(Recipe((Step("prune.wanda"),)),))
    assert study.trials is study.trials
    assert replace(study, recipes=()).trials == {"baseline": Recipe()}
    assert study == Study(model="m", recipes=study.recipes), "what is kept is no part of the study"
