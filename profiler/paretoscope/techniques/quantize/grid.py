"""The grid that weights are rounded to: integer codes, a scale and a zero for each group of a row.

2, 3 and 4 bits are asymmetric, w = (code - 2^(bits-1)) x scale + zero; 8 bits are symmetric, one scale a row. Scale and
zero are rounded to bfloat16 before any code is chosen, as that is how they are stored. A zero weight stays zero (up to
the rounding of the stored zero), so what was pruned before stays pruned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paretoscope.techniques import packing

if TYPE_CHECKING:
    from torch import Tensor

EIGHT = 8


@dataclass(frozen=True)
class Grid:
    """Scale and zero (rows, groups), float32 holding bfloat16 values. `group`: columns that share them."""

    bits: int
    group: int
    scale: Tensor
    zero: Tensor

    def codes(self, weight: Tensor) -> Tensor:
        """(rows, columns) float -> nearest codes: int8 at 8 bits, else uint8."""
        import torch

        scale, zero = self._wide(self.scale), self._wide(self.zero)
        half = 2 ** (self.bits - 1)
        nearest: Tensor = ((weight - zero) / scale).round()
        codes = nearest.clamp(1 - half, half - 1) if self.bits == EIGHT else (nearest + half).clamp(0, 2 * half - 1)
        return codes.to(torch.int8 if self.bits == EIGHT else torch.uint8)

    def values(self, codes: Tensor) -> Tensor:
        """The weights that codes stand for, (rows, columns) float32."""
        offset = 0 if self.bits == EIGHT else 2 ** (self.bits - 1)
        values: Tensor = (codes.float() - offset) * self._wide(self.scale) + self._wide(self.zero)
        return values

    def rounded(self, weight: Tensor) -> Tensor:
        """The nearest representable weights."""
        return self.values(self.codes(weight))

    def columns(self, start: int, stop: int) -> Grid:
        """The grid of some columns; start and stop are multiples of the group."""
        part = slice(start // self.group, stop // self.group)
        return Grid(self.bits, self.group, self.scale[:, part], self.zero[:, part])

    def _wide(self, by_group: Tensor) -> Tensor:
        return by_group.repeat_interleave(self.group, dim=1)


def grid_of(weight: Tensor, bits: int, group: int) -> Grid:
    """The min-max grid of a weight (rows, columns) float32; `group` divides columns."""
    import torch

    rows, columns = weight.shape
    grouped = weight.reshape(rows, columns // group, group)
    if bits == EIGHT:
        scale = _stored((grouped.abs().amax(-1) / (2**7 - 1)).clamp_min(1e-12))
        return Grid(bits, group, scale, torch.zeros_like(scale))
    low, high = grouped.amin(-1).clamp_max(0), grouped.amax(-1).clamp_min(0)
    span = high - low
    scale = _stored(torch.where(span > 0, span / (2**bits - 1), torch.ones_like(span)))
    point = (-low / scale).round()  # the code of zero
    return Grid(bits, group, scale, _stored((2 ** (bits - 1) - point) * scale))


def group_for(rows: int, columns: int, bits: int, group: int) -> int:
    """The group size used for a layer: the largest divisor of its columns up to `group`; 0: it cannot be packed.

    At 8 bits it is the whole row, which is what the fast kernel knows.
    """
    if bits == EIGHT:
        return columns
    if rows % packing.multiple(bits):
        return 0
    return next((g for g in range(min(group, columns), 7, -1) if columns % g == 0), 0)


def _stored(values: Tensor) -> Tensor:
    import torch

    return values.to(torch.bfloat16).float()
