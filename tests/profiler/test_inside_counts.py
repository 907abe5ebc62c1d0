"""FLOPs and bytes by module against hand counts, closed forms and torch's own counter."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from paretoscope.analysis.inside_build import Count
from paretoscope.meters.count import Counter
from paretoscope.meters.formats import product_dtype, wide_dtype

FP32 = 4


def counted(model: nn.Module, *inputs: Any, **more: Any) -> Counter:
    counter = Counter({"": model})
    with torch.no_grad():
        counter.run(lambda: model(*inputs, **more))
    return counter


def at(counter: Counter, path: str, kind: str) -> Count:
    return counter.counts["forward"][path, kind]


class Mlp(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.up, self.down = nn.Linear(8, 32), nn.Linear(32, 8, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.down(torch.relu(self.up(x)))  # type: ignore[no-any-return]


def test_an_mlp_counted_by_hand() -> None:
    counter = counted(Mlp(), torch.ones(5, 8))
    up, down = at(counter, "up", "linear"), at(counter, "down", "linear")
    assert up.flops == 2 * 5 * 8 * 32
    assert down.flops == 2 * 5 * 32 * 8
    assert up.bytes == FP32 * (5 * 8 + 8 * 32 + 32 + 5 * 32)  # input, weight, bias, output
    assert down.bytes == FP32 * (5 * 32 + 32 * 8 + 5 * 8)
    assert at(counter, "", "pointwise").bytes == FP32 * 2 * 5 * 32  # relu reads and writes once
    assert counter.total().flops == 2 * (2 * 5 * 8 * 32)
    assert counter.dtypes == {"forward": {"float32": 2 * (2 * 5 * 8 * 32)}}


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_attention_counted_by_hand_with_fewer_key_heads(groups: int) -> None:
    """QK^T and AV: 2 x heads x queries x keys x width each, however many heads share a key."""
    query = torch.ones(2, 4, 6, 16)
    key = value = torch.ones(2, groups, 10, 16)

    class Attend(nn.Module):
        def forward(self) -> torch.Tensor:
            return nn.functional.scaled_dot_product_attention(query, key, value, enable_gqa=groups != 4)

    counter = counted(Attend())
    assert counter.total().flops == 2 * (2 * 2 * 4 * 6 * 10 * 16)


def test_a_view_moves_nothing_and_a_lookup_only_its_rows() -> None:
    class Look(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.table = nn.Embedding(1000, 16)

        def forward(self, ids: torch.Tensor) -> torch.Tensor:
            return self.table(ids).transpose(0, 1)[None].expand(7, -1, -1)  # type: ignore[no-any-return]

    counter = counted(Look(), torch.tensor([1, 2, 3]))
    assert counter.total().bytes == 2 * FP32 * 3 * 16 + 3 * 8  # rows read and written, indices read


def test_what_is_expanded_is_read_once() -> None:
    class Add(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x.expand(100, 8) + 1

    assert counted(Add(), torch.ones(1, 8)).total().bytes == FP32 * (8 + 800)


@pytest.fixture
def own_kernel() -> Iterator[Callable[[torch.Tensor], torch.Tensor]]:
    """An operator of somebody else's, in a library that lives as long as the test."""
    with torch.library._scoped_library("paretoscope_test", "FRAGMENT") as library:
        library.define("secret(Tensor x) -> Tensor")
        library.impl("secret", lambda x: x @ x, "CPU")
        yield torch.ops.paretoscope_test.secret


