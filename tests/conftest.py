"""Model folders as people really have them when something is wrong; the command and the window must refuse each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A machine that is busy with something else draws and runs examples slowly, which is no failure.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

CONFIG = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 8, "num_hidden_layers": 2,
    "num_attention_heads": 2, "num_key_value_heads": 2, "intermediate_size": 16, "vocab_size": 32,
    "max_position_embeddings": 64,
}  # fmt: skip


def write_model(folder: Path) -> Path:
    """A folder that can be inspected: config, tokenizer, one small tensor."""
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(CONFIG))
    (folder / "tokenizer.json").write_text("{}")
    text = json.dumps({"lm_head.weight": {"dtype": "BF16", "shape": [32, 8], "data_offsets": [0, 512]}}).encode()
    (folder / "model.safetensors").write_bytes(len(text).to_bytes(8, "little") + text + bytes(512))
    return folder


def _truncate(folder: Path) -> None:
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])


def _flip(folder: Path) -> None:
    """One bit of the header: the tensor's length is no longer what its shape says."""
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes().replace(b"[32, 8]", b"[33, 8]"))


def _pickle(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04.")


def _set(**changes: object) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "config.json").write_text(json.dumps(CONFIG | changes))

    return write


def _code(folder: Path) -> None:
    _set(auto_map={"AutoModelForCausalLM": "modeling_x.X"}, model_type="x", architectures=["XForCausalLM"])(folder)
    (folder / "modeling_x.py").write_text("raise SystemExit('remote code ran')")


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "no such folder": (lambda f: f.rename(f.with_name("elsewhere")), "nothing at|no folder"),
    "empty folder": (lambda f: [p.unlink() for p in f.iterdir()], "empty"),
    "config is no JSON": (lambda f: (f / "config.json").write_text("{"), "config.json"),
    "unknown architecture": (_set(model_type="zzz", architectures=["ZzzModel"]), "ZzzModel|zzz"),
    "truncated weights": (_truncate, "model.safetensors"),
    "a flipped bit in the header": (_flip, "model.safetensors"),
    "pickle weights": (_pickle, "pickle"),
    "remote code": (_code, "code"),
}


@pytest.fixture(params=DAMAGE)
def damaged(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A damaged model folder, and a pattern that the refusal's sentence must match."""
    hurt, words = DAMAGE[request.param]
    hurt(write_model(tmp_path / "model"))
    return tmp_path / "model", words


@pytest.fixture
def sound_model(tmp_path: Path) -> Path:
    """The same folder with nothing wrong."""
    return write_model(tmp_path / "sound")
