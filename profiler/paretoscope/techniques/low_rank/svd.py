"""low_rank.svd: each linear layer becomes two thin ones, the best of their rank.

Cahyawijaya 2021, "Greenformers: Improving Computation and Memory Efficiency in Transformer Models via Low-Rank
Approximation" (arXiv 2108.10808) puts two thin layers in place of a wide one. Eckart and Young: the truncated singular
value decomposition of W is the closest of its rank. With whitening (Wang et al. 2024, "SVD-LLM", arXiv 2403.07378) it
is the decomposition of W S with S S^T = E[x x^T], so that what is closest is the output on real inputs, not the weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paretoscope.techniques import blocks, calibration, linears
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
from paretoscope.techniques.statistics import second_moments
from paretoscope.techniques.subject import chosen

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.subject import Subject


class Svd(Technique):
    """Factorise the chosen layers where that saves weights."""

    card = Card(
        id="low_rank.svd",
        title="Low-rank factorisation (SVD)",
        stage="structure",
        promise="Each linear layer becomes two thinner ones with fewer weights in all: smaller, and faster where layers"
        " are wide.",
        helps="wide layers with few strong directions; prefill and batches; a start for fine-tuning",
        hurts="narrow layers: two calls cost more than one small product; quality at high compression",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        needs=(Need.CALIBRATION_TEXT,),
        conflicts=(
            Conflict("prune.magnitude", "factors of a pruned matrix are not sparse, and masks would cut the factors",
                     "use prune.cfsp"),
            Conflict("prune.wanda", "masks would be chosen for the factors, not for the layers", "use prune.cfsp"),
        ),
        after=("prune.*", "depth.*"),
        effects=(
            Effect("memory.weights", "down"),
            Effect("latency.ttft", "down on wide layers"),
            Effect("quality.bits_per_byte", "up as the rank falls", workload="score"),
        ),
        persistent=True,
        papers=("seed:2", "arxiv:2108.10808", "arxiv:2403.07378"),
    )  # fmt: skip
    rank: Annotated[float, Param("below 1: share of a layer's weights kept; from 1: the rank itself", "", 0.01, 65536,
                                 sweep=(0.4, 0.6, 0.8))] = 0.6  # fmt: skip
    whiten: Annotated[bool, Param("keep the output on calibration data rather than the weight; needs data")] = True
    samples: Annotated[int, Param(calibration.SAMPLES, "", 1, 4096)] = 16
    length: Annotated[int, Param(calibration.LENGTH, "token", 8, 32768)] = 512
    include: Annotated[str, Param(linears.INCLUDE)] = ""
    exclude: Annotated[str, Param(linears.EXCLUDE)] = ""

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses a rank that saves nothing in any chosen layer, and missing calibration data when whitening."""
        shapes = [s for n, s in model.linears().items() if chosen(n, self.include, self.exclude)]
        found = linears.no_target(model, self.include, self.exclude)
        if shapes and not any(saves(*s, rank_of(*s, self.rank)) for s in shapes):
            best = max(break_even(*s) for s in shapes)
            why = f"rank {self.rank:g} saves nothing: two factors are smaller only below rank {best}"
            found.append(Reason(why, f"rank={max(1, best // 2)}, or a share such as rank=0.5"))
        return found + (calibration.missing(model) if self.whiten else [])

    def apply(self, subject: Subject, context: Context) -> Change:
        """With whitening block by block, so that a layer's inputs come from factors already; else layer by layer."""
        layers = linears.targets(subject, self.include, self.exclude)
        with Change.counted(subject) as change:
            if self.whiten:
                change.notes += self._by_block(subject, context, layers)
            else:
                for done, (name, layer) in enumerate(layers.items()):
                    context.progress("factorising", done, len(layers), name)
                    change.notes += self._one(subject, name, layer, None)
            change.modules = sum(subject.model.get_submodule(n) is not m for n, m in layers.items())
        return change

    def _by_block(self, subject: Subject, context: Context, layers: dict[str, nn.Module]) -> list[str]:
        notes, left = [], dict(layers)
        for block in blocks.sequential(subject, context, self.samples, self.length, "factorising"):
            moments = second_moments(block, block.inside(layers))
            for name in block.inside(layers):
                notes += self._one(subject, name, left.pop(name), moments.get(name))
        for name, layer in left.items():
            notes += [f"{name} is outside the blocks and factorised without whitening"]
            notes += self._one(subject, name, layer, None)
        return notes

    def _one(self, subject: Subject, name: str, layer: nn.Module, moment: Tensor | None) -> list[str]:
        weight = linears.matrix(layer)
        rows, columns = weight.shape
        rank = rank_of(rows, columns, self.rank)
        if not saves(rows, columns, rank):
            return [f"{name} is left alone: rank {rank} would not save anything"]
        up, down = factors(weight.float(), rank, moment)
        bias: Any = layer.bias
        subject.replace(name, pair(up.to(weight.dtype), down.to(weight.dtype), bias))
        return []

    def persist(self, subject: Subject) -> dict[str, Any]:
        """Shapes of the pairs."""
        found: dict[str, Any] = {n: m for n, m in subject.model.named_modules() if getattr(m, "factorised", False)}
        return {
            "pairs": {n: [m[1].out_features, m[0].out_features, m[0].in_features, m[1].bias is not None]
                      for n, m in found.items()}
        }  # fmt: skip

    def restore(self, subject: Subject, meta: dict[str, Any]) -> None:
        """Put empty pairs in place."""
        for name, (rows, rank, columns, bias) in meta["pairs"].items():
            down = linears.empty_linear(rank, columns, False, subject.model)
            subject.replace(name, _pair(down, linears.empty_linear(rows, rank, bias, subject.model)))


