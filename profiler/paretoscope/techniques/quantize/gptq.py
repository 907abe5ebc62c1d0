"""quantize.gptq: round column by column and let the columns to come make up for the error.

Frantar et al. 2022, "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers"
(arXiv 2210.17323).
With H = E[x x^T] over the calibration tokens and U the upper Cholesky factor of its inverse, the error of column j,
(w_j - q_j) / U_jj, is taken from column k > j in the measure U_jk: the least-squares optimal correction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paretoscope.techniques import blocks, calibration, linears
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
from paretoscope.techniques.quantize import packed, rules
from paretoscope.techniques.quantize.grid import EIGHT, Grid, grid_of, group_for
from paretoscope.techniques.quantize.weight_only import Bits, pack_into
from paretoscope.techniques.statistics import second_moments

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.subject import Subject

BLOCK = 128  # columns corrected together


class Gptq(Technique):
    """Quantize each block of the model on the outputs of the quantized blocks before it."""

    card = Card(
        id="quantize.gptq",
        title="GPTQ quantization",
        stage="weights",
        promise="The same packed weights as quantize.weight_only, as small and as fast, but rounded so that each"
        " layer's output on real text changes less.",
        helps="4 bits and fewer, where rounding to nearest starts to hurt",
        hurts="time to apply; a calibration text unlike the real use",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        needs=(Need.CALIBRATION_TEXT,),
        conflicts=rules.ONE_QUANTIZER,
        after=("prune.*",),
        effects=(
            Effect("memory.weights", "down"),
            Effect("latency.tpot", "down at 8 and 4 bits, up at 3 and 2"),
            Effect("quality.bits_per_byte", "no worse than quantize.weight_only", workload="score"),
        ),
        persistent=True,
        papers=("arxiv:2210.17323",),
    )
    bits: Annotated[Bits, Param("bits of a weight", "bit", sweep=("8", "4", "3", "2"))] = "4"
    group: Annotated[int, Param(rules.GROUP, "weight", 8, 1024, sweep=(32, 64, 128))] = 64
    act_order: Annotated[bool, Param("take the columns with the largest inputs first; grids stay those of the row")] = (
        True
    )
    damp: Annotated[float, Param("added to the diagonal of H, as a share of its mean", "", 1e-6, 1.0)] = 0.01
    samples: Annotated[int, Param(calibration.SAMPLES, "", 1, 4096)] = 16
    length: Annotated[int, Param(calibration.LENGTH, "token", 8, 32768)] = 512
    include: Annotated[str, Param(linears.INCLUDE)] = ""
    exclude: Annotated[str, Param(linears.EXCLUDE)] = ""

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses patterns that choose nothing, missing calibration data, a checkpoint that is quantized already."""
        return rules.already(model) + linears.no_target(model, self.include, self.exclude) + calibration.missing(model)

    def apply(self, subject: Subject, context: Context) -> Change:
        """Block by block: second moments of the inputs, then the layers. Layers outside the blocks round to nearest."""
        chosen = linears.targets(subject, self.include, self.exclude)
        left = dict(chosen)
        with Change.counted(subject) as change:
            for block in blocks.sequential(subject, context, self.samples, self.length, "quantizing"):
                inside = block.inside(chosen)
                moments = second_moments(block, inside)
                for name, layer in inside.items():
                    change.notes += self._one(subject, name, layer, moments.get(name))
                    left.pop(name)
            for name, layer in left.items():
                change.notes += [f"{name} is outside the blocks and rounded to nearest"]
                change.notes += pack_into(subject, name, layer, int(self.bits), self.group)
            rules.told(change, subject, chosen, int(self.bits))
        return change

    def _one(self, subject: Subject, name: str, layer: nn.Module, hessian: Tensor | None) -> list[str]:
        weight, bits = packed.weight_of(layer), int(self.bits)
        size = group_for(weight.shape[0], weight.shape[1], bits, self.group)
        if hessian is None or not size:  # never called on the calibration data, or not divisible
            return pack_into(subject, name, layer, bits, self.group)
        codes, grid = gptq(weight, hessian, bits, size, self.act_order, self.damp)
        bias: Any = layer.bias
        subject.replace(name, packed.packed(codes, grid, bias))
        return []

    def persist(self, subject: Subject) -> dict[str, Any]:
        """Shapes of the packed layers."""
        return packed.describe(subject)

    def restore(self, subject: Subject, meta: dict[str, Any]) -> None:
        """Put empty packed layers in place."""
        packed.install(subject, meta)


