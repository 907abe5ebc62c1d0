"""prune.magnitude: remove the weights that are smallest.

Han et al. 2015, "Learning both Weights and Connections for Efficient Neural Networks" (arXiv 1506.02626), without the
retraining: the yardstick that every other pruner is held against.
"""

from __future__ import annotations

from paretoscope.techniques import linears, masks
from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.prune import rules
from paretoscope.techniques.subject import Subject


class Magnitude(Technique):
    """Zero the smallest weights of each row."""

    card = Card(
        id="prune.magnitude",
        title="Magnitude pruning",
        stage="weights",
        promise="The smallest weights of each row become zero; needs no data, and is the yardstick for other pruners.",
        helps="mild sparsity, a first look at how much a model can lose",
        hurts="quality from about 40 % on; saves no time and memory by itself, as dense kernels multiply zeros too",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        conflicts=rules.ONE_MASK[1:],
        before=("quantize.*",),
        effects=(Effect("quality.bits_per_byte", "up with sparsity", workload="score"),),
        simulated=rules.SIMULATED,
        persistent=True,
        papers=("arxiv:1506.02626",),
    )
    sparsity: Annotated[float, Param("share of each row's weights removed", "", 0.0, 0.95, sweep=(0.2, 0.4, 0.6))] = 0.4
    pattern: Annotated[masks.Pattern, Param(masks.PATTERN)] = "free"
    include: Annotated[str, Param(linears.INCLUDE)] = ""
    exclude: Annotated[str, Param(linears.EXCLUDE)] = ""

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses patterns that choose nothing, and rows that an n:m pattern does not divide."""
        return linears.no_target(model, self.include, self.exclude) + masks.misfits(
            model, self.pattern, self.include, self.exclude
        )

    def apply(self, subject: Subject, context: Context) -> Change:
        """Zero in place."""
        chosen = linears.targets(subject, self.include, self.exclude)
        with Change.counted(subject) as change:
            for done, (name, layer) in enumerate(chosen.items()):
                context.progress("pruning", done, len(chosen), name)
                weight = linears.matrix(layer)
                change.modules += 1
                weight *= masks.mask_of(weight.abs(), self.sparsity, self.pattern)
        change.notes.append(rules.ZEROS)
        return change
