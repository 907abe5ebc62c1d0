"""What is known of a model without loading it: from config.json and the headers of its safetensors files. No torch."""

from __future__ import annotations

from dataclasses import dataclass, field
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

    @property
    def parameters(self) -> int:
        """Number of stored parameters."""
        return sum(t.count for t in self.tensors)

    @property
    def bytes(self) -> int:
        """Stored size of all tensors, B."""
        return sum(t.bytes for t in self.tensors)

    def linears(self) -> dict[str, tuple[int, int]]:
        """Module name to (out, in) of the linear layers inside the blocks; embeddings, head and norms left out."""
        blocks = ("layers.", "layer.", "block.", "blocks.", "h.")
        return {
            t.name.removesuffix(".weight"): (t.shape[0], t.shape[1])
            for t in self.tensors
            if t.name.endswith(".weight")
            and len(t.shape) == 2
            and any(b in t.name for b in blocks)
            and "embed" not in t.name
        }
