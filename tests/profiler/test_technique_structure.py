"""Layer skipping and low rank: indices by brute force, the Eckart-Young error, whitening, caches that stay valid."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.machine import Machine
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.techniques.depth.layer_skip import LayerSkip, evenly, kept
from paretoscope.techniques.low_rank.svd import Svd, break_even, factors, rank_of, saves


@given(st.integers(2, 80), st.floats(0, 0.9))
def test_kept_layers_are_even_and_hold_first_and_last(layers: int, share: float) -> None:
    stay = kept(layers, share)
    gaps = {b - a for a, b in pairwise(stay)}
    assert stay[0] == 0
    assert stay[-1] == layers - 1
    assert max(gaps) - min(gaps) <= 1
    assert len(stay) == max(2, layers - round(layers * share))


def test_known_indices() -> None:
    assert kept(6, 0.17) == [0, 1, 3, 4, 5] or kept(6, 0.17) == [0, 1, 2, 4, 5]
    assert kept(32, 0.5)[:4] == [0, 2, 4, 6]
    assert evenly(1, 1) == [0]


def test_skipping_equals_a_model_made_of_those_layers_and_generates(
    tiny: Callable[..., Any], say: Callable[..., Any]
) -> None:
    subject, context = tiny("llama")
    hand, _ = tiny("llama")
    LayerSkip(sparsity=0.25).apply(subject, context)
    stay = kept(4, 0.25)
    small, _ = tiny("llama", num_hidden_layers=3)
    own = hand.model.state_dict()
    for name in small.model.state_dict():
        part = name.split(".")
        if part[1] == "layers":
            part[2] = str(stay[int(part[2])])
        small.model.state_dict()[name].copy_(own[".".join(part)])
    assert torch.equal(say(subject), say(small))
    ids = torch.arange(5, 15).unsqueeze(0)
    options = {"max_new_tokens": 8, "do_sample": False, "pad_token_id": 0}
    assert torch.equal(subject.model.generate(ids, **options), small.model.generate(ids, **options))
    assert [b.self_attn.layer_idx for b in subject.model.model.layers] == [0, 1, 2]
    assert subject.model.config.num_hidden_layers == 3


def test_restore_twice_is_as_good_as_once(tiny: Callable[..., Any]) -> None:
    subject, context = tiny("llama")
    technique = LayerSkip(sparsity=0.5)
    technique.apply(subject, context)
    meta = technique.persist(subject)
    technique.restore(subject, meta)
    assert len(subject.model.model.layers) == 2


def test_a_share_that_removes_nothing_is_refused_with_one_that_does() -> None:
    info = ModelInfo(path=Path("m"), architecture="A", model_type="llama", task="causal_lm", layers=6)
    reason = LayerSkip(sparsity=0.05).check(info, Machine())[0]
    assert "0.17" in reason.remedy
    assert not LayerSkip(sparsity=0.17).check(info, Machine())
    shared = ModelInfo(path=Path("m"), architecture="A", model_type="gemma3n", task="causal_lm", layers=6,
                       config={"num_kv_shared_layers": 2})  # fmt: skip
    assert any("caches" in r.why for r in LayerSkip(sparsity=0.5).check(shared, Machine()))


@given(st.integers(1, 12))
def test_the_error_is_that_of_eckart_and_young(rank: int) -> None:
    weight = torch.randn(12, 20, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    up, down = factors(weight, rank)
    assert up.shape == (12, rank)
    assert down.shape == (rank, 20)
    rest = torch.linalg.svdvals(weight)[rank:]
    assert float((weight - up @ down).norm()) == pytest.approx(float(rest.norm()), abs=1e-9)


def test_whitening_keeps_the_output_better_on_correlated_inputs_and_no_pair_is_better() -> None:
    dice = torch.Generator().manual_seed(1)
    mix = torch.randn(24, 24, generator=dice) * torch.logspace(0.5, -2, 24)
    x = torch.randn(3000, 24, generator=dice) @ mix
    weight = torch.randn(16, 24, generator=dice)
    error = {}
    for name, moment in {"plain": None, "whitened": x.T @ x / len(x)}.items():
        up, down = factors(weight, 4, moment)
        error[name] = float((x @ (weight - up @ down).T).norm())
    assert error["whitened"] < 0.9 * error["plain"]
    bound = torch.linalg.svdvals(x @ weight.T)[4:].norm()  # the best rank-4 outputs there are
    assert error["whitened"] <= 1.02 * float(bound)


def test_ranks_that_save() -> None:
    assert rank_of(1024, 384, 0.5) == 139
    assert rank_of(1024, 384, 64) == 64
    assert saves(10, 10, 4)
    assert not saves(10, 10, 5)
    assert break_even(10, 10) == 5


def test_a_rank_that_saves_nothing_is_refused_and_a_layer_it_does_not_fit_is_left_alone(
    tiny: Callable[..., Any],
) -> None:
    info = ModelInfo(path=Path("m"), architecture="A", model_type="llama", task="causal_lm", tokenizer=True,
                     tensors=(TensorInfo("model.layers.0.mlp.up_proj.weight", (64, 32), "F32"),))  # fmt: skip
    reason = Svd(rank=30.0).check(info, Machine())[0]
    assert "below rank 22" in reason.why
    assert not Svd(rank=21.0).check(info, Machine())
    subject, context = tiny("llama")
    change = Svd(rank=18.0, whiten=False).apply(subject, context)  # 32 x 32 breaks even at 16, 64 x 32 at 22
    assert any("q_proj is left alone" in n for n in change.notes)
    assert change.modules == 12


def test_a_pair_of_full_rank_says_the_same(tiny: Callable[..., Any], say: Callable[..., Any]) -> None:
    subject, context = tiny("t5")
    before = say(subject)
    for layer in list(subject.model.modules()):
        if isinstance(layer, torch.nn.Linear) and layer.weight.shape == (64, 32):
            left, strength, right = torch.linalg.svd(layer.weight.data, full_matrices=False)
            layer.weight.data = left[:, :8] * strength[:8] @ right[:8]
    exact = say(subject)
    Svd(rank=8.0, whiten=False, include="*.wi_*").apply(subject, context)
    assert torch.allclose(say(subject), exact, atol=1e-4)
    assert not torch.allclose(before, exact, atol=1e-4)
