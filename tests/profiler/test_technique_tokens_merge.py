"""Token merging: the pairs and their weighted means by brute force, sizes that add up, and r = 0 as the baseline."""

from __future__ import annotations

from pathlib import Path
from types import MethodType
from typing import Any

import pytest
import torch
from torch import Tensor

from paretoscope.machine import this_machine
from paretoscope.models.info import ModelInfo
from paretoscope.models.subject import Subject
from paretoscope.techniques.base import Context
from paretoscope.techniques.tokens.merge import Merge, Sizes, attend, image_tokens, merged, merging_forward, pairs


@pytest.fixture
def vit() -> Subject:
    from transformers import ViTConfig, ViTForImageClassification

    torch.manual_seed(0)
    config = ViTConfig(
        image_size=32, patch_size=4, num_channels=1, hidden_size=32, num_hidden_layers=3, num_attention_heads=4,
        intermediate_size=64, num_labels=5,
    )  # fmt: skip
    model = ViTForImageClassification(config).eval().requires_grad_(False)
    for parameter in model.parameters():
        if parameter.dim() == 2:
            parameter.mul_(8)
    info = ModelInfo(
        path=Path("."), architecture="ViTForImageClassification", model_type="vit", task="image_classification",
        config=config.to_dict(), layers=3,
    )  # fmt: skip
    return Subject(model=model, info=info, task="image_classification")


def images(count: int = 3) -> Tensor:
    return torch.randn(count, 1, 32, 32, generator=torch.Generator().manual_seed(1))


def logits(subject: Subject, x: Tensor) -> Tensor:
    out: Tensor = subject.model(x).logits
    return out


@pytest.mark.parametrize("tokens", [10, 11])
def test_pairs_equal_brute_force(tokens: int) -> None:
    metric, r = torch.randn(2, tokens, 6, generator=torch.Generator().manual_seed(2)), 3
    stays, goes, joins = pairs(metric, r)
    for b in range(2):
        best = {}
        for i in range(2, tokens, 2):
            likeness = {
                j: float(torch.cosine_similarity(metric[b, i], metric[b, j], dim=0)) for j in range(1, tokens, 2)
            }
            partner = max(likeness, key=lambda j: likeness[j])
            best[i] = (likeness[partner], partner)
        gone = sorted(best, key=lambda i: -best[i][0])[:r]
        assert set(goes[b].tolist()) == set(gone)
        assert {int(g): int(j) for g, j in zip(goes[b], joins[b], strict=True)} == {i: best[i][1] for i in gone}
        assert stays[b].tolist() == [i for i in range(tokens) if i not in gone]


def test_merging_is_the_weighted_mean_and_conserves_sizes() -> None:
    generator = torch.Generator().manual_seed(3)
    hidden, metric = torch.randn(2, 9, 4, generator=generator), torch.randn(2, 9, 6, generator=generator)
    sizes = torch.randint(1, 5, (2, 9, 1), generator=generator).float()
    stays, goes, joins = pairs(metric, 4)
    found, total = merged(hidden, sizes, stays, goes, joins)
    assert torch.equal(total.sum(1), sizes.sum(1))
    for b in range(2):
        for place, token in enumerate(stays[b].tolist()):
            group = [token] + [int(g) for g, j in zip(goes[b], joins[b], strict=True) if int(j) == token]
            weights = [float(sizes[b, i]) for i in group]
            mean = sum(w * hidden[b, i] for w, i in zip(weights, group, strict=True)) / sum(weights)
            assert torch.allclose(found[b, place], mean, atol=1e-6)
            assert float(total[b, place]) == sum(weights)
    assert torch.equal(found[:, 0], hidden[:, 0]) or bool((joins == 0).any())  # the class token comes first


def test_r_zero_touches_nothing(vit: Subject) -> None:
    before = logits(vit, images())
    change = Merge(r=0).apply(vit, Context())
    assert change.modules == 0
    assert torch.equal(logits(vit, images()), before)


def test_our_block_without_merging_is_the_librarys(vit: Subject) -> None:
    before = logits(vit, images())
    for block in vit.blocks():
        block.forward = MethodType(merging_forward(Sizes(), 0, first=True), block)  # type: ignore[method-assign]
    assert torch.allclose(logits(vit, images()), before, atol=1e-5)


def test_attention_counts_a_merged_token_as_often_as_its_patches(vit: Subject) -> None:
    """Attention over two equal tokens = attention over one of them with size 2."""
    module: Any = vit.blocks()[0].attention
    hidden = torch.randn(1, 6, 32, generator=torch.Generator().manual_seed(4))
    doubled = torch.cat([hidden, hidden[:, 3:4]], dim=1)
    sizes = torch.ones(1, 6, 1)
    sizes[0, 3] = 2
    expected, _ = attend(module, doubled, None)
    found, _ = attend(module, hidden, sizes)
    assert torch.allclose(found, expected[:, :6], atol=1e-5)


def test_tokens_become_fewer_block_by_block_and_calls_are_independent(vit: Subject) -> None:
    lengths: list[int] = []
    for block in vit.blocks():
        block.mlp.register_forward_pre_hook(lambda _, args: lengths.append(args[0].shape[1]))  # type: ignore[union-attr]
    before = logits(vit, images())
    Merge(r=10).apply(vit, Context())
    lengths.clear()
    first = logits(vit, images())
    assert lengths == [55, 45, 35]
    assert not torch.equal(first, before)
    assert torch.equal(logits(vit, images()), first)
    one_by_one = torch.cat([logits(vit, images()[i : i + 1]) for i in range(3)])
    assert torch.allclose(one_by_one, first, atol=1e-4)
    for closer in vit.closers:
        closer()
    assert torch.equal(logits(vit, images()), before)


def test_check_refuses_merging_everything(vit: Subject) -> None:
    assert image_tokens(vit.info) == 64
    assert Merge(r=21).check(vit.info, this_machine()) == []
    assert Merge(r=22).check(vit.info, this_machine())[0].remedy == "take r=21"
