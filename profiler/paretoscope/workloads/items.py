"""What score judges: windows cut from a text, or questions with one right answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

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


def windows(whole: text.Tokens, context: int, stride: int, count: int) -> list[Item]:
    """At most `count` windows of `context` tokens, the last `stride` of them scored. Raises Refused."""
    if stride >= context:
        raise Refused(f"stride = {stride} leaves nothing to prefill in a window of {context}", "make stride smaller")
    items = []
    for index, start in enumerate(text.window_starts(len(whole.ids), context, count)):
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
        context, answer = str(row["context"]), str(row["answer"])
        before = text.tokenize(context, tokenizer).ids
        whole = text.tokenize(context + answer, tokenizer).ids
        start = min(len(before), len(whole) - 1)
        cut = start - HELD_BACK
        if cut > 0 and len(whole) <= most and len(items) < count:
            items.append(Item(len(items), whole[:cut], whole[cut:], len(answer.encode()), True, HELD_BACK))
    if not items:
        raise Refused(f"{path.name} has no item that fits the model's {most} positions", "give shorter contexts")
    return items


def batches(items: list[Item], size: int) -> Iterator[list[Item]]:
    """Groups of at most `size` items of the same shape, larger contexts last."""
    ordered = sorted(items, key=lambda i: (*i.shape, i.index))
    for _, same in groupby(ordered, key=lambda i: i.shape):
        rows = list(same)
        for first in range(0, len(rows), size):
            yield rows[first : first + size]
