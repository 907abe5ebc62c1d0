"""prune.wanda: remove the weights that matter least to each output.

Sun et al. 2023, "A Simple and Effective Pruning Approach for Large Language Models" (arXiv 2306.11695).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paretoscope.techniques import blocks, calibration, linears, masks
from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Need,
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.prune import rules
from paretoscope.techniques.statistics import input_norms
from paretoscope.techniques.subject import Subject

if TYPE_CHECKING:
    from torch import Tensor


class Wanda(Technique):
    """Zero the weights with the smallest |weight| x input norm, row by row, block after block."""

    card = Card(
        id="prune.wanda",
        title="Wanda pruning",
        stage="weights",
        promise="Up to half of the weights become zero for little loss, judged by weight and input together, without"
        " retraining.",
        helps="sparsity of 50 % and n:m patterns, where magnitude alone fails",
        hurts="saves no time and memory by itself, as dense kernels multiply zeros too",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        needs=(Need.CALIBRATION_TEXT,),
        conflicts=rules.ONE_MASK[:1],
        before=("quantize.*",),
        effects=(Effect("quality.bits_per_byte", "no worse than prune.magnitude", workload="score"),),
        simulated=rules.SIMULATED,
        persistent=True,
        papers=("arxiv:2306.11695",),
    )
    sparsity: Annotated[float, Param("share of each row's weights removed", "", 0.0, 0.95, sweep=(0.3, 0.5, 0.7))] = 0.5
    pattern: Annotated[masks.Pattern, Param(masks.PATTERN)] = "free"
    samples: Annotated[int, Param(calibration.SAMPLES, "", 1, 4096)] = 16
    length: Annotated[int, Param(calibration.LENGTH, "token", 8, 32768)] = 512
    include: Annotated[str, Param(linears.INCLUDE)] = ""
    exclude: Annotated[str, Param(linears.EXCLUDE)] = ""

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses patterns that choose nothing, rows an n:m pattern does not divide, missing calibration data."""
        misfits = masks.misfits(model, self.pattern, self.include, self.exclude)
        return linears.no_target(model, self.include, self.exclude) + misfits + calibration.missing(model)

    def apply(self, subject: Subject, context: Context) -> Change:
        """Zero in place; a block's inputs come from the blocks already pruned."""
        chosen = linears.targets(subject, self.include, self.exclude)
        reached: set[str] = set()
        with Change.counted(subject) as change:
            for block in blocks.sequential(subject, context, self.samples, self.length, "pruning"):
                norms = input_norms(block, block.inside(chosen))
                for name, norm in norms.items():
                    weight = linears.matrix(chosen[name])
                    weight *= masks.mask_of(score(weight, norm), self.sparsity, self.pattern)
                reached |= norms.keys()
            change.modules = len(reached)
        change.notes.append(rules.ZEROS)
        if left := [n for n in chosen if n not in reached]:
            change.notes.append(f"left alone, as no block's calibration reaches them: {', '.join(left)}")
        return change


def score(weight: Tensor, input_norm: Tensor) -> Tensor:
    """Importance of each weight, equation 1 of the paper.

    Args:
        weight: (out, in).
        input_norm: (in,), L2 norm of each input feature over the calibration tokens.

    Returns:
        (out, in) float32, never negative.
    """
    return weight.float().abs() * input_norm
