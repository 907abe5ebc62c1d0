"""What classify and embed share: the same examples in batches through one forward pass each, timed by batch."""

from __future__ import annotations

import time
from typing import Any

import torch
from torch import Tensor

from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import running
from paretoscope.workloads.call import Call


class Batched:
    """Examples that go through a model batch by batch. `inputs`: name -> tensor (n, ...); `count` is n."""

    kv_cache = 0

    def __init__(self, subject: Subject, work: Workload, inputs: dict[str, Tensor]) -> None:
        """Keep the examples, ready for the model."""
        self.subject, self.inputs = subject, inputs
        self.batch, self.count = int(work.value("batch")), len(next(iter(inputs.values())))

    @property
    def size(self) -> int:
        """Examples of one call."""
        return min(self.batch, self.count)

    def call(self, index: int) -> Call:
        """Put one batch through; the examples repeat from the start when they are used up."""
        first = index * self.size % (self.count - self.size + 1)
        inputs = self.part(first, first + self.size)
        running.synchronise(self.subject.device)
        start, began = time.monotonic(), time.perf_counter()
        self.forward(inputs)
        running.synchronise(self.subject.device)
        took = time.perf_counter() - began
        return Call(start, start + took, {"e2e": took, "samples": float(self.size)})

    def part(self, first: int, last: int) -> dict[str, Tensor]:
        """Examples first .. last - 1."""
        return {k: v[first:last] for k, v in self.inputs.items()}

    @torch.inference_mode()
    def forward(self, inputs: dict[str, Tensor]) -> Any:
        """The model's output. Numbers take its dtype at the time of the call, as a recipe may change it."""
        kind = next((p.dtype for p in self.subject.model.parameters() if p.is_floating_point()), torch.float32)
        ready = {k: v.to(self.subject.device, kind if v.is_floating_point() else None) for k, v in inputs.items()}
        return self.subject.model(**ready)
