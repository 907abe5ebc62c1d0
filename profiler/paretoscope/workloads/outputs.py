"""What the model writes for a few prompts when it may stop where it likes: to be read beside the baseline's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from paretoscope.models.subject import Subject
from paretoscope.workloads import running, text

LONGEST = 64  # new tokens of an answer
START = 48  # tokens of a prompt that is cut from running text


@dataclass(frozen=True)
class Written:
    """A prompt, what followed, how many tokens that was without end-of-text, and whether it ended by itself."""

    prompt: str
    text: str
    tokens: int
    ended: bool


def outputs(subject: Subject, given: str, count: int, seed: int) -> Iterator[Written]:
    """`count` greedy answers, to the packaged prompts or to beginnings cut from the workload's text. Raises Refused."""
    tokenizer = text.need_tokenizer(subject.tokenizer, "showing outputs")
    config = running.settings(subject, LONGEST, stop=True)
    for prompt in _prompts(subject, given, count, seed):
        ids = torch.tensor([tokenizer(prompt)["input_ids"]], dtype=torch.long, device=subject.device)
        made = running.generate(subject, ids, config)
        first = 0 if subject.task == "seq2seq" else ids.shape[1]
        whole = made.sequences[0, first:].tolist()
        new = _until_end(whole, config.eos_token_id)
        yield Written(prompt, tokenizer.decode(new, skip_special_tokens=True), len(new), len(new) < len(whole))


def _until_end(tokens: list[int], end: Any) -> list[int]:
    ends = set(end if isinstance(end, list) else [end])
    stop = next((i for i, t in enumerate(tokens) if t in ends), len(tokens))
    return tokens[:stop]


def _prompts(subject: Subject, given: str, count: int, seed: int) -> list[str]:
    packaged = [] if given else packaged_prompts(Path(subject.info.path))[:count]
    if packaged:
        return packaged
    whole = text.tokenize(text.read_text(text.source(given, "eval.txt", Path(subject.info.path))), subject.tokenizer)
    return [subject.tokenizer.decode(w) for w in text.random_windows(whole.ids, START, count, seed)]


def packaged_prompts(model: Path) -> list[str]:
    """The prompts that lie in the model's folder (data/prompts.jsonl, objects with prompt).

    Empty when there are none: then some are cut from the text.
    """
    file = model / "data" / "prompts.jsonl"
    if not file.is_file():
        return []
    rows = text.json_lines(file, ("prompt",))
    return [str(row["prompt"]) for row in rows]
