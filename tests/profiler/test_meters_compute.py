"""Bytes and FLOPs of a token against closed forms."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.meters.compute import held_bytes, token_cost
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads.generate import Generate

PROMPT = 20


@pytest.fixture
def subject(tiny_llama_folder: Path) -> Any:
    made = load(inspect(tiny_llama_folder))
    made.tokenizer = None  # random prompts do for counting
    return made


def linears(model: Any) -> int:
    """Elements of all matrices that a token is multiplied with: the embedding is looked up."""
    return sum(p.numel() for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n)


def test_flops_of_a_decode_step_are_two_a_weight_and_four_a_key_and_channel(subject: Any) -> None:
    cost = Generate(subject, Workload.parse(f"generate:prompt={PROMPT},new=2,batch=3")).cost()
    attention = 3 * 4 * 64 * (PROMPT + 1)  # layers x (QK^T and AV, 2 each) x hidden x keys
    assert cost.flops == 2 * linears(subject.model) + attention


def test_packed_weights_are_counted_as_the_weights_they_stand_for(subject: Any) -> None:
    plain = Generate(subject, Workload.parse(f"generate:prompt={PROMPT},new=2")).cost()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        subject.model = torch.ao.quantization.quantize_dynamic(subject.model, {torch.nn.Linear}, dtype=torch.qint8)
    packed = Generate(subject, Workload.parse(f"generate:prompt={PROMPT},new=2")).cost()
    assert packed.flops == plain.flops
    assert packed.bytes < plain.bytes / 3


def test_bytes_leave_the_embedding_out_and_take_the_cache_in(subject: Any) -> None:
    work = Generate(subject, Workload.parse(f"generate:prompt={PROMPT},new=4,batch=2"))
    work.call(0)
    assert work.kv_cache == 2 * 3 * 2 * (PROMPT + 3) * 32 * 4  # k and v, layers, batch, tokens, KV width, fp32
    held = sum(p.numel() for p in subject.model.parameters()) * 4 + sum(b.numel() * 4 for b in subject.model.buffers())
    embedding = subject.model.get_input_embeddings().weight.numel() * 4
    assert held_bytes(subject.model) == held
    assert work.cost().bytes == (held - embedding + work.kv_cache) / 2


def test_tied_weights_are_held_once() -> None:
    one = torch.nn.Linear(8, 8, bias=False)
    two = torch.nn.Linear(8, 8, bias=False)
    two.weight = one.weight
    assert held_bytes(torch.nn.Sequential(one, two)) == 8 * 8 * 4


def test_a_views_storage_is_not_counted_as_weight() -> None:
    layer = torch.nn.Linear(4, 4, bias=False)
    layer.weight = torch.nn.Parameter(torch.zeros(1000)[:16].view(4, 4))
    assert held_bytes(layer) == 64


def test_the_difference_of_two_runs_is_one_step() -> None:
    layer = torch.nn.Linear(16, 16, bias=False)

    def run(tokens: int) -> None:
        for _ in range(tokens):
            layer(torch.ones(2, 16))

    assert token_cost(layer, run, batch=2, kv_bytes=0).flops == 2 * 16 * 16
