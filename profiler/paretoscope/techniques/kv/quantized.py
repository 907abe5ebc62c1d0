"""kv.quantized: store old keys and values in few bits, the recent ones in full.

Liu et al. 2024, "KIVI: A Tuning-Free Asymmetric 2bit Quantization for KV Cache" (arXiv 2402.02750): keys in groups
of tokens channel by channel, as outliers stay in a few channels; values in groups of channels token by token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from paretoscope.techniques import packing
from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Conflict,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.kv import cache

if TYPE_CHECKING:
    from torch import Tensor

    from paretoscope.techniques.subject import Subject


class QuantizedKV(Technique):
    """Pack keys and values that fell out of a recent window into bytes; unpack them for each step."""

    card = Card(
        id="kv.quantized",
        title="Quantized KV cache (KIVI)",
        stage="cache",
        promise="Stores all but the most recent keys and values in 8, 4 or 2 bits, so that the cache shrinks; each"
        " step unpacks them, which costs time.",
        helps="memory at long contexts and large batches",
        hurts="decode speed where no kernel reads packed values: here every step unpacks the whole cache",
        tasks=("causal_lm",),
        models=cache.MODELS,
        effects=(
            Effect("memory.kv_cache", "down"),
            Effect("latency.tpot", "up: unpacking costs more than is saved"),
            Effect("quality.bits_per_byte", "same at 8 bits, hardly up at 4, visibly at 2", workload="score"),
        ),
        conflicts=(
            cache.ONE_CACHE,
            Conflict(
                "runtime.compile",
                "whenever old tokens are packed the compiler makes new graphs, dozens of them, until it gives up",
                "use kv.snapkv or kv.lagkv, whose steps compile once",
            ),
        ),
        papers=("arxiv:2402.02750",),
    )
    bits: Annotated[Literal["8", "4", "2"], Param("of each stored number", "bit", sweep=("8", "4", "2"))] = "4"
    group: Annotated[int, Param("numbers that share a scale and a zero point", "", 8, 256)] = 32
    window: Annotated[int, Param("recent tokens kept in full", "token", 16, 4096)] = 64

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Sliding-window models are refused, and heads whose width no group divides."""
        size = model.head_size
        wrong = size % min(self.group, size) if size else 0
        why = Reason(f"heads of {size} channels do not split into groups of {self.group}", f"group={size}")
        return cache.misfits(model) + ([why] if wrong else [])

    def apply(self, subject: Subject, context: Context) -> Change:
        """Give the subject a packing cache."""
        with Change.counted(subject) as change:
            how = (int(self.bits), self.group, self.window)
            subject.cache = lambda: cache.made(QuantizedLayer, subject.model, *how)
        change.notes.append(f"keys and values older than {self.window} tokens are stored in {self.bits} bits")
        return change


