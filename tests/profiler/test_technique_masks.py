"""Masks against brute force; magnitude and Wanda on layers small enough to try everything."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.catalog import packaged
from paretoscope.errors import Refused
from paretoscope.machine import Machine
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.plan import Recipe
from paretoscope.techniques import masks
from paretoscope.techniques.prune import wanda
from paretoscope.techniques.prune.magnitude import Magnitude


def best(row: list[float], kept: int) -> float:
    """The largest sum of scores that `kept` positions of a row can have, by trying all."""
    return max(sum(row[i] for i in chosen) for chosen in combinations(range(len(row)), kept))


@given(st.lists(st.lists(st.floats(0, 100), min_size=6, max_size=6), min_size=1, max_size=3), st.floats(0, 0.95))
def test_what_is_kept_is_the_best_row_mask_of_all(rows: list[list[float]], share: float) -> None:
    score = torch.tensor(rows, dtype=torch.float64)
    mask = masks.drop_lowest(score, share)
    dropped = int(share * 6)
    assert (~mask).sum(1).tolist() == [dropped] * len(rows)
    for row, keep in zip(rows, mask, strict=True):
        assert sum(v for v, k in zip(row, keep.tolist(), strict=True) if k) == pytest.approx(best(row, 6 - dropped))


@pytest.mark.parametrize("pattern", ["2:4", "4:8", "1:4"])
def test_n_of_m_keeps_the_best_n_of_every_m(pattern: str) -> None:
    kept, of = (int(v) for v in pattern.split(":"))
    score = torch.rand(3, 16, generator=torch.Generator().manual_seed(0))
    mask = masks.mask_of(score, 0.9, pattern)  # the share does not count
    for piece, keep in zip(score.reshape(-1, of), mask.reshape(-1, of), strict=True):
        assert int(keep.sum()) == kept
        assert float(piece[keep].sum()) == pytest.approx(best(piece.tolist(), kept))


def test_wanda_beats_magnitude_when_one_input_dominates() -> None:
    torch.manual_seed(0)
    x = torch.randn(400, 8) * torch.tensor([20.0, 1, 1, 1, 1, 1, 1, 1])
    weight = torch.randn(5, 8)
    weight[:, 0] *= 0.1  # small weights on the strongest input: magnitude throws them away
    scores = wanda.score(weight, x.norm(dim=0))
    error = {
        name: float(((x @ (weight * masks.drop_lowest(s, 0.5)).T) - x @ weight.T).norm())
        for name, s in {"wanda": scores, "magnitude": weight.abs()}.items()
    }
    assert error["wanda"] < 0.5 * error["magnitude"]


def test_wanda_keeps_what_brute_force_keeps() -> None:
    """With uncorrelated inputs, the score is the damage of one weight: the mask is the best one for each row."""
    weight = torch.tensor([[0.9, -0.1, 0.5, 0.3], [0.2, 0.8, -0.7, 0.1], [-0.4, 0.3, 0.2, 1.0]])
    norms = torch.tensor([0.5, 4.0, 1.0, 2.0])
    mask = masks.drop_lowest(wanda.score(weight, norms), 0.5)
    for row, keep in zip(weight, mask, strict=True):
        damage = {c: sum((row[i] * norms[i]) ** 2 for i in c) for c in combinations(range(4), 2)}
        assert tuple(torch.nonzero(~keep).flatten().tolist()) == min(damage, key=lambda c: float(damage[c]))


def test_rows_that_a_pattern_does_not_divide_are_named() -> None:
    info = ModelInfo(path=Path("m"), architecture="A", model_type="llama", task="causal_lm",
                     tensors=(TensorInfo("model.layers.0.mlp.down_proj.weight", (8, 4099), "F32"),
                              TensorInfo("model.layers.0.mlp.up_proj.weight", (4099, 8), "F32")))  # fmt: skip
    reasons = Magnitude(pattern="2:4").check(info, Machine())
    assert [r.remedy for r in reasons] == ['exclude="model.layers.0.mlp.down_proj"']
    assert "4099" in reasons[0].why
    assert not Magnitude(pattern="2:4", exclude="*.down_proj").check(info, Machine())


@pytest.mark.parametrize(
    ("text", "word"),
    [("prune.magnitude:sparsity=0.99", "out of range"), ("prune.wanda:pattern=3:5", "pattern"),
     ("prune.magnitude + prune.wanda", "cannot stand together"),
     ("quantize.weight_only + quantize.gptq", "cannot stand together"),
     ("quantize.int8_dynamic + runtime.dtype", "float32"),
     ("low_rank.svd + prune.wanda", "cannot stand together"),
     ("quantize.weight_only:bits=5", "bits")],
)  # fmt: skip
def test_impossible_recipes_are_refused_before_loading(text: str, word: str) -> None:
    from paretoscope.catalog import checked

    with pytest.raises(Refused, match=word) as refused:
        checked(Recipe.parse(text), packaged(), task="causal_lm")
    assert refused.value.hint


def test_pruning_stands_before_quantization_whatever_the_order_given() -> None:
    from paretoscope.catalog import checked

    text = "quantize.gptq + prune.wanda + low_rank.svd:include=*.mlp.* + depth.layer_skip + prune.cfsp"
    catalog: Any = packaged()
    order = [s.technique for s in checked(Recipe.parse(text.replace(" + prune.wanda", "")), catalog).steps]
    assert order == ["depth.layer_skip", "prune.cfsp", "low_rank.svd", "quantize.gptq"]
    order = [s.technique for s in checked(Recipe.parse("quantize.gptq + prune.wanda"), catalog).steps]
    assert order == ["prune.wanda", "quantize.gptq"]
