"""classify: labelled images or texts in batches; timed by batch, judged by example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from paretoscope.errors import Refused
from paretoscope.meters import quality
from paretoscope.models.images import prepared
from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import running, text
from paretoscope.workloads.batched import Batched
from paretoscope.workloads.reference import Reader, Writer

TASKS = ("classification", "image_classification")


class Classify(Batched):
    """The workload. Examples are read when it is made."""

    def __init__(self, subject: Subject, work: Workload) -> None:
        """Read the examples.

        Raises:
            Refused: wrong task, or data that cannot be read or do not fit the model.
        """
        running.need_task(subject, "classify", TASKS)
        count, given = int(work.value("items")), str(work.value("data"))
        images = subject.task == "image_classification"
        path = text.source(given, "eval.safetensors" if images else "eval.jsonl", Path(subject.info.path))
        inputs, self.labels = _images(path, count, subject) if images else _texts(path, count, subject)
        super().__init__(subject, work, inputs)

    def judge(self, reference: Path | None = None, write: bool = False) -> Iterator[tuple[int, dict[str, float]]]:
        """Yield (index, values) of each example: correct, and kl and agree against the baseline's answer."""
        writer = Writer(reference) if write and reference else None
        reader = Reader(reference, self.subject.device) if reference and not write and reference.is_file() else None
        for first in range(0, len(self.labels), self.batch):
            logp = self.forward(self.part(first, first + self.batch)).logits.float().log_softmax(-1)
            for row, label in enumerate(self.labels[first : first + self.batch].tolist()):
                yield first + row, _values(logp[row : row + 1], label, first + row, reader, writer)
        if writer is not None:
            writer.close()


def _values(logp: Tensor, label: int, index: int, reader: Reader | None, writer: Writer | None) -> dict[str, float]:
    """Values of one example. logp: (1, classes)."""
    said = int(logp.argmax(-1))
    values = {
        "correct": float(said == label),
        "nll": -float(logp[0, label]),
        "label": float(label),
        "said": float(said),
    }
    if writer is not None:
        if writer.room(*logp.shape):
            writer.add(index, logp)
        return values | {"kl": 0.0, "agree": 1.0}
    known = reader.get(index) if reader else None
    if known is None:
        return values
    kl, same = quality.kl(known[0], logp), quality.agreement(known[1], logp)
    return values | {"kl": float(kl.mean()), "agree": float(same.mean())}


def _images(path: Path, count: int, subject: Subject) -> tuple[dict[str, Tensor], Tensor]:
    """pixel_values (n, channels, height, width) and labels (n,) of a safetensors file.

    Bytes are scaled and normalised as the folder's processor says. Raises Refused.
    """
    try:
        body = load_file(path)
        images, labels = body["pixel_values"][:count], body["labels"][:count].long()
    except (OSError, SafetensorError, KeyError) as error:
        raise Refused(
            f"cannot read images from {path}: {error}", "give a .safetensors file with pixel_values and labels"
        ) from error
    if len(images) != len(labels) or not len(labels):
        raise Refused(f"{path.name} has {len(images)} images and {len(labels)} labels", "give one label an image")
    return {"pixel_values": prepared(images, Path(subject.info.path))}, labels


def _texts(path: Path, count: int, subject: Subject) -> tuple[dict[str, Tensor], Tensor]:
    """Padded tokens and labels of a .jsonl file with text and label (a number or a name the model knows)."""
    tokenizer = text.need_tokenizer(subject.tokenizer, "classify")
    rows = text.json_lines(path, ("text", "label"))[:count]
    if not rows:
        raise Refused(f"{path.name} has no examples", 'each line is {"text": ..., "label": ...}')
    names: dict[str, int] = subject.model.config.label2id or {}  # type: ignore[union-attr, assignment]
    labels = [_label(r["label"], names, path.name) for r in rows]
    made = tokenizer([str(r["text"]) for r in rows], padding=True, truncation=True, return_tensors="pt")
    return dict(made), torch.tensor(labels)


def _label(given: object, names: dict[str, int], where: str) -> int:
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    if str(given) in names:
        return names[str(given)]
    raise Refused(f"{where} has the label {given!r}, which the model does not know", f"it knows {', '.join(names)}")
