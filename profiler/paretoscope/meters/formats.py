"""In which number format a product really multiplies: the roof above it depends on that."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

# CPU kernels that take bfloat16 and codes, and multiply in whatever this processor is fastest at.
WIDENING = ("_weight_int4pack_mm_for_cpu", "_weight_int8pack_mm")


def product_dtype(name: str, given: Iterable[Tensor]) -> str:
    """The format of a product: int8 for quantized kernels, else that of its first tensor or what a kernel widens it to.

    Args:
        name: of the operator, with its namespace; given: its tensors in order.
    """
    if "quantized" in name and "fp16" not in name:
        return "int8"
    first = next(iter(given), None)
    if first is None:
        return "float32"
    if first.device.type == "cpu" and name.endswith(WIDENING):
        return wide_dtype()
    return str(first.dtype).removeprefix("torch.")


@cache
def wide_dtype() -> str:
    """The dtype in which this processor multiplies large matrices fastest: bfloat16 only with instructions for it."""
    import torch

    capability = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return "bfloat16" if capability.get("avx512_bf16") or capability.get("amx_bf16") else "float32"
