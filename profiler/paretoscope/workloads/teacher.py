"""Score given text through `generate` itself: the next token is forced, its probability noted.

So prefill and every step run exactly as the recipe generates: its cache, its token technique, its compiled forward.
A single forward pass over the whole window would make cache techniques look free.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from torch import Tensor

from paretoscope.models.subject import Subject
from paretoscope.workloads import running


class Teacher:
    """A logits processor that lets only the target pass, after `note` has seen the log-probabilities.

    Args:
        targets: (batch, steps) token ids.
        note: called as (step, log-probabilities of shape (batch, vocabulary)).
    """

    def __init__(self, targets: Tensor, note: Callable[[int, Tensor], None]) -> None:
        self._targets, self._note, self._step = targets, note, 0
        self.first = 0.0

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        """Called by generate once a step. scores: (batch, vocabulary)."""
        if self._step == 0:
            self.first = time.perf_counter()
        self._note(self._step, scores.float().log_softmax(-1))
        forced = torch.full_like(scores, -torch.inf)
        forced.scatter_(1, self._targets[:, self._step : self._step + 1], 0.0)
        self._step += 1
        return forced


def force(subject: Subject, context: Tensor, targets: Tensor, note: Callable[[int, Tensor], None]) -> float:
    """Prefill `context` (batch, length), force `targets` (batch, steps); returns the seconds of the prefill."""
    teacher = Teacher(targets.to(subject.device), note)
    config = running.settings(subject, targets.shape[1], stop=False)
    config.repetition_penalty = config.no_repeat_ngram_size = None  # would change what is being judged
    running.synchronise(subject.device)
    began = time.perf_counter()
    running.generate(subject, context.to(subject.device), config, drafting=False, logits_processor=[teacher])
    return teacher.first - began
