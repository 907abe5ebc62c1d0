"""LagKV against its formulas written out token by token, and against a full cache with a mask."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import stdev
from typing import Any

import pytest
import torch
from torch import Tensor

from paretoscope.errors import TrialFailed
from paretoscope.machine import this_machine
from paretoscope.models.subject import Subject
from paretoscope.techniques.base import Context
from paretoscope.techniques.kv.lagkv import LagKV, LagLayer, chosen, spread

Make = Callable[..., Subject]


def states(seed: int, *shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def by_hand(chunk: Tensor, lag: Tensor) -> list[float]:
    """Scores of one chunk (window, size) of one head against the next one."""
    rows = []
    for token in chunk.tolist():
        scaled = []
        for channel, value in enumerate(token):
            column = lag[:, channel].tolist()
            scaled.append((value - min(column)) / (max(column) - min(column)))
        rows.append(math.exp(stdev(scaled)))
    return [r / sum(rows) for r in rows]


def test_spread_equals_the_formula_written_out() -> None:
    body = states(0, 2, 2, 3, 5, 4)
    found = spread(body)
    assert found.shape == (2, 2, 2, 5)
    for b in range(2):
        for h in range(2):
            for chunk in range(2):
                expected = by_hand(body[b, h, chunk], body[b, h, chunk + 1])
                assert found[b, h, chunk].tolist() == pytest.approx(expected, rel=1e-5)


def test_choice_equals_brute_force() -> None:
    sinks, window, kept, tokens = 2, 5, 2, 2 + 3 * 5 + 3
    keys, values = states(1, 1, 2, tokens, 4), states(2, 1, 2, tokens, 4)
    found = chosen(keys, values, sinks, 3, window, kept)
    for h in range(2):
        expected = list(range(sinks))
        for chunk in range(2):
            a, b, c = (sinks + window * (chunk + i) for i in range(3))
            scores = [
                k + v
                for k, v in zip(
                    by_hand(keys[0, h, a:b], keys[0, h, b:c]),
                    by_hand(values[0, h, a:b], values[0, h, b:c]),
                    strict=True,
                )
            ]
            expected += sorted(a + i for i in sorted(range(window), key=lambda i: -scores[i])[:kept])
        expected += list(range(sinks + 2 * window, tokens))
        assert found[0, h].tolist() == expected


def test_a_channel_that_never_changes_gives_no_nan() -> None:
    assert torch.isfinite(spread(torch.ones(1, 1, 2, 4, 3))).all()


def steps(subject: Subject, ids: Tensor, new: int) -> tuple[Tensor, Any]:
    cache: Any = subject.cache() if subject.cache else None
    out = subject.model(ids, past_key_values=cache, use_cache=True)
    logits = [out.logits[:, -1]]
    for _ in range(new - 1):
        out = subject.model(logits[-1].argmax(-1, keepdim=True), past_key_values=out.past_key_values, use_cache=True)
        logits.append(out.logits[:, -1])
    return torch.stack(logits, 1), out.past_key_values


@pytest.mark.parametrize("kind", ["llama", "mistral", "qwen2", "qwen3"])
def test_keeping_everything_changes_nothing(tiny_decoder: Make, kind: str) -> None:
    subject, ids = tiny_decoder(kind), torch.randint(3, 97, (2, 60))
    expected, _ = steps(subject, ids, 12)
    LagKV(ratio=1.0, window=8, sinks=2).apply(subject, Context())
    found, cache = steps(subject, ids, 12)
    assert torch.allclose(found, expected, atol=1e-5)
    assert cache.layers[0].held() == 71


def test_it_keeps_evicting_while_generating(tiny_decoder: Make) -> None:
    subject, ids = tiny_decoder(), torch.randint(3, 97, (1, 30))
    LagKV(ratio=0.25, window=8, sinks=4).apply(subject, Context())
    _, cache = steps(subject, ids, 60)
    layer: LagLayer = cache.layers[0]
    seen = 30 + 59
    assert cache.get_seq_length() == seen
    judged = (seen - 4) // 8 - 1  # all whole chunks but the last
    assert layer.held() == 4 + judged * 2 + (seen - 4 - judged * 8)
    assert layer.held() < 4 + judged * 2 + 2 * 8
    assert layer.get_mask_sizes(1) == (layer.held() + 1, seen - layer.held())


def test_ids_and_batches_keep_their_own_tokens(tiny_decoder: Make) -> None:
    """A sequence alone and in a batch gets the same logits: eviction never mixes sequences."""
    subject = tiny_decoder()
    LagKV(ratio=0.25, window=8, sinks=4).apply(subject, Context())
    ids = torch.randint(3, 97, (3, 50), generator=torch.Generator().manual_seed(3))
    together, _ = steps(subject, ids, 8)
    for row in range(3):
        alone, _ = steps(subject, ids[row : row + 1], 8)
        assert torch.allclose(together[row], alone[0], atol=1e-4)


def test_check_refuses_a_ratio_that_keeps_none(tiny_decoder: Make) -> None:
    reason = LagKV(ratio=0.01, window=64).check(tiny_decoder().info, this_machine())[0]
    assert "none" in reason.why


def test_padding_is_refused_rather_than_kept(tiny_decoder: Make) -> None:
    subject = tiny_decoder()
    LagKV(window=8, sinks=2).apply(subject, Context())
    ids = torch.randint(3, 60, (2, 50), generator=torch.Generator().manual_seed(1))
    mask = torch.ones_like(ids)
    mask[0, :5] = 0
    with pytest.raises(TrialFailed, match="padding"):
        subject.model(ids, attention_mask=mask, past_key_values=subject.cache(), use_cache=True)  # type: ignore[misc]
    mask[0] = 1
    subject.model(ids, attention_mask=mask, past_key_values=subject.cache(), use_cache=True)  # type: ignore[misc]
    for closer in subject.closers:
        closer()
    assert not subject.model._forward_pre_hooks
