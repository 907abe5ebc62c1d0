"""Small whole numbers packed into bytes, row by row: 2, 3, 4 or 8 bits each, without waste.

Bits are stored as planes: a plane of width w holds 8/w codes a byte, code j of a row's part p in byte j, so that
packing and unpacking are a few shifts over contiguous memory. 3 bits are a plane of 2 and a plane of 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

PLANES = {8: (8,), 4: (4,), 3: (2, 1), 2: (2,)}


def multiple(bits: int) -> int:
    """The number of codes that are packed together, columns here, must be a multiple of this."""
    return 8 // min(PLANES[bits])


def pack(codes: Tensor, bits: int, dim: int = 1) -> Tensor:
    """(rows, columns) codes below 2^bits, uint8 -> (rows, columns x bits / 8) bytes; with `dim` 0 rows are packed."""
    import torch

    planes, shift = [], 0
    for width in PLANES[bits]:
        part = (codes >> shift) & (2**width - 1)
        planes.append(_pack_plane(part, width, dim))
        shift += width
    return torch.cat(planes, dim=dim)


def unpack(packed: Tensor, bits: int, columns: int) -> Tensor:
    """Inverse of pack: (rows, columns) uint8."""
    codes, shift, start = None, 0, 0
    for width in PLANES[bits]:
        size = columns * width // 8
        part = _unpack_plane(packed[:, start : start + size], width, columns)
        codes = part if codes is None else codes | (part << shift)
        shift, start = shift + width, start + size
    assert codes is not None  # every entry of PLANES has at least one plane
    return codes


def _pack_plane(codes: Tensor, width: int, dim: int) -> Tensor:
    parts = codes.chunk(8 // width, dim=dim)
    out = parts[0].clone()
    for number, part in enumerate(parts[1:], 1):
        out |= part << (number * width)
    return out


def _unpack_plane(packed: Tensor, width: int, columns: int) -> Tensor:
    import torch

    mask, size = 2**width - 1, packed.shape[1]
    codes = torch.empty(packed.shape[0], columns, dtype=torch.uint8, device=packed.device)
    for number in range(8 // width):
        part = codes[:, number * size : (number + 1) * size]
        torch.bitwise_right_shift(packed, number * width, out=part)
        part &= mask
    return codes
