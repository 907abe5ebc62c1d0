"""score: how well the recipe predicts text whose beginning went through its own cache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import torch
from torch import Tensor

from paretoscope.errors import Refused
from paretoscope.meters import quality
from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import running, text
from paretoscope.workloads.reference import Reader, Writer
from paretoscope.workloads.teacher import force

TASKS = ("causal_lm", "seq2seq")
BATCH = 8  # windows scored together
ROOM = 256 << 20  # B of log-probabilities that a batch may keep when they are to be stored


@dataclass(frozen=True)
class Item:
    """Something to score: `context` (length,) is prefilled, `target` (steps,) scored; `size` B of the target's text.

    An `answer` counts as correct when every token of it is the likeliest one.
    """

    index: int
    context: Tensor
    target: Tensor
    size: int
    answer: bool = False


class Score:
    """The workload: items to be judged, and the protocol that names their perplexity."""

    def __init__(self, subject: Subject, items: list[Item], protocol: str) -> None:
        self.subject, self.items, self.protocol = subject, items, protocol

    @classmethod
    def of(cls, subject: Subject, work: Workload) -> Score:
        """Cut the windows of a text, or read the items of a .jsonl file.

        Raises:
            Refused: wrong task, no tokenizer, unreadable or too short text, or more positions than the model has.
        """
        path = text.source(str(work.value("text")), "eval.txt", Path(subject.info.path))
        context, stride, count = (int(work.value(n)) for n in ("context", "stride", "items"))
        if path.suffix != ".jsonl":
            return cls.of_text(subject, text.read_text(path), context, stride, count)
        running.need_task(subject, "score", TASKS)
        return cls(subject, _answers(path, text.need_tokenizer(subject.tokenizer, "score"), count, subject), "answer")

    @classmethod
    def of_text(cls, subject: Subject, body: str, context: int, stride: int, count: int) -> Score:
        """At most `count` windows of `context` tokens, of which the last `stride` are scored. Raises Refused."""
        running.need_task(subject, "score", TASKS)
        running.need_room(subject, context)
        tokenizer = text.need_tokenizer(subject.tokenizer, "score")
        return cls(subject, _windows(text.tokenize(body, tokenizer), context, stride, count), f"window{context}")

    def judge(self, reference: Path | None = None, write: bool = False) -> Iterator[tuple[Item, dict[str, float]]]:
        """Score all items, in batches of equal shape; yields an item's values as soon as its batch is done.

        Args:
            reference: where the baseline's log-probabilities are, or are to be written.
            write: this is the baseline: keep its log-probabilities.
        """
        writer = Writer(reference) if write and reference else None
        reader = Reader(reference, self.subject.device) if reference and not write and reference.is_file() else None
        for group in _batches(self.items, self._batch(writer is not None)):
            yield from zip(group, self._scored(group, reader, writer), strict=True)
        if writer is not None:
            writer.close()

    def _batch(self, storing: bool) -> int:
        width = self.items[0].target.numel() * (self.subject.info.vocabulary or 50_000) * 4
        return max(1, min(BATCH, ROOM // width)) if storing else BATCH

    def _scored(self, group: list[Item], reader: Reader | None, writer: Writer | None) -> list[dict[str, float]]:
        target = torch.stack([i.target for i in group]).to(self.subject.device)
        known = [reader.get(i.index) if reader else None for i in group]
        made = Judgement(target, known, keep=writer is not None)
        context = torch.stack([i.context for i in group])
        seconds = force(self.subject, context, target, made.note)
        if writer is not None:
            made.store(group, writer)
        return [made.values(row, item) | {"prefill_s": seconds} for row, item in enumerate(group)]


class Judgement:
    """What is summed up for the rows of one batch while it is scored.

    Args:
        target: (batch, steps).
        known: the baseline's (log-probabilities, likeliest tokens) of each row, or None.
        keep: this is the baseline: hold the log-probabilities, to be stored.
    """

    def __init__(self, target: Tensor, known: list[tuple[Tensor, Tensor] | None], keep: bool) -> None:
        batch, self.steps = target.shape
        self._target, self._known, self._keep = target, known, keep
        self._sums = {k: torch.zeros(batch, dtype=torch.float64) for k in ("nll", "hit", "kl", "agree")}
        self._held: list[Tensor] = []

    def note(self, step: int, logp: Tensor) -> None:
        """One step. logp: (batch, vocabulary)."""
        wanted = self._target[:, step]
        self._sums["nll"] += quality.token_nll(logp, wanted).cpu()
        self._sums["hit"] += (logp.argmax(-1) == wanted).cpu()
        for row, known in enumerate(self._known):
            if known is not None:
                self._sums["kl"][row] += float(quality.kl(known[0][step], logp[row]))
                self._sums["agree"][row] += float(quality.agreement(known[1][step], logp[row]))
        if self._keep:
            self._held.append(logp.cpu())

    def store(self, group: list[Item], writer: Writer) -> None:
        """Hand the held log-probabilities over, as far as there is room."""
        whole = torch.stack(self._held, 1)
        for row, item in enumerate(group):
            if writer.room(*whole[row].shape):
                writer.add(item.index, whole[row])

    def values(self, row: int, item: Item) -> dict[str, float]:
        """An item's values: nll in nat over all tokens, kl and agree as means. The baseline is equal to itself."""
        sums = {k: float(v[row]) for k, v in self._sums.items()}
        made = {"nll": sums["nll"], "tokens": float(self.steps), "bytes": float(item.size)}
        if self._keep:
            made |= {"kl": 0.0, "agree": 1.0}
        elif self._known[row] is not None:
            made |= {"kl": sums["kl"] / self.steps, "agree": sums["agree"] / self.steps}
        return made | ({"correct": float(sums["hit"] == self.steps)} if item.answer else {})


def _windows(whole: text.Tokens, context: int, stride: int, count: int) -> list[Item]:
    if stride >= context:
        raise Refused(f"stride = {stride} leaves nothing to prefill in a window of {context}", "make stride smaller")
    items = []
    for index, start in enumerate(text.window_starts(len(whole.ids), context, count)):
        cut, end = start + context - stride, start + context
        size = whole.bytes_of(cut, end)
        items.append(Item(index, whole.ids[start:cut], whole.ids[cut:end], size))
    return items


def _answers(path: Path, tokenizer: object, count: int, subject: Subject) -> list[Item]:
    """Items with context and answer, tokenized together as a reader would see them; too long ones are left out."""
    items: list[Item] = []
    most = subject.info.context or 1 << 40
    for row in text.json_lines(path, ("context", "answer")):
        context, answer = str(row["context"]), str(row["answer"])
        before = text.tokenize(context, tokenizer).ids
        whole = text.tokenize(context + answer, tokenizer).ids
        start = min(len(before), len(whole) - 1)
        if start > 0 and len(whole) <= most and len(items) < count:
            items.append(Item(len(items), whole[:start], whole[start:], len(answer.encode()), answer=True))
    if not items:
        raise Refused(f"{path.name} has no item that fits the model's {most} positions", "give shorter contexts")
    return items


def _batches(items: list[Item], size: int) -> Iterator[list[Item]]:
    """Groups of at most `size` items of the same shape, larger contexts last."""
    shape = {i.index: (len(i.context), len(i.target)) for i in items}
    for _, same in groupby(sorted(items, key=lambda i: (*shape[i.index], i.index)), key=lambda i: shape[i.index]):
        rows = list(same)
        for first in range(0, len(rows), size):
            yield rows[first : first + size]
