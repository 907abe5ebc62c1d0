"""The artefact cache: hits restore exactly, damage is noticed, the quota holds, keys tell differences apart."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import pytest
import torch

from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Step
from paretoscope.techniques.base import Card, Change, Context, Param, Technique
from paretoscope.worker.build import Planned
from paretoscope.worker.cache import Cache, Damaged, key, prefix

if TYPE_CHECKING:
    from paretoscope.models.subject import Subject


class Narrow(Technique):
    """Keep the first `width` channels of every FFN: a persistent technique that changes shapes and dtype."""

    card = Card(id="test.narrow", title="Narrow", stage="structure", promise="", tasks=("causal_lm",), persistent=True)
    width: Annotated[int, Param("channels kept", low=1)] = 16

    def apply(self, subject: Subject, context: Context) -> Change:
        with Change.counted(subject) as change:
            self.restore(subject, {"width": self.width})
            for block in subject.blocks():
                block.mlp.down_proj.weight.data.mul_(0.5)
        return change

    def persist(self, subject: Subject) -> dict[str, Any]:
        return {"width": self.width}

    def restore(self, subject: Subject, meta: dict[str, Any]) -> None:
        width = meta["width"]
        for block in subject.blocks():
            for name in ("gate_proj", "up_proj"):
                layer = getattr(block.mlp, name)
                layer.weight = torch.nn.Parameter(layer.weight[:width].bfloat16(), requires_grad=False)
            block.mlp.down_proj.weight = torch.nn.Parameter(block.mlp.down_proj.weight[:, :width].clone(), False)


class Cast(Technique):
    """A technique whose result is not stored."""

    card = Card(id="test.cast", title="Cast", stage="runtime", promise="", tasks=("causal_lm",))


class Tune(Technique):
    """A technique of the tune stage."""

    card = Card(id="test.tune", title="Tune", stage="tune", promise="", tasks=("causal_lm",), persistent=True)


def plan(*techniques: Technique) -> list[Planned]:
    return [Planned(Step(t.card.id, dict(vars(t))), t) for t in techniques]


class Setting:
    """A cache in a folder, the warnings it gave, and fresh subjects."""

    def __init__(self, folder: Path, model: Path) -> None:
        self.warnings: list[str] = []
        self.cache = Cache(folder, lambda code, text, hint: self.warnings.append(code))
        self.model = model

    def subject(self) -> Subject:
        return load(inspect(self.model))

    def filled(self, name: str = "k") -> Subject:
        subject = self.subject()
        change = Narrow().apply(subject, Context())
        assert self.cache.store(name, subject, plan(Narrow()), [change.to_dict()], 3.0)
        return subject


@pytest.fixture
def setting(tmp_path: Path, tiny_llama_folder: Path) -> Setting:
    return Setting(tmp_path / "cache", tiny_llama_folder)


def test_a_hit_restores_every_tensor_its_dtype_and_what_changed(setting: Setting) -> None:
    made, again = setting.filled(), setting.subject()
    changed = setting.cache.restore("k", again, plan(Narrow()))
    assert changed is not None
    assert changed[0]["bytes_after"] < changed[0]["bytes_before"]
    before, after = made.model.state_dict(), again.model.state_dict()
    assert set(before) == set(after)
    assert all(after[n].dtype == t.dtype and bool((after[n] == t).all()) for n, t in before.items())
    ids = torch.arange(10)[None]
    assert all(p.dtype == q.dtype for p, q in zip(made.model.parameters(), again.model.parameters(), strict=True))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        torch.testing.assert_close(again.model(ids).logits, made.model(ids).logits)
    assert setting.warnings == []


def test_no_artefact_is_no_hit_and_no_warning(setting: Setting) -> None:
    assert setting.cache.restore("nothing", setting.subject(), plan(Narrow())) is None
    assert setting.warnings == []


@pytest.mark.parametrize("ending", ["safetensors", "json"])
@pytest.mark.parametrize("harm", ["flip", "cut", "empty"])
def test_damage_is_noticed_dropped_and_the_subject_untouched(setting: Setting, ending: str, harm: str) -> None:
    setting.filled()
    file = setting.cache.folder / f"k.{ending}"
    body = bytearray(file.read_bytes())
    if harm == "flip":
        place = len(body) - 5 if ending == "safetensors" else body.index(b'"sha256": "') + 12
        body[place] ^= 1
    file.write_bytes(body[: {"flip": len(body), "cut": len(body) // 2, "empty": 0}[harm]])
    subject = setting.subject()
    before = {n: t.clone() for n, t in subject.model.state_dict().items()}
    assert setting.cache.restore("k", subject, plan(Narrow())) is None
    assert setting.warnings == ["artefact_damaged"]
    assert all(bool((t == before[n]).all()) for n, t in subject.model.state_dict().items())
    assert setting.cache.restore("k", subject, plan(Narrow())) is None  # gone now, without another warning
    assert len(setting.warnings) == 1


def test_what_killed_workers_left_is_removed_and_a_list_is_damage(setting: Setting) -> None:
    setting.cache.folder.mkdir(parents=True, exist_ok=True)
    (setting.cache.folder / "k.4711.tmp").write_bytes(b"half a model")
    setting.filled()
    assert not list(setting.cache.folder.glob("*.tmp"))
    (setting.cache.folder / "k.json").write_text("[]")
    assert setting.cache.restore("k", setting.subject(), plan(Narrow())) is None
    assert setting.warnings == ["artefact_damaged"]


def test_an_artefact_that_does_not_fit_asks_for_a_fresh_subject(setting: Setting) -> None:
    setting.filled()
    meta = json.loads((setting.cache.folder / "k.json").read_text())
    meta["structure"] = [{"width": 99}]
    (setting.cache.folder / "k.json").write_text(json.dumps(meta))
    with pytest.raises(Damaged):
        setting.cache.restore("k", setting.subject(), plan(Narrow()))
    assert not (setting.cache.folder / "k.json").exists()


def test_tied_weights_are_stored_once_and_tied_again(tmp_path: Path, setting: Setting) -> None:
    subject = setting.subject()
    subject.model.lm_head.weight = subject.model.model.embed_tokens.weight  # type: ignore[union-attr]
    assert setting.cache.store("tied", subject, [], [], 3.0)
    again = setting.subject()
    again.model.lm_head.weight = again.model.model.embed_tokens.weight  # type: ignore[union-attr]
    assert setting.cache.restore("tied", again, []) == []
    stored = json.loads((setting.cache.folder / "tied.json").read_text())
    assert stored["aliases"] == {"lm_head.weight": "model.embed_tokens.weight"}


def test_the_oldest_go_when_the_quota_is_passed_and_a_use_makes_young(setting: Setting) -> None:
    setting.filled("a")
    size = (setting.cache.folder / "a.safetensors").stat().st_size
    setting.cache.quota = int(2.5 * size)
    setting.filled("b")
    for age, name in ((100, "b"), (200, "a")):
        os.utime(setting.cache.folder / f"{name}.safetensors", (1e9 - age, 1e9 - age))
    assert setting.cache.restore("a", setting.subject(), plan(Narrow())) is not None
    setting.filled("c")
    assert {f.stem for f in setting.cache.folder.glob("*.safetensors")} == {"a", "c"}
    assert {f.stem for f in setting.cache.folder.glob("*.json")} == {"a", "c"}


def test_a_state_of_more_than_plain_tensors_is_not_kept(setting: Setting) -> None:
    subject = setting.subject()
    subject.model = torch.ao.quantization.quantize_dynamic(subject.model, {torch.nn.Linear}, dtype=torch.qint8)
    assert not setting.cache.store("q", subject, [], [], 3.0)
    assert not list(setting.cache.folder.glob("q.*"))


def test_a_folder_that_cannot_be_written_warns_and_goes_on(setting: Setting, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    setting.cache.folder = tmp_path / "file" / "cache"
    assert not setting.cache.store("k", setting.subject(), plan(Narrow()), [], 3.0)
    assert setting.warnings == ["artefact_not_stored"]


def test_keys_differ_by_parameter_and_fact_and_by_nothing_else() -> None:
    facts = {"seed": 0, "model": {"a": "1"}}
    base = key(plan(Narrow()), facts)
    assert base == key(plan(Narrow()), {"model": {"a": "1"}, "seed": 0})
    others = {key(plan(Narrow(width=8)), facts), key(plan(Narrow()), {**facts, "seed": 1}), key([], facts)}
    assert len(others | {base}) == 4


def test_the_prefix_ends_at_the_first_technique_that_is_not_stored_and_tuned_recipes_have_none() -> None:
    assert [p.card.id for p in prefix(plan(Narrow(), Cast(), Narrow()))] == ["test.narrow"]
    assert prefix(plan(Tune(), Narrow())) == []
