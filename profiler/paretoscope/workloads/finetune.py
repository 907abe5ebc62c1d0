"""finetune: each call is one optimizer step on batches that are the same for every recipe.

Weights that are trained are kept in single precision while forward and backward run in bfloat16 (autocast), as
low-precision weights would swallow small updates; afterwards they go back to the dtype that they had.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn

from paretoscope.errors import TrialFailed
from paretoscope.meters.training import StepCost, step_cost, train_memory
from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import running, text
from paretoscope.workloads.call import Call
from paretoscope.workloads.score import Score

TASKS = ("causal_lm",)
EVALUATED = 16  # windows of the held-out text
HELD_OUT = 0.1  # share of a user's text, at its end, that is not trained on


class Finetune:
    """The workload. The text is read when it is made; training begins with the first call."""

    def __init__(self, subject: Subject, work: Workload, seed: int = 0) -> None:
        """Read and check the text. Raises Refused."""
        running.need_task(subject, "finetune", TASKS)
        tokenizer = text.need_tokenizer(subject.tokenizer, "finetune")
        self.steps, self.batch, self.length = (int(work.value(n)) for n in ("steps", "batch", "length"))
        running.need_room(subject, self.length)
        train, self.held_out = _texts(str(work.value("data")), Path(subject.info.path))
        self._ids = text.tokenize(train, tokenizer).ids
        text.random_windows(self._ids, self.length, 1, seed)  # says now when the text is too short
        self.subject, self.seed, self.kv_cache, self.done = subject, seed, 0, 0
        self._stored: dict[nn.Parameter, torch.dtype] = {}
        self._optimizer: torch.optim.Optimizer | None = None

    def call(self, index: int) -> Call:
        """One optimizer step, whichever index: steps follow each other through all turns.

        Raises:
            TrialFailed: the loss is no number any more.
        """
        optimizer = self._optimizer = self._optimizer or self._begin()
        ids = text.random_windows(self._ids, self.length, self.batch, self.seed + 7919 * (self.done + 1))
        ids = ids.to(self.subject.device)
        running.synchronise(self.subject.device)
        start, began = time.monotonic(), time.perf_counter()
        loss = self._step(optimizer, ids)
        running.synchronise(self.subject.device)
        took = time.perf_counter() - began
        self.done += 1
        if loss != loss:
            raise TrialFailed(f"the loss is no number after step {self.done}", "choose a smaller learning rate")
        return Call(start, start + took, {"step_time": took, "loss": loss, "tokens": float(ids.numel())})

    def complete(self) -> None:
        """Take the steps that are still missing."""
        while self.done < self.steps:
            self.call(self.done)

    def still(self, mark: Callable[[], None]) -> None:
        """One step that moves no weight, for a look inside: the learning rate is 0 while it is taken.

        mark: called where the forward pass and where the backward pass ends. Nothing is done without any step before.
        """
        if self._optimizer is None:
            return
        rates = [group["lr"] for group in self._optimizer.param_groups]
        for group in self._optimizer.param_groups:
            group["lr"] = 0.0
        try:
            ids = text.random_windows(self._ids, self.length, self.batch, self.seed).to(self.subject.device)
            self._step(self._optimizer, ids, mark)
            running.synchronise(self.subject.device)
        finally:
            for group, rate in zip(self._optimizer.param_groups, rates, strict=True):
                group["lr"] = rate

    def cost(self) -> StepCost | None:
        """What a step multiplies and moves; None without any step before."""
        if self._optimizer is None:
            return None
        ids = text.random_windows(self._ids, self.length, self.batch, self.seed).to(self.subject.device)
        return step_cost(lambda: self._loss(ids), self.subject.model, list(self._stored), self._optimizer)

    def finish(self) -> dict[str, int]:
        """Take the steps that are still missing, let the technique finish, free what only training needs.

        Returns bytes of gradients, optimizer and activations by metric name, counted in one more pass.
        """
        self.complete()
        counted = self._counted()
        self._optimizer = None
        for parameter, dtype in self._stored.items():
            parameter.data, parameter.grad = parameter.data.to(dtype), None
        self._stored.clear()
        if self.subject.tuning.finish is not None:
            self.subject.tuning.finish()
        self.subject.model.eval().requires_grad_(False)
        return counted

    def _counted(self) -> dict[str, int]:
        if self._optimizer is None:  # no step was asked for
            return {}
        model = self.subject.model
        ids = text.random_windows(self._ids, self.length, self.batch, self.seed).to(self.subject.device)
        held = [*model.parameters(), *model.buffers()]
        return train_memory(lambda: self._loss(ids), list(self._stored), held, self._optimizer)

    def evaluation(self) -> Score:
        """Scores the held-out text in windows as long as the sequences; the later half of each counts."""
        return Score.of_text(self.subject, self.held_out, self.length, max(1, self.length // 2), EVALUATED)

    def _begin(self) -> torch.optim.Optimizer:
        """Choose what is trained: what the technique left trainable, else everything."""
        model = self.subject.model.train()
        chosen = [p for p in model.parameters() if p.requires_grad]
        if not chosen:
            chosen = [p for p in model.parameters() if p.is_floating_point()]
        for parameter in chosen:
            parameter.requires_grad_(True)
            self._stored[parameter] = parameter.dtype
            parameter.data = parameter.data.float()
        torch.manual_seed(self.seed)  # dropout
        tuning = self.subject.tuning
        if tuning.optimizer is not None:
            return tuning.optimizer(chosen, tuning.learning_rate)
        return torch.optim.AdamW(chosen, lr=tuning.learning_rate)

    def _step(
        self, optimizer: torch.optim.Optimizer, ids: Tensor, mark: Callable[[], None] = lambda: None
    ) -> float:  # fmt: skip
        """Forward, backward, update; returns the mean loss of a token, nat. ids: (batch, length)."""
        loss = self._loss(ids)
        mark()
        loss.backward()  # type: ignore[no-untyped-call]
        mark()
        nn.utils.clip_grad_norm_(list(self._stored), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    def _loss(self, ids: Tensor) -> Tensor:
        kind = self.subject.device.split(":")[0]
        with torch.enable_grad(), torch.autocast(kind, dtype=torch.bfloat16):
            loss: Tensor = self.subject.model(input_ids=ids, labels=ids, use_cache=False).loss
        return loss


def _texts(given: str, model: Path) -> tuple[str, str]:
    """(text to train on, text held out): the packaged pair, or a user's text whose end is held out. Raises Refused."""
    if not given:
        return tuple(text.read_text(text.source("", n, model)) for n in ("finetune.txt", "finetune_eval.txt"))  # type: ignore[return-value]
    whole = text.read_text(text.source(given, "", model))
    cut = int(len(whole) * (1 - HELD_OUT))
    return whole[:cut], whole[cut:]
