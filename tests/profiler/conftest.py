"""Shared by the backend's tests: tiny models made on the spot, offline always."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from paretoscope.models.subject import Subject

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")


@pytest.fixture(scope="session")
def tiny_llama_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved random Llama (2 layers, 2 KV heads of 4) with a byte-level tokenizer; never changed by a test."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("models") / "tiny-llama"
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=300, hidden_size=64, intermediate_size=128, num_hidden_layers=3, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=2048, bos_token_id=1, eos_token_id=2, pad_token_id=0,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {t: i for i, t in enumerate(["<pad>", "<s>", "</s>", *alphabet])}
    bpe = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    PreTrainedTokenizerFast(tokenizer_object=bpe, bos_token="<s>", eos_token="</s>", pad_token="<pad>").save_pretrained(
        folder
    )
    return folder


@pytest.fixture
def tiny_decoder() -> Callable[..., Subject]:
    """Makes a random decoder in memory as a subject: `tiny_decoder("qwen2", hidden_size=64)`; grouped-query attention.

    Its weights are scaled up, so that attention and logits are far from uniform. Token 0 is padding.
    """
    from typing import Any

    import torch
    import transformers

    from paretoscope.models.info import ModelInfo
    from paretoscope.models.subject import Subject

    def make(kind: str = "llama", **changes: Any) -> Subject:
        torch.manual_seed(0)
        own = {"head_dim": 16} if kind == "qwen3" else {"sliding_window": None} if kind == "mistral" else {}
        sizes = {
            "vocab_size": 97, "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 2,
            "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 512, "bos_token_id": 1,
            "eos_token_id": 2, "pad_token_id": 0,
        }  # fmt: skip
        config = transformers.AutoConfig.for_model(kind, **(sizes | own | changes))
        model = transformers.AutoModelForCausalLM.from_config(config).eval().requires_grad_(False)
        for parameter in model.parameters():
            if parameter.dim() == 2:
                parameter.mul_(3)
        info = ModelInfo(
            path=Path("."), architecture=type(model).__name__, model_type=kind, task="causal_lm",
            config=config.to_dict(), layers=config.num_hidden_layers, hidden=config.hidden_size,
            heads=config.num_attention_heads, kv_heads=config.num_key_value_heads, vocabulary=config.vocab_size,
        )  # fmt: skip
        return Subject(model=model, info=info, task="causal_lm")

    return make
