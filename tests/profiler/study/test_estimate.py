"""What a study will need, before anything was measured: every part of it is in the estimate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paretoscope.models.info import ModelInfo
from paretoscope.plan import Study, Workload
from paretoscope.study.estimate import Estimate, estimate, tracing_seconds

INFO = ModelInfo(
    path=Path("/nowhere"), architecture="LlamaForCausalLM", model_type="llama", task="causal_lm",
    layers=12, hidden=768, heads=12, kv_heads=12, ffn=3072, vocabulary=32_000, context=2048,
)  # fmt: skip


def needs(*workloads: str, **more: object) -> Estimate:
    """The estimate of a study of two trials."""
    works = tuple(Workload.parse(w) for w in workloads)
    return estimate(Study(model="m", workloads=works, **more), INFO, 1 << 40)  # type: ignore[arg-type]


def test_a_tracing_pass_is_in_the_estimate_of_the_time() -> None:
    plain, traced = (needs("generate:new=64", "score:items=2", trace=t) for t in (False, True))
    study = Study(model="m", workloads=(Workload.parse("generate:new=64"),), trace=True)
    assert traced.seconds - plain.seconds == pytest.approx(tracing_seconds(study, INFO))
    assert tracing_seconds(study, INFO) > 2
    assert tracing_seconds(replace(study, trace=False), INFO) == 0
    longer = replace(study, workloads=(Workload.parse("generate:new=640"),))
    assert tracing_seconds(longer, INFO) == tracing_seconds(study, INFO)  # traced calls are cut short


def test_only_what_is_traced_counts() -> None:
    assert tracing_seconds(Study(model="m", workloads=(Workload.parse("score:items=2"),), trace=True), INFO) == 0


def test_a_study_that_only_trains_is_traced_at_the_end_of_training() -> None:
    plain, traced = (needs("finetune:steps=4,batch=1,length=64", trace=t) for t in (False, True))
    assert traced.steps["seal"] > plain.steps["seal"] + 2
    assert traced.steps["evaluate"] == plain.steps["evaluate"]


def test_a_task_takes_as_long_as_its_documents() -> None:
    few, many = (needs(f"task:name=own,include=/x,items={n}") for n in (10, 1000))
    assert many.seconds > 20 * few.seconds / 2
    assert many.steps["evaluate"] == pytest.approx(100 * few.steps["evaluate"])
