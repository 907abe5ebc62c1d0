"""What the model writes for a few prompts when it may stop where it likes: to be read beside the baseline's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from paretoscope.errors import Refused
from paretoscope.models.subject import Subject
from paretoscope.workloads import running, text

COUNT, LONGEST = 3, 64  # prompts, new tokens
START = 48  # tokens of a prompt that is cut from running text


@dataclass(frozen=True)
class Written:
    """A prompt, what followed, and how many tokens that was, end-of-text not counted."""

    prompt: str
    text: str
    tokens: int


def outputs(subject: Subject, given: str, seed: int) -> Iterator[Written]:
    """Greedy answers to the packaged prompts, or to beginnings cut from the workload's text. Raises Refused."""
    tokenizer = text.need_tokenizer(subject.tokenizer, "showing outputs")
    config = running.settings(subject, LONGEST, stop=True)
    for prompt in _prompts(subject, given, seed):
        ids = torch.tensor([tokenizer(prompt)["input_ids"]], dtype=torch.long, device=subject.device)
        made = running.generate(subject, ids, config)
        first = 0 if subject.task == "seq2seq" else ids.shape[1]
        new = _until_end(made.sequences[0, first:].tolist(), config.eos_token_id)
        yield Written(prompt, tokenizer.decode(new, skip_special_tokens=True), len(new))


def _until_end(tokens: list[int], end: Any) -> list[int]:
    ends = set(end if isinstance(end, list) else [end])
    stop = next((i for i, t in enumerate(tokens) if t in ends), len(tokens))
    return tokens[:stop]


def _prompts(subject: Subject, given: str, seed: int) -> list[str]:
    if not given:
        try:
            own = text.read_text(text.source("", "prompts.txt", Path(subject.info.path)))
            return [line for line in own.splitlines() if line.strip()][:COUNT]
        except Refused:
            pass  # no prompts are packaged with this model: cut some
    whole = text.tokenize(text.read_text(text.source(given, "eval.txt", Path(subject.info.path))), subject.tokenizer)
    return [subject.tokenizer.decode(w) for w in text.random_windows(whole.ids, START, COUNT, seed)]