class QuantizedLayer(cache.Layer):
    """`keys` and `values` hold the recent tokens in full; older ones are packed, a whole group of tokens at a time."""

    is_croppable = True

    def __init__(self, bits: int, group: int, window: int) -> None:
        super().__init__()
        self.bits, self.group, self.window = bits, group, window
        self.packed = 0  # tokens packed
        self.key_codes = self.key_scale = self.key_low = None
        self.value_codes = self.value_scale = self.value_low = None

    def held(self) -> int:
        """Tokens that attention sees: all."""
        return self.length

    def update(self, key_states: Tensor, value_states: Tensor, *args: Any, **kwargs: Any) -> tuple[Tensor, Tensor]:
        """Append; return the packed tokens as they are restored, and the recent and new ones in full."""
        keys, values = self.append(key_states, value_states)
        found = (self._whole("key", keys), self._whole("value", values)) if self.packed else (keys, values)
        self.keys, self.values = keys, values
        ready = (keys.shape[-2] - self.window) // self.group * self.group
        if ready > 0:
            self._pack(ready)
        return found

    def crop(self, tokens_to_remove: int) -> None:
        """Take back the last `-tokens_to_remove` tokens. Raises ValueError: they reach into the packed ones."""
        count = -tokens_to_remove
        if count == 0 or self.keys is None:
            return
        if count > self.keys.shape[-2]:
            raise ValueError(f"{count} tokens cannot be taken back, only {self.keys.shape[-2]} are unpacked")
        self.keys, self.values = self.keys[..., :-count, :], self.values[..., :-count, :]
        self.length -= count

    def reset(self) -> None:
        """Forget everything."""
        super().reset()
        self.packed = 0

    def _channels(self, size: int) -> int:
        return min(self.group, size)

    def _whole(self, which: str, recent: Tensor) -> Tensor:
        """The packed tokens of "key" or "value", restored, followed by the recent ones."""
        codes, scale, low = (getattr(self, f"{which}_{part}") for part in ("codes", "scale", "low"))
        codes = unpacked(codes, self.bits)
        size = codes.shape[-1]
        grouped = (-1, self.group, size) if which == "key" else (self.packed, -1, self._channels(size))
        out = recent.new_empty(*codes.shape[:2], self.packed + recent.shape[2], size)
        out[:, :, self.packed :] = recent
        old = out[:, :, : self.packed].view(*codes.shape[:2], *grouped)
        dequantized(codes.view(old.shape), scale, low, out=old)
        return out

    def _pack(self, count: int) -> None:
        """Move the oldest `count` tokens of the window into the packed store."""
        keys, values = self.keys[..., :count, :], self.values[..., :count, :]
        batch, heads, _, size = keys.shape
        by_channel = quantized(keys.reshape(batch, heads, -1, self.group, size), self.bits, dim=-2)
        by_token = quantized(values.reshape(batch, heads, count, -1, self._channels(size)), self.bits, dim=-1)
        codes = [c.reshape(batch, heads, count, size) for c in (by_channel[0], by_token[0])]
        self._store("key", packed(codes[0], self.bits), *by_channel[1:])
        self._store("value", packed(codes[1], self.bits), *by_token[1:])
        # Copies: a view would keep the whole prompt's memory alive.
        self.keys, self.values = self.keys[..., count:, :].clone(), self.values[..., count:, :].clone()
        self.packed += count

    def _store(self, which: str, codes: Tensor, scale: Tensor, low: Tensor) -> None:
        import torch

        for name, new in (("codes", codes), ("scale", scale), ("low", low)):
            old = getattr(self, f"{which}_{name}")
            setattr(self, f"{which}_{name}", new if old is None else torch.cat([old, new], dim=2))


def quantized(values: Tensor, bits: int, dim: int) -> tuple[Tensor, Tensor, Tensor]:
    """Asymmetric round-to-nearest over `dim`: value = code * scale + low.

    Returns:
        codes (uint8, the shape of `values`), scale and low (float16, `dim` of size 1).
    """
    import torch

    top = 2**bits - 1
    low = values.amin(dim, keepdim=True).to(torch.float16)
    wide = (values.amax(dim, keepdim=True).float() - low.float()) / top
    scale = wide.clamp_min(1e-4).to(torch.float16)  # float16 has no smaller normal number that is safe to divide by
    codes = ((values.float() - low.float()) / scale.float()).round_().clamp_(0, top)
    return codes.to(torch.uint8), scale, low


def dequantized(codes: Tensor, scale: Tensor, low: Tensor, out: Tensor) -> Tensor:
    """code * scale + low, written into `out` in its type: no other tensor of its size is made."""
    import torch

    out.copy_(codes)
    return torch.addcmul(low.to(out.dtype), out, scale.to(out.dtype), out=out)


def packed(codes: Tensor, bits: int) -> Tensor:
    """Rows of codes (..., size) as bytes (..., size x bits / 8)."""
    size = codes.shape[-1]
    return packing.pack(codes.reshape(-1, size), bits).view(*codes.shape[:-1], -1)


def unpacked(store: Tensor, bits: int) -> Tensor:
    """Inverse of `packed`; what fills its bytes is not copied."""
    if bits == 8:
        return store
    rows = store.shape[-1]
    return packing.unpack(store.view(-1, rows), bits, rows * 8 // bits).view(*store.shape[:-1], -1)
