"""decode.assisted: a small model drafts, the model verifies several tokens in one step.

Leviathan et al. 2022, "Fast Inference from Transformers via Speculative Decoding" (arXiv 2211.17192), here greedy.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paretoscope.errors import BadModel
from paretoscope.models import builtin
from paretoscope.models.inspect import inspect
from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Conflict,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Need,
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.decode.drafts import Drafter, install, no_way_back

if TYPE_CHECKING:
    from paretoscope.techniques.subject import Subject

AUTO = "builtin:demo-draft"


class Assisted(Technique):
    """Draft greedily with a small model of the same tokenizer, keep what the model itself would have said."""

    whole = True  # drafting is off while text is forced
    card = Card(
        id="decode.assisted",
        title="Assisted decoding",
        stage="decode",
        promise="A small draft model proposes several tokens that the model verifies in one step; the text stays what"
        " greedy decoding gives.",
        helps="a draft model that is much faster and often right; one sequence at a time",
        hurts="batches (one sequence only), unpredictable text; needs the draft model in memory. Without exact"
        " float32 arithmetic a near tie between two tokens may fall the other way",
        tasks=("causal_lm",),
        needs=(Need.DRAFT_MODEL,),
        lossless=True,
        effects=(
            Effect("latency.tpot", "down when drafts are accepted"),
            Effect("latency.ttft", "up: the draft model reads the prompt too"),
            Effect("decode.tokens_per_step", "above 1"),
        ),
        conflicts=(Conflict("decode.prompt_lookup", "both propose the next tokens, and a step verifies only one"),),
        papers=("arxiv:2211.17192", "seed:304"),
    )
    draft: Annotated[str, Param("draft model's folder, or builtin:NAME; auto: the built-in one")] = "auto"
    tokens: Annotated[int, Param("tokens drafted before each check, at most", "token", 1, 64, sweep=(2, 3, 5))] = 2
    threshold: Annotated[
        float, Param("drafting ends at a token that the draft model itself holds less likely", "", 0.0, 1.0)
    ] = 0.0

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """The draft must be a readable causal model with the very same tokenizer."""
        try:
            folder = builtin.resolve(AUTO if self.draft == "auto" else self.draft)
            info = inspect(folder)
        except BadModel as problem:
            return [Reason(f"draft model: {problem.text}", problem.hint or "name a draft model: draft=FOLDER")]
        if info.task != "causal_lm":
            return [Reason(f"the draft {folder.name} is no causal language model", "name one: draft=FOLDER")]
        if info.vocabulary != model.vocabulary or not same_tokenizer(folder, model.path):
            why = f"the draft {folder.name} splits text in other tokens than {model.path.name}"
            return [Reason(why, "name a draft of the same family: draft=FOLDER")]
        return no_way_back(model) or no_way_back(info)

    def apply(self, subject: Subject, context: Context) -> Change:
        """Load the draft beside the model, in the model's dtype, and let it propose."""
        from paretoscope.models.load import load

        dtype = str(subject.model.dtype).removeprefix("torch.")
        info = inspect(builtin.resolve(AUTO if self.draft == "auto" else self.draft))
        with Change.counted(subject) as change:
            subject.assistant = draft = load(info, device=subject.device, dtype=dtype).model
            install(subject, self.card.id, lambda a: self._drafter(draft, a))
        change.extra = {"draft_parameters": info.parameters}
        change.notes.append(f"{info.parameters / 1e6:.1f} M parameters draft for {subject.info.parameters / 1e6:.1f} M")
        return change

    def _drafter(self, draft: Any, arguments: dict[str, Any]) -> Drafter:
        limit = arguments["generation_config"].max_length
        return Drafter(draft, self.tokens, self.threshold, limit)


def same_tokenizer(one: Path, other: Path) -> bool:
    """Whether two folders split text alike: equal vocabularies, merges, added tokens and text treatment."""
    parts = ("model", "added_tokens", "normalizer", "pre_tokenizer")
    try:
        bodies = [json.loads((f / "tokenizer.json").read_text(encoding="utf-8")) for f in (one, other)]
    except (OSError, ValueError):
        return False
    return all(bodies[0].get(p) == bodies[1].get(p) for p in parts)
