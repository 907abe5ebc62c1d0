"""Models that are built differently: without attention, with layers of a class of their own, without a pooler."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.techniques import linears
from paretoscope.techniques.context import Context
from paretoscope.techniques.quantize.weight_only import WeightOnly
from paretoscope.workloads.teacher import follow, in_pieces

SIZES = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "vocab_size": 97}


def test_a_model_without_attention_is_scored_as_one_pass_would_score_it(tiny_decoder: Callable[..., Any]) -> None:
    subject = tiny_decoder("mamba", state_size=8)
    subject.whole = True
    assert not in_pieces(subject)
    ids, steps = torch.arange(3, 27)[None], 8
    noted: list[torch.Tensor] = []
    follow(subject, ids[:, :-steps], ids[:, -steps:], lambda _, p: noted.append(p))
    with torch.no_grad():
        whole = subject.model(ids).logits.float().log_softmax(-1)[:, -steps - 1 : -1]
    torch.testing.assert_close(torch.cat(noted, 1), whole, rtol=1e-3, atol=1e-3)


def test_what_a_model_reads_without_calling_stays(tiny_decoder: Callable[..., Any]) -> None:
    """Mamba multiplies with dt_proj's weight itself, and hands the kernels inputs that lie in strides."""
    subject = tiny_decoder("mamba", state_size=8)
    names = linears.targets(subject)
    assert names
    assert not any("dt_proj" in name for name in names)
    WeightOnly(bits="4", group=32).apply(subject, Context())
    with torch.no_grad():
        assert torch.isfinite(subject.model(torch.arange(3, 20)[None]).logits).all()


def test_falcons_own_linear_class_is_a_linear_layer(tiny_decoder: Callable[..., Any]) -> None:
    subject = tiny_decoder("falcon", alibi=False, num_kv_heads=1)
    assert any("query_key_value" in name for name in linears.targets(subject))


def test_a_masked_language_model_has_no_pooler_and_needs_none(tmp_path: Path) -> None:
    config = transformers.BertConfig(**SIZES, intermediate_size=64)
    transformers.BertForMaskedLM(config).save_pretrained(tmp_path)
    subject = load(inspect(tmp_path))
    assert subject.model.pooler is None
    with torch.no_grad():
        assert subject.model(torch.arange(5)[None]).last_hidden_state.shape == (1, 5, 64)


@pytest.mark.parametrize(
    ("names", "layers", "kv_heads"),
    [({"decoder_layers": 3, "decoder_attention_heads": 4}, 3, 4), ({"n_layers": 3, "n_heads": 4}, 3, 4),
     ({"num_hidden_layers": 3, "num_attention_heads": 4, "multi_query": True}, 3, 1)],
)  # fmt: skip
def test_sizes_are_found_under_the_names_that_families_give_them(
    tmp_path: Path, names: dict[str, Any], layers: int, kv_heads: int
) -> None:
    body = {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 64, "vocab_size": 97}
    (tmp_path / "config.json").write_text(json.dumps({**body, **names}))
    info = inspect(tmp_path)
    assert (info.layers, info.heads, info.kv_heads, info.head_size) == (layers, 4, kv_heads, 16)
