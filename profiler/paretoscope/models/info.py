"""What is known of a model without loading it: from config.json and the headers of its safetensors files. No torch."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from pathlib import Path
from typing import Any

from paretoscope.models.config import number, text_part

DTYPE_BYTES = {
    "F64": 8,
    "F32": 4,
    "F16": 2,
    "BF16": 2,
    "F8_E4M3": 1,
    "F8_E5M2": 1,
    "I64": 8,
    "I32": 4,
    "I16": 2,
    "I8": 1,
    "U8": 1,
    "BOOL": 1,
}
_BLOCKS = ("layers.", "layer.", "block.", "blocks.", "h.")
_NUMBERS = re.compile(r"\.\d+(?=\.)")


@dataclass(frozen=True)
class TensorInfo:
    """Name, shape and dtype (as safetensors writes it) of one stored tensor, and the file that holds it."""

    name: str
    shape: tuple[int, ...]
    dtype: str
    file: str = ""

    @property
    def count(self) -> int:
        """Number of elements."""
        return prod(self.shape)

    @property
    def bytes(self) -> int:
        """Stored size, B."""
        return self.count * DTYPE_BYTES.get(self.dtype, 4)

    @property
    def linear(self) -> bool:
        """Whether it is the weight of a linear layer inside the blocks; embeddings, head and norms are none."""
        block = self.name.endswith(".weight") and len(self.shape) == 2 and any(b in self.name for b in _BLOCKS)
        return block and "embed" not in self.name


@dataclass(frozen=True)
class Alike:
    """Tensors of one shape and dtype whose names are the same but for numbers; in the name of `one` these are "*"."""

    one: TensorInfo
    times: int

    @property
    def count(self) -> int:
        """Number of elements of all of them."""
        return self.one.count * self.times

    @property
    def bytes(self) -> int:
        """Stored size of all of them, B."""
        return self.one.bytes * self.times


@dataclass(frozen=True, kw_only=True)
class ModelInfo:
    """A model folder as data.

    Attributes:
        task: one of catalog.TASKS.
        dtype: the stored dtype in torch's words (bfloat16 ...), the baseline's dtype.
        tensors: what the files hold; empty when the folder has a config only (`weights` is then False).
        heads, kv_heads, layers, hidden, ffn, vocabulary, context: 0 when the architecture has none.
        files: SHA-256-able files of identity, relative names.
        warnings: sentences (pickle weights ignored, no tokenizer ...), each with a hint after " - ".
        base: for an adapter, the folder of its base model.
        quantized: name of the method when the checkpoint is already quantized.
    """

    path: Path
    architecture: str
    model_type: str
    task: str
    dtype: str = "float32"
    config: dict[str, Any] = field(default_factory=dict)
    tensors: tuple[TensorInfo, ...] = ()
    weights: bool = True
    layers: int = 0
    hidden: int = 0
    heads: int = 0
    kv_heads: int = 0
    ffn: int = 0
    vocabulary: int = 0
    context: int = 0
    tokenizer: bool = False
    processor: bool = False
    files: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    remote_code: bool = False
    pickle: bool = False
    base: Path | None = None
    quantized: str = ""

    @property
    def head_size(self) -> int:
        """Channels of an attention head; 0 when the architecture has none. Raises BadModel for nonsense."""
        return number(text_part(self.config), "head_dim", "d_kv") or (self.hidden // self.heads if self.heads else 0)

    @cached_property
    def parameters(self) -> int:
        """Number of stored parameters."""
        return sum(a.count for a in self.alike)

    @cached_property
    def bytes(self) -> int:
        """Stored size of all tensors, B."""
        return sum(a.bytes for a in self.alike)

    @cached_property
    def alike(self) -> tuple[Alike, ...]:
        """All tensors; those whose names differ in numbers only are together: a dozen kinds instead of 20,000 names."""
        found: dict[tuple[str, tuple[int, ...], str], int] = {}
        for tensor in self.tensors:
            key = (_NUMBERS.sub(".*", tensor.name), tensor.shape, tensor.dtype)
            found[key] = found.get(key, 0) + 1
        return tuple(Alike(TensorInfo(*key), times) for key, times in found.items())

    def linears(self) -> dict[str, tuple[int, int]]:
        """Module name to (out, in) of the linear layers inside the blocks; embeddings, head and norms left out."""
        return {t.name.removesuffix(".weight"): (t.shape[0], t.shape[1]) for t in self.tensors if t.linear}