def gptq(
    weight: Tensor, hessian: Tensor, bits: int, group: int, act_order: bool = False, damp: float = 0.01
) -> tuple[Tensor, Grid]:
    """Codes (rows, columns) and their grid, chosen to keep W x for inputs with second moment H.

    Args:
        weight: (rows, columns) float32.
        hessian: (columns, columns), E[x x^T].
        act_order: columns with the largest diagonal first; the grids are then those of the unchanged weight. Otherwise
            a group's grid is made when it is reached, from weights already corrected.
        damp: see Gptq.damp.
    """
    import torch

    weight, hessian = _without_dead(weight, hessian)
    order = hessian.diagonal().argsort(descending=True, stable=True) if act_order else torch.arange(weight.shape[1])
    upper = inverse_factor(hessian[order][:, order], damp)
    static = grid_of(weight, bits, group)
    if act_order or bits == EIGHT:
        chosen = _rounds(weight[:, order], upper, _Fixed(static, order))
        codes = torch.empty_like(chosen)
        codes[:, order] = chosen
        return codes, static
    moving = _Moving(static)
    return _rounds(weight, upper, moving), moving.grid


def inverse_factor(hessian: Tensor, damp: float) -> Tensor:
    """Upper Cholesky factor of the inverse of H + damp x mean(diag H) x I."""
    import torch

    size = hessian.shape[0]
    damped = hessian + damp * hessian.diagonal().mean() * torch.eye(size)
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(damped))
    factor: Tensor = torch.linalg.cholesky(inverse, upper=True)
    return factor


class _Fixed:
    """Grids known beforehand; `order` says which column of the row stands where."""

    def __init__(self, grid: Grid, order: Tensor) -> None:
        number = order // grid.group
        self.grid = Grid(grid.bits, 1, grid.scale[:, number], grid.zero[:, number])

    def at(self, column: int, weight: Tensor) -> Grid:
        return self.grid.columns(column, column + 1)


class _Moving:
    """A group's grid is made from the corrected weights when its first column is reached."""

    def __init__(self, grid: Grid) -> None:
        self.grid = Grid(grid.bits, grid.group, grid.scale.clone(), grid.zero.clone())

    def at(self, column: int, weight: Tensor) -> Grid:
        size, number = self.grid.group, column // self.grid.group
        if column % size == 0:
            fresh = grid_of(weight[:, column : column + size], self.grid.bits, size)
            self.grid.scale[:, number], self.grid.zero[:, number] = fresh.scale[:, 0], fresh.zero[:, 0]
        return Grid(self.grid.bits, 1, self.grid.scale[:, number : number + 1], self.grid.zero[:, number : number + 1])


def _rounds(weight: Tensor, upper: Tensor, grids: _Fixed | _Moving) -> Tensor:
    """The column loop. Within a block of columns errors move at once, to the columns behind it in one product."""
    import torch

    weight = weight.clone()
    codes = torch.empty(weight.shape, dtype=torch.int8 if grids.grid.bits == EIGHT else torch.uint8)
    step = -(-BLOCK // grids.grid.group) * grids.grid.group  # whole groups
    for start in range(0, weight.shape[1], step):
        stop = min(start + step, weight.shape[1])
        errors = torch.empty(weight.shape[0], stop - start)
        for column in range(start, stop):
            grid = grids.at(column, weight)
            code = grid.codes(weight[:, column : column + 1])
            codes[:, column] = code[:, 0]
            error = (weight[:, column] - grid.values(code)[:, 0]) / upper[column, column]
            weight[:, column:stop] -= error.unsqueeze(1) * upper[column, column:stop]
            errors[:, column - start] = error
        weight[:, stop:] -= errors @ upper[start:stop, stop:]
    return codes


def _without_dead(weight: Tensor, hessian: Tensor) -> tuple[Tensor, Tensor]:
    """Inputs that never fire carry no information: their weights become 0 and their curvature 1."""
    dead = hessian.diagonal() == 0
    weight, hessian = weight.clone(), hessian.clone()
    weight[:, dead] = 0
    hessian[dead, dead] = 1
    return weight, hessian
