"""Quality formulas against torch's, and intervals over items against a simulation."""

from __future__ import annotations

import math
import random

import pytest
import torch

from paretoscope.meters import quality


def logp(*shape: int, seed: int = 0, scale: float = 3.0) -> object:
    return (torch.randn(*shape, generator=torch.Generator().manual_seed(seed)) * scale).log_softmax(-1)


def test_kl_is_torchs_and_never_negative() -> None:
    a, b = logp(5, 7, 50), logp(5, 7, 50, seed=1)
    expected = torch.nn.functional.kl_div(b, a, reduction="none", log_target=True).sum(-1)
    torch.testing.assert_close(quality.kl(a, b), expected, rtol=1e-4, atol=1e-5)
    assert bool((quality.kl(a, a) >= 0).all())


def test_kl_of_a_stored_reference_is_as_good_as_half_precision_lets_it_be() -> None:
    a, b = logp(200, 1000), logp(200, 1000, seed=1)
    stored = quality.kl(a.half(), b)
    torch.testing.assert_close(stored, quality.kl(a, b), rtol=5e-3, atol=1e-3)
    assert float(quality.kl(a.half(), a).mean()) < 1e-5


def test_impossible_tokens_do_not_make_kl_undefined() -> None:
    a = torch.tensor([0.0, -math.inf]).log_softmax(-1)
    assert float(quality.kl(a, torch.tensor([0.5, 0.5]).log())) == pytest.approx(math.log(2))


def test_nll_is_cross_entropy() -> None:
    a, targets = logp(4, 30), torch.tensor([3, 0, 29, 7])
    assert float(quality.token_nll(a, targets).mean()) == pytest.approx(float(torch.nn.functional.nll_loss(a, targets)))


def test_agreement_counts_equal_choices() -> None:
    a = torch.eye(4).log_softmax(-1)
    assert quality.agreement(torch.tensor([0, 1, 0, 0]), a).tolist() == [1, 1, 0, 0]


def test_a_uniform_model_has_known_perplexity_and_bits() -> None:
    """256 equally likely one-byte tokens: perplexity 256, 8 bits per byte."""
    items = [{"nll": n * math.log(256), "tokens": float(n), "bytes": float(n)} for n in (10, 20, 30)]
    made = quality.summary(items, "window64")
    assert made["quality.perplexity.window64"][0].value == pytest.approx(256)
    assert made["quality.bits_per_byte"][0].value == pytest.approx(8)
    low, high = made["quality.bits_per_byte"][0].low, made["quality.bits_per_byte"][0].high
    assert low is not None
    assert high is not None
    assert low == pytest.approx(8)
    assert high == pytest.approx(8)


def test_bounds_stay_where_the_metric_can_be() -> None:
    made = quality.summary([{"correct": 1.0, "kl": 0.0}, {"correct": 1.0, "kl": 0.1}, {"correct": 0.0, "kl": 0.0}], "")
    assert set(made) == {"quality.accuracy", "quality.kl"}
    accuracy, kl = made["quality.accuracy"][0], made["quality.kl"][0]
    assert (accuracy.low, accuracy.high, kl.low) == (0.0, 1.0, 0.0)


def test_an_overflowing_perplexity_is_infinite() -> None:
    assert quality.perplexity(1e6, 1.0) == math.inf


def test_the_ratios_interval_covers_as_often_as_it_says() -> None:
    """Items of unequal size with 2 bits a byte in truth: 95 % intervals from 30 items hold it in 91 to 98 %."""
    draw, hits = random.Random(7), 0
    for _ in range(600):
        sizes = [draw.uniform(50, 500) for _ in range(30)]
        bits = [2 * s + draw.gauss(0, 0.3) * s for s in sizes]
        made = quality.ratio_over_items(bits, sizes)
        assert made.low is not None
        assert made.high is not None
        hits += made.low <= 2 <= made.high
    assert 0.91 < hits / 600 < 0.98
