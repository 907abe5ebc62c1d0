"""The packed cache: error within half a step, bytes as promised, and tokens that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from paretoscope.machine import this_machine
from paretoscope.models.subject import Subject
from paretoscope.techniques.base import Context
from paretoscope.techniques.kv import cache
from paretoscope.techniques.kv.quantized import QuantizedKV, QuantizedLayer, dequantized, packed, quantized, unpacked

Make = Callable[..., Subject]


def states(seed: int, *shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("bits", [8, 4, 2])
@pytest.mark.parametrize("dim", [-1, -2])
def test_error_is_at_most_half_a_step(bits: int, dim: int) -> None:
    x = states(0, 2, 3, 16, 32) * 5
    codes, scale, low = quantized(x, bits, dim)
    error = (dequantized(codes, scale, low, torch.empty_like(x)) - x).abs()
    step = scale.float()
    rounding = x.abs().max() * 2**-11 + step * 2**bits * 2**-11  # of low and scale to float16
    assert (error <= step / 2 + rounding).all()
    assert codes.max() == 2**bits - 1
    assert codes.min() == 0


@pytest.mark.parametrize("bits", [8, 4, 2])
def test_packing_loses_nothing_and_saves_bytes(bits: int) -> None:
    codes = torch.randint(0, 2**bits, (2, 3, 5, 16), dtype=torch.uint8)
    store = packed(codes, bits)
    assert store.numel() == codes.numel() * bits // 8
    assert torch.equal(unpacked(store, bits), codes)


@pytest.mark.parametrize("bits", [8, 4, 2])
def test_layer_restores_old_tokens_within_the_bound_and_new_ones_exactly(tiny_decoder: Make, bits: int) -> None:
    layer = cache.made(QuantizedLayer, tiny_decoder().model, bits, 8, 16).layers[0]
    keys, values = states(1, 2, 2, 50, 16), states(2, 2, 2, 50, 16)
    first = layer.update(keys, values)
    assert torch.equal(first[0], keys)  # the prompt itself attends to what was not rounded
    more = [states(s, 2, 2, 1, 16) for s in range(3, 23)]
    for one in more:
        found = layer.update(one, -one)
    all_keys, all_values = torch.cat([keys, *more], 2), torch.cat([values, *(-m for m in more)], 2)
    assert layer.get_seq_length() == 70
    assert layer.packed == (70 - 16) // 8 * 8
    for got, true in zip(found, (all_keys, all_values), strict=True):
        assert got.shape == true.shape
        assert torch.equal(got[:, :, layer.packed :], true[:, :, layer.packed :])
        widest = true.amax() - true.amin()
        assert (got - true).abs().max() <= 0.51 * widest / (2**bits - 1)
    del found, got


@pytest.mark.parametrize("bits", ["8", "4", "2"])
def test_bytes_are_counted_to_the_last_one(tiny_decoder: Make, bits: str) -> None:
    subject, ids = tiny_decoder(), torch.randint(3, 97, (3, 100))
    QuantizedKV(bits=bits, group=8, window=16).apply(subject, Context())  # type: ignore[arg-type]
    out: Any = subject.model(ids, past_key_values=subject.cache(), use_cache=True)  # type: ignore[misc]
    layers = out.past_key_values.layers
    old, recent, heads, size = 80, 20, 2, 16
    codes = 2 * old * size * int(bits) // 8
    grids = 2 * 2 * (old // 8 * size + old * size // 8)  # scale and low, float16, of keys and of values
    assert layers[0].nbytes() == 3 * heads * (codes + grids + 2 * recent * size * 4)
    held = {t.untyped_storage().data_ptr(): t.untyped_storage().nbytes() for t in layers[0].states().values()}
    assert sum(held.values()) == layers[0].nbytes()  # no view keeps the prompt alive


@pytest.mark.parametrize("kind", ["llama", "mistral", "qwen2", "qwen3"])
def test_eight_bits_hardly_move_logits_and_two_bits_do(tiny_decoder: Make, kind: str) -> None:
    ids = torch.randint(3, 97, (1, 80), generator=torch.Generator().manual_seed(5))
    exact = _last(tiny_decoder(kind), ids)
    moved = {}
    for bits in ("8", "4", "2"):
        subject = tiny_decoder(kind)
        QuantizedKV(bits=bits, group=8, window=16).apply(subject, Context())  # type: ignore[arg-type]
        moved[bits] = float((_last(subject, ids) - exact).abs().mean() / exact.abs().mean())
    assert moved["8"] < 0.05
    assert moved["8"] < moved["4"] < moved["2"]


def _last(subject: Subject, ids: Tensor) -> Tensor:
    """Logits of the last token, fed after the others through the subject's cache."""
    out: Any = subject.model(ids[:, :-1], past_key_values=subject.cache() if subject.cache else None, use_cache=True)
    return subject.model(ids[:, -1:], past_key_values=out.past_key_values, use_cache=True).logits  # type: ignore[no-any-return]


def test_a_window_beyond_the_text_changes_nothing(tiny_decoder: Make) -> None:
    ids = torch.randint(3, 97, (2, 60))
    exact, subject = _last(tiny_decoder(), ids), tiny_decoder()
    QuantizedKV(bits="2", group=8, window=64).apply(subject, Context())
    assert torch.equal(_last(subject, ids), exact)


def test_drafts_can_be_taken_back_as_far_as_they_are_unpacked(tiny_decoder: Make) -> None:
    layer = cache.made(QuantizedLayer, tiny_decoder().model, 4, 8, 16).layers[0]
    keys = states(1, 1, 2, 40, 16)
    layer.update(keys, keys)
    layer.crop(-5)
    assert layer.get_seq_length() == 35
    found, _ = layer.update(keys[:, :, 35:], keys[:, :, 35:])
    assert found.shape[2] == 40
    assert torch.equal(found[:, :, layer.packed :], keys[:, :, layer.packed :])
    with pytest.raises(ValueError, match="unpacked"):
        layer.crop(-30)


def test_check_refuses_a_group_that_does_not_divide_a_head(tiny_decoder: Make) -> None:
    assert QuantizedKV(group=16).check(tiny_decoder().info, this_machine()) == []
    assert "12" in QuantizedKV(group=12).check(tiny_decoder().info, this_machine())[0].why
