"""decode.prompt_lookup: draft by copying what followed the same words earlier in the text.

Saxena 2023, "Prompt Lookup Decoding"; Yang et al. 2023, "Inference with Reference" (arXiv 2304.04487).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Conflict,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.decode.drafts import install, no_way_back

if TYPE_CHECKING:
    from paretoscope.techniques.subject import Subject


class PromptLookup(Technique):
    """Find the last words earlier in prompt or answer, draft what followed there, keep what the model agrees with."""

    whole = True  # drafting is off while text is forced
    card = Card(
        id="decode.prompt_lookup",
        title="Prompt lookup decoding",
        stage="decode",
        promise="Proposes tokens copied from earlier in the text and verifies them in one step; no draft model, and"
        " the text stays what greedy decoding gives.",
        helps="answers that repeat the prompt: code edits, summaries, extraction. A small model that repeats itself"
        " without end flatters it: look at the outputs",
        hurts="batches (one sequence only) and text that never repeats itself: wrong drafts are verified for nothing."
        " Without exact float32 arithmetic a near tie between two tokens may fall the other way",
        tasks=("causal_lm",),
        lossless=True,
        effects=(Effect("latency.tpot", "down where text repeats"), Effect("decode.tokens_per_step", "above 1")),
        conflicts=(Conflict("decode.assisted", "both propose the next tokens, and a step verifies only one"),),
        papers=("arxiv:2304.04487",),
    )
    tokens: Annotated[int, Param("tokens copied for each check, at most", "token", 1, 64, sweep=(4, 8, 16))] = 8
    ngram: Annotated[int, Param("last tokens that must be found again, at most", "token", 1, 16, sweep=(2, 3))] = 3

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Recurrent models cannot take drafts back."""
        return no_way_back(model)

    def apply(self, subject: Subject, context: Context) -> Change:
        """Ask `generate` for prompt lookup and count what it accepts."""
        with Change.counted(subject) as change:
            subject.generation |= {"prompt_lookup_num_tokens": self.tokens, "max_matching_ngram_size": self.ngram}
            install(subject, self.card.id)
        return change
