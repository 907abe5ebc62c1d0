"""The tracing pass on small models: time is where it was spent, prefill ends at the first token."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import nn

from paretoscope.analysis import inside
from paretoscope.analysis.inside import MODULE, Tree
from paretoscope.analysis.inside_build import Builder
from paretoscope.meters.count import Counter
from paretoscope.meters.trace import CALL, CUT, SCOPE, pass_of, traced
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.worker import inside as tracing
from paretoscope.workloads.generate import Generate

PROMPT, NEW = 12, 6
LATE = 0.05  # s


class Slow(nn.Module):
    """Waits, then does little."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        threading.Event().wait(LATE)
        return x + 1


def test_a_module_that_waits_shows_its_time_as_no_operators() -> None:
    model = nn.Sequential(nn.Linear(4, 4), Slow(), nn.Linear(4, 4))
    with torch.no_grad():
        one = traced(lambda _: model(torch.ones(1, 4)), {"": model}, "cpu")
    builder = Builder("forward")
    builder.add(one.spans, one.start, one.end)
    root = builder.tree()
    slow, first = root.find("1"), root.find("0")
    assert slow is not None
    assert first is not None
    assert slow.seconds >= LATE
    assert first.seconds < slow.seconds
    waited = next(c for c in slow.children if c.kind == "python")
    assert waited.seconds >= LATE * 0.99
    assert slow.type == "Slow"
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in model.modules())


def test_compiled_code_is_one_piece_and_is_not_compiled_again() -> None:
    from torch._dynamo.utils import counters

    model: Any = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))
    model.forward = torch.compile(model.forward, backend="eager")
    counters.clear()
    with torch.no_grad():
        model(torch.ones(2, 4))
        one = traced(lambda _: model(torch.ones(2, 4)), {"": model}, "cpu")
        model(torch.ones(2, 4))
    assert counters["stats"]["unique_graphs"] == 1
    assert [s.name for s in one.spans if s.module] == [""]
    builder = Builder("forward")
    builder.add(one.spans, one.start, one.end)
    assert "compiled" in inside.operators(builder.tree())
    assert tracing.notes(one.spans, Counter()) == (tracing.COMPILED,)


def test_hooks_are_gone_after_a_forward_that_fails() -> None:
    class Broken(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            raise ValueError("no")

    model = nn.Sequential(nn.Linear(4, 4), Broken())
    with pytest.raises(ValueError, match="no"):
        traced(lambda _: model(torch.ones(1, 4)), {"": model}, "cpu")
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in model.modules())


@pytest.fixture(scope="module")
def subject(tiny_llama_folder: Path) -> Any:
    made = load(inspect(tiny_llama_folder))
    made.tokenizer = None  # random prompts do
    return made


@pytest.fixture(scope="module")
def found(subject: Any) -> tuple[Tree, dict[str, Any]]:
    made = Generate(subject, Workload.parse(f"generate:prompt={PROMPT},new={NEW},batch=2"))
    return tracing.trace(subject, tracing.work_of(subject, made))


def test_prefill_and_decode_are_apart(found: tuple[Tree, dict[str, Any]], subject: Any) -> None:
    tree, _ = found
    assert [r.phase for r in tree.roots] == ["prefill", "decode"]
    assert tree.tokens == {"prefill": 2.0 * PROMPT, "decode": 2.0 * (NEW - 1)}
    model = [r.find("model.layers.0") for r in tree.roots]
    assert [m.calls for m in model if m] == [1, NEW - 1]
    linears = sum(p.numel() for n, p in subject.model.named_parameters() if p.dim() == 2 and "embed" not in n)
    head = subject.model.lm_head.weight.numel()
    prefill, decode = tree.roots
    attention = 3 * 4 * 64 * 2  # layers x (QK^T and AV, 2 each) x hidden x sequences
    assert prefill.flops == 2 * 2 * (PROMPT * (linears - head) + head) + attention * PROMPT * PROMPT
    keys = sum(range(PROMPT + 1, PROMPT + NEW))
    assert decode.flops == 2 * 2 * (NEW - 1) * linears + attention * keys


def test_every_phase_adds_up_and_what_is_in_no_module_is_outside(found: tuple[Tree, dict[str, Any]]) -> None:
    tree, _ = found
    for root in tree.roots:
        for node in root.walk():
            if node.children:
                assert sum(c.seconds for c in node.children) == pytest.approx(node.seconds)
                assert sum(c.flops for c in node.children) == pytest.approx(node.flops)
                assert sum(c.bytes for c in node.children) == pytest.approx(node.bytes)
        assert root.find("", inside.OUTSIDE) is not None
        assert root.find("model.layers.2.self_attn.k_proj", MODULE) is not None
        assert sum(n.seconds for n in inside.operators(root).values()) == pytest.approx(root.seconds)


def test_the_trace_is_stored_and_read(found: tuple[Tree, dict[str, Any]], tmp_path: Path) -> None:
    tree, line = found
    path = inside.path_of(tmp_path, "baseline")
    tracing.write(tree, line, path, "baseline", "baseline", "generate")
    again = inside.load(tmp_path, "baseline")
    assert again.roots == tree.roots
    assert again.workload == "generate"
    events = inside.timeline(path)
    assert sum(e["kind"] == "mark" for e in events) == 1
    assert {e["name"] for e in events} >= {"model.layers.0.mlp", "aten::linear"}
    json.dumps(events)


