"""Grids, packing, kernels and GPTQ against what they claim to compute."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from paretoscope.techniques import packing
from paretoscope.techniques.quantize import kernels, packed, planes
from paretoscope.techniques.quantize.gptq import gptq, inverse_factor
from paretoscope.techniques.quantize.grid import grid_of, group_for

BITS = (8, 4, 3, 2)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BITS), st.integers(1, 9), st.integers(1, 6), st.randoms(use_true_random=False))
def test_packing_loses_nothing_and_wastes_nothing(bits: int, columns: int, eights: int, dice: Any) -> None:
    rows = 8 * eights
    codes = torch.tensor([[dice.randrange(2**bits) for _ in range(columns)] for _ in range(rows)], dtype=torch.uint8)
    stored = planes.pack(codes, bits)
    assert stored.shape == (rows * bits // 8, columns)
    assert torch.equal(planes.unpack(stored, bits), codes)
    rowwise = packing.pack(codes.T.contiguous(), bits)
    assert rowwise.shape == (columns, rows * bits // 8)
    assert torch.equal(packing.unpack(rowwise, bits, rows), codes.T)


@pytest.mark.parametrize("bits", BITS)
def test_rounding_is_to_the_nearest_value_of_the_grid(bits: int) -> None:
    weight = torch.randn(4, 32, generator=torch.Generator().manual_seed(bits))
    grid = grid_of(weight, bits, 32 if bits == 8 else 8)
    low = -127 if bits == 8 else 0
    every = torch.stack([grid.values(torch.full((4, 32), c)) for c in range(low, low + 2**bits - (bits == 8))])
    nearest = (every - weight).abs().min(0).values
    clipped = (weight - grid.rounded(weight)).abs()
    assert torch.allclose(clipped, nearest, atol=1e-5)


@pytest.mark.parametrize("bits", BITS)
def test_error_is_at_most_a_step_and_zero_stays_zero(bits: int) -> None:
    weight = torch.randn(6, 64, generator=torch.Generator().manual_seed(1))
    weight[:, ::3] = 0
    weight[0] = 0
    grid = grid_of(weight, bits, 64 if bits == 8 else 16)
    back, step = grid.rounded(weight), grid.scale.repeat_interleave(grid.group, dim=1)
    assert bool(((back - weight).abs() <= 1.02 * step).all())
    assert float(back[weight == 0].abs().max()) <= float(step.max()) * 0.05  # the stored zero is a bfloat16


def test_the_group_is_the_largest_divisor_that_packs() -> None:
    assert group_for(16, 1024, 4, 64) == 64
    assert group_for(16, 1024, 8, 64) == 1024
    assert group_for(16, 96, 4, 64) == 48
    assert group_for(100, 64, 3, 64) == 0  # 100 rows are no whole bytes of a one-bit plane
    assert group_for(100, 14, 4, 64) == 14


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
@pytest.mark.parametrize("tokens", [1, 5, 40])
def test_a_packed_layer_equals_the_product_with_its_dense_weight(bits: int, dtype: torch.dtype, tokens: int) -> None:
    torch.manual_seed(bits)
    weight, bias, x = torch.randn(48, 64), torch.randn(48), torch.randn(2, tokens, 64).to(dtype)
    grid = grid_of(weight, bits, 64 if bits == 8 else 32)
    layer: Any = packed.packed(grid.codes(weight), grid, bias.to(dtype))
    oracle = x.to(torch.bfloat16).double() @ grid.rounded(weight).double().T + bias.double()
    y = layer(x)
    assert y.dtype == dtype
    assert y.shape == (2, tokens, 48)
    assert float((y.double() - oracle).norm() / oracle.norm()) < 0.01  # bfloat16 inputs, sums in float32
    assert torch.allclose(layer.dense(torch.float32), grid.rounded(weight), atol=1e-5)


def test_the_order_of_the_4_bit_kernel_is_undone_exactly() -> None:
    codes = torch.randint(0, 16, (32, 96), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    assert torch.equal(kernels.int4_codes(kernels.int4_layout(codes), 96), codes)


@pytest.mark.parametrize("bits", BITS)
def test_a_packed_layer_survives_casts_copies_and_its_state_dict(bits: int) -> None:
    torch.manual_seed(0)
    weight, x = torch.randn(32, 64), torch.randn(3, 64)
    grid = grid_of(weight, bits, 64 if bits == 8 else 32)
    layer: Any = packed.packed(grid.codes(weight), grid, None)
    before = layer(x)
    assert torch.equal(copy.deepcopy(layer)(x), before)
    assert torch.equal(layer.double().float()(x), before)
    stored = layer.state_dict()
    fresh: Any = packed.layer_class()(32, 64, bits, grid.group, False)
    fresh.load_state_dict(stored)
    assert torch.equal(fresh(x), before)
    with torch.device("meta"):
        hollow: Any = packed.layer_class()(32, 64, bits, grid.group, False)
    hollow.load_state_dict(stored, assign=True)
    assert torch.equal(hollow(x), before)
    if bits != 8:
        assert torch.equal(planes.unpack(stored["codes"], bits), grid.codes(weight))


def inputs(tokens: int, columns: int, seed: int = 0) -> torch.Tensor:
    """Correlated inputs of uneven strength."""
    dice = torch.Generator().manual_seed(seed)
    mix = torch.randn(columns, columns, generator=dice) * torch.logspace(0, -2, columns)
    return torch.randn(tokens, columns, generator=dice) @ mix


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("act_order", [False, True])
def test_gptq_is_rounding_to_nearest_when_inputs_are_independent(bits: int, act_order: bool) -> None:
    weight = torch.randn(16, 64, generator=torch.Generator().manual_seed(2))
    group = 64 if bits == 8 else 16
    codes, grid = gptq(weight, torch.eye(64), bits, group, act_order)
    plain = grid_of(weight, bits, group)
    assert torch.equal(codes, plain.codes(weight))
    assert torch.equal(grid.scale, plain.scale)


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("act_order", [False, True])
def test_gptq_changes_the_output_less_than_rounding_to_nearest(bits: int, act_order: bool) -> None:
    x, weight = inputs(2000, 192), torch.randn(32, 192, generator=torch.Generator().manual_seed(3))
    group = 192 if bits == 8 else 32
    codes, grid = gptq(weight, x.T @ x / len(x), bits, group, act_order)
    error = float((x @ (grid.values(codes) - weight).T).norm())
    plain = float((x @ (grid_of(weight, bits, group).rounded(weight) - weight).T).norm())
    assert error < 0.8 * plain


def test_gptq_blocks_do_not_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    from paretoscope.techniques.quantize import gptq as module

    x, weight = inputs(500, 64), torch.randn(8, 64, generator=torch.Generator().manual_seed(4))
    moment = x.T @ x / len(x)
    results = []
    for size in (16, 64):
        monkeypatch.setattr(module, "BLOCK", size)
        results.append(gptq(weight, moment, 3, 16)[0])
    assert torch.equal(*results)


def test_gptq_one_column_ahead_is_the_least_squares_correction() -> None:
    """With two columns: after the first is rounded, the second is the best answer to its error, then rounded."""
    x = inputs(300, 8, seed=5)[:, :8]
    weight = torch.randn(4, 8, generator=torch.Generator().manual_seed(5))
    moment = x.T @ x / len(x)
    upper = inverse_factor(moment, 1e-9)
    first = grid_of(weight, 2, 8).rounded(weight)[:, :1] - weight[:, :1]
    optimal = -torch.linalg.solve(moment[1:, 1:], moment[1:, :1] @ first.T).T  # minimises E|first x0 + d x1..|^2
    moved = -(-first / upper[0, 0]) * upper[0, 1:]
    assert torch.allclose(moved, optimal, atol=1e-3, rtol=1e-3)


def test_dead_inputs_do_not_break_gptq() -> None:
    x = inputs(100, 32)
    x[:, 5] = 0
    codes, grid = gptq(torch.randn(4, 32), x.T @ x, 4, 32, act_order=True)
    assert torch.isfinite(grid.values(codes)).all()


def test_int8_dynamic_is_close_to_float_and_keeps_quiet(recwarn: pytest.WarningsRecorder) -> None:
    from paretoscope.techniques.quantize.int8_dynamic import quantized

    torch.manual_seed(0)
    layer = torch.nn.Linear(64, 32)
    x = torch.randn(7, 64)
    y, exact = quantized(layer)(x), layer(x)
    assert float((y - exact).norm() / exact.norm()) < 0.02
    assert not [w for w in recwarn if "deprecated" in str(w.message)]
