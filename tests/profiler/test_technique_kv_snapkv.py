"""SnapKV against brute force: what the last queries attend to stays, positions stay right, nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from paretoscope.errors import TrialFailed
from paretoscope.machine import this_machine
from paretoscope.models.subject import Subject
from paretoscope.techniques.base import Context
from paretoscope.techniques.kv.snapkv import SnapKV, chosen, votes

Make = Callable[..., Subject]
KINDS = ("llama", "mistral", "qwen2", "qwen3")


def ids_of(batch: int, length: int) -> Tensor:
    return torch.randint(3, 97, (batch, length), generator=torch.Generator().manual_seed(1))


def stepwise(subject: Subject, ids: Tensor, new: int) -> tuple[Tensor, Any]:
    """Prefill and greedy steps by hand: (batch, new, vocabulary) logits and the cache."""
    cache: Any = subject.cache() if subject.cache else None
    out = subject.model(ids, past_key_values=cache, use_cache=True)
    logits = [out.logits[:, -1]]
    for _ in range(new - 1):
        out = subject.model(logits[-1].argmax(-1, keepdim=True), past_key_values=out.past_key_values, use_cache=True)
        logits.append(out.logits[:, -1])
    return torch.stack(logits, 1), out.past_key_values


def test_votes_equal_attention_written_out() -> None:
    batch, heads, kv_heads, tokens, window, size = 2, 4, 2, 11, 3, 8
    generator = torch.Generator().manual_seed(0)
    queries = torch.randn(batch, heads, window, size, generator=generator)
    keys = torch.randn(batch, kv_heads, tokens, size, generator=generator)
    found = votes(queries, keys, 0.4)
    for b in range(batch):
        for g in range(kv_heads):
            total = torch.zeros(tokens)
            for h in (2 * g, 2 * g + 1):
                for w in range(window):
                    seen = tokens - window + w + 1
                    weights = torch.softmax((keys[b, g, :seen] @ queries[b, h, w]) * 0.4, 0)
                    total[:seen] += weights / 2
            assert torch.allclose(found[b, g], total, atol=1e-6)


@pytest.mark.parametrize("pooling", ["avg", "max"])
def test_choice_equals_brute_force(pooling: str) -> None:
    scores = torch.rand(2, 3, 40, generator=torch.Generator().manual_seed(2))
    budget, window, kernel = 7, 5, 3
    found = chosen(scores, budget, window, kernel, pooling)
    for b in range(2):
        for h in range(3):
            early = [0.0, *scores[b, h, : 40 - window].tolist(), 0.0]
            join = (lambda three: sum(three) / 3) if pooling == "avg" else max
            pooled = [join(early[i : i + 3]) for i in range(40 - window)]
            early_found, tail = found[b, h, :budget].tolist(), found[b, h, budget:].tolist()
            assert tail == list(range(40 - window, 40))
            assert early_found == sorted(set(early_found))
            # Neighbours tie under max: which of them stays is open, how good they are is not.
            best = sorted(pooled, reverse=True)[:budget]
            assert sorted((pooled[i] for i in early_found), reverse=True) == pytest.approx(best)


@pytest.mark.parametrize("kind", KINDS)
def test_a_budget_beyond_the_prompt_changes_nothing(tiny_decoder: Make, kind: str) -> None:
    subject, ids = tiny_decoder(kind), ids_of(2, 60)
    expected, _ = stepwise(subject, ids, 8)
    SnapKV(budget=60).apply(subject, Context())
    found, _ = stepwise(subject, ids, 8)
    assert torch.equal(found, expected)


@pytest.mark.parametrize("kind", KINDS)
def test_evicted_equals_full_attention_with_a_mask(tiny_decoder: Make, kind: str) -> None:
    """Decoding after eviction = decoding on the whole cache where evicted positions are masked, head by head."""
    subject, ids = tiny_decoder(kind), ids_of(1, 60)
    kept: list[Tensor] = []
    SnapKV(budget=12, window=4).apply(subject, Context())
    made: Any = subject.cache
    full = tiny_decoder(kind)

    def spied() -> Any:
        cache = made()
        for layer in cache.layers:
            keep = layer.keep
            layer.keep = lambda positions, keep=keep: (kept.append(positions), keep(positions))
        return cache

    subject.cache = spied
    found, cache = stepwise(subject, ids, 6)
    assert [layer.held() for layer in cache.layers] == [12 + 4 + 5] * 2
    assert cache.get_seq_length() == 60 + 5
    expected = _masked(full, ids, kept, 6)
    assert torch.allclose(found, expected, atol=1e-4)


def _masked(subject: Subject, ids: Tensor, kept: list[Tensor], new: int) -> Tensor:
    """Greedy steps on a full cache; a hook on the attention function hides what was evicted in each layer and head."""
    from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

    sdpa = ALL_ATTENTION_FUNCTIONS["sdpa"]
    prompt = ids.shape[1]

    def masked(module: Any, query: Tensor, key: Tensor, value: Tensor, mask: Any, **more: Any) -> Any:
        if query.shape[2] == 1:
            allowed = torch.zeros(1, key.shape[1], key.shape[2], dtype=torch.bool)
            allowed[..., prompt:] = True
            allowed.scatter_(2, kept[module.layer_idx], True)
            mask = allowed.repeat_interleave(query.shape[1] // key.shape[1], dim=1).unsqueeze(2)
        return sdpa(module, query, key, value, mask, **more)

    ALL_ATTENTION_FUNCTIONS["sdpa"] = masked
    try:
        return stepwise(subject, ids, new)[0]
    finally:
        del ALL_ATTENTION_FUNCTIONS["sdpa"]


def test_generate_and_manual_steps_agree_in_batches(tiny_decoder: Make) -> None:
    subject, ids = tiny_decoder(), ids_of(3, 50)
    SnapKV(budget=10, window=4).apply(subject, Context())
    by_hand, _ = stepwise(subject, ids, 6)
    out = subject.model.generate(
        ids, attention_mask=torch.ones_like(ids), past_key_values=subject.cache(), max_new_tokens=6, do_sample=False,
        eos_token_id=None,
    )  # type: ignore[operator,misc]  # fmt: skip
    assert out[:, 50:].tolist() == by_hand.argmax(-1).tolist()


def test_the_cache_holds_what_was_promised_and_a_call_leaves_no_trace(tiny_decoder: Make) -> None:
    subject, ids = tiny_decoder(), ids_of(1, 80)
    change = SnapKV(budget=16, window=8).apply(subject, Context())
    assert change.modules == 2
    _, cache = stepwise(subject, ids, 1)
    assert sum(layer.nbytes() for layer in cache.layers) == 2 * 2 * 2 * 24 * 16 * 4  # K, V x layers x heads ...
    _, again = stepwise(subject, ids[:, :10], 1)
    assert again.layers[0].held() == 10
    for closer in subject.closers:
        closer()
    assert not subject.model.model.layers[0].self_attn._forward_hooks  # type: ignore[union-attr]


def test_padding_is_refused_rather_than_attended_to(tiny_decoder: Make) -> None:
    subject, ids = tiny_decoder(), ids_of(2, 50)
    SnapKV(budget=10, window=4).apply(subject, Context())
    mask = torch.ones_like(ids)
    mask[0, :5] = 0
    with pytest.raises(TrialFailed, match="padding"):
        subject.model(ids, attention_mask=mask, past_key_values=subject.cache(), use_cache=True)  # type: ignore[misc]


def test_check_refuses_windows_and_even_kernels(tiny_decoder: Make) -> None:
    from dataclasses import replace

    info = tiny_decoder("mistral").info
    assert SnapKV().check(info, this_machine()) == []
    sliding = replace(info, config={**info.config, "sliding_window": 4096})
    assert "4096" in SnapKV().check(sliding, this_machine())[0].why
    assert SnapKV(kernel=4).check(info, this_machine())[0].remedy == "kernel=5"
