"""The baseline's log-probabilities on disk, against which the other trials are held."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

BUDGET = 512 << 20  # B on disk and in memory; items beyond it are judged without KL and agreement


class Writer:
    """Gathers items up to a budget, then writes them: half-precision log-probabilities and the likeliest token."""

    def __init__(self, path: Path, budget: int = BUDGET) -> None:
        self._path, self._left, self._held = path, budget, dict[str, Tensor]()

    def room(self, steps: int, vocabulary: int) -> bool:
        """Whether one more item of this size fits."""
        return self._left >= steps * vocabulary * 2

    def add(self, index: int, logp: Tensor) -> None:
        """Keep one item. logp: (steps, vocabulary)."""
        self._left -= logp.numel() * 2
        self._held[f"logp.{index}"] = logp.to(torch.float16).cpu().contiguous()
        self._held[f"top.{index}"] = logp.argmax(-1).to(torch.int32).cpu()

    def close(self) -> None:
        """Write the file; it appears whole or not at all."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(f".{os.getpid()}.tmp")
        save_file(self._held, draft)
        draft.replace(self._path)


class Reader:
    """Gives an item's reference back."""

    def __init__(self, path: Path, device: str) -> None:
        self._file = cast(Any, safe_open(path, framework="pt", device="cpu"))
        self._names, self._device = set[str](self._file.keys()), device

    def get(self, index: int) -> tuple[Tensor, Tensor] | None:
        """(log-probabilities (steps, vocabulary), likeliest tokens (steps,)) of an item; None when it was not kept."""
        if f"logp.{index}" not in self._names:
            return None
        logp, top = (self._file.get_tensor(f"{n}.{index}").to(self._device) for n in ("logp", "top"))
        return logp, top.long()