def rank_of(rows: int, columns: int, rank: float) -> int:
    """The rank that is meant: a number, or the share of rows x columns weights that the two factors may have."""
    return int(rank) if rank >= 1 else max(1, int(rank * rows * columns / (rows + columns)))


def break_even(rows: int, columns: int) -> int:
    """The smallest rank whose factors have as many weights as the matrix, or more."""
    return -(-rows * columns // (rows + columns))


def saves(rows: int, columns: int, rank: int) -> bool:
    """Whether rank x (rows + columns) is less than rows x columns."""
    return rank * (rows + columns) < rows * columns


def factors(weight: Tensor, rank: int, moment: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """up (rows, rank) and down (rank, columns) with up @ down closest to `weight` among all of that rank.

    Args:
        weight: (rows, columns) float32.
        moment: E[x x^T] (columns, columns): closest is then E |W x - up down x|^2; None: the Frobenius norm.
    """
    import torch

    root = None if moment is None else _root(moment)
    left, strength, right = torch.linalg.svd(weight if root is None else weight @ root, full_matrices=False)
    half = strength[:rank].sqrt()
    down = half.unsqueeze(1) * right[:rank]
    if root is not None:
        down = torch.linalg.solve_triangular(root, down, upper=False, left=False)
    return left[:, :rank] * half, down


def _root(moment: Tensor) -> Tensor:
    """Lower Cholesky factor of the moment; a thousandth of its mean diagonal keeps unseen directions invertible."""
    import torch

    eye = torch.eye(len(moment))
    root: Tensor = torch.linalg.cholesky(moment + 1e-3 * moment.diagonal().mean().clamp_min(1e-12) * eye)
    return root


def pair(up: Tensor, down: Tensor, bias: Tensor | None) -> nn.Module:
    """The two thin layers in a row."""
    return _pair(linears.linear(down, None), linears.linear(up, bias))


def _pair(down: nn.Module, up: nn.Module) -> nn.Module:
    from torch import nn

    made: Any = nn.Sequential(down, up)
    made.factorised = True
    made.weight = None  # transformers' T5 asks for wo.weight.dtype unless there is no tensor
    built: nn.Module = made
    return built
