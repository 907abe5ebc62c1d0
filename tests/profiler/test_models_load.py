"""Loading: what is refused without consent, what is told in words when a folder is damaged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch

from paretoscope.errors import BadModel
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load


@pytest.fixture
def model(tiny_llama_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_llama_folder, tmp_path / "model"))


def test_loads_the_stored_dtype_and_nothing_asks_for_gradients(model: Path) -> None:
    subject = load(inspect(model))
    assert subject.model.dtype == torch.float32
    assert not any(p.requires_grad for p in subject.model.parameters())
    assert load(inspect(model), dtype="bfloat16").model.dtype == torch.bfloat16
    assert subject.tokenizer.decode(subject.tokenizer("héllo")["input_ids"]) == "héllo"


def test_remote_code_is_not_run_unasked(model: Path) -> None:
    config = json.loads((model / "config.json").read_text())
    (model / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModelForCausalLM": "evil.Model"}}))
    (model / "evil.py").write_text(f"open({str(model / 'proof')!r}, 'w')")
    with pytest.raises(BadModel, match="own Python code"):
        load(inspect(model))
    assert not (model / "proof").exists()


def test_pickle_is_refused_and_loads_when_trusted(model: Path) -> None:
    weights = load(inspect(model)).model.state_dict()
    (model / "model.safetensors").unlink()
    torch.save(weights, model / "pytorch_model.bin")
    with pytest.raises(BadModel, match="pickle"):
        load(inspect(model))
    trusted = load(inspect(model), trust=("pickle",)).model.state_dict()
    assert all(torch.equal(weights[n], trusted[n]) for n in weights)


def test_random_weights_only_when_asked_and_by_seed(model: Path) -> None:
    (model / "model.safetensors").unlink()
    with pytest.raises(BadModel, match="no weights"):
        load(inspect(model))
    first, again, other = (load(inspect(model), random_weights=True, seed=s).model.state_dict() for s in (1, 1, 2))
    name = "model.layers.0.mlp.up_proj.weight"
    assert torch.equal(first[name], again[name])
    assert not torch.equal(first[name], other[name])


def test_missing_tensor_wrong_shape_and_nan_are_refused(model: Path) -> None:
    from safetensors.torch import load_file, save_file

    file = model / "model.safetensors"
    good = load_file(file)
    name = "model.layers.1.self_attn.q_proj.weight"
    for bad in ({n: t for n, t in good.items() if n != name}, {**good, name: torch.zeros(3, 3)},
                {**good, name: torch.full_like(good[name], float("nan"))}):  # fmt: skip
        save_file(bad, file, metadata={"format": "pt"})
        with pytest.raises(BadModel) as caught:
            load(inspect(model))
        assert caught.value.hint


def test_adapter_is_merged_into_its_base(model: Path, tmp_path: Path) -> None:
    peft = pytest.importorskip("peft")
    from transformers import AutoModelForCausalLM

    torch.manual_seed(1)
    tuned = peft.get_peft_model(
        AutoModelForCausalLM.from_pretrained(model),
        peft.LoraConfig(r=4, target_modules=["q_proj"], init_lora_weights=False),
    ).eval()
    tuned.save_pretrained(tmp_path / "adapter")
    ids = torch.tensor([[1, 5, 9, 20]])
    merged = load(inspect(tmp_path / "adapter")).model
    torch.testing.assert_close(merged(ids).logits, tuned(ids).logits, atol=1e-5, rtol=1e-4)
