"""The loaded model and how it is run: what a technique changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from paretoscope.models.info import ModelInfo

if TYPE_CHECKING:
    import torch
    from torch import nn

LEFT_OUT = (
    "*embed*", "*wte*", "*wpe*", "*lm_head*", "*classifier*", "*norm*", "*score*", "*pooler*",
    "*dt_proj*",  # whose weight Mamba reads without calling the layer
)  # fmt: skip


@dataclass
class Tuning:
    """How the finetune workload trains this subject; a `tune` technique replaces it, the default is full fine-tuning.

    Attributes:
        method: in words, for logs ("full fine-tuning", "LoRA rank 8").
        learning_rate: of AdamW, 1/step.
        finish: called once after the last step (merge adapters, cast back); None: nothing to do.
        optimizer: makes the optimizer from the trainable parameters; None: torch.optim.AdamW.
    """

    method: str = "full fine-tuning"
    learning_rate: float = 1e-4
    finish: Callable[[], None] | None = None
    optimizer: Callable[[list[nn.Parameter], float], torch.optim.Optimizer] | None = None


@dataclass
class Subject:
    """A model in memory with everything that decides how a workload runs it.

    Attributes:
        generation: extra keyword arguments of `model.generate` (a decode technique sets them).
        cache: makes a fresh KV cache for one call, given the model's config; None: transformers' default.
        assistant: draft model of assisted decoding.
        tuning: how the finetune workload trains.
        stats: what techniques count while the model runs, running totals since the subject was made:
            time.compile (s), decode.drafted, decode.accepted, decode.tokens, decode.steps (counts).
        closers: called when the trial ends (hooks removed, files closed).
        whole: a token comes out the same (to rounding) however its sequence is cut into calls, so that text may be
            scored in pieces instead of step by step. Set where the recipe is known.
    """

    model: nn.Module
    info: ModelInfo
    task: str
    tokenizer: Any = None
    processor: Any = None
    device: str = "cpu"
    generation: dict[str, Any] = field(default_factory=dict)
    cache: Callable[[], Any] | None = None
    assistant: nn.Module | None = None
    tuning: Tuning = field(default_factory=Tuning)
    stats: dict[str, float] = field(default_factory=dict)
    closers: list[Callable[[], None]] = field(default_factory=list)
    whole: bool = False

    def count(self, name: str, amount: float = 1.0) -> None:
        """Add to a running total of `stats`."""
        self.stats[name] = self.stats.get(name, 0.0) + amount

    def rates(self) -> dict[str, float]:
        """decode.acceptance (accepted / drafted tokens) and decode.tokens_per_step, as far as they were counted."""
        found = {}
        if self.stats.get("decode.drafted"):
            found["decode.acceptance"] = self.stats["decode.accepted"] / self.stats["decode.drafted"]
        if self.stats.get("decode.steps"):
            found["decode.tokens_per_step"] = self.stats["decode.tokens"] / self.stats["decode.steps"]
        return found

    def linears(self, include: str = "", exclude: str = "") -> Iterator[tuple[str, nn.Linear]]:
        """Linear layers by module name, in model order; embeddings, head and norms are left out unless included.

        Args:
            include: patterns separated by ";" (`*.mlp.*`); empty: every layer but those of LEFT_OUT.
            exclude: patterns separated by ";".
        """
        from torch import nn

        for name, module in self.model.named_modules():
            if isinstance(module, nn.Linear) and chosen(name, include, exclude):
                yield name, module

    def replace(self, name: str, module: nn.Module) -> None:
        """Put `module` where the module called `name` was."""
        parent, _, leaf = name.rpartition(".")
        setattr(self.model.get_submodule(parent), leaf, module)

    def blocks(self) -> nn.ModuleList:
        """The transformer blocks of the decoder (or the only stack there is).

        Raises:
            TrialFailed: no list of blocks is found.
        """
        from torch import nn

        from paretoscope.errors import TrialFailed

        lists = [m for m in self.model.modules() if isinstance(m, nn.ModuleList) and len(m)]
        if not lists:
            raise TrialFailed("no list of transformer blocks was found in this model", "choose another technique")
        return max(lists, key=lambda m: sum(p.numel() for p in m.parameters()))


def chosen(name: str, include: str = "", exclude: str = "") -> bool:
    """Whether patterns choose a module name. Without `include`, LEFT_OUT stays out."""

    def any_of(patterns: str) -> bool:
        return any(fnmatchcase(name, p.strip()) for p in patterns.split(";") if p.strip())

    if exclude and any_of(exclude):
        return False
    if include:
        return any_of(include)
    return not any(fnmatchcase(name, p) for p in LEFT_OUT)
