"""Matrix products with packed weights: torch's own CPU kernels where they fit, else de-quantize and multiply.

Chosen by measurement (benchmarks/kernels.py): for one token torch's 8-bit and 4-bit kernels on bfloat16 beat its
bfloat16 and float32 products two to three times over; their float32 variants are slow references, so inputs are
rounded to bfloat16. For many tokens the 8-bit kernel loses to de-quantizing once and multiplying.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

FEW = 8  # tokens up to which the 8-bit kernel wins
INT4_GROUPS = (32, 64, 128, 256)
INT4_ROWS = 16


def int4_fits(rows: int, columns: int, group: int) -> bool:
    """Whether torch's 4-bit CPU kernel takes a layer of this shape."""
    import torch

    exists = hasattr(torch.ops.aten, "_weight_int4pack_mm_for_cpu")
    return exists and rows % INT4_ROWS == 0 and group in INT4_GROUPS and columns % group == 0


def int4_layout(codes: Tensor) -> Tensor:
    """(rows, columns) uint8 codes in the order that this processor's kernel reads, (rows, columns / 2) bytes."""
    import torch

    packed: Tensor = torch.ops.aten._convert_weight_to_int4pack_for_cpu(codes.int(), 1)
    return packed


def int4_codes(packed: Tensor, columns: int) -> Tensor:
    """Inverse of int4_layout: the kernel itself, with unit scales, applied to the identity. Exact."""
    import torch

    group = next(g for g in INT4_GROUPS if columns % g == 0)
    unit = torch.ones(columns // group, packed.shape[0], 2, dtype=torch.bfloat16)
    unit[..., 1] = 8
    eye = torch.eye(columns, dtype=torch.bfloat16)
    return int4_product(eye, packed, group, unit).T.contiguous().to(torch.uint8)


def int4_product(x: Tensor, packed: Tensor, group: int, scales: Tensor) -> Tensor:
    """(tokens, columns) bfloat16 by a packed weight -> (tokens, rows). scales: (groups, rows, 2) bfloat16."""
    import torch

    product: Tensor = torch.ops.aten._weight_int4pack_mm_for_cpu(x, packed, group, scales)
    return product


def int8_product(x: Tensor, codes: Tensor, scale: Tensor) -> Tensor:
    """(tokens, columns) bfloat16 by int8 codes (rows, columns) and scale (rows,) -> (tokens, rows)."""
    import torch

    product: Tensor = torch._weight_int8pack_mm(x, codes, scale)
    return product


@cache
def wide_dtype() -> str:
    """The dtype in which this processor multiplies large matrices fastest: bfloat16 only with instructions for it."""
    import torch

    capability = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return "bfloat16" if capability.get("avx512_bf16") or capability.get("amx_bf16") else "float32"
