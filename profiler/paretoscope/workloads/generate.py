"""generate: prompts cut from a text, all new tokens of a batch in one call, with the time of each delivery."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from paretoscope.errors import TrialFailed
from paretoscope.meters.compute import Cost, token_cost
from paretoscope.meters.memory import tensor_bytes
from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import running, text
from paretoscope.workloads.call import Call

TASKS = ("causal_lm", "seq2seq")
POOL = 4  # different prompts of a turn, the same ones in every trial


class Deliveries:
    """A streamer that only notes when tokens arrive, and how many for each sequence."""

    def __init__(self, batch: int) -> None:
        self.batch, self.times, self.counts = batch, [0.0] * 0, [0] * 0
        self._prompt = True

    def put(self, value: Tensor) -> None:
        """Called by generate with the prompt first, then with new tokens."""
        if self._prompt:
            self._prompt = False
            return
        self.times.append(time.perf_counter())
        self.counts.append(value.numel())

    def end(self) -> None:
        """Called by generate when it is done."""


class Generate:
    """The timed workload. Prompts are drawn when it is made, by the seed."""

    def __init__(self, subject: Subject, work: Workload, seed: int = 0) -> None:
        """Cut the prompts.

        Raises:
            Refused: wrong task, text too short or not UTF-8, or more positions than the model has.
        """
        running.need_task(subject, "generate", TASKS)
        self.prompt, self.new, self.batch = (int(work.value(n)) for n in ("prompt", "new", "batch"))
        running.need_room(subject, self.prompt + self.new)
        self.subject, self.kv_cache = subject, 0
        cut = prompts(subject, str(work.value("text")), self.prompt, POOL * self.batch, seed)
        self.pool = list(torch.split(cut.to(subject.device), self.batch))
        self._config: Any = None

    def call(self, index: int) -> Call:
        """Generate once; see the brief of Observation for names.

        Raises:
            TrialFailed: fewer tokens than asked for were generated.
        """
        config = self._config = self._config or running.settings(self.subject, self.new, stop=False)
        stream = Deliveries(self.batch)
        running.synchronise(self.subject.device)
        start, began = time.monotonic(), time.perf_counter()
        made = running.generate(self.subject, self.pool[index % POOL], config, streamer=stream)
        running.synchronise(self.subject.device)
        took = time.perf_counter() - began
        self.kv_cache = tensor_bytes(getattr(made, "past_key_values", None))
        return Call(start, start + took, *self._numbers(stream, began, took))

    def cost(self) -> Cost:
        """What one token costs after the prompt, without drafting."""

        def run(new: int) -> Any:
            config = running.settings(self.subject, new, stop=False)
            return running.generate(self.subject, self.pool[0], config, drafting=False)

        return token_cost(self.subject.model, run, self.batch, self.kv_cache)

    def _numbers(
        self, stream: Deliveries, began: float, took: float
    ) -> tuple[dict[str, float], dict[str, list[float]]]:
        total = sum(stream.counts)
        if total < self.new * self.batch:
            raise TrialFailed(
                f"{total} tokens were generated where {self.new * self.batch} were asked for",
                "a technique ends generation early: times could not be compared",
            )
        since = [t - began for t in stream.times]
        values = {
            "ttft": since[0], "e2e": took, "tokens": total, "steps": len(since) - 1, "new": total / self.batch,
            "batch": self.batch, "prompt": self.prompt,
        }  # fmt: skip
        return values, {"deliveries": since, "delivered": [c / self.batch for c in stream.counts]}


def prompts(subject: Subject, given: str, length: int, count: int, seed: int) -> Tensor:
    """(count, length) token ids cut from the text; random ids when the model has no tokenizer. Raises Refused."""
    if subject.tokenizer is None:
        most = subject.info.vocabulary or 1000
        return torch.randint(0, most, (count, length), generator=torch.Generator().manual_seed(seed))
    path = text.source(given, "eval.txt", Path(subject.info.path))
    ids = text.tokenize(text.read_text(path), subject.tokenizer).ids
    return text.random_windows(ids, length, count, seed)
