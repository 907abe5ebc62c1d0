"""Folders as people have them, and folders that must be refused with a sentence and a hint."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from paretoscope.errors import BadModel
from paretoscope.models.headers import read_header
from paretoscope.models.identity import identity
from paretoscope.models.inspect import inspect


@pytest.fixture
def model(tiny_llama_folder: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(tiny_llama_folder, tmp_path / "model"))


def refused(folder: Path) -> BadModel:
    with pytest.raises(BadModel) as caught:
        inspect(folder)
    assert caught.value.text
    assert caught.value.hint
    assert caught.value.exit_code == 2
    return caught.value


def shard(model: Path) -> None:
    """Split model.safetensors in two with an index, as large checkpoints are."""
    from safetensors.torch import load_file, save_file

    tensors = load_file(model / "model.safetensors")
    names = sorted(tensors)
    halves = {"model-00001-of-00002.safetensors": names[::2], "model-00002-of-00002.safetensors": names[1::2]}
    for file, own in halves.items():
        save_file({n: tensors[n] for n in own}, model / file)
    index = {"weight_map": {n: f for f, own in halves.items() for n in own}}
    (model / "model.safetensors.index.json").write_text(json.dumps(index))
    (model / "model.safetensors").unlink()


def test_facts_equal_what_transformers_loads(model: Path) -> None:
    from transformers import AutoModelForCausalLM

    loaded = AutoModelForCausalLM.from_pretrained(model)
    info = inspect(model)
    assert info.parameters == sum(p.numel() for p in loaded.parameters())
    assert (info.task, info.dtype, info.layers, info.heads, info.kv_heads) == ("causal_lm", "float32", 3, 4, 2)
    assert info.linears()["model.layers.0.mlp.up_proj"] == (128, 64)
    assert info.tokenizer
    assert not info.warnings


def test_inspect_needs_no_torch(model: Path) -> None:
    look = f"from paretoscope.models.inspect import inspect; inspect(Path({str(model)!r}))"
    check = "assert 'torch' not in sys.modules and 'transformers' not in sys.modules"
    code = f"import sys; from pathlib import Path; {look}; {check}"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_sharded_and_hub_cache_folders(model: Path, tmp_path: Path) -> None:
    plain = inspect(model)
    shard(model)
    assert inspect(model).parameters == plain.parameters
    repo = tmp_path / "models--org--tiny"
    snapshot = repo / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (repo / "refs").mkdir()
    (repo / "refs" / "main").write_text("abc")
    for file in model.iterdir():
        (snapshot / file.name).symlink_to(file)
    assert inspect(repo).path == snapshot
    assert inspect(repo).parameters == plain.parameters


def test_adapter_finds_its_base(model: Path, tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    adapter = tmp_path / "adapter"
    adapter.mkdir()
    (adapter / "adapter_config.json").write_text(
        json.dumps({"base_model_name_or_path": "org/model", "peft_type": "LORA"})
    )
    import numpy as np

    save_file({"base_model.model.lora_A.weight": np.zeros((2, 64), np.float32)}, adapter / "adapter_model.safetensors")
    info = inspect(adapter)
    assert info.base == model
    assert "base/model.safetensors" in identity(info)
    assert "adapter_model.safetensors" in identity(info)
    shutil.rmtree(model)
    assert "base model" in refused(adapter).text


def test_no_folder_file_and_empty(tmp_path: Path, model: Path) -> None:
    refused(tmp_path / "nowhere")
    refused(model / "config.json")
    (tmp_path / "empty").mkdir()
    assert "empty" in refused(tmp_path / "empty").text


def test_config_missing_damaged_or_unknown(model: Path) -> None:
    config = json.loads((model / "config.json").read_text())
    for body in ("{", "[]", json.dumps({"model_type": "llama"}), json.dumps({**config, "model_type": "no-such-thing"}),
                 json.dumps({**config, "architectures": ["LlamaForFortuneTelling"]})):  # fmt: skip
        (model / "config.json").write_text(body)
        refused(model)
    (model / "config.json").unlink()
    refused(model)


@pytest.mark.parametrize("keep", [0, 4, 100, -1])
def test_truncated_safetensors(model: Path, keep: int) -> None:
    file = model / "model.safetensors"
    file.write_bytes(file.read_bytes()[:keep])
    assert "damaged" in refused(model).text


def test_every_flipped_bit_of_the_header_is_harmless_or_refused(model: Path) -> None:
    """A flipped bit either leaves a header of the same facts' form or is refused in words; never another exception."""
    file = model / "model.safetensors"
    body = bytearray(file.read_bytes())
    (length,) = struct.unpack("<Q", body[:8])
    wrong = 0
    for place in range(0, 8 + length, 7):
        body[place] ^= 1 << (place % 8)
        file.write_bytes(body)
        try:
            read_header(file)
        except BadModel:
            wrong += 1
        body[place] ^= 1 << (place % 8)
    assert wrong > 0


def test_flipped_weight_shows_in_identity(model: Path, tmp_path: Path) -> None:
    before = identity(inspect(model), tmp_path / "memory.json")
    body = bytearray((model / "model.safetensors").read_bytes())
    body[-5] ^= 4
    (model / "model.safetensors").write_bytes(body)
    after = identity(inspect(model), tmp_path / "memory.json")
    assert [n for n in before if before[n] != after[n]] == ["model.safetensors"]


def test_missing_shard_and_escaping_index(model: Path) -> None:
    shard(model)
    (model / "model-00002-of-00002.safetensors").unlink()
    assert "missing" in refused(model).text
    (model / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": "../../etc/passwd"}}))
    assert "outside" in refused(model).text


def test_pickle_remote_code_tokenizer_and_weights_are_warned_of(model: Path) -> None:
    (model / "tokenizer.json").unlink()
    (model / "model.safetensors").rename(model / "pytorch_model.bin")
    config = json.loads((model / "config.json").read_text())
    (model / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModelForCausalLM": "evil.Model"}}))
    info = inspect(model)
    assert (info.pickle, info.remote_code, info.tokenizer) == (True, True, False)
    assert len(info.warnings) == 3
    (model / "pytorch_model.bin").unlink()
    assert not inspect(model).weights


def test_folder_without_permission(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", denied)  # the tests may run as root, whom no file mode stops
    assert "Permission denied" in refused(model).text
