"""Which weights become zero: the lowest scores anywhere, or n kept of every m neighbours in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from paretoscope.catalog import Reason
from paretoscope.models.info import ModelInfo
from paretoscope.techniques.subject import chosen

if TYPE_CHECKING:
    from torch import Tensor

Pattern = Literal["free", "2:4", "4:8", "1:4"]
PATTERN = "where zeros fall: free, or 2:4 keeps 2 of every 4 neighbours (sparsity then follows from it)"


def parts(pattern: str) -> tuple[int, int] | None:
    """(kept, of) of an n:m pattern, None when it is free."""
    if pattern == "free":
        return None
    kept, _, of = pattern.partition(":")
    return int(kept), int(of)


def drop_lowest(score: Tensor, share: float) -> Tensor:
    """Mask that is False on the `share` of each row with the lowest scores, True elsewhere.

    Args:
        score: (rows, columns); ties fall to the left.
        share: 0 to 1; floor(share x columns) of each row are dropped.
    """
    import torch

    keep = torch.ones_like(score, dtype=torch.bool)
    count = int(share * score.shape[1])
    if count:
        lowest = score.argsort(dim=1, stable=True)[:, :count]
        keep.scatter_(1, lowest, False)
    return keep


def keep_n_of_m(score: Tensor, kept: int, of: int) -> Tensor:
    """Mask that is True on the `kept` highest of every `of` neighbours in a row.

    Args:
        score: (rows, columns), columns divisible by `of`.
    """
    rows, columns = score.shape
    return drop_lowest(score.reshape(-1, of), (of - kept) / of).reshape(rows, columns)


def mask_of(score: Tensor, share: float, pattern: str) -> Tensor:
    """Mask by row: n of m where a pattern says so, else the lowest `share` of each row."""
    ratio = parts(pattern)
    return keep_n_of_m(score, *ratio) if ratio else drop_lowest(score, share)


def misfits(model: ModelInfo, pattern: str, include: str, exclude: str) -> list[Reason]:
    """Layers whose rows an n:m pattern does not divide, told before loading."""
    ratio = parts(pattern)
    if ratio is None:
        return []
    conv1d = model.model_type == "gpt2"  # GPT-2 stores (in, out)
    return [
        Reason(f"pattern {pattern} needs rows divisible by {ratio[1]}; {name} has {width}", f'exclude="{name}"')
        for name, shape in model.linears().items()
        if chosen(name, include, exclude) and (width := shape[0 if conv1d else 1]) % ratio[1]
    ]
