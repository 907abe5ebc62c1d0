"""What will be needed, predicted from headers and config: exact where it is counted, monotone where it is not."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from paretoscope.commands.run import plan_text
from paretoscope.errors import Unavailable
from paretoscope.models import builtin
from paretoscope.models.fit import ERROR, UNTESTED, predict
from paretoscope.models.fit_weights import stored, under, unread
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.models.inspect import inspect
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.study.estimate import blocks, estimate

MIB = 1 << 20


@pytest.fixture(scope="module")
def demo() -> ModelInfo:
    return inspect(builtin.path("demo-lm"))


@pytest.fixture
def gpt2() -> ModelInfo:
    """The smallest GPT-2, by its published sizes; it has 124,439,808 parameters."""
    config = {"n_inner": None, "activation_function": "gelu_new"}
    return ModelInfo(
        path=Path("."), architecture="GPT2LMHeadModel", model_type="gpt2", task="causal_lm", config=config, layers=12,
        hidden=768, heads=12, kv_heads=12, vocabulary=50257, context=1024, weights=False,
    )  # fmt: skip


def work(text: str) -> Workload:
    return Workload.parse(text)


def test_parts_sum_up_and_the_floor_is_apart(demo: ModelInfo) -> None:
    fit = predict(demo)
    assert sum(fit.parts.values()) == fit.total
    assert fit.low < fit.total < fit.high
    assert fit.high - fit.total == pytest.approx(ERROR * (fit.total - fit.floor), abs=2)


def test_weights_are_those_of_the_files(demo: ModelInfo) -> None:
    assert predict(demo).parts["weights"] == demo.bytes
    assert predict(demo, dtype="float32").parts["weights"] == 2 * demo.bytes


def test_a_config_alone_tells_the_parameters_to_a_few_per_mille(gpt2: ModelInfo) -> None:
    assert stored(gpt2).elements == pytest.approx(124_439_808, rel=0.002)


def test_the_kv_cache_is_the_closed_form(demo: ModelInfo) -> None:
    fit = predict(demo, workload=work("generate:prompt=100,new=29,batch=3"))
    assert (
        fit.parts["kv_cache"] == 2 * 6 * 2 * 64 * 3 * (100 + 28) * 2
    )  # k and v, layers, KV heads, size, batch, tokens


@pytest.mark.parametrize(
    ("recipe", "mebibytes"),
    [
        ("quantize.int8_dynamic", 33.0),
        ("quantize.weight_only:bits=4", 17.1),
        ("runtime.dtype:dtype=float32", 60.0),
        ("depth.layer_skip", 27.0),
        ("prune.cfsp:sparsity=0.3", 25.9),
    ],
)
def test_a_recipes_weights_are_those_that_were_counted_after_applying_it(
    demo: ModelInfo, recipe: str, mebibytes: float
) -> None:
    """The right side was counted by the worker on the loaded model (memory.weights)."""
    assert predict(demo, Recipe.parse(recipe)).parts["weights"] / MIB == pytest.approx(mebibytes, rel=0.01)


def test_longer_prompts_and_larger_batches_never_need_less(demo: ModelInfo) -> None:
    sizes = [predict(demo, workload=work(f"generate:prompt={p},batch={b}")).total for p, b in
             ((16, 1), (128, 1), (128, 4), (1024, 4))]  # fmt: skip
    assert sizes == sorted(set(sizes))


def test_an_evicting_cache_is_smaller_and_a_packed_one_too(demo: ModelInfo) -> None:
    long = work("generate:prompt=1500,new=64")
    whole = predict(demo, workload=long).parts["kv_cache"]
    for recipe in ("kv.snapkv:budget=128", "kv.lagkv", "kv.quantized:bits=4"):
        assert predict(demo, Recipe.parse(recipe), long).parts["kv_cache"] < 0.6 * whole


@pytest.mark.parametrize(
    ("recipe", "tokens"),
    [
        ("kv.snapkv:budget=128,window=32", 128 + 32 + 64),
        ("kv.lagkv:window=128,sinks=16,ratio=0.25", 16 + 2 * 128 + (1563 - 16 - 2 * 128) / 4),
        ("kv.quantized:bits=4,window=64,group=32", 64 + (1563 - 64) * (1 / 4 + 2 / 32)),
    ],
)
def test_what_a_cache_technique_keeps_is_the_closed_form(demo: ModelInfo, recipe: str, tokens: float) -> None:
    """Of 1563 tokens in the end, in bfloat16: a quarter of old ones, or 4 of 16 bits and two scales a group."""
    kept = predict(demo, Recipe.parse(recipe), work("generate:prompt=1500,new=64")).parts["kv_cache"]
    assert kept == pytest.approx(2 * 6 * 2 * 64 * 2 * tokens, rel=1e-3)


def test_training_needs_sixteen_bytes_a_parameter_and_adapters_far_less(demo: ModelInfo) -> None:
    full = predict(demo, workload=work("finetune:batch=1,length=32"))
    assert sum(full.parts[n] for n in ("weights", "gradients", "optimizer")) == 16 * demo.parameters
    lora = predict(demo, Recipe.parse("tune.lora:rank=4"), work("finetune:batch=1,length=32"))
    assert lora.parts["optimizer"] < full.parts["optimizer"] / 20


def test_what_no_measurement_stands_behind_says_so(demo: ModelInfo) -> None:
    assert predict(demo).error == ERROR
    assert predict(demo, Recipe.parse("quantize.int8_dynamic")).error == UNTESTED
    assert any("not known" in n for n in under(demo, Recipe.parse("other.thing"))[1])


def test_rows_of_a_large_table_that_no_text_reads_stay_in_the_file(demo: ModelInfo) -> None:
    """Only where the file stays mapped, and the table is not the output head too."""
    encoder = replace(demo, task="encoder", vocabulary=30_522, hidden=384, dtype="float32")
    all_ = stored(encoder)
    table = 30_522 * 384 * 4
    assert 0.3 * table < unread(encoder, all_) < 0.5 * table
    assert predict(encoder).parts["weights"] == pytest.approx(all_.bytes - unread(encoder, all_), abs=1)
    assert unread(encoder, replace(all_, rest=2.0)) == 0  # cast, so copied
    assert unread(replace(encoder, tensors=()), all_) == 0
    assert unread(replace(encoder, task="causal_lm", config={"tie_word_embeddings": True}), all_) == 0
    assert unread(demo, stored(demo)) == 0  # too small a table to have such rows


def test_on_an_accelerator_its_own_runtime_stands_in_for_the_processs_floor(demo: ModelInfo) -> None:
    fit = predict(demo, device="cuda")
    assert fit.floor == 0
    assert set(fit.parts) == {"weights", "kv_cache", "activations", "allocator", "runtime"}
    assert fit.error == UNTESTED
    assert any("500 MiB" in n for n in fit.notes)


def test_what_is_larger_than_the_gpus_free_memory_is_refused(demo: ModelInfo, monkeypatch: pytest.MonkeyPatch) -> None:
    from paretoscope.study import checks

    study = Study(model="builtin:demo-lm", device="cuda:1", workloads=(work("generate:prompt=64,new=8"),))
    asked: list[str] = []

    def driver(free: int) -> None:
        monkeypatch.setattr(checks, "device_memory", lambda device: asked.append(device) or (1 << 40, free))

    monkeypatch.setattr(checks, "_settings", lambda study: None)  # which asks for a real GPU
    driver(400 * MIB)
    with pytest.raises(Unavailable, match=r"of cuda:1's memory .* 380 MiB may be used") as caught:
        checks.check(study, Path("somewhere"))
    assert "GPU" in caught.value.hint
    driver(4 << 30)
    checked = checks.check(study, Path("somewhere"))
    assert checked.estimate.device["baseline"].needed < 4 << 30
    assert "on cuda:1  baseline  peak about" in plan_text(checked, Path("somewhere"))
    assert set(asked) == {"cuda:1"}


def test_recipes_that_fit_a_gpu_alone_but_not_together_take_turns(demo: ModelInfo) -> None:
    recipe = Recipe.parse("prune.cfsp:sparsity=0.3")
    study = Study(model="m", device="cuda", recipes=(Recipe(), recipe), workloads=(work("generate:prompt=64,new=8"),))
    one = estimate(study, demo, 1 << 40).device["baseline"].needed
    roomy, tight = (estimate(study, demo, 1 << 40, gpu) for gpu in (3 * one, one + one // 2))
    assert [b["alternate"] for b in blocks(study, roomy, 1 << 40)] == [False]
    assert all(b["alternate"] for b in blocks(study, tight, 1 << 40))


def test_it_fits_when_loading_fits_too(demo: ModelInfo) -> None:
    fit = predict(demo, Recipe.parse("quantize.int8_dynamic"))
    assert fit.load > fit.total
    assert fit.fits(fit.load)
    assert not fit.fits(fit.load - 1)


def test_predicting_loads_neither_torch_nor_the_rooms_behind_the_worker() -> None:
    code = "import sys; import paretoscope.models.fit; print(json.dumps([m for m in sys.modules if m in %r]))"
    forbidden = ("torch", "transformers", "numpy", "paretoscope.techniques", "paretoscope.meters")
    done = subprocess.run([sys.executable, "-c", "import json; " + code % (forbidden,)], capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert json.loads(done.stdout) == []


def test_what_cannot_fit_is_refused_with_its_largest_part_and_what_would_help(demo: ModelInfo) -> None:
    from paretoscope.study.room import too_large

    fit = predict(demo, workload=work("finetune:batch=1,length=32"))
    refusal = too_large("baseline", fit, 100 * MIB)
    assert "optimizer" in refusal.text
    assert "predicted" in refusal.text
    assert refusal.hint.startswith("take tune.lora")


def test_tensors_whose_names_differ_in_numbers_only_are_one_kind_and_none_is_lost(demo: ModelInfo) -> None:
    names = [f"model.layers.{i}.mlp.experts.{e}.fc{n}.weight" for i in range(4) for e in range(8) for n in (1, 2)]
    tensors = (
        *(TensorInfo(n, (3, 5), "BF16") for n in names),
        TensorInfo("model.layers.4.mlp.fc1.weight", (3, 5), "F32"),
    )
    made = replace(demo, tensors=tensors)
    assert len(made.alike) == 3, "fc1 and fc2 of the experts, and one of another dtype"
    assert made.parameters == sum(t.count for t in tensors)
    assert made.bytes == sum(t.bytes for t in tensors)
    assert stored(made).ffn == made.parameters, "each is inside the blocks"
    assert len(made.linears()) == len(tensors)
    assert replace(made, tensors=tensors[:1]).parameters == 15, "a copy with other tensors counts its own"
