"""What a token or a sample costs after a technique changed the model, against closed forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch

from paretoscope.meters.compute import read_bytes, sample_cost, token_cost
from paretoscope.plan import Recipe, Workload
from paretoscope.worker.build import build
from paretoscope.workloads.generate import Generate

PROMPT = 20


def generated(subject: Any, batch: int = 1) -> Any:
    """The cost with random prompts, as the tiny models' letters make no text."""
    plain = replace(subject, tokenizer=None, info=replace(subject.info, vocabulary=subject.model.config.vocab_size))
    return Generate(plain, Workload.parse(f"generate:prompt={PROMPT},new=2,batch={batch}")).cost()


def matrices(model: Any) -> int:
    return sum(p.numel() for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n)


def attention(layers: int, width: int, keys: int) -> int:
    """QK^T and AV for one query: 4 a key and channel."""
    return layers * 4 * width * keys


@pytest.mark.parametrize("kv_heads", [1, 2, 4])
def test_grouped_keys_change_projections_and_cache_not_the_products_of_attention(
    kv_heads: int, tiny_decoder: Callable[..., Any]
) -> None:
    subject = tiny_decoder("llama", num_key_value_heads=kv_heads)
    work = Generate(subject, Workload.parse(f"generate:prompt={PROMPT},new=2"))
    work.call(0)
    cost = work.cost()
    assert cost.flops == 2 * matrices(subject.model) + attention(2, 64, PROMPT + 1)
    cache = 2 * 2 * kv_heads * 16 * (PROMPT + 1) * 4
    assert work.kv_cache == cache
    assert cost.bytes == read_bytes(subject.model) + cache
    assert cost.dtypes == {"float32": cost.flops}


def test_a_prefill_multiplies_every_prompt_token_and_the_head_once(tiny_decoder: Callable[..., Any]) -> None:
    subject = tiny_decoder("llama")
    cost = generated(subject, batch=3)
    head = subject.model.lm_head.weight.numel()
    body = matrices(subject.model) - head
    assert cost.prefill == 3 * (2 * (PROMPT * body + head) + attention(2, 64, PROMPT) * PROMPT)
    assert cost.prefill_dtypes == {"float32": cost.prefill}


def test_structure_that_was_pruned_costs_less_by_exactly_what_is_gone(tiny: Callable[..., Any]) -> None:
    subject, context = tiny("llama")
    before = generated(subject)
    removed = matrices(subject.model)
    build(subject, Recipe.parse("prune.cfsp:sparsity=0.5"), context)
    removed -= matrices(subject.model)
    after = generated(subject)
    assert removed > 0
    assert before.flops - after.flops == 2 * removed
    assert before.bytes - after.bytes == 4 * removed


def test_weights_that_are_only_masked_cost_as_much_as_before(tiny: Callable[..., Any]) -> None:
    subject, context = tiny("llama")
    before = generated(subject)
    build(subject, Recipe.parse("prune.magnitude:sparsity=0.5"), context)
    after = generated(subject)
    assert (after.flops, after.bytes) == (before.flops, before.bytes)


def test_packed_weights_cost_the_same_products_and_fewer_bytes(tiny: Callable[..., Any]) -> None:
    subject, context = tiny("llama")
    before = generated(subject)
    build(subject, Recipe.parse("quantize.weight_only:bits=8"), context)
    after = generated(subject)
    assert after.flops == before.flops
    assert "unknown" not in after.method
    assert after.bytes < before.bytes / 2


def test_merging_tokens_shrinks_a_sample_layer_by_layer(tiny: Callable[..., Any]) -> None:
    """17 tokens; every layer multiplies fewer: attention before the merge, MLP after it."""
    subject, context = tiny("vit")
    pixels = torch.randn(2, 3, 16, 16)

    def cost() -> Any:
        with torch.inference_mode():
            return sample_cost(subject.model, lambda: subject.model(pixel_values=pixels), 2)

    before = cost()
    build(subject, Recipe.parse("tokens.merge"), context)
    after = cost()
    assert after.flops < before.flops
    assert after.bytes == before.bytes == read_bytes(subject.model) / 2


def test_a_vits_sample_by_closed_form(tiny: Callable[..., Any]) -> None:
    subject, _ = tiny("vit")
    with torch.inference_mode():
        cost = sample_cost(subject.model, lambda: subject.model(pixel_values=torch.randn(2, 3, 16, 16)), 2)
    tokens, hidden, inner, layers = 17, 32, 64, 4
    block = 2 * tokens * (4 * hidden * hidden + 2 * hidden * inner) + 4 * tokens * tokens * hidden
    rest = 2 * 16 * hidden * 48 + 2 * hidden * subject.model.config.num_labels
    assert cost.flops == layers * block + rest


def test_a_cost_with_an_unknown_kernel_says_that_it_is_a_lower_bound() -> None:
    with torch.library._scoped_library("paretoscope_costs", "FRAGMENT") as library:
        library.define("secret(Tensor x) -> Tensor")
        library.impl("secret", lambda x: x @ x, "CPU")
        layer = torch.nn.Linear(4, 4, bias=False)

        def run(tokens: int) -> None:
            for _ in range(tokens):
                torch.ops.paretoscope_costs.secret(layer(torch.ones(4, 4)))

        cost = token_cost(layer, run, batch=1, kv_bytes=0)
    assert cost.flops == 2 * 4 * 4 * 4
    assert "paretoscope_costs.secret" in cost.method
    assert "lower bound" in cost.method
