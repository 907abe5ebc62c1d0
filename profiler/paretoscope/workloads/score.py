"""score: how well the recipe predicts text whose beginning went through its own cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch

from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import items as cut
from paretoscope.workloads import running, text
from paretoscope.workloads.items import Item
from paretoscope.workloads.judgement import Judgement
from paretoscope.workloads.reference import Reader, Writer
from paretoscope.workloads.teacher import follow

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
            return cls.of_text(subject, text.read_text(path), context, stride, count)
        running.need_task(subject, "score", TASKS)
        tokenizer = text.need_tokenizer(subject.tokenizer, "score")
        return cls(subject, cut.answers(path, tokenizer, count, subject), "answer")

    @classmethod
    def of_text(cls, subject: Subject, body: str, context: int, stride: int, count: int) -> Score:
        """At most `count` windows of `context` tokens, of which the last `stride` are scored. Raises Refused."""
        running.need_task(subject, "score", TASKS)
        running.need_room(subject, context)
        tokenizer = text.need_tokenizer(subject.tokenizer, "score")
        return cls(subject, cut.windows(text.tokenize(body, tokenizer), context, stride, count), f"window{context}")

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

    def _batch(self, storing: bool) -> int:
        width = self.items[0].target.numel() * (self.subject.info.vocabulary or 50_000) * 4
        return max(1, min(BATCH, ROOM // width)) if storing else BATCH

    def _scored(self, group: list[Item], reader: Reader | None, writer: Writer | None) -> list[dict[str, float]]:
        target = torch.stack([i.target for i in group]).to(self.subject.device)
        known = [reader.get(i.index) if reader else None for i in group]
        made = Judgement(target, known, keep=writer is not None, lead=group[0].lead)
        follow(self.subject, torch.stack([i.context for i in group]), target, made.note)
        if writer is not None:
            made.store(group, writer)
        return [made.values(row, item) for row, item in enumerate(group)]
