"""CFSP: budgets, scores, and the smaller network against the masked full one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import exp
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.machine import Machine
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.techniques import ffn, linears
from paretoscope.techniques.prune.cfsp import Cfsp, angle, budgets, channel_scores, narrow

DATA: dict[str, Any] = {"samples": 2, "length": 32}


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=12), st.floats(0.1, 1), st.floats(0, 10))
def test_budgets_add_up_and_follow_importance(importance: list[float], keep: float, sharpness: float) -> None:
    counts = budgets(importance, [1000] * len(importance), keep, sharpness, 1)
    assert sum(counts) == pytest.approx(keep * 1000 * len(importance), abs=len(importance))
    assert all(1 <= c <= 1000 for c in counts)
    ranked = [c for _, c in sorted(zip(importance, counts, strict=True))]
    assert ranked == sorted(ranked)


def test_budgets_are_the_sigmoid_of_relative_importance() -> None:
    importance = [0.1, 0.2, 0.3]
    raw = [1 / (1 + exp(-2 * (i - 0.2) / 0.2)) for i in importance]
    assert budgets(importance, [9000] * 3, 0.5, 2.0, 1) == [round(r / sum(raw) * 3 * 0.5 * 9000) for r in raw]
    assert budgets(importance, [960] * 3, 0.5, 0.0, 32) == [480] * 3


def test_aligned_budgets_are_multiples() -> None:
    assert all(c % 32 == 0 for c in budgets([0.1, 0.4, 0.7], [1024] * 3, 0.7, 1.0, 32))


def test_scores_follow_the_formula_and_choose_the_brute_force_best_channels() -> None:
    torch.manual_seed(0)
    gate, up, down, x = torch.randn(6, 4), torch.randn(6, 4), torch.randn(4, 6), torch.randn(50, 6)
    norm = x.norm(dim=0)
    scores = channel_scores([gate, up], down, norm)
    for c in range(6):
        parts = [sum(float(w[h, c].abs() / w[h].abs().sum()) for h in range(4)) / 4 for w in (gate.T, up.T, down)]
        assert float(scores[c]) == pytest.approx(sum(parts) * float(norm[c]), rel=1e-5)
    best = max(combinations(range(6), 3), key=lambda chosen: sum(float(scores[c]) for c in chosen))
    assert sorted(scores.topk(3).indices.tolist()) == list(best)


def test_angle_of_a_rotation() -> None:
    a = torch.tensor([[1.0, 0.0], [2.0, 0.0]])
    b = torch.tensor([[0.0, 3.0], [1.0, 1.0]])
    assert float(angle(a, b)) == pytest.approx((0.5 + 0.25) / 2)
    assert float(angle(a, a)) == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize("kind", ["llama", "gpt2", "vit", "bert", "t5"])
def test_the_narrow_model_says_what_the_masked_full_model_says(
    kind: str, tiny: Callable[..., Any], say: Callable[..., Any]
) -> None:
    """Biases go with their channels, the order of what is kept does not change."""
    full, _ = tiny(kind)
    cut, _ = tiny(kind)
    for parameter in (*full.model.parameters(), *cut.model.parameters()):
        if parameter.dim() == 1:
            parameter.data += torch.linspace(-0.3, 0.3, len(parameter))  # biases that matter
    nets = ffn.find(linears.targets(cut))
    dice = torch.Generator().manual_seed(3)
    for net in nets:
        keep = torch.randperm(64, generator=dice)[:40].sort().values
        narrow(cut, net, keep)
        masked = linears.matrix(full.model.get_submodule(net.down))
        gone = torch.ones(64, dtype=torch.bool)
        gone[keep] = False
        masked[:, gone] = 0
    assert torch.allclose(say(cut), say(full), atol=2e-5)
    assert sum(p.numel() for p in cut.model.parameters()) < sum(p.numel() for p in full.model.parameters())


def test_what_apply_keeps_is_best_by_the_scores_of_one_pass(tiny: Callable[..., Any]) -> None:
    subject, context = tiny("llama")
    full, _ = tiny("llama")
    change = Cfsp(**DATA, sparsity=0.25, sharpness=0.0, align=1).apply(subject, context)
    assert set(change.extra["channels"].values()) == {48}
    seen: list[torch.Tensor] = []
    block = full.model.model.layers[0].mlp
    block.down_proj.register_forward_pre_hook(lambda module, args: seen.append(args[0].flatten(0, 1)))
    for window in context.calibration_windows(full, 2, 32):
        full.model(input_ids=window)
    norm = torch.cat(seen).norm(dim=0)
    scores = channel_scores([block.gate_proj.weight, block.up_proj.weight], block.down_proj.weight, norm)
    keep = sorted(sorted(range(64), key=lambda c: -float(scores[c]))[:48])
    assert torch.equal(subject.model.model.layers[0].mlp.up_proj.weight, block.up_proj.weight[keep])


@pytest.mark.parametrize(
    ("names", "ups"),
    [(("l.mlp.gate_proj", "l.mlp.up_proj", "l.mlp.down_proj"), 2), (("h.0.mlp.c_fc", "h.0.mlp.c_proj"), 1),
     (("b.intermediate.dense", "b.output.dense", "b.attention.output.dense"), 1), (("fc1", "fc2"), 1),
     (("l.DenseReluDense.wi_0", "l.DenseReluDense.wi_1", "l.DenseReluDense.wo"), 2)],
)  # fmt: skip
def test_layouts_are_found_once(names: tuple[str, ...], ups: int) -> None:
    nets = ffn.find(names)
    assert len(nets) == 1
    assert len(nets[0].ups) == ups


def test_fused_layers_are_refused_with_a_reason() -> None:
    info = ModelInfo(path=Path("m"), architecture="Phi3", model_type="phi3", task="causal_lm", tokenizer=True,
                     tensors=(TensorInfo("model.layers.0.mlp.gate_up_proj.weight", (64, 8), "F32"),
                              TensorInfo("model.layers.0.mlp.down_proj.weight", (8, 32), "F32")))  # fmt: skip
    reasons = Cfsp().check(info, Machine())
    assert any("phi3" in r.why and r.remedy for r in reasons)
