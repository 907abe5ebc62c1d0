"""What the speculative techniques share: where transformers gets its candidates from, and how they are counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from paretoscope.catalog import Reason
from paretoscope.errors import TrialFailed
from paretoscope.models.info import ModelInfo
from paretoscope.models.tasks import RECURRENT

if TYPE_CHECKING:
    from torch import Tensor

    from paretoscope.techniques.subject import Subject


def no_way_back(model: ModelInfo) -> list[Reason]:
    """Drafts that are rejected must be forgotten, which a state that moves on with each token cannot."""
    if not model.model_type.startswith(RECURRENT):
        return []
    return [Reason("the state of a recurrent model cannot go back when a draft is rejected", "leave it out")]


def install(subject: Subject, owner: str, make: Callable[[dict[str, Any]], Any] | None = None) -> None:
    """Count what `model.generate` drafts and accepts; draft with `make(arguments)` instead of transformers' own.

    Args:
        owner: the technique's id, for messages.
        make: returns a candidate generator from the arguments of transformers' `_get_candidate_generator`.
    """
    model: Any = subject.model
    original = model._get_candidate_generator

    def get(**arguments: Any) -> Any:
        if arguments["input_ids"].shape[0] > 1:
            raise TrialFailed(f"{owner} drafts for one sequence at a time", "use batch=1 in the workload")
        return counted(subject, (make or (lambda a: original(**a)))(arguments))

    model._get_candidate_generator = get
    subject.closers.append(lambda: delattr(model, "_get_candidate_generator"))


def counted(subject: Subject, generator: Any) -> Any:
    """The candidate generator, adding to the subject's totals whenever drafts were verified."""
    update = generator.update_candidate_strategy

    def updated(input_ids: Tensor, scores: Tensor, num_matches: int) -> None:
        subject.count("decode.drafted", scores.shape[1] - 1)
        subject.count("decode.accepted", int(num_matches))
        subject.count("decode.tokens", int(num_matches) + 1)
        subject.count("decode.steps")
        update(input_ids, scores, num_matches)

    generator.update_candidate_strategy = updated
    return generator


class Drafter:
    """A small model's greedy continuation, with a cache of its own: transformers' candidate generator, without the
    set-up that a nested `generate` repeats for each draft."""

    requires_model_outputs = False

    def __init__(self, model: Any, tokens: int, threshold: float, max_length: int) -> None:
        self.model, self.tokens, self.threshold, self.max_length = model, tokens, threshold, max_length
        self.cache: Any = None
        self.sure = 0  # tokens of the cache that the verified text is known to begin with

    def get_candidates(self, input_ids: Tensor) -> tuple[Tensor, None]:
        """The verified text, (1, n), followed by up to `tokens` drafted ones; a step without drafts costs no more.

        Drafting ends at the first token that the draft model gives less than `threshold`.
        """
        import torch

        room = min(self.tokens, self.max_length - input_ids.shape[1] - 1)
        fresh, text = self._rewound(input_ids), input_ids
        for _ in range(room):
            logits = self.model(fresh, past_key_values=self.cache, use_cache=True, logits_to_keep=1).logits[:, -1]
            fresh = logits.argmax(-1, keepdim=True)
            if self.threshold and logits.float().softmax(-1).amax() < self.threshold:
                break
            text = torch.cat([text, fresh], dim=-1)
        self.sure = input_ids.shape[1]
        return text, None

    def update_candidate_strategy(self, input_ids: Tensor, scores: Tensor, num_matches: int) -> None:
        """Accepted drafts stay in the cache."""
        self.sure += int(num_matches)

    def _rewound(self, input_ids: Tensor) -> Tensor:
        """Take rejected drafts out of the cache; what the draft model has not seen of the verified text."""
        from transformers import DynamicCache

        if self.cache is None:
            self.cache = DynamicCache(config=self.model.config)
            self.cache.activate_past_recording()
        seen = self.cache.get_seq_length()
        if seen > self.sure:
            self.cache.crop(self.sure - seen)
        return input_ids[:, min(seen, self.sure) :]
