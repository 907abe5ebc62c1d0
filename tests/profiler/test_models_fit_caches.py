"""The cache of every kind of language model, predicted from its config alone, against what its tensors hold."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

from paretoscope.errors import BadModel
from paretoscope.models.fit import ERROR, GUESSED, UNTESTED, predict
from paretoscope.models.fit_weights import stored
from paretoscope.models.inspect import inspect
from paretoscope.models.layers import BOTH, FULL, STATE, WINDOW, kinds, kv_bytes
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads.make import make

WORK = Workload.parse("generate:prompt=24,new=8,batch=2")
COUNTERS = 8  # B a layer: layers with a window keep their length in a tensor
PLAIN = {
    "vocab_size": 97, "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 4, "num_attention_heads": 4,
    "num_key_value_heads": 2, "max_position_embeddings": 512, "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0,
}  # fmt: skip
LATENT = {
    "num_key_value_heads": 4, "kv_lora_rank": 24, "q_lora_rank": 32, "qk_rope_head_dim": 8, "qk_nope_head_dim": 16,
    "v_head_dim": 16, "n_routed_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 32, "n_group": 1,
    "topk_group": 1, "n_shared_experts": 1, "first_k_dense_replace": 1,
}  # fmt: skip
MAMBA2 = {"mamba_d_state": 8, "mamba_n_heads": 8, "mamba_d_head": 16, "mamba_n_groups": 1}
DELTA = {
    "head_dim": 16, "linear_num_key_heads": 2, "linear_num_value_heads": 4, "linear_key_head_dim": 16,
    "linear_value_head_dim": 16, "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 32,
    "shared_expert_intermediate_size": 32, "full_attention_interval": 2,
}  # fmt: skip
SLIDING = {"head_dim": 16, "sliding_window": 16}
# kind: its sizes beside the plain ones, the layers, and the bytes that its tensors held in float32 and in bfloat16.
KNOWN: dict[str, tuple[dict[str, Any], list[str], int, int]] = {
    "llama": ({}, [FULL] * 4, 63488, 31744),
    "mistral": (SLIDING, [WINDOW] * 4, 32768, 16384),
    "qwen2": ({"use_sliding_window": True, "max_window_layers": 2, "sliding_window": 16}, [FULL] * 2 + [WINDOW] * 2,
              48128, 24064),
    "gemma2": (SLIDING, [WINDOW, FULL] * 2, 48128, 24064),
    "cohere2": (SLIDING, [WINDOW] * 3 + [FULL], 40448, 20224),
    "deepseek_v3": (LATENT, [FULL] * 4, 31744, 15872),
    "mamba": ({"state_size": 8}, [STATE] * 4, 36864, 30720),
    "falcon_mamba": ({"state_size": 8}, [STATE] * 4, 36864, 30720),
    "mamba2": ({"state_size": 8, "num_heads": 8, "head_dim": 16, "n_groups": 1}, [STATE] * 4, 51200, 41984),
    "jamba": ({"attn_layer_period": 2, "attn_layer_offset": 1, "num_experts": 2, "mamba_d_state": 8},
              [STATE, FULL] * 2, 56320, 36352),
    "bamba": ({"attn_layer_indices": [1, 3], **MAMBA2}, [STATE, FULL] * 2, 57344, 36864),
    "falcon_h1": ({"mamba_d_ssm": 128, **MAMBA2}, [BOTH] * 4, 114688, 73728),
    "lfm2": ({"layer_types": ["conv", "full_attention"] * 2, "conv_L_cache": 3}, [STATE, FULL] * 2, 34816, 17408),
    "qwen3_next": (DELTA, [STATE, FULL] * 2, 56320, 36352),
    "recurrent_gemma": ({"attention_window_size": 16, "lru_width": 64, "block_types": ["recurrent", "attention"]},
                        [STATE, WINDOW] * 2, 16384, 8192),
    "rwkv": ({}, [STATE] * 4, 10240, 8192),
}  # fmt: skip
QUICK = ("gemma2", "deepseek_v3", "falcon_h1", "mamba")  # counted anew in each run of the tests


def config_of(kind: str, dtype: str, folder: Path) -> Path:
    """A config as a hub has it: sizes, no defaults of this transformers written out."""
    architecture = transformers.models.auto.modeling_auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES[kind]
    body = {"model_type": kind, "architectures": [architecture], "torch_dtype": dtype, **PLAIN, **KNOWN[kind][0]}
    (folder / "config.json").write_text(json.dumps(body))
    return folder


@pytest.mark.parametrize("kind", KNOWN)
@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_the_cache_is_predicted_to_the_byte(kind: str, dtype: str, tmp_path: Path) -> None:
    info = inspect(config_of(kind, dtype, tmp_path))
    assert kinds(info) == KNOWN[kind][1]
    assert predict(info, workload=WORK).parts["kv_cache"] == KNOWN[kind][2 if dtype == "float32" else 3]


@pytest.mark.parametrize(("kind", "tokens"), [("llama", 512), ("gemma2", 512), ("deepseek_v3", 256), ("jamba", 256)])
def test_what_one_token_adds_counts_the_layers_that_remember_it(kind: str, tokens: int, tmp_path: Path) -> None:
    """In 16 bits: 2 x 4 layers x 2 KV heads x 16 x 2 B; latents of 32 elements; attention in every other layer."""
    assert kv_bytes(inspect(config_of(kind, "float32", tmp_path))) == tokens


def counted(kind: str, dtype: str, folder: Path) -> int:
    """What the tensors of the cache hold at the end of a call, B."""
    torch.manual_seed(0)
    work = make(load(inspect(config_of(kind, dtype, folder)), random_weights=True), WORK, 0)
    work.call(0)
    return int(work.kv_cache)


@pytest.mark.parametrize(("kind", "dtype"), [(k, "bfloat16") for k in QUICK])
def test_the_cache_that_is_counted_is_the_one_that_was_predicted(kind: str, dtype: str, tmp_path: Path) -> None:
    assert counted(kind, dtype, tmp_path) == pytest.approx(KNOWN[kind][3], abs=4 * COUNTERS)


@pytest.mark.heavy
@pytest.mark.parametrize("kind", KNOWN)
@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_every_cache_that_is_counted_is_the_one_that_was_predicted(kind: str, dtype: str, tmp_path: Path) -> None:
    known = KNOWN[kind][2 if dtype == "float32" else 3]
    assert counted(kind, dtype, tmp_path) == pytest.approx(known, abs=4 * COUNTERS)


def test_shared_layers_and_indexers_are_counted_by_their_configs(tmp_path: Path) -> None:
    config_of("gemma2", "float32", tmp_path)
    body = json.loads((tmp_path / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps({**body, "num_kv_shared_layers": 2}))
    assert kinds(inspect(tmp_path)) == [WINDOW, FULL]


def test_the_weights_of_experts_are_counted(tmp_path: Path) -> None:
    """Mixtral's four experts have the sizes of one feed-forward network each; 409,664 parameters at 500 tokens."""
    body = {"model_type": "mixtral", "architectures": ["MixtralForCausalLM"], **PLAIN, "vocab_size": 500,
            "num_local_experts": 4, "tie_word_embeddings": False, "rope_theta": 1e6}  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(body))
    assert stored(inspect(tmp_path)).elements == pytest.approx(409_664, rel=0.01)


