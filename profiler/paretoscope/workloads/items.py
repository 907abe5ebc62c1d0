"""What score judges: windows cut from a text, or questions with one right answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from paretoscope.errors import Refused
from paretoscope.models.subject import Subject
from paretoscope.workloads import text

HELD_BACK = 1  # tokens of a question that are read after the prompt, so that its answer comes out of the cache


@dataclass(frozen=True)
class Item:
    """Something to score: `context` (length,) is prefilled, `target` (lead + steps,) is read token by token.

    Attributes:
        size: B of the scored text.
        answer: counts as correct when every scored token is the likeliest one.
        lead: first tokens of the target that are read but not scored.
    """

    index: int
    context: Tensor
    target: Tensor
    size: int
    answer: bool = False
    lead: int = 0

    @property
    def shape(self) -> tuple[int, int, int]:
        """Items of one shape can be scored together."""
        return len(self.context), len(self.target), self.lead


def windows(whole: text.Tokens, context: int, stride: int, count: int, grows: bool = False) -> list[Item]:
    """At most `count` windows of `context` tokens, the last `stride` of them scored. Raises Refused.

    grows: more windows may be asked for later, so each must stay where it is.
    """
    if stride >= context:
        raise Refused(f"stride = {stride} leaves nothing to prefill in a window of {context}", "make stride smaller")
    items = []
    places = text.window_places if grows else text.window_starts
    for index, start in enumerate(places(len(whole.ids), context, count)):
        cut, end = start + context - stride, start + context
        items.append(Item(index, whole.ids[start:cut], whole.ids[cut:end], whole.bytes_of(cut, end)))
    return items


def answers(path: Path, tokenizer: Any, count: int, subject: Subject) -> list[Item]:
    """Items of a .jsonl file with context and answer, tokenized together as a reader would see them.

    The last token of the context is held back and read after the prompt: the answer's first token would otherwise
    come from the prefill, which sees everything before a cache technique evicts anything. Items that are longer than
    the model has positions are left out. Raises Refused.
    """
    items: list[Item] = []
    most = subject.info.context or 1 << 40
    for row in text.json_lines(path, ("context", "answer")):
        found = _after(str(row["context"]), str(row["answer"]), tokenizer)
        if found and len(found[0]) + len(found[1]) <= most and len(items) < count:
            items.append(Item(len(items), *found, answer=True, lead=HELD_BACK))
    if not items:
        raise Refused(f"{path.name} has no item that fits the model's {most} positions", "give shorter contexts")
    return items


def rolling(whole: text.Tokens, length: int, count: int, prefix: int) -> list[Item]:
    """Every token of the text scored once, as lm-eval's rolling log-likelihood does it (`loglikelihood_rolling`).

    The first window predicts its tokens after `prefix` alone. Each later window of `length` positions begins with the
    last token of the one before and predicts the next `length` tokens; the last one, when fewer are left, is filled
    up with earlier text to the full length. `count` windows at most.

    Args:
        length: the most positions that the model reads at once (lm-eval's max_length).
        prefix: what stands before the text: the beginning-of-text token, else end-of-text.
    """
    ids, items = whole.ids, list[Item]()
    before = torch.tensor([prefix], dtype=ids.dtype)
    for index, first in enumerate(range(0, min(len(ids), count * length), length)):
        last = min(first + length, len(ids))
        context = ids[max(0, last - length - 1) : first] if first else before
        items.append(Item(index, context, ids[first:last], whole.bytes_of(first, last)))
    return items


def halves(whole: text.Tokens, length: int, count: int, begin: int | None) -> list[Item]:
    """Windows of `length` side by side, the second half of each scored, as llama.cpp's `llama-perplexity` does it.

    With a beginning-of-text token `begin` it stands before the text, and takes the place of each window's first
    token. Scored are the tokens after position length / 2, so length - length / 2 - 1 of them. Raises Refused.
    """
    head = [] if begin is None else [begin]
    ids = torch.cat([torch.tensor(head, dtype=whole.ids.dtype), whole.ids])
    text.window_starts(len(ids), length, count)  # refuses a text that is too short
    cut, items = length // 2 + 1, []
    for index in range(min(count, len(ids) // length)):
        start, end = index * length, (index + 1) * length
        window = ids[start:end].clone()
        window[: len(head)] = torch.tensor(head, dtype=ids.dtype)
        size = whole.bytes_of(start + cut - len(head), end - len(head))
        items.append(Item(index, window[:cut], window[cut:], size))
    return items


def pairs(path: Path, tokenizer: Any, count: int, subject: Subject) -> list[Item]:
    """Preference pairs of a .jsonl file with prompt, chosen and rejected: items 2k and 2k + 1 are the two answers.

    The prompt's last token is held back, as for `answers`. Pairs that are longer than the model has positions are left
    out. Raises Refused.
    """
    items: list[Item] = []
    most = subject.info.context or 1 << 40
    for row in text.json_lines(path, ("prompt", "chosen", "rejected"))[:count]:
        found = [_after(str(row["prompt"]), str(row[n]), tokenizer) for n in ("chosen", "rejected")]
        if all(f is not None and len(f[0]) + len(f[1]) <= most for f in found):
            for context, target, size in (f for f in found if f is not None):
                items.append(Item(len(items), context, target, size, lead=HELD_BACK))
    if not items:
        raise Refused(f"{path.name} has no pair that fits the model's {most} positions", "give shorter prompts")
    return items


def _after(before: str, answer: str, tokenizer: Any) -> tuple[Tensor, Tensor, int] | None:
    """(context, held-back tokens and answer, B of the answer), tokenized together; None when one of them is empty."""
    start = len(text.tokenize(before, tokenizer).ids)
    whole = text.tokenize(before + answer, tokenizer).ids
    cut = min(start, len(whole) - 1) - HELD_BACK
    return (whole[:cut], whole[cut:], len(answer.encode())) if cut > 0 and answer else None


def batches(items: list[Item], size: int) -> Iterator[list[Item]]:
    """Groups of at most `size` items of the same shape, larger contexts last."""
    ordered = sorted(items, key=lambda i: (*i.shape, i.index))
    for _, same in groupby(ordered, key=lambda i: i.shape):
        rows = list(same)
        for first in range(0, len(rows), size):
            yield rows[first : first + size]
