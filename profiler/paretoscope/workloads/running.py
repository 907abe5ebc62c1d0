"""How a subject generates: its own settings, exact token counts, a fresh cache of the recipe for each call."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from paretoscope.errors import Refused
from paretoscope.models.subject import Subject

# Drafting never changes what a lossless decoder writes, and cannot draft text that is forced upon it.
DRAFTING = frozenset(("prompt_lookup_num_tokens", "max_matching_ngram_size", "assistant_early_exit", "assistant_model"))


def settings(subject: Subject, new: int, *, stop: bool) -> Any:
    """A copy of the model's generation settings: greedy, `new` tokens, end-of-text only honoured when `stop`."""
    config: Any = copy.deepcopy(subject.model.generation_config)
    config.update(
        max_new_tokens=new, max_length=None, do_sample=False, num_beams=1, temperature=None, top_p=None, top_k=None,
        use_cache=True, return_dict_in_generate=True,
    )  # fmt: skip
    if config.pad_token_id is None:
        first = config.eos_token_id[0] if isinstance(config.eos_token_id, list) else config.eos_token_id
        config.pad_token_id = 0 if first is None else first
    if config.decoder_start_token_id is None and config.bos_token_id is None:
        config.decoder_start_token_id = config.pad_token_id  # what T5 begins with; a bare config may name none
    if not stop:
        config.eos_token_id = config.forced_eos_token_id = None
    return config


@contextmanager
def using(model: Any, config: Any) -> Iterator[None]:
    """Let `generate` take its settings from `config`.

    Passed as an argument, an absent end-of-text would be filled in again from the model's own settings.
    """
    before = model.generation_config
    model.generation_config = config
    try:
        yield
    finally:
        model.generation_config = before


def generate(
    subject: Subject, ids: Tensor, config: Any, *, drafting: bool = True, mask: Tensor | None = None, **more: Any
) -> Any:
    """`model.generate` as the recipe says. Returns transformers' output object.

    Args:
        ids: (batch, length). mask: the same shape, 0 where a shorter prompt is filled up; None: all 1.
    """
    mask = torch.ones_like(ids) if mask is None else mask
    keep = {k: v for k, v in subject.generation.items() if drafting or k not in DRAFTING}
    if drafting and subject.assistant is not None:
        keep["assistant_model"] = subject.assistant
    if subject.cache is not None:
        keep["past_key_values"] = subject.cache()
    with using(subject.model, config):
        return subject.model.generate(ids, attention_mask=mask, **keep, **more)  # type: ignore[operator]


def synchronise(device: str) -> None:
    """Wait until the device has done all it was given, so that a clock reads what it should."""
    if device.startswith("cuda"):
        torch.cuda.synchronize(device)
    elif device.startswith("mps"):
        torch.mps.synchronize()


def need_room(subject: Subject, tokens: int) -> None:
    """Raise Refused when the model has no place for that many positions."""
    most = subject.info.context
    if most and tokens > most:
        raise Refused(
            f"the workload needs {tokens} positions, the model has {most}", "make the prompt, context or new smaller"
        )


def need_task(subject: Subject, kind: str, tasks: tuple[str, ...]) -> None:
    """Raise Refused when the model's task is none that the workload can use."""
    if subject.task not in tasks:
        raise Refused(
            f"the workload {kind} is for {' or '.join(tasks)}; this model does {subject.task}",
            "choose generate or score for language models, classify for classifiers",
        )
