"""Whatever lies in a model folder, looking at it ends in facts or in a refusal with sentence and hint."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest

from paretoscope.commands.inspect import facts, text
from paretoscope.errors import BadModel
from paretoscope.models.builtin import resolve
from paretoscope.models.inspect import inspect

CONFIG: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 8, "num_hidden_layers": 2,
    "num_attention_heads": 2, "intermediate_size": 16, "vocab_size": 32, "max_position_embeddings": 64,
}  # fmt: skip
NONSENSE: tuple[Any, ...] = (
    None, 0, -1, 1.5, 10**400, float("nan"), float("inf"), "", "x", "../../x", [], ["x"], [None], [[]], {}, {"a": 1},
    True,
)  # fmt: skip
FIELDS = (*CONFIG, "head_dim", "num_key_value_heads", "sliding_window", "quantization_config", "auto_map",
          "text_config", "torch_dtype", "hidden_act", "tie_word_embeddings", "layer_types")  # fmt: skip
TENSOR = {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]}


def safetensors(header: bytes, data: bytes = b"") -> bytes:
    """A file of the format with that header."""
    return struct.pack("<Q", len(header)) + header + data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder with one small tensor."""
    (tmp_path / "config.json").write_text(json.dumps(CONFIG))
    (tmp_path / "model.safetensors").write_bytes(safetensors(json.dumps({"a": TENSOR}).encode(), bytes(16)))
    return tmp_path


def look(folder: Path) -> str:
    """Look at the folder as `paretoscope inspect` does; the sentence that it was refused with, "" when it was not."""
    try:
        json.dumps(body := facts(inspect(folder)))
        text(body)
    except BadModel as error:
        return error.text if error.hint else "without a hint"
    return ""


@pytest.mark.parametrize("name", FIELDS)
def test_nonsense_in_the_config(folder: Path, name: str) -> None:
    assert not look(folder)
    for value in NONSENSE:
        (folder / "config.json").write_text(json.dumps({**CONFIG, name: value}))
        look(folder)
        (folder / "model.safetensors").unlink(missing_ok=True)  # the second half is predicted from the config alone
        look(folder)


def test_a_size_that_no_model_has_is_refused(folder: Path) -> None:
    (folder / "config.json").write_text(json.dumps({**CONFIG, "hidden_size": 10**30}))
    assert "hidden_size" in look(folder)


@pytest.mark.parametrize("body", ["[" * 100_000, "", "null", '{"a":' + "9" * 5000 + "}", '{"model_type": ["llama"]}'])
def test_a_config_that_is_none(folder: Path, body: str) -> None:
    (folder / "config.json").write_text(body)
    assert look(folder)


@pytest.mark.parametrize(
    "changed",
    [{"data_offsets": ["a", "b"]}, {"data_offsets": [None, None]}, {"data_offsets": [0, 16, 3]}, {"shape": [-2, -2]},
     {"shape": "ab"}, {"shape": [float("inf")]}, {"dtype": "XX", "shape": [-2, 2]}, {"dtype": ["F32"], "shape": None}],
)  # fmt: skip
def test_an_entry_of_the_header_that_is_nonsense(folder: Path, changed: dict[str, Any]) -> None:
    header = json.dumps({"a": {**TENSOR, **changed}}).encode()
    (folder / "model.safetensors").write_bytes(safetensors(header, bytes(16)))
    assert look(folder)


@pytest.mark.parametrize("header", [b"[" * 50_000, b"null", b'{"a":1}', b"\xff", b'{"a":' * 20_000])
def test_a_header_that_is_none(folder: Path, header: bytes) -> None:
    (folder / "model.safetensors").write_bytes(safetensors(header))
    assert look(folder)


@pytest.mark.parametrize("value", NONSENSE)
def test_an_index_that_is_nonsense(folder: Path, value: Any) -> None:
    (folder / "model.safetensors").unlink()
    index = folder / "model.safetensors.index.json"
    index.write_text(json.dumps({"weight_map": value}))
    look(folder)
    index.write_text(json.dumps({"weight_map": {"a": value}}))
    assert look(folder)


@pytest.mark.parametrize("value", [*NONSENSE, "x" * 5000])
def test_an_adapter_whose_base_is_nonsense(folder: Path, value: Any) -> None:
    (folder / "config.json").unlink()
    (folder / "adapter_config.json").write_text(json.dumps({"base_model_name_or_path": value}))
    assert look(folder)


def test_a_model_that_is_an_adapter_too_is_refused(folder: Path) -> None:
    (folder / "adapter_config.json").write_text(json.dumps({"base_model_name_or_path": "/nowhere"}))
    assert "adapter" in look(folder)


def test_a_single_file_comes_before_an_index_as_in_transformers(folder: Path) -> None:
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": "gone.safetensors"}}))
    assert not look(folder)


@pytest.mark.parametrize("name", [b"\xff\xfe", b"../..", b"a" * 5000])
def test_a_cache_whose_reference_is_nonsense(folder: Path, name: bytes) -> None:
    cache = folder / "cache"
    (cache / "refs").mkdir(parents=True)
    (cache / "snapshots").mkdir()
    (cache / "refs" / "main").write_bytes(name)
    assert look(cache)


def test_a_name_that_no_folder_can_have() -> None:
    assert 0 < len(look(Path("x" * 5000))) < 200
    assert look(resolve("~nobody-of-that-name/model"))
    with pytest.raises(BadModel):
        resolve(" ")


def test_what_says_how_a_model_is_run_is_part_of_what_it_is(folder: Path) -> None:
    (folder / "generation_config.json").write_text("{}")
    (folder / "modeling_own.py").write_text("")
    assert {"generation_config.json", "modeling_own.py"} <= set(inspect(folder).files)
