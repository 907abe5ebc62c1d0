"""Matrix products with packed weights: torch's own CPU kernels where they fit, else de-quantize and multiply.

Chosen by measurement. CPU time of a 1024 x 384 layer, one thread, AVX-512 without bfloat16 instructions, microseconds:

| tokens | bfloat16 | float32 | 8-bit kernel | 8-bit, de-quantized | 4-bit kernel |
|---|---|---|---|---|---|
| 1 | 98 | 88 | 67 | - | 60 |
| 16 | - | - | 338 | 562 | - |
| 32 | - | - | 666 | 645 | - |
| 128 | 4036 | 1062 | - | 1446 | 1951 |

The float32 variants of both kernels are slow references (ten times a plain product), so inputs are rounded to bfloat16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor

FEW = 16  # tokens up to which the 8-bit kernel wins
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

    product: Tensor = torch.ops.aten._weight_int4pack_mm_for_cpu(x.contiguous(), packed, group, scales)
    return product


def int8_product(x: Tensor, codes: Tensor, scale: Tensor) -> Tensor:
    """(tokens, columns) bfloat16 by int8 codes (rows, columns) and scale (rows,) -> (tokens, rows)."""
    import torch

    product: Tensor = torch._weight_int8pack_mm(x, codes, scale)
    return product


_SCRATCH: dict[tuple[str, Any, Any], Tensor] = {}


def scratch(name: str, shape: tuple[int, int], like: Tensor) -> Tensor:
    """Memory for one product, used again by the next, so that the system need not hand out and clear pages each time.

    It holds whatever was there. Under torch.compile it is new memory, as the compiler plans its own.
    """
    import torch

    if torch.compiler.is_compiling():
        return like.new_empty(shape)
    key, size = (name, like.dtype, like.device), shape[0] * shape[1]
    if key not in _SCRATCH or _SCRATCH[key].numel() < size:
        _SCRATCH[key] = like.new_empty(size)
    return _SCRATCH[key][:size].view(shape)
