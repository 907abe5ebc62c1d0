"""Predicted against measured peaks, in fresh processes as the worker makes them. None of these sizes was fitted to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from paretoscope.models import builtin
from paretoscope.models.fit import ERROR, TRAINING, predict
from paretoscope.models.inspect import inspect
from paretoscope.plan import Workload

MEASURE = """
import json, sys
from pathlib import Path
from paretoscope.worker.process import load_torch
load_torch(1, 0)
from paretoscope.meters import mapped, memory
from paretoscope.worker.actor import Worker  # what a worker has imported before its floor is read
floor = memory.read().rss
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads.make import make
window = memory.Window()
subject = load(inspect(Path(sys.argv[1])), random_weights=True)
loading = window.peak - floor
work = make(subject, Workload.parse(sys.argv[2]), 0)
memory.give_back()
mapped.release()
for index in range(2):
    work.call(index)
window = memory.Window()
work.call(2)
print(json.dumps({"peak": window.peak - floor, "load": loading, "kv": work.kv_cache}))
"""
CONFIGS: dict[str, tuple[str, dict[str, Any], str]] = {
    "gpt2": ("GPT2LMHeadModel", {"n_layer": 6, "n_embd": 640, "n_head": 10, "vocab_size": 20000, "n_positions": 1024,
                                 "dtype": "float32"}, "generate:prompt=200,new=8,batch=2"),
    "qwen2": ("Qwen2ForCausalLM", {"hidden_size": 448, "intermediate_size": 1216, "num_hidden_layers": 8,
                                   "num_attention_heads": 7, "num_key_value_heads": 1, "vocab_size": 40000,
                                   "tie_word_embeddings": True, "dtype": "bfloat16"},
              "generate:prompt=100,new=8,batch=3"),
    "opt": ("OPTForCausalLM", {"hidden_size": 512, "ffn_dim": 2048, "num_hidden_layers": 12, "num_attention_heads": 8,
                               "vocab_size": 30000, "word_embed_proj_dim": 512, "dtype": "float32"},
            "generate:prompt=300,new=8"),
}  # fmt: skip


def measured(folder: Path, work: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(folder), work], capture_output=True, text=True, check=True
    )
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(folder: Path, work: str, loading: bool = True) -> None:
    fit, real = predict(inspect(folder), workload=Workload.parse(work)), measured(folder, work)
    assert fit.parts.get("kv_cache", 0) == real["kv"]
    assert fit.error in (ERROR, TRAINING)
    assert fit.total - fit.floor == pytest.approx(real["peak"], rel=fit.error)
    if loading:
        assert fit.load - fit.floor == pytest.approx(real["load"], rel=0.3)


@pytest.mark.heavy
@pytest.mark.parametrize("work", ["generate:prompt=128,new=16", "generate:prompt=512,new=16,batch=2"])
def test_the_built_in_models_peak_is_predicted_within_ten_percent(work: str) -> None:
    compare(builtin.path("demo-lm"), work)


@pytest.mark.heavy
@pytest.mark.parametrize("model", ["demo-lm", "demo-draft"])
def test_the_peak_of_training_is_predicted_within_fifteen_percent(model: str) -> None:
    compare(builtin.path(model), "finetune:batch=3,length=96,steps=8", loading=False)


@pytest.mark.heavy
@pytest.mark.parametrize("kind", CONFIGS)
def test_another_architectures_peak_is_predicted_within_ten_percent(kind: str, tmp_path: Path) -> None:
    from transformers import AutoConfig

    architecture, sizes, work = CONFIGS[kind]
    AutoConfig.for_model(kind, architectures=[architecture], **sizes).save_pretrained(tmp_path)
    compare(tmp_path, work)
