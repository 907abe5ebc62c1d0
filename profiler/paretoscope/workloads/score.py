"""score: how well the recipe predicts text whose beginning went through its own cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch

from paretoscope.meters import quality
from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import items as cut
from paretoscope.workloads import running, text
from paretoscope.workloads.items import Item
from paretoscope.workloads.judgement import Judgement
from paretoscope.workloads.reference import Reader, Writer
from paretoscope.workloads.teacher import follow

PAIRS = "pairs"
TASKS = ("causal_lm", "seq2seq")
BATCH = 8  # windows scored together
ROOM = 256 << 20  # B of log-probabilities that a batch may keep when they are to be stored


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
            protocol, grows = str(work.value("protocol")), float(work.value("see")) > 0
            return cls.of_text(subject, text.read_text(path), context, stride, count, protocol, grows)
        running.need_task(subject, "score", TASKS)
        tokenizer = text.need_tokenizer(subject.tokenizer, "score")
        if "chosen" in text.fields_of(path):
            return cls(subject, cut.pairs(path, tokenizer, count, subject), PAIRS)
        return cls(subject, cut.answers(path, tokenizer, count, subject), "answer")

    @classmethod
    def of_text(
        cls, subject: Subject, body: str, context: int, stride: int, count: int, protocol: str = "window",
        grows: bool = False,
    ) -> Score:  # fmt: skip
        """At most `count` windows of `context` tokens, scored as the protocol says. Raises Refused.

        grows: each window stays where it is when more are asked for.
        """
        running.need_task(subject, "score", TASKS)
        running.need_room(subject, context)
        tokenizer = text.need_tokenizer(subject.tokenizer, "score")
        whole = text.tokenize(body, tokenizer)
        if protocol == "rolling":
            return cls(subject, cut.rolling(whole, context, count, text.prefix(tokenizer)), "rolling")
        if protocol == "llamacpp":
            return cls(subject, cut.halves(whole, context, count, text.begin(tokenizer)), f"llamacpp{context}")
        return cls(subject, cut.windows(whole, context, stride, count, grows), f"window{context}")

    def judge(self, reference: Path | None = None, write: bool = False) -> Iterator[tuple[Item, dict[str, float]]]:
        """Score all items, in batches of equal shape; yields an item's values as soon as its batch is done.

        Args:
            reference: where the baseline's log-probabilities are, or are to be written.
            write: this is the baseline: keep its log-probabilities.
        """
        writer = Writer(reference) if write and reference else None
        reader = Reader(reference, self.subject.device) if reference and not write and reference.is_file() else None
        for group in cut.batches(self.items, self._batch(writer is not None)):
            yield from zip(group, self._scored(group, reader, writer), strict=True)
        if writer is not None:
            writer.close()

    def values(self, reference: Path | None = None, write: bool = False) -> Iterator[tuple[int, dict[str, float]]]:
        """What `judge` yields, as (index, values); of preference pairs one a pair, when both answers are scored."""
        waiting: dict[int, dict[str, float]] = {}
        for item, values in self.judge(reference, write):
            if self.protocol != PAIRS:
                yield item.index, values
                continue
            waiting[item.index] = values
            if item.index ^ 1 in waiting:
                pair = item.index // 2
                yield pair, quality.ranked(waiting.pop(2 * pair), waiting.pop(2 * pair + 1))

    def __len__(self) -> int:
        """How many values there will be."""
        return len(self.items) // (2 if self.protocol == PAIRS else 1)

    def _batch(self, storing: bool) -> int:
        width = max(len(i.target) for i in self.items) * (self.subject.info.vocabulary or 50_000) * 4
        return max(1, min(BATCH, ROOM // width)) if storing else BATCH

    def _scored(self, group: list[Item], reader: Reader | None, writer: Writer | None) -> list[dict[str, float]]:
        target = torch.stack([i.target for i in group]).to(self.subject.device)
        known = [reader.get(i.index) if reader else None for i in group]
        made = Judgement(target, known, keep=writer is not None, lead=group[0].lead)
        follow(self.subject, torch.stack([i.context for i in group]), target, made.note)
        if writer is not None:
            made.store(group, writer)
        return [made.values(row, item) for row, item in enumerate(group)]
