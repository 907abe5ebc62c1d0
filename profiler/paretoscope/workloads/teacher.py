"""Score given text as the recipe generates: the next token is forced, its probability noted.

Through `generate` itself, prefill and every step run exactly as the recipe runs them: its cache, its token technique,
its compiled step. A single forward pass would make cache techniques look free. Where nothing of that kind is in the
recipe the text goes through in large pieces instead, which is the same sum of the same terms (to rounding) in a
fraction of the time.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from paretoscope.models.subject import Subject
from paretoscope.models.tasks import RECURRENT
from paretoscope.workloads import running

Note = Callable[[int, Tensor], None]
"""Called as (first step, log-probabilities of shape (batch, steps, vocabulary))."""
PIECE = 64 << 20  # B of float32 logits that one piece may make


class Teacher:
    """A logits processor that lets only the target pass, after `note` has seen the log-probabilities.

    Args:
        targets: (batch, steps) token ids.
    """

    def __init__(self, targets: Tensor, note: Note) -> None:
        self._targets, self._note, self._step = targets, note, 0

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        """Called by generate once a step. scores: (batch, vocabulary)."""
        self._note(self._step, scores.float().log_softmax(-1).unsqueeze(1))
        forced = torch.full_like(scores, -torch.inf)
        forced.scatter_(1, self._targets[:, self._step : self._step + 1], 0.0)
        self._step += 1
        return forced


def follow(subject: Subject, context: Tensor, targets: Tensor, note: Note) -> None:
    """Read `context` (batch, length), then note the probability of each of `targets` (batch, steps) given all before.

    In pieces where that is the same, else step by step.
    """
    context, targets = context.to(subject.device), targets.to(subject.device)
    (sweep if in_pieces(subject) else force)(subject, context, targets, note)


def in_pieces(subject: Subject) -> bool:
    """Whether a text may go through in pieces: transformers' own cache, and nothing that looks at how calls are cut."""
    plain = subject.whole and subject.cache is None and not set(subject.generation) - running.DRAFTING
    forward: Any = subject.model.forward
    keeps_state = subject.info.model_type.startswith(RECURRENT)  # in whose outputs there are no keys and values
    takes = "logits_to_keep" in inspect.signature(forward).parameters
    return plain and takes and not keeps_state and subject.task == "causal_lm"


def force(subject: Subject, context: Tensor, targets: Tensor, note: Note) -> None:
    """Through `generate`, step by step."""
    config = running.settings(subject, targets.shape[1], stop=False)
    config.repetition_penalty = config.no_repeat_ngram_size = None  # would change what is being judged
    running.generate(subject, context, config, drafting=False, logits_processor=[Teacher(targets, note)])


@torch.no_grad()
def sweep(subject: Subject, context: Tensor, targets: Tensor, note: Note) -> None:
    """Through the model's forward with its own cache, as many steps at once as `PIECE` has room for."""
    model: Any = subject.model
    ids, steps = torch.cat([context, targets[:, :-1]], 1), targets.shape[1]
    past, done, read = None, 0, 0
    while done < steps:
        count = min(steps - done, max(1, PIECE // (4 * len(ids) * (subject.info.vocabulary or 50_000))))
        upto = context.shape[1] + done + count - 1
        more = done + count < steps
        out = model(ids[:, read:upto], past_key_values=past, use_cache=more, logits_to_keep=count)
        note(done, out.logits.float().log_softmax(-1))
        past, done, read = out.past_key_values, done + count, upto
