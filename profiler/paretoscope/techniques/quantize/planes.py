"""The packed weight of a layer: like techniques/packing.py, but down the columns, which unpacks several times faster.

Bits are stored as planes: a plane of width w holds 8/w codes a byte, and byte (j, k) of it the codes of column k in the
rows j, j + rows w/8, j + 2 rows w/8 ... So a plane unpacks by a few shifts over contiguous memory, four bytes at a
time. 3 bits are a plane of 2 and a plane of 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from paretoscope.techniques import packing
from paretoscope.techniques.packing import PLANES

if TYPE_CHECKING:
    from torch import Tensor

LANES = 0x01010101
Make = Callable[[str, tuple[int, int], "Tensor"], "Tensor"]


def fresh(name: str, shape: tuple[int, int], like: Tensor) -> Tensor:
    """New memory of that shape, with dtype and device of `like`."""
    return like.new_empty(shape)


def packed_rows(rows: int, bits: int) -> int:
    """Rows of bytes that hold this many rows of codes."""
    return rows * bits // 8


def pack(codes: Tensor, bits: int) -> Tensor:
    """(rows, columns) codes below 2^bits, uint8 -> (rows x bits / 8, columns) bytes."""
    return packing.pack(codes, bits, dim=0)


def unpack(packed: Tensor, bits: int, make: Make = fresh) -> Tensor:
    """Inverse of pack: (rows, columns) uint8, in memory that `make` gives."""
    rows = packed.shape[0] * 8 // bits
    shape, start, low = (rows, packed.shape[1]), 0, 0
    codes = make("codes", shape, packed)
    for width in PLANES[bits]:
        size = rows * width // 8
        plane = packed[start : start + size]
        if low == 0:
            _unpack_plane(plane, width, codes)
        else:
            _add(codes, _unpack_plane(plane, width, make("high", shape, packed)), low)
        low, start = low + width, start + size
    return codes


def _unpack_plane(packed: Tensor, width: int, codes: Tensor) -> Tensor:
    """Write a plane's codes into `codes`, and give it."""
    import torch

    mask, size = 2**width - 1, packed.shape[0]
    packed, wide = _wide(packed)
    mask = mask * LANES if wide else mask
    for number in range(8 // width):
        part, _ = _wide(codes[number * size : (number + 1) * size])
        torch.bitwise_right_shift(packed, number * width, out=part)
        part &= mask - 2**32 if mask >= 2**31 else mask
    return codes


def _add(codes: Tensor, high: Tensor, shift: int) -> None:
    """codes |= high << shift; no bit of a byte reaches the next one."""
    left, _ = _wide(codes)
    right, _ = _wide(high)
    right <<= shift
    left |= right


def _wide(data: Tensor) -> tuple[Tensor, bool]:
    """Bytes seen four at a time where their number allows it: torch shifts int32 in vectors, but not bytes."""
    import torch

    if data.shape[1] % 4 or data.storage_offset() % 4:
        return data, False
    return data.view(torch.int32), True