def test_m30_a_trace_feeds_no_metric(tiny_llama_folder: Path, tmp_path: Path) -> None:
    """Tracing a trial tells an artefact and phases; no metric and no observation comes from it."""
    from paretoscope.events import Artefact, Event, Metric, Observation
    from paretoscope.plan import Recipe, Study
    from paretoscope.worker.job import Job
    from paretoscope.worker.traced import trace_trial

    told: list[Event] = []
    work = Workload.parse(f"generate:prompt={PROMPT},new={NEW}")
    study = Study(model=str(tiny_llama_folder), workloads=(work,), trace=True)
    job = Job(study=study, trial="baseline", recipe=Recipe(), attempt=0, folder=tmp_path, model=tiny_llama_folder)
    subject = load(inspect(tiny_llama_folder))
    subject.tokenizer = None
    teller: Any = SimpleNamespace(
        channel=SimpleNamespace(send=told.append, check=lambda: None), warn=lambda *a: pytest.fail(str(a))
    )
    trace_trial(job, subject, Generate(subject, work), work.text(), teller)
    assert [type(e) for e in told] == [Artefact]
    assert not any(isinstance(e, (Metric, Observation)) for e in told)
    assert inside.load(tmp_path, "baseline").workload == work.text()


def test_a_trace_that_fails_is_a_warning_not_the_end(tmp_path: Path, subject: Any, monkeypatch: Any) -> None:
    from paretoscope.plan import Recipe, Study
    from paretoscope.worker.job import Job
    from paretoscope.worker.traced import trace_trial

    def broken(*_: Any) -> Any:
        raise RuntimeError("the profiler is gone")

    monkeypatch.setattr(tracing, "trace", broken)
    warned: list[tuple[str, ...]] = []
    teller: Any = SimpleNamespace(channel=SimpleNamespace(check=lambda: None), warn=lambda *a: warned.append(a))
    work = Workload.parse("generate:prompt=4,new=2")
    job = Job(
        study=Study(model="m"), trial="baseline", recipe=Recipe(), attempt=0, folder=tmp_path, model=Path("m")
    )  # fmt: skip
    trace_trial(job, subject, Generate(subject, work), work.text(), teller)
    assert "the profiler is gone" in warned[0][1]


def test_plain_times_are_cut_where_the_first_token_comes() -> None:
    ticks = count(10.0, 1.0)
    work = tracing.Work(lambda mark: mark(), ("prefill", "decode"), {})
    assert tracing.plain(work, lambda: next(ticks)) == {"prefill": 1.0, "decode": 1.0}


def event(name: str, start: float, end: float, *, kind: str = "CPU", thread: int = 1, device: float = 0.0) -> Any:
    """As torch.profiler gives them, microseconds."""
    return SimpleNamespace(
        name=name, time_range=SimpleNamespace(start=start, end=end), thread=thread, is_async=False,
        device_type=f"DeviceType.{kind}", self_device_time_total=device,
    )  # fmt: skip


@pytest.fixture
def gpu_events() -> list[Any]:
    """A model of one layer on a GPU: the kernels run on after the call that launched them."""
    return [
        event(CALL, 0, 100), event(SCOPE, 10, 40), event(SCOPE + "layer", 12, 30), event(CUT, 60, 61),
        event("aten::mm", 14, 20, device=70.0), event("volta_sgemm", 20, 90, kind="CUDA", thread=7, device=70.0),
        event("aten::argmax", 70, 72, device=5.0), event("other thread", 15, 16, thread=2),
    ]  # fmt: skip


def test_on_a_gpu_an_operators_time_is_that_of_its_kernels(gpu_events: list[Any]) -> None:
    one = pass_of(gpu_events, {"": "Tiny", "layer": "Linear"})
    assert (one.start, one.end, one.cuts) == (0.0, 1e-4, (pytest.approx(6e-5),))
    assert {s.name for s in one.spans} == {"", "layer", "aten::mm", "aten::argmax"}
    builder = Builder("forward", "device")
    builder.add(one.spans, one.start, one.end)
    root = builder.tree()
    layer = root.find("layer")
    assert layer is not None
    assert layer.seconds == pytest.approx(70e-6)
    assert inside.operators(root)["idle"].seconds == pytest.approx(25e-6)


def test_a_profiler_that_kept_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no events"):
        pass_of([], {})


def test_a_trace_can_be_made_without_a_study(tiny_llama_folder: Path, tmp_path: Path) -> None:
    """What `paretoscope trace` runs in its process: load, apply the recipe, trace, write, tell."""
    import io

    from paretoscope.events import Artefact, Metric, read_lines
    from paretoscope.plan import Recipe, Study
    from paretoscope.worker.channel import Channel
    from paretoscope.worker.job import Job
    from paretoscope.worker.trace_job import trace_alone

    recipe = Recipe.parse("quantize.weight_only:bits=8")
    study = Study(model=str(tiny_llama_folder), workloads=(Workload.parse("generate:prompt=8,new=3"),))
    job = Job(study=study, trial=recipe.id, recipe=recipe, attempt=0, folder=tmp_path, model=tiny_llama_folder)
    told = io.StringIO()
    trace_alone(Channel(told, []), job, tmp_path / "out.trace.json")
    tree = inside.read(tmp_path / "out.trace.json")
    assert (tree.trial, tree.workload) == (recipe.id, study.workloads[0].text())
    assert tree.roots[1].find("model.layers.0.mlp.up_proj") is not None
    events = list(read_lines(told.getvalue().splitlines()))
    assert [e.name for e in events if isinstance(e, Artefact)] == ["trace"]
    assert not any(isinstance(e, Metric) and e.workload for e in events)


@pytest.mark.gpu
def test_gpu_tracing_a_model_shows_its_kernels(tiny_decoder: Callable[..., Any]) -> None:
    subject = tiny_decoder("llama")
    subject.model.to("cuda")
    subject.device = "cuda"
    made = Generate(subject, Workload.parse("generate:prompt=16,new=4"))
    tree, _ = tracing.trace(subject, tracing.work_of(subject, made))
    assert inside.operators(tree.roots[0])["linear"].seconds > 0
