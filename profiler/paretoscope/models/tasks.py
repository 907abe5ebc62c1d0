"""What a model is for, from the name of its architecture."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import Any

_BY_ENDING = (
    ("ForCausalLM", "causal_lm"),
    ("LMHeadModel", "causal_lm"),
    ("ForImageClassification", "image_classification"),
    ("ForSequenceClassification", "classification"),
    ("ForConditionalGeneration", "seq2seq"),
    ("ForMaskedLM", "encoder"),
    ("EncoderModel", "encoder"),
    ("Model", "encoder"),
)


def task_of(config: dict[str, Any]) -> str:
    """One of catalog.TASKS, or "" when the architecture is not one that can be profiled."""
    architecture = named(config)[0]
    for ending, task in _BY_ENDING:
        if architecture.endswith(ending):
            if task == "seq2seq" and not config.get("is_encoder_decoder"):
                return ""  # an image-text model, say: no workload of ours fits it
            return "seq2seq" if task == "encoder" and config.get("is_encoder_decoder") else task
    return ""


RECURRENT = (
    "bailing_hybrid", "bamba", "deepseek_v4", "falcon_h1", "falcon_mamba", "granitemoehybrid", "jamba", "kimi_linear",
    "mamba", "mamba2", "nemotron_h", "olmo_hybrid", "qwen3_5", "qwen3_next", "qwen4_exp", "recurrent_gemma", "rwkv",
    "xlstm", "zamba", "zamba2", "zaya",
)  # fmt: skip
"""Models that keep a state which moves on with each token, in some layers at least, instead of keys and values."""


def named(config: dict[str, Any]) -> list[str]:
    """The architectures that the config names; [""] when it names none."""
    given = config.get("architectures")
    return [a for a in given if isinstance(a, str)] or [""] if isinstance(given, list) else [""]


_TEXT = ("MODEL_FOR_CAUSAL_LM", "MODEL_FOR_MASKED_LM", "MODEL_FOR_TEXT_ENCODING", "MODEL_FOR_SEQUENCE_CLASSIFICATION")
_TABLES = {
    "causal_lm": ("MODEL_FOR_CAUSAL_LM",),
    "seq2seq": ("MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM",),
    "classification": ("MODEL_FOR_SEQUENCE_CLASSIFICATION",),
    "image_classification": ("MODEL_FOR_IMAGE_CLASSIFICATION",),
    "encoder": _TEXT,  # an encoder of images or sound has a name of the same form
}


@cache
def loadable(task: str) -> frozenset[str]:
    """Model types that transformers loads for a task, read from its source without importing it; empty: not known."""
    spec = importlib.util.find_spec("transformers")
    if spec is None or not spec.submodule_search_locations:
        return frozenset()
    file = Path(next(iter(spec.submodule_search_locations))) / "models" / "auto" / "modeling_auto.py"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    names = "|".join(_TABLES[task])
    tables = re.findall(rf"^(?:{names})_MAPPING_NAMES = OrderedDict\((.*?)^\)", text, re.DOTALL | re.MULTILINE)
    return frozenset(name for table in tables for name in re.findall(r'\(\s*"([a-z0-9_.-]+)"', table))


@cache
def known_types() -> frozenset[str]:
    """Model types that the installed transformers names, read from its source without importing it; else empty."""
    spec = importlib.util.find_spec("transformers")
    if spec is None or not spec.submodule_search_locations:
        return frozenset()
    folder = Path(next(iter(spec.submodule_search_locations))) / "models" / "auto"
    texts = (f.read_text(encoding="utf-8") for f in folder.glob("*.py"))
    return frozenset(name for text in texts for name in re.findall(r'\(?"([a-z0-9_.-]+)"\s*[,:]', text))
