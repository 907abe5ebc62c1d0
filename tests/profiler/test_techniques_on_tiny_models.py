"""Every technique on weights and structure, on five architectures: what it changes, and that it comes back."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from paretoscope.errors import Cancelled, Refused
from paretoscope.machine import Machine
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.techniques import all_techniques
from paretoscope.techniques.context import Context

DATA = {"samples": 2, "length": 32}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "magnitude": ("prune.magnitude", {}),
    "magnitude 2:4": ("prune.magnitude", {"pattern": "2:4"}),
    "wanda": ("prune.wanda", DATA),
    "cfsp": ("prune.cfsp", {**DATA, "sparsity": 0.3, "align": 4}),
    "layer_skip": ("depth.layer_skip", {"sparsity": 0.25}),
    "svd": ("low_rank.svd", DATA),
    "svd plain": ("low_rank.svd", {"whiten": False, "rank": 4.0}),
    "8 bits": ("quantize.weight_only", {"bits": "8"}),
    "4 bits": ("quantize.weight_only", {"bits": "4", "group": 32}),
    "4 bits, no kernel": ("quantize.weight_only", {"bits": "4", "group": 16}),
    "3 bits": ("quantize.weight_only", {"bits": "3", "group": 32}),
    "2 bits": ("quantize.weight_only", {"bits": "2", "group": 32}),
    "gptq": ("quantize.gptq", {**DATA, "group": 32}),
    "gptq 2 bits": ("quantize.gptq", {**DATA, "group": 16, "bits": "2", "act_order": False}),
    "int8_dynamic": ("quantize.int8_dynamic", {}),
    "lora": ("tune.lora", {"rank": 2}),
}
SMALLER = ("cfsp", "layer_skip", "svd", "svd plain", "8 bits", "4 bits", "3 bits", "2 bits", "gptq", "int8_dynamic")
KINDS = ("llama", "gpt2", "vit", "bert", "t5")


def made(case: str) -> Any:
    name, params = CASES[case]
    return all_techniques()[name](**params)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES)
def test_it_applies_and_counts_what_it_changed(
    case: str, kind: str, tiny: Callable[..., Any], say: Callable[..., Any]
) -> None:
    subject, context = tiny(kind)
    before, technique = say(subject), made(case)
    change = technique.apply(subject, context)
    after = say(subject)
    assert torch.isfinite(after).all()
    assert change.modules > 0
    assert bool((after == before).all()) is (case == "lora")  # B is zero at the start
    if case in SMALLER:
        assert change.bytes_after < change.bytes_before
    if technique.card.family == "prune" and technique.card.simulated:
        assert change.zeros_after > change.zeros_before
        assert change.bytes_after == change.bytes_before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", [c for c in CASES if c != "int8_dynamic"])
def test_what_is_persistent_comes_back_from_disk(
    case: str, kind: str, tiny: Callable[..., Any], say: Callable[..., Any], tmp_path: Path
) -> None:
    subject, context = tiny(kind)
    technique = made(case)
    technique.apply(subject, context)
    meta = json.loads(json.dumps(technique.persist(subject)))
    state = {k: v.clone().contiguous() for k, v in subject.model.state_dict().items()}
    save_file(state, tmp_path / "model.safetensors")
    fresh, _ = tiny(kind)
    technique.restore(fresh, meta)
    for parameter in fresh.model.parameters():
        parameter.data.zero_()
    fresh.model.load_state_dict(load_file(tmp_path / "model.safetensors"))
    assert torch.equal(say(fresh), say(subject))
    assert technique.persist(fresh) == meta


@pytest.mark.parametrize("case", [c for c in CASES if c not in ("layer_skip", "cfsp")])
def test_only_what_the_patterns_choose_is_touched(case: str, tiny: Callable[..., Any]) -> None:
    name, params = CASES[case]
    subject, context = tiny("llama")
    before = copy.deepcopy(subject.model)
    chosen = {"include": "*.mlp.*", "exclude": "*.0.mlp.*;*.down_proj"}
    change = all_techniques()[name](**params, **chosen).apply(subject, context)
    assert change.modules == 6  # gate and up of blocks 1, 2, 3
    for layer, module in before.named_modules():
        own = module.weight if isinstance(module, torch.nn.Linear) else None
        if own is not None and not (".mlp." in layer and ".0." not in layer and "down" not in layer):
            assert torch.equal(subject.model.get_submodule(layer).weight, own), layer


@pytest.mark.parametrize("case", [c for c in CASES if c not in ("layer_skip",)])
def test_patterns_that_choose_nothing_are_refused_with_names(case: str, tiny: Callable[..., Any]) -> None:
    name, params = CASES[case]
    subject, context = tiny("llama")
    technique = all_techniques()[name](**params, include="*.nowhere.*")
    with pytest.raises(Refused, match="nowhere") as refused:
        technique.apply(subject, context)
    assert "model.layers.0.self_attn.q_proj" in refused.value.hint
    tensors = (TensorInfo("model.layers.0.mlp.up_proj.weight", (8, 8), "F32"),)
    info = ModelInfo(path=Path("m"), architecture="A", model_type="llama", task="causal_lm", tokenizer=True,
                     tensors=tensors)  # fmt: skip
    assert any("nowhere" in r.why and r.remedy for r in technique.check(info, Machine()))


@pytest.mark.parametrize("case", CASES)
def test_it_can_be_cancelled_and_tells_its_progress(case: str, tiny: Callable[..., Any]) -> None:
    subject, context = tiny("llama")
    told: list[tuple[str, float, float]] = []
    context.report = lambda name, done, total, text: told.append((name, done, total))
    made(case).apply(subject, context)
    assert told
    assert all(0 <= done <= total for _, done, total in told)
    subject, context = tiny("llama")
    with pytest.raises(Cancelled):
        made(case).apply(subject, Context(calibration=context.calibration, cancelled=lambda: True))


@pytest.mark.parametrize("case", ["wanda", "cfsp", "svd", "gptq"])
def test_calibration_that_is_missing_is_refused_before_loading(case: str, tiny: Callable[..., Any]) -> None:
    image = ModelInfo(path=Path("nowhere"), architecture="A", model_type="vit", task="image_classification")
    text = ModelInfo(path=Path("nowhere"), architecture="A", model_type="llama", task="causal_lm")
    assert any("images" in r.why for r in made(case).check(image, Machine()))
    assert any("tokenizer" in r.why for r in made(case).check(text, Machine()))
    subject, _ = tiny("llama")
    with pytest.raises(Refused, match="calibration text"):
        made(case).apply(subject, Context())


@pytest.mark.parametrize("case", [c for c in CASES if CASES[c][0].startswith(("quantize", "tune"))])
def test_a_checkpoint_that_is_quantized_already_is_refused(case: str) -> None:
    info = ModelInfo(path=Path("m"), architecture="A", model_type="llama", task="causal_lm", tokenizer=True,
                     quantized="gptq")  # fmt: skip
    assert any("gptq" in r.why and r.remedy for r in made(case).check(info, Machine()))


@pytest.mark.parametrize("stack", [("cfsp", "4 bits"), ("layer_skip", "cfsp", "gptq"), ("wanda", "8 bits"),
                                   ("svd", "4 bits"), ("cfsp", "int8_dynamic"), ("magnitude 2:4", "gptq")])  # fmt: skip
def test_stacks_work_and_come_back(stack: tuple[str, ...], tiny: Callable[..., Any], say: Callable[..., Any]) -> None:
    subject, context = tiny("llama")
    techniques = [made(c) for c in stack]
    for technique in techniques:
        technique.apply(subject, context)
    stored = [t for t in techniques if t.card.persistent]
    if len(stored) < len(techniques):
        assert torch.isfinite(say(subject)).all()
        return
    metas = [t.persist(subject) for t in stored]
    fresh, _ = tiny("llama")
    for technique, meta in zip(stored, metas, strict=True):
        technique.restore(fresh, meta)
    fresh.model.load_state_dict(subject.model.state_dict())
    assert torch.equal(say(fresh), say(subject))