def test_a_family_whose_size_is_guessed_says_so(tmp_path: Path) -> None:
    guess = predict(inspect(config_of("jamba", "float32", tmp_path)), workload=WORK)
    assert guess.error == GUESSED
    assert any("guessed from its config" in note for note in guess.notes)


@pytest.mark.parametrize(
    ("kind", "error"),
    [("llama", ERROR), ("qwen2", ERROR), ("gemma2", UNTESTED), ("mistral", UNTESTED), ("deepseek_v3", GUESSED),
     ("mamba", GUESSED), ("falcon_h1", GUESSED)],
)  # fmt: skip
def test_only_families_whose_peaks_were_measured_claim_ten_percent(kind: str, error: float, tmp_path: Path) -> None:
    """Measured on saved random weights: Mistral 12 % off, Mixtral 23 %, Falcon-H1 31 %, Mamba at 512 tokens 48 %."""
    fit = predict(inspect(config_of(kind, "float32", tmp_path)), workload=WORK)
    assert fit.error == error
    assert any("up to half larger" in note for note in fit.notes) == (error == GUESSED)


@pytest.mark.parametrize("value", [None, 0, 1 << 39, 1 << 60, 1.5, "x", [None]])
def test_nonsense_in_a_config_is_refused_or_predicted_never_a_fault(value: Any, tmp_path: Path) -> None:
    for kind in ("qwen2", "gemma2", "deepseek_v3", "jamba", "bamba", "qwen3_next", "recurrent_gemma", "lfm2"):
        config_of(kind, "float32", tmp_path)
        body = json.loads((tmp_path / "config.json").read_text())
        for name in body.keys() - {"model_type", "architectures", "torch_dtype"}:
            (tmp_path / "config.json").write_text(json.dumps({**body, name: value}))
            with suppress(BadModel):
                assert predict(inspect(tmp_path), workload=WORK).total > 0
