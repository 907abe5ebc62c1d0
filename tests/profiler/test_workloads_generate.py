"""generate: exact counts, times of deliveries, the recipe's cache, settings left as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.errors import TrialFailed
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads import running
from paretoscope.workloads.call import Call
from paretoscope.workloads.generate import Generate
from paretoscope.workloads.outputs import outputs
from paretoscope.workloads.warmup import warm

TEXT = "All work and no play makes Jack a dull boy, said the model to its quantizer. " * 40


@pytest.fixture
def subject(tiny_llama_folder: Path) -> Any:
    return load(inspect(tiny_llama_folder))


@pytest.fixture
def text(tmp_path: Path) -> str:
    (tmp_path / "t.txt").write_text(TEXT)
    return f'"{tmp_path / "t.txt"}"'


def stubborn(subject: Any) -> None:
    """Make the model want to end at once: every token is the end of text."""
    subject.model.generation_config.eos_token_id = list(range(300))


@pytest.mark.parametrize("batch", [1, 3])
def test_exactly_the_tokens_asked_for_even_when_the_model_wants_to_end(subject: Any, text: str, batch: int) -> None:
    stubborn(subject)
    call = Generate(subject, Workload.parse(f"generate:prompt=17,new=9,batch={batch},text={text}")).call(0)
    assert (call.values["tokens"], call.values["new"], call.values["steps"]) == (9 * batch, 9, 8)
    assert call.series["delivered"] == [1.0] * 9
    times = call.series["deliveries"]
    assert times == sorted(times)
    assert 0 < times[0] == call.values["ttft"]
    assert times[-1] <= call.values["e2e"] == pytest.approx(call.end - call.start)
    assert subject.model.generation_config.eos_token_id == list(range(300))


def test_same_index_same_prompt_another_seed_another_one(subject: Any, text: str) -> None:
    work = Workload.parse(f"generate:prompt=17,new=2,text={text}")
    one, two, other = Generate(subject, work, 1), Generate(subject, work, 1), Generate(subject, work, 2)
    assert all(bool((a == b).all()) for a, b in zip(one.pool, two.pool, strict=True))
    assert any(bool((a != b).any()) for a, b in zip(one.pool, other.pool, strict=True))
    assert one.pool[0].shape == (1, 17)


def test_the_recipes_cache_is_used_afresh_for_each_call(subject: Any, text: str) -> None:
    from transformers import DynamicCache

    made: list[Any] = []

    def cache() -> Any:
        made.append(DynamicCache(config=subject.model.config))
        return made[-1]

    subject.cache = cache
    work = Generate(subject, Workload.parse(f"generate:prompt=17,new=4,text={text}"))
    work.call(0)
    work.call(1)
    assert [c.get_seq_length() for c in made] == [20, 20]
    assert work.kv_cache == 2 * 3 * 20 * 32 * 4


def test_speculative_deliveries_add_up(subject: Any, text: str) -> None:
    subject.generation["prompt_lookup_num_tokens"] = 4
    call = Generate(subject, Workload.parse(f"generate:prompt=40,new=20,text={text}")).call(0)
    assert sum(call.series["delivered"]) == call.values["new"] == 20
    assert call.values["steps"] == len(call.series["deliveries"]) - 1


def test_a_recipe_that_stops_early_fails_the_trial(subject: Any, text: str) -> None:
    from transformers import StoppingCriteria

    class Enough(StoppingCriteria):
        def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:
            return torch.ones(len(input_ids), dtype=torch.bool)

    subject.generation["stopping_criteria"] = [Enough()]
    with pytest.raises(TrialFailed, match="1 tokens"):
        Generate(subject, Workload.parse(f"generate:prompt=17,new=4,text={text}")).call(0)


def test_outputs_stop_where_the_model_ends(subject: Any, text: str) -> None:
    path = text.strip('"')
    subject.model.generation_config.eos_token_id = None
    assert [o.tokens for o in outputs(subject, path, 3, 0)] == [64] * 3
    stubborn(subject)
    assert [(o.tokens, o.text) for o in outputs(subject, path, 3, 0)] == [(0, "")] * 3


class Scripted:
    """A workload whose calls take what a list says; its time is the sum."""

    def __init__(self, took: list[float]) -> None:
        self.took, self.now, self.kv_cache = took, 0.0, 0

    def call(self, index: int) -> Call:
        start = self.now
        self.now += self.took[index]
        return Call(start, self.now, {})


@pytest.mark.parametrize(
    ("took", "calls"),
    [([0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15] + [0.1] * 9, 10), ([0.3] + [0.1] * 20, 6), ([0.1] * 20, 5),
     ([0.1, 0.2] * 20, 10), ([6.0] * 9, 2), ([30.0] * 3, 1)],
)  # fmt: skip
def test_warm_up_ends_when_steady_or_after_ten_calls_or_ten_seconds(took: list[float], calls: int) -> None:
    work = Scripted(took)
    assert len(list(warm(work, lambda: work.now))) == calls


def test_an_encoder_decoder_without_a_start_token_begins_with_padding(tiny: Any) -> None:
    subject, _ = tiny("t5", decoder_start_token_id=None)
    config = running.settings(subject, 3, stop=False)
    made = running.generate(subject, torch.tensor([[5, 6, 7]]), config)
    assert made.sequences.shape == (1, 4)
    assert int(made.sequences[0, 0]) == config.pad_token_id == config.decoder_start_token_id
