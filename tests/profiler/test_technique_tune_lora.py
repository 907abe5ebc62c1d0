"""LoRA: only adapters are trained, merging says the same as the adapters did, and training works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

from paretoscope.techniques.tune.lora import Lora, delta


def trained(subject: Any, steps: int = 20) -> list[float]:
    """Train on one batch as the finetune workload would, and give the losses."""
    ids = torch.randint(0, 64, (4, 16), generator=torch.Generator().manual_seed(0))
    parameters = [p for p in subject.model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=subject.tuning.learning_rate)
    losses = []
    for _ in range(steps):
        loss = subject.model(input_ids=ids, labels=ids).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
    return losses


@pytest.mark.parametrize("kind", ["llama", "gpt2"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_adapters_learn_and_the_merged_model_says_what_they_said(
    kind: str, dtype: torch.dtype, tiny: Callable[..., Any], say: Callable[..., Any]
) -> None:
    subject, context = tiny(kind)
    subject.model.to(dtype)
    frozen = {n: p.clone() for n, p in subject.model.named_parameters()}
    change = Lora(rank=4, learning_rate=0.01).apply(subject, context)
    losses = trained(subject)
    assert losses[-1] < losses[0] - 0.1
    assert all(p.dtype == torch.float32 for p in subject.model.parameters() if p.requires_grad)
    assert change.extra["trainable"] == sum(p.numel() for p in subject.model.parameters() if p.requires_grad)
    before = say(subject).float()
    subject.tuning.finish()
    assert {n for n, _ in subject.model.named_parameters()} == set(frozen)
    assert {p.dtype for p in subject.model.parameters()} == {dtype}
    after = say(subject).float()
    assert float((after - before).norm() / before.norm()) < (1e-5 if dtype == torch.float32 else 0.05)
    moved = {n for n, p in subject.model.named_parameters() if not torch.equal(p, frozen[n])}
    assert moved
    assert not any("embed" in n or "wte" in n or "norm" in n or "ln_" in n for n in moved)


def test_merging_twice_is_as_good_as_once(tiny: Callable[..., Any], say: Callable[..., Any]) -> None:
    subject, context = tiny("llama")
    technique = Lora(rank=2, learning_rate=0.01)
    technique.apply(subject, context)
    trained(subject, 3)
    subject.tuning.finish()
    once = say(subject)
    assert technique.persist(subject) == {}
    assert torch.equal(say(subject), once)


def test_delta_is_the_scaled_product_by_hand() -> None:
    a, b = torch.tensor([[1.0, 2.0]]), torch.tensor([[3.0], [4.0]])
    assert delta(a, b, 0.5).tolist() == [[1.5, 3.0], [2.0, 4.0]]


def test_the_same_seed_starts_the_same(tiny: Callable[..., Any]) -> None:
    starts = []
    for seed in (1, 1, 2):
        subject, context = tiny("llama")
        Lora(seed=seed).apply(subject, context)
        starts.append(subject.model.model.layers[0].mlp.up_proj.a.detach().clone())
    assert torch.equal(starts[0], starts[1])
    assert not torch.equal(starts[0], starts[2])
