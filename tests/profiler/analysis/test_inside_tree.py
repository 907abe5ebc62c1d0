"""Trees of a trace: sums, matching, exports; pure data, no torch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.analysis import inside, inside_export
from paretoscope.analysis.inside import MODULE, OUTSIDE, Node, Tree
from paretoscope.analysis.inside_build import NOWHERE, Builder, Count, Span
from paretoscope.analysis.inside_kinds import kind_of
from paretoscope.errors import BadStudy


def call() -> list[Span]:
    """A model of 10 s: a layer of 6 s in which a product takes 4 s, and 2 s of sampling outside."""
    return [
        Span("", 1.0, 9.0, "Tiny", module=True),
        Span("layer", 2.0, 8.0, "Linear", module=True),
        Span("aten::linear", 3.0, 7.0),
        Span("aten::addmm", 3.5, 6.5),
        Span("aten::copy_", 4.0, 4.5),
        Span("aten::argmax", 9.5, 10.0),
    ]


def built(spans: list[Span], start: float = 0.0, end: float = 10.0) -> Node:
    builder = Builder("prefill")
    builder.add(spans, start, end)
    return builder.tree()


def seconds(node: Node, *names: str) -> float:
    """Seconds of the node below that goes by these names."""
    for name in names:
        node = next(c for c in node.children if c.name == name)
    return node.seconds


def test_each_second_of_a_hand_made_call_is_where_it_was_spent() -> None:
    root = built(call())
    assert root.seconds == 10.0
    assert seconds(root, "Tiny") == 8.0
    assert seconds(root, "Tiny", "layer", "linear") == 3.5  # linear and addmm themselves, without the copy in them
    assert seconds(root, "Tiny", "layer", "layout") == 0.5
    assert seconds(root, "Tiny", "layer", "python") == 2.0
    assert seconds(root, "Tiny", "python") == 2.0
    assert seconds(root, "outside modules", "reduction") == 0.5
    assert seconds(root, "outside modules", "python") == 1.5


@st.composite
def nests(draw: st.DrawFn) -> list[Span]:
    """Spans of one thread as a profiler gives them: nested or apart, modules and operators mixed."""
    spans: list[Span] = []

    def fill(start: int, end: int, depth: int) -> None:
        edges = sorted(draw(st.lists(st.integers(start, end), max_size=6)))
        for a, b in zip(edges[::2], edges[1::2], strict=False):
            if b > a:
                name = draw(st.sampled_from(["a", "a.b", "c", "aten::mm", "aten::add", "aten::view"]))
                spans.append(Span(name, float(a), float(b), module="::" not in name))
                if depth < 4:
                    fill(a, b, depth + 1)

    fill(0, 1000, 0)
    return spans


@given(nests())
def test_children_add_up_to_their_parent_and_the_whole_to_the_call(spans: list[Span]) -> None:
    root = built(spans, 0.0, 1000.0)
    assert root.seconds == pytest.approx(1000.0)
    for node in root.walk():
        if node.children:
            assert sum(c.seconds for c in node.children) == pytest.approx(node.seconds)
        assert node.seconds >= 0
    assert sum(n.seconds for n in inside.operators(root).values()) == pytest.approx(1000.0)


def test_a_phase_takes_only_what_begins_in_it() -> None:
    spans = [*call(), *(Span(s.name, s.start + 10, s.end + 10, s.type, s.module) for s in call())]
    second = built(spans, 10.0, 20.0)
    assert second.seconds == pytest.approx(10.0)
    assert seconds(second, "Tiny", "layer", "linear") == pytest.approx(3.5)


def test_on_a_device_kernels_are_the_time_and_the_rest_is_idle() -> None:
    spans = [
        Span("", 0.0, 1.0, "Tiny", module=True),
        Span("aten::mm", 0.1, 0.2, device=4.0),
        Span("aten::add", 0.3, 0.4, device=1.0),
    ]
    builder = Builder("decode", "device")
    builder.add(spans, 0.0, 8.0)
    root = builder.tree()
    assert seconds(root, "Tiny", "linear") == 4.0
    assert seconds(root, "outside modules", "idle") == 3.0
    assert root.seconds == 8.0


def test_counts_go_to_their_module_and_compiled_ones_to_the_part_around() -> None:
    builder = Builder("prefill")
    builder.add(call(), 0.0, 10.0)
    builder.counted({
        ("layer", "linear"): Count(1, 100.0, 8.0, 0),
        ("layer.inner.deep", "linear"): Count(1, 11.0, 2.0, 0),
        (NOWHERE, "reduction"): Count(1, 0.0, 4.0, 0),
        ("elsewhere", "attention"): Count(2, 7.0, 1.0, 2),
    })  # fmt: skip
    root = builder.tree()
    layer = root.find("layer")
    assert layer is not None
    assert (layer.flops, layer.bytes) == (111.0, 10.0)
    assert (root.flops, root.bytes, root.unknown) == (118.0, 15.0, 2)


def tree(trial: str = "baseline", factor: float = 1.0) -> Tree:
    spans = [Span(s.name, s.start * factor, s.end * factor, s.type, s.module) for s in call()]
    root = built(spans, 0.0, 10.0 * factor)
    return Tree(trial=trial, recipe=trial, workload="generate", roots=(root,), plain={"prefill": 8.0 * factor})


def test_a_trace_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = inside.path_of(tmp_path, "baseline")
    path.parent.mkdir()
    path.write_text(json.dumps(tree().to_dict()))
    assert inside.load(tmp_path, "baseline") == tree()
    assert inside.traced(tmp_path) == ["baseline"]
    assert tree().overhead == pytest.approx(1.25)


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 99}'])
def test_a_damaged_or_newer_trace_is_told_in_words(tmp_path: Path, text: str) -> None:
    path = inside.path_of(tmp_path, "baseline")
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(BadStudy):
        inside.load(tmp_path, "baseline")


def test_a_trial_without_a_trace_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadStudy) as found:
        inside.load(tmp_path, "baseline")
    assert "--trace" in found.value.hint


def test_before_and_after_are_matched_by_path() -> None:
    found = inside.compare(tree(), tree("recipe", 0.5))
    pairs = {(p.path, p.kind): p for p in found.roots[0].walk()}
    assert pairs["layer", MODULE].ratio == pytest.approx(0.5)
    assert pairs["layer", MODULE].saved == pytest.approx(3.0)
    assert pairs["", OUTSIDE].ratio == pytest.approx(0.5)


def test_parts_that_only_one_trial_has_stand_alone() -> None:
    after = built([Span("", 1.0, 9.0, "Tiny", module=True), Span("other", 2.0, 8.0, "Linear", module=True)])
    found = inside.compare(tree(), Tree(trial="recipe", roots=(after,)))
    pairs = {p.path: p for p in found.roots[0].walk() if p.kind == MODULE}
    assert pairs["layer"].after is None
    assert pairs["other"].before is None
    assert pairs["other"].ratio is None
    assert pairs["layer"].saved == pytest.approx(6.0)


def test_folded_stacks_hold_every_microsecond_once() -> None:
    lines = inside_export.folded(tree()).splitlines()
    assert "baseline;prefill;Tiny;layer;linear 3500000" in lines
    assert sum(int(line.rpartition(" ")[2]) for line in lines) == 10_000_000
    assert all(line.count(" ") >= 1 for line in lines)


def test_the_chrome_trace_is_one_that_perfetto_reads() -> None:
    """Trace Event Format: an object with traceEvents; X has ts and dur in us, i a scope; nested spans stay nested."""
    kinds = {s.name: "module" if s.module else kind_of(s.name) for s in call()}
    timeline = [
        {"name": s.name, "kind": kinds[s.name], "start": s.start, "seconds": s.end - s.start} for s in call()
    ]  # fmt: skip
    timeline.append({"name": "first token", "kind": "mark", "start": 9.0, "seconds": 0.0})
    body = json.loads(inside_export.chrome(tree(), timeline))
    events = body["traceEvents"]
    assert {e["ph"] for e in events} == {"M", "X", "i"}
    whole = [e for e in events if e["ph"] == "X"]
    assert all({"name", "cat", "ts", "dur", "pid", "tid"} <= e.keys() for e in whole)
    assert all(e["name"] for e in whole)
    product = next(e for e in whole if e["name"] == "aten::linear")
    assert (product["ts"], product["dur"]) == (3e6, 4e6)
    assert all(e["s"] == "t" for e in events if e["ph"] == "i")


@pytest.mark.parametrize(
    ("operator", "type_", "path", "kind"),
    [
        ("aten::addmm", "Linear", "layers.0.q_proj", "linear"),
        ("aten.addmm", "Linear", "layers.0.q_proj", "linear"),
        ("quantized::linear_dynamic", "Linear", "layers.0.q_proj", "linear"),
        ("aten::quantize_per_tensor", "Linear", "layers.0.q_proj", "quantization"),
        ("aten::_weight_int4pack_mm_for_cpu", "PackedLinear", "layers.0.q_proj", "linear"),
        ("aten::bmm", "LlamaAttention", "layers.0.self_attn", "attention"),
        ("aten::_softmax", "LlamaAttention", "layers.0.self_attn", "attention"),
        ("aten::_scaled_dot_product_flash_attention_for_cpu", "", "", "attention"),
        ("aten::pow", "LlamaRMSNorm", "norm", "norm"),
        ("aten::native_layer_norm", "LayerNorm", "norm", "norm"),
        ("aten::embedding", "Embedding", "embed_tokens", "embedding"),
        ("aten::cos", "LlamaRotaryEmbedding", "rotary_emb", "embedding"),
        ("aten::silu", "SiLU", "act_fn", "pointwise"),
        ("aten::mul", "LlamaMLP", "mlp", "pointwise"),
        ("aten::copy_", "LlamaAttention", "layers.0.self_attn", "layout"),
        ("aten::cat", "LlamaAttention", "layers.0.self_attn", "layout"),
        ("aten::argmax", "", "", "reduction"),
        ("aten::convolution", "Conv2d", "patch_embeddings.projection", "convolution"),
        ("Torch-Compiled Region: 0/0", "", "", "compiled"),
        ("aten::masked_fill", "", "", "pointwise"),
        ("nobody::knows", "", "", "other"),
    ],
)
def test_operators_are_sorted_by_what_they_do(operator: str, type_: str, path: str, kind: str) -> None:
    assert kind_of(operator, type_, path) == kind
