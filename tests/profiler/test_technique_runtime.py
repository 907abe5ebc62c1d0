"""runtime.dtype, runtime.threads and runtime.compile: what changes, what must not, and that it is put back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.machine import Machine
from paretoscope.models.subject import Subject
from paretoscope.techniques.base import Context
from paretoscope.techniques.decode.prompt_lookup import PromptLookup
from paretoscope.techniques.kv.lagkv import LagKV
from paretoscope.techniques.kv.quantized import QuantizedKV
from paretoscope.techniques.kv.snapkv import SnapKV
from paretoscope.techniques.quantize.int8_dynamic import Int8Dynamic
from paretoscope.techniques.runtime import compile as compiling
from paretoscope.techniques.runtime.compile import Compile
from paretoscope.techniques.runtime.dtype import Dtype
from paretoscope.techniques.runtime.threads import Threads
from paretoscope.workloads import running

Make = Callable[..., Subject]
IDS = torch.randint(3, 97, (1, 40), generator=torch.Generator().manual_seed(1))


def written(subject: Subject, new: int = 8) -> list[int]:
    out = running.generate(subject, IDS, running.settings(subject, new, stop=False))
    made: list[int] = out.sequences[0, IDS.shape[1] :].tolist()
    return made


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_cast_equals_a_model_loaded_in_that_type(tiny_decoder: Make, tmp_path: Path, dtype: str) -> None:
    """Also the rotary frequencies, which a plain `.to(dtype)` would round."""
    from transformers import AutoModelForCausalLM

    subject = tiny_decoder()
    subject.model.save_pretrained(tmp_path)  # type: ignore[operator]
    change = Dtype(dtype=dtype).apply(subject, Context())  # type: ignore[arg-type]
    assert change.bytes_after < 0.51 * change.bytes_before
    loaded = AutoModelForCausalLM.from_pretrained(tmp_path, dtype=getattr(torch, dtype)).eval()
    for (name, ours), (_, theirs) in zip(subject.model.named_buffers(), loaded.named_buffers(), strict=True):
        assert torch.equal(ours, theirs), name
        assert ours.dtype is theirs.dtype
    assert torch.equal(subject.model(IDS).logits, loaded(IDS).logits)  # type: ignore[misc]


def test_tied_weights_stay_tied(tiny_decoder: Make) -> None:
    subject: Any = tiny_decoder(tie_word_embeddings=True)
    Dtype(dtype="bfloat16").apply(subject, Context())
    assert subject.model.lm_head.weight.data_ptr() == subject.model.model.embed_tokens.weight.data_ptr()


@pytest.mark.parametrize(
    "cache", [SnapKV(budget=8, window=4), LagKV(window=8, sinks=2), QuantizedKV(group=8, window=16)]
)
@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_caches_work_in_sixteen_bits(tiny_decoder: Make, cache: Any, dtype: str) -> None:
    subject = tiny_decoder()
    Dtype(dtype=dtype).apply(subject, Context())  # type: ignore[arg-type]
    cache.apply(subject, Context())
    assert len(written(subject, 30)) == 30


def test_dtype_under_int8_kernels_really_fails(tiny_decoder: Make) -> None:
    """Why the cards declare the conflict."""
    subject = tiny_decoder()
    Int8Dynamic().apply(subject, Context())
    Dtype(dtype="bfloat16").apply(subject, Context())
    with pytest.raises(RuntimeError):
        written(subject)
    assert any(c.other == "quantize.int8_dynamic" for c in Dtype.card.conflicts)


def test_two_caches_are_really_one_too_many(tiny_decoder: Make) -> None:
    """Why kv.* conflicts with itself: the later one silently replaces the earlier."""
    subject = tiny_decoder()
    LagKV(window=8, sinks=2).apply(subject, Context())
    QuantizedKV(group=8, window=16).apply(subject, Context())
    assert {type(x).__name__ for x in subject.cache().layers} == {"QuantizedLayer"}  # type: ignore[misc]


def test_threads_are_set_and_put_back(tiny_decoder: Make) -> None:
    before, subject = torch.get_num_threads(), tiny_decoder()
    Threads(threads=before + 1).apply(subject, Context())
    assert torch.get_num_threads() == before + 1
    for closer in subject.closers:
        closer()
    assert torch.get_num_threads() == before


def test_threads_beyond_the_processors_are_refused(tiny_decoder: Make) -> None:
    info, machine = tiny_decoder().info, Machine(logical_cores=4)
    assert Threads(threads=4).check(info, machine) == []
    assert Threads(threads=5).check(info, machine)[0].remedy == "threads=4"


def test_compile_asks_for_a_compiler(tiny_decoder: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tiny_decoder().info
    monkeypatch.setattr(compiling.shutil, "which", lambda name: None)
    assert "g++" in Compile().check(info, Machine())[0].remedy
    monkeypatch.setattr(compiling.shutil, "which", lambda name: "/usr/bin/g++" if name == "g++" else None)
    assert Compile().check(info, Machine()) == []


def test_only_steps_of_one_token_are_compiled(tiny_decoder: Make) -> None:
    """With a stand-in for the compiler: which calls go to it, over two prompts of different length."""
    subject: Any = tiny_decoder()
    lengths: list[int] = []
    eager = subject.model.forward

    def compiled(*args: Any, **kwargs: Any) -> Any:
        lengths.append(kwargs["input_ids"].shape[1])
        return eager(*args, **kwargs)

    subject.model.forward = compiling.stepwise(eager, compiled)
    written(subject, 8)
    assert lengths == [1] * 7  # of eight tokens the first comes from the prompt
    PromptLookup().apply(subject, Context())
    lengths.clear()
    written(subject, 8)
    assert set(lengths) <= {1}


CACHES = [None, SnapKV(budget=8, window=4), LagKV(window=8, sinks=2)]


@pytest.mark.heavy
@pytest.mark.parametrize("cache", CACHES)
def test_compiled_steps_write_the_same_and_tell_their_compile_time(tiny_decoder: Make, cache: Any) -> None:
    """With the evicting caches too: they are no conflict."""
    other, subject = tiny_decoder(), tiny_decoder()
    folder = os.environ.get("TORCHINDUCTOR_CACHE_DIR")
    Compile().apply(subject, Context())
    for one in (other, subject) if cache else ():
        cache.apply(one, Context())
    plain = written(other, 24)
    own = os.environ["TORCHINDUCTOR_CACHE_DIR"]
    assert written(subject, 24) == plain
    spent, graphs = subject.stats["time.compile"], subject.stats["compile.graphs"]
    assert spent > 0.1
    assert graphs <= 4
    assert written(subject, 16) == plain[:16]
    assert subject.stats["compile.graphs"] == graphs  # no step length, no second call asks for another graph
    for closer in reversed(subject.closers):
        closer()
    assert os.environ.get("TORCHINDUCTOR_CACHE_DIR") == folder
    assert not Path(own).exists()
    assert "forward" not in vars(subject.model)


def test_a_packed_cache_really_keeps_the_compiler_busy(tiny_decoder: Make) -> None:
    """Why kv.quantized declares the conflict: many graphs for one short text, where the others need a few.

    Graphs are traced but not turned into C++, which is what takes minutes.
    """
    graphs = {}
    for cache in (SnapKV(budget=8, window=4), LagKV(window=8, sinks=2), QuantizedKV(group=8, window=16)):
        subject: Any = tiny_decoder()
        torch._dynamo.reset()
        compiling._clock(subject)
        eager = subject.model.forward
        subject.model.forward = compiling.stepwise(eager, torch.compile(eager, dynamic=True, backend="eager"))
        cache.apply(subject, Context())
        written(subject, 24)
        for closer in reversed(subject.closers):
            closer()
        graphs[cache.card.id] = subject.stats["compile.graphs"]
    assert max(graphs["kv.snapkv"], graphs["kv.lagkv"]) <= 4
    assert graphs["kv.quantized"] > 8