def test_a_kernel_that_nobody_knows_is_said_to_be_unknown(own_kernel: Callable[[torch.Tensor], torch.Tensor]) -> None:
    class Secret(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return own_kernel(x)

    counter = counted(Secret(), torch.ones(4, 4))
    assert counter.unknown == {"paretoscope_test.secret": 1}
    assert counter.total().unknown == 1
    assert counter.total().flops == 0


def quantized(model: nn.Module) -> nn.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made: nn.Module = torch.ao.quantization.quantize_dynamic(model, {nn.Linear}, dtype=torch.qint8)
    return made


def test_packed_int8_weights_have_the_same_flops_and_a_quarter_of_the_bytes() -> None:
    counter = counted(quantized(Mlp()), torch.ones(5, 8))
    assert counter.total().flops == 2 * (2 * 5 * 8 * 32)
    assert counter.dtypes == {"forward": {"int8": 2 * (2 * 5 * 8 * 32)}}
    assert at(counter, "down", "linear").bytes == FP32 * (5 * 32 + 5 * 8) + 32 * 8
    assert not counter.unknown


@pytest.mark.parametrize(("instructions", "wide"), [({}, "float32"), ({"amx_bf16": True}, "bfloat16")])
@pytest.mark.parametrize("kernel", ["aten._weight_int4pack_mm_for_cpu", "aten._weight_int8pack_mm"])
def test_kernels_for_packed_weights_are_held_against_what_the_processor_multiplies_fastest(
    monkeypatch: pytest.MonkeyPatch, kernel: str, instructions: dict[str, bool], wide: str
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: instructions)
    wide_dtype.cache_clear()
    given = [torch.ones(2, 4, dtype=torch.bfloat16)]
    assert product_dtype(kernel, given) == wide
    assert product_dtype("aten.mm", given) == "bfloat16", "a plain product stays in its own format"
    wide_dtype.cache_clear()


def test_packed_layers_of_many_shapes_are_not_mixed_up() -> None:
    """The packed weights are no tensors and short-lived as Python objects: each call must look at its own."""
    sizes = [8, 24, 40, 56, 72]
    model = quantized(nn.Sequential(*(nn.Linear(a, b, bias=False) for a, b in pairwise(sizes))))
    counter = counted(model, torch.ones(1, 8))
    for i, (a, b) in enumerate(pairwise(sizes)):
        assert at(counter, str(i), "linear").bytes == FP32 * (a + b) + a * b


@pytest.mark.parametrize("kind", ["llama", "gpt2", "vit", "bert"])
def test_totals_equal_torchs_own_counter(kind: str, tiny: Callable[..., Any]) -> None:
    subject, _ = tiny(kind)
    ids, pixels = torch.randint(0, 64, (2, 12)), torch.randn(2, 3, 16, 16)
    inputs = {"pixel_values": pixels} if kind == "vit" else {"input_ids": ids}
    ours = counted(subject.model.float(), **inputs).total().flops
    attention = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu
    formula = {attention: lambda q, k, v, *_, out_shape=None, **__: 4 * q[0] * q[1] * q[2] * k[2] * q[3]}
    with FlopCounterMode(display=False, custom_mapping=formula) as theirs, torch.no_grad():
        subject.model(**inputs)
    assert ours == theirs.get_total_flops() > 0


def test_a_llama_by_closed_form(tiny: Callable[..., Any]) -> None:
    """2 FLOPs a weight and token, 4 a query, key and channel; grouped keys change the projections alone."""
    subject, _ = tiny("llama")
    model, tokens = subject.model, 12
    counter = counted(model, torch.randint(0, 64, (2, tokens)))
    weights = sum(p.numel() for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n)
    layers, hidden = 4, 32
    assert counter.total().flops == 2 * 2 * tokens * weights + layers * 4 * 2 * tokens * tokens * hidden
    assert {p for p, k in counter.counts["forward"] if k == "linear"} >= {"model.layers.0.self_attn.k_proj", "lm_head"}


def test_a_vit_by_closed_form_with_its_patches_as_a_convolution(tiny: Callable[..., Any]) -> None:
    subject, _ = tiny("vit")
    counter = counted(subject.model, torch.randn(2, 3, 16, 16))
    batch, patches, hidden, inner, layers = 2, 16, 32, 64, 4
    tokens = patches + 1
    block = 2 * batch * tokens * (4 * hidden * hidden + 2 * hidden * inner) + 4 * batch * tokens * tokens * hidden
    head = 2 * batch * hidden * subject.model.config.num_labels
    patch = 2 * batch * patches * hidden * (3 * 4 * 4)
    assert counter.total().flops == layers * block + head + patch


def test_compiled_code_is_counted_as_it_was_written() -> None:
    model = Mlp()
    with torch.no_grad():
        plain = counted(model, torch.ones(5, 8)).total().flops
        compiled: Any = torch.compile(model, backend="eager")
        compiled(torch.ones(5, 8))
        counter = Counter({"": compiled})
        counter.run(lambda: compiled(torch.ones(5, 8)))
    assert counter.total().flops == plain
