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
    text.need_tokenizer(subject.tokenizer, "showing outputs")
    for prompt in _prompts(subject, given, count, seed):
        yield answer(subject, prompt)


def answer(subject: Subject, prompt: str, new: int = LONGEST, *, chat: bool = False) -> Written:
    """The greedy answer to one prompt, at most `new` tokens.

    Args:
        chat: the prompt is a user's message, put into the tokenizer's own chat template.

    Raises:
        Refused: no tokenizer, no chat template, an empty prompt, or one that leaves no room for the answer.
    """
    ids = _ids(subject, prompt, chat)
    running.need_room(subject, len(ids) + (0 if subject.task == "seq2seq" else new))
    config = running.settings(subject, new, stop=True)
    given = torch.tensor([ids], dtype=torch.long, device=subject.device)
    made = running.generate(subject, given, config)
    first = 0 if subject.task == "seq2seq" else len(ids)
    whole = made.sequences[0, first:].tolist()
    kept = _until_end(whole, config.eos_token_id)
    said = subject.tokenizer.decode(kept, skip_special_tokens=True)
    return Written(prompt, said, len(kept), len(kept) < len(whole))


def _ids(subject: Subject, prompt: str, chat: bool) -> list[int]:
    """The prompt's tokens."""
    tokenizer = text.need_tokenizer(subject.tokenizer, "showing outputs")
    if chat and not getattr(tokenizer, "chat_template", None):
        raise Refused("the model's tokenizer has no chat template", "give the prompt as plain text")
    if chat:
        message = [{"role": "user", "content": prompt}]
        prompt = tokenizer.apply_chat_template(message, tokenize=False, add_generation_prompt=True)
    ids = list(tokenizer(prompt, **({"add_special_tokens": False} if chat else {}))["input_ids"])
    if not ids:
        raise Refused("the prompt is empty", "write at least one word")
    return ids


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
