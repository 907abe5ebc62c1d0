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


def named(config: dict[str, Any]) -> list[str]:
    """The architectures that the config names; [""] when it names none."""
    given = config.get("architectures")
    return [a for a in given if isinstance(a, str)] or [""] if isinstance(given, list) else [""]


@cache
def known_types() -> frozenset[str]:
    """Model types that the installed transformers names, read from its source without importing it; else empty."""
    spec = importlib.util.find_spec("transformers")
    if spec is None or not spec.submodule_search_locations:
        return frozenset()
    folder = Path(next(iter(spec.submodule_search_locations))) / "models" / "auto"
    texts = (f.read_text(encoding="utf-8") for f in folder.glob("*.py"))
    return frozenset(name for text in texts for name in re.findall(r'\(?"([a-z0-9_.-]+)"\s*[,:]', text))
