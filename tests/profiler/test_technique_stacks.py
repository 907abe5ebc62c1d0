"""Stacks over several stages really run: changed weights under caches, and drafts that stay lossless on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

from paretoscope.catalog import Catalog, problems
from paretoscope.plan import Recipe, Step
from paretoscope.techniques import all_techniques
from paretoscope.techniques.decode.drafts import Drafter, install
from paretoscope.workloads import running

DATA: dict[str, Any] = {"samples": 2, "length": 32}
BELOW: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "cfsp": [("prune.cfsp", {**DATA, "sparsity": 0.3, "align": 4})],
    "layer_skip": [("depth.layer_skip", {"sparsity": 0.25})],
    "svd": [("low_rank.svd", DATA)],
    "4 bits": [("quantize.weight_only", {"bits": "4", "group": 16})],
    "int8": [("quantize.int8_dynamic", {})],
    "bfloat16": [("runtime.dtype", {"dtype": "bfloat16"})],
    "cfsp in bfloat16": [
        ("prune.cfsp", {**DATA, "sparsity": 0.3, "align": 4}),
        ("runtime.dtype", {"dtype": "bfloat16"}),
    ],
}
CACHES: dict[str, tuple[str, dict[str, Any]]] = {
    "snapkv": ("kv.snapkv", {"budget": 8, "window": 4}),
    "lagkv": ("kv.lagkv", {"window": 8, "sinks": 2}),
    "quantized": ("kv.quantized", {"bits": "4", "group": 8, "window": 16}),
}
IDS = torch.randint(3, 60, (1, 12), generator=torch.Generator().manual_seed(1)).repeat(1, 2)
NEW = 16


def stacked(tiny: Callable[..., Any], steps: list[tuple[str, dict[str, Any]]]) -> Any:
    """The subject with the steps applied, after the catalogue has agreed to the stack."""
    own = Catalog({name: kind.entry() for name, kind in all_techniques().items()})
    assert problems(Recipe(tuple(Step(n, p) for n, p in steps)), own, "causal_lm", "cpu", "llama") == []
    subject, context = tiny("llama")
    for name, params in steps:
        all_techniques()[name](**params).apply(subject, context)
    return subject


def written(subject: Any) -> list[int]:
    out = running.generate(subject, IDS, running.settings(subject, NEW, stop=False))
    made: list[int] = out.sequences[0, IDS.shape[1] :].tolist()
    return made


@pytest.mark.parametrize("cache", CACHES)
@pytest.mark.parametrize("below", BELOW)
def test_caches_hold_what_changed_models_remember(tiny: Callable[..., Any], below: str, cache: str) -> None:
    subject = stacked(tiny, [*BELOW[below], CACHES[cache]])
    assert len(written(subject)) == NEW
    held = subject.cache()
    subject.model(IDS, past_key_values=held, use_cache=True)
    assert len(held.layers) == subject.model.config.num_hidden_layers
    assert held.get_seq_length() == IDS.shape[1]
    assert all(layer.nbytes() > 0 for layer in held.layers)


@pytest.mark.parametrize("below", ["cfsp", "layer_skip", "svd", "4 bits", "int8"])
def test_drafts_change_no_word_of_a_changed_model(tiny: Callable[..., Any], below: str) -> None:
    plain = written(stacked(tiny, BELOW[below]))
    looked_up = stacked(tiny, [*BELOW[below], ("decode.prompt_lookup", {})])
    assert written(looked_up) == plain
    subject, (draft, _) = stacked(tiny, BELOW[below]), tiny("llama")
    subject.assistant = draft.model
    install(subject, "test", lambda a: Drafter(draft.model, 3, 0.0, a["generation_config"].max_length))
    assert written(subject) == plain
    assert subject.stats["decode.tokens"] == NEW
