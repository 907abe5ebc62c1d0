"""embed: passages of equal length into one vector each; timed by batch, judged by how far vectors move."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from paretoscope.errors import Refused
from paretoscope.meters import quality
from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import running, text
from paretoscope.workloads.batched import Batched

TASKS = ("encoder", "classification")
ROWS = 1024  # passages whose neighbours are looked for at a time


class Embed(Batched):
    """The workload. Passages are cut when it is made: disjoint windows of a text, with the tokenizer's marks around."""

    def __init__(self, subject: Subject, work: Workload, seed: int) -> None:
        """Cut the passages; without a tokenizer they are random tokens.

        Raises:
            Refused: wrong task, a text that cannot be read or is too short, or a length beyond the model's context.
        """
        running.need_task(subject, "embed", TASKS)
        length, count = int(work.value("length")), int(work.value("items"))
        running.need_room(subject, length)
        self.pooling = pooling_of(Path(subject.info.path))
        if subject.tokenizer is None:
            draw = torch.Generator().manual_seed(seed)
            ids = torch.randint(0, max(2, subject.info.vocabulary), (count, length), generator=draw)
        else:
            ids = _passages(subject, str(work.value("data")), length, count, grows=float(work.value("see")) > 0)
        super().__init__(subject, work, {"input_ids": ids, "attention_mask": torch.ones_like(ids)})

    def judge(self, reference: Path | None = None, write: bool = False) -> Iterator[tuple[int, dict[str, float]]]:
        """Yield (index, values) of each passage: cosine with the baseline's vector, whether the passage nearest to it
        among the others is the baseline's, and of a classifier KL and whether its class is the baseline's.

        The baseline keeps its vectors in `reference`. Nothing is yielded where they are wanted and not there.
        """
        made = torch.cat([self.vectors(first) for first in range(0, self.count, self.batch)])
        known = made
        if reference is not None and write:
            reference.parent.mkdir(parents=True, exist_ok=True)
            save_file({"vectors": made}, reference)
        elif reference is not None and reference.is_file():
            known = load_file(reference)["vectors"]
        elif reference is not None:
            return
        classes = self.subject.task == "classification" and made.shape[-1] > 1
        more = answers(made, known) if classes else [{}] * len(made)
        for index, (cosine, same, values) in enumerate(zip(*moved(made, known), more, strict=True)):
            yield index, {"cosine": cosine, "same_nearest": same, **values}

    def vectors(self, first: int) -> Tensor:
        """(batch, hidden) float32 vectors of the passages from `first` on: a classifier's are its logits."""
        out: Any = self.forward(self.part(first, first + self.batch))
        if self.subject.task == "classification":
            return out.logits.float().cpu()  # type: ignore[no-any-return]
        states: Tensor = out.last_hidden_state.float()
        return (states[:, 0] if self.pooling == "cls" else states.mean(1)).cpu().contiguous()


def moved(vectors: Tensor, known: Tensor) -> tuple[list[float], list[float]]:
    """Cosine of each vector with the one it had, and 1.0 where its nearest other vector (by cosine) is the same.

    Args:
        vectors: (n, hidden). known: the baseline's (n, hidden).
    """
    ours, theirs = (v.double() / v.double().norm(dim=-1, keepdim=True).clamp_min(1e-30) for v in (vectors, known))
    cosine = (ours * theirs).sum(-1).clamp(-1, 1)
    return cosine.tolist(), (_nearest(ours) == _nearest(theirs)).double().tolist()


def answers(logits: Tensor, known: Tensor) -> list[dict[str, float]]:
    """KL of the class probabilities from the baseline's, nat, and whether the likeliest class is the same: no labels.

    Args:
        logits: (n, classes). known: the baseline's (n, classes).
    """
    ours, theirs = (x.float().log_softmax(-1) for x in (logits, known))
    kl, same = quality.kl(theirs, ours), quality.agreement(theirs.argmax(-1), ours)
    return [{"kl": float(a), "agree": float(b)} for a, b in zip(kl, same, strict=True)]


def _nearest(units: Tensor) -> Tensor:
    """(n,) index of the nearest other row, some rows at a time as n^2 may be large. units: (n, hidden) of length 1."""
    found = []
    for first in range(0, len(units), ROWS):
        near = units[first : first + ROWS] @ units.T
        near[torch.arange(len(near)), torch.arange(first, first + len(near))] = -2.0
        found.append(near.argmax(-1))
    return torch.cat(found)


def pooling_of(folder: Path) -> str:
    """`cls` where the folder's own settings (sentence-transformers) say so, else `mean`."""
    try:
        body = json.loads((folder / "1_Pooling" / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "mean"
    return "cls" if isinstance(body, dict) and body.get("pooling_mode_cls_token") is True else "mean"


def _passages(subject: Subject, given: str, length: int, count: int, grows: bool = False) -> Tensor:
    """(n, length) token ids, n at most `count`. Raises Refused.

    grows: each passage stays where it is when more are asked for.
    """
    made = text.tokenize(text.read_text(text.source(given, "eval.txt", Path(subject.info.path))), subject.tokenizer)
    marks = subject.tokenizer("")["input_ids"]
    head = marks[:1] if marks and marks[0] in (subject.tokenizer.cls_token_id, subject.tokenizer.bos_token_id) else []
    tail = marks[len(head) :]
    inner = length - len(head) - len(tail)
    if inner < 1:
        raise Refused(f"a passage of {length} tokens has no room between its marks", "make length larger")
    starts = (text.window_places if grows else text.window_starts)(len(made.ids), inner, count)
    rows = [head + made.ids[s : s + inner].tolist() + tail for s in starts]
    return torch.tensor(rows, dtype=torch.long)
