"""Shared by the backend's tests: tiny models made on the spot, offline always."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

    Its weights are scaled up, so that attention is far from uniform and greedy text does not repeat itself at once.
    Token 0 is padding.
    """
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
        for name, parameter in model.named_parameters():
            if parameter.dim() == 2 and "embed" not in name:
                parameter.mul_(8)
        info = ModelInfo(
            path=Path("."), architecture=type(model).__name__, model_type=kind, task="causal_lm",
            config=config.to_dict(), layers=config.num_hidden_layers, hidden=config.hidden_size,
            heads=config.num_attention_heads, kv_heads=config.num_key_value_heads, vocabulary=config.vocab_size,
        )  # fmt: skip
        return Subject(model=model, info=info, task="causal_lm")

    return make


@pytest.fixture
def tiny(tmp_path: Path) -> Callable[..., Any]:
    """`tiny(kind)`: a random model of that kind as (Subject, Context) with calibration data, the same each time."""
    return lambda kind, **changes: tiny_subject(kind, tmp_path, **changes)


def tiny_subject(kind: str, folder: Path, **changes: Any) -> tuple[Any, Any]:
    """Llama, GPT-2, ViT, BERT or T5 with four blocks of width 32, and a context with its calibration data."""
    import torch
    import transformers
    from safetensors.torch import save_file

    from paretoscope.models.info import ModelInfo
    from paretoscope.techniques.context import Context
    from paretoscope.techniques.subject import Subject

    model_class, config_class, task, sizes = TINY[kind]
    torch.manual_seed(0)
    config = getattr(transformers, config_class)(**{**sizes, **changes})
    model = getattr(transformers, model_class)(config).eval().requires_grad_(False)
    (folder / "data").mkdir(exist_ok=True)
    save_file({"pixel_values": torch.randn(8, 3, 16, 16)}, folder / "data" / "calibration.safetensors")
    text = folder / "calibration.txt"
    text.write_text("the quick brown fox jumps over the lazy dog. " * 40, encoding="utf-8")
    info = ModelInfo(
        path=folder, architecture=model_class, model_type=kind, task=task, tokenizer=True, context=64, layers=4
    )
    return Subject(model=model, info=info, task=task, tokenizer=_letters), Context(calibration=text)


def logits(subject: Any, seed: int = 1) -> Any:
    """What a tiny model says to a fixed random input."""
    import torch

    torch.manual_seed(seed)
    ids, pixels = torch.randint(0, 64, (2, 12)), torch.randn(2, 3, 16, 16)
    inputs: dict[str, Any] = {"pixel_values": pixels} if subject.task == "image_classification" else {"input_ids": ids}
    if subject.task == "seq2seq":
        inputs["decoder_input_ids"] = ids
    with torch.no_grad():
        return subject.model(**inputs).logits


@pytest.fixture
def say() -> Callable[..., Any]:
    """`say(subject)`: the logits of a tiny model on a fixed random input."""
    return logits


def _letters(text: str, **options: Any) -> dict[str, list[int]]:
    return {"input_ids": [ord(c) * 7 % 64 for c in text]}


_ENCODER = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 4, "num_attention_heads": 2}
TINY: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "llama": ("LlamaForCausalLM", "LlamaConfig", "causal_lm", {
        **_ENCODER, "vocab_size": 64, "num_attention_heads": 4, "num_key_value_heads": 2}),
    "gpt2": ("GPT2LMHeadModel", "GPT2Config", "causal_lm", {
        "vocab_size": 64, "n_embd": 32, "n_inner": 64, "n_layer": 4, "n_head": 4, "n_positions": 64,
        "bos_token_id": 1, "eos_token_id": 2}),
    "vit": ("ViTForImageClassification", "ViTConfig", "image_classification", {
        **_ENCODER, "image_size": 16, "patch_size": 4}),
    "bert": ("BertForSequenceClassification", "BertConfig", "classification", {**_ENCODER, "vocab_size": 64}),
    "t5": ("T5ForConditionalGeneration", "T5Config", "seq2seq", {
        "vocab_size": 64, "d_model": 32, "d_kv": 16, "d_ff": 64, "num_layers": 4, "num_heads": 2,
        "feed_forward_proj": "gated-gelu", "decoder_start_token_id": 0}),
}  # fmt: skip
