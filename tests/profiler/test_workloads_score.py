"""score: the forced tokens' probabilities are the model's own, however the cache behaves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.errors import Refused
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Recipe, Workload
from paretoscope.techniques.context import Context
from paretoscope.worker import build
from paretoscope.workloads import items, score, teacher
from paretoscope.workloads.reference import Reader, Writer
from paretoscope.workloads.score import Score

TEXT = "".join(f"Line {i} of the text says that {i} squared is {i * i}.\n" for i in range(60))
WORK = "score:context=48,stride=12,items=10"


@pytest.fixture
def subject(tiny_llama_folder: Path) -> Any:
    return load(inspect(tiny_llama_folder))


@pytest.fixture
def scored(subject: Any, tmp_path: Path) -> Score:
    (tmp_path / "t.txt").write_text(TEXT)
    return Score.of(subject, Workload.parse(f'{WORK},text="{tmp_path / "t.txt"}"'))


def oracle(model: Any, item: Any) -> Any:
    """Log-probabilities (steps, vocabulary) of one full forward pass without any cache."""
    ids = torch.cat([item.context, item.target])[None]
    with torch.no_grad():
        return model(ids, use_cache=False).logits[0, len(item.context) - 1 : -1].float().log_softmax(-1)


def test_without_a_technique_it_equals_one_full_forward_pass(subject: Any, scored: Score) -> None:
    assert len(scored.items) == 10
    for item, values in scored.judge():
        exact = oracle(subject.model, item)
        assert values["nll"] == pytest.approx(float(-exact.gather(1, item.target[:, None]).sum()), rel=1e-5)
        assert values["bytes"] == 12  # one byte a token in this vocabulary
        assert values["tokens"] == 12


def test_batches_do_not_change_an_item(scored: Score, monkeypatch: pytest.MonkeyPatch) -> None:
    together = [v["nll"] for _, v in scored.judge()]
    monkeypatch.setattr(score, "BATCH", 1)
    assert [v["nll"] for _, v in scored.judge()] == pytest.approx(together, rel=1e-5)


def test_the_baseline_against_itself_agrees_and_another_model_by_its_true_kl(
    subject: Any, scored: Score, tmp_path: Path
) -> None:
    path = tmp_path / "references" / "score.safetensors"
    first = {i.index: v for i, v in scored.judge(path, write=True)}
    again = {i.index: v for i, v in scored.judge(path)}
    assert {v["kl"] for v in first.values()} == {0.0}
    assert max(v["kl"] for v in again.values()) < 1e-4
    assert {v["agree"] for v in again.values()} == {1.0}
    before = {i.index: oracle(subject.model, i) for i in scored.items}
    with torch.no_grad():
        subject.model.lm_head.weight.mul_(30.0)
        subject.model.model.norm.weight.mul_(-1.0)
    for item, values in scored.judge(path):
        after = oracle(subject.model, item)
        expected = torch.nn.functional.kl_div(after, before[item.index], log_target=True, reduction="sum") / 12
        assert values["kl"] == pytest.approx(float(expected), rel=0.01)
        assert values["agree"] == float((after.argmax(-1) == before[item.index].argmax(-1)).float().mean())


def test_a_cache_that_forgets_shows_in_the_score(subject: Any, scored: Score) -> None:
    """A cache that keeps nothing of the prefill must score as the model without context would, not as with it."""
    from transformers.cache_utils import Cache, DynamicLayer

    class Forgetful(DynamicLayer):
        def update(self, keys: Any, values: Any, *args: Any, **kwargs: Any) -> Any:
            seen = super().update(keys, values, *args, **kwargs)
            self.keys, self.values = torch.zeros_like(self.keys), torch.zeros_like(self.values)
            return seen

    plain = [v["nll"] for _, v in scored.judge()]
    subject.cache = lambda: Cache(layers=[Forgetful() for _ in range(3)])
    forgot = [v["nll"] for _, v in scored.judge()]
    assert all(a != pytest.approx(b, rel=1e-6) for a, b in zip(plain, forgot, strict=True))


def test_drafting_changes_nothing_and_is_not_tried(subject: Any, scored: Score) -> None:
    plain = [v["nll"] for _, v in scored.judge()]
    subject.generation["prompt_lookup_num_tokens"] = 3
    assert [v["nll"] for _, v in scored.judge()] == plain


def test_answers_are_correct_when_greedy_decoding_would_write_them(subject: Any, tmp_path: Path) -> None:
    context = "The answer to everything is"
    ids = torch.tensor([subject.tokenizer(context, add_special_tokens=False)["input_ids"]])
    made = subject.model.generate(ids, max_new_tokens=2, do_sample=False, eos_token_id=None)[0, ids.shape[1] :]
    right, wrong = subject.tokenizer.decode(made), "zz"
    rows = [
        {"context": context, "answer": right},
        {"context": context, "answer": wrong},
        {"context": "x" * 3000, "answer": "y"},
    ]
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    work = Score.of(subject, Workload.parse(f'score:text="{path}"'))
    readable = subject.tokenizer(right, add_special_tokens=False)["input_ids"] == made.tolist()
    assert [v["correct"] for _, v in work.judge()] == [float(readable), 0.0]  # the third is longer than the model


def test_a_stride_as_long_as_the_window_is_refused(subject: Any, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TEXT)
    with pytest.raises(Refused, match="nothing to prefill"):
        Score.of(subject, Workload.parse(f'score:context=16,stride=16,text="{tmp_path / "t.txt"}"'))


def test_the_reference_keeps_the_first_items_that_fit(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "r.safetensors", budget=2 * 4 * 10 * 2)
    for index in range(3):
        if writer.room(4, 10):
            writer.add(index, torch.randn(4, 10).log_softmax(-1))
    writer.close()
    reader = Reader(tmp_path / "r.safetensors", "cpu")
    assert [reader.get(i) is not None for i in range(3)] == [True, True, False]
    assert [p.name for p in tmp_path.iterdir()] == ["r.safetensors"]


RECIPES = (
    "baseline", "runtime.dtype:dtype=float32", "prune.magnitude", "depth.layer_skip", "decode.prompt_lookup",
    "low_rank.svd:samples=2,length=64", "quantize.weight_only:bits=8,group=32",
)  # fmt: skip


@pytest.mark.parametrize("recipe", RECIPES)
def test_in_pieces_equals_step_by_step(
    subject: Any, scored: Score, recipe: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing looks at how calls are cut, one pass says what steps through the cache say, however it is cut."""
    build.build(subject, Recipe.parse(recipe), Context(calibration=tmp_path / "t.txt"))
    assert teacher.in_pieces(subject)
    whole = [v["nll"] for _, v in scored.judge()]
    monkeypatch.setattr(teacher, "PIECE", 5 * 4 * score.BATCH * 300)  # 5 steps at once, then the cache goes on
    pieces = [v["nll"] for _, v in scored.judge()]
    subject.whole = False
    steps = [v["nll"] for _, v in scored.judge()]
    rounding = 2e-4 if "quantize" in recipe else 2e-5  # its kernels for few tokens take bfloat16 inputs
    assert whole == pytest.approx(steps, rel=rounding)
    assert pieces == pytest.approx(steps, rel=rounding)


@pytest.mark.parametrize("recipe", ["quantize.int8_dynamic", "kv.snapkv", "kv.lagkv", "kv.quantized"])
def test_what_looks_at_calls_or_changes_the_cache_goes_step_by_step(subject: Any, recipe: str) -> None:
    build.build(subject, Recipe.parse(recipe), Context())
    assert not teacher.in_pieces(subject)


def test_all_recipes_of_a_study_are_judged_the_same_way() -> None:
    """One that must go step by step takes the others with it: rounding differs, and would look like a change."""
    pieces = [Recipe.parse(r) for r in RECIPES]
    assert build.whole(pieces)
    assert not build.whole([*pieces, Recipe.parse("kv.snapkv")])


@pytest.fixture
def recall(subject: Any, tmp_path: Path) -> Path:
    """Questions whose right answer is what the model says with its whole cache; attention far from uniform."""
    for layer in subject.model.modules():
        if isinstance(layer, torch.nn.Linear):
            layer.weight.data.mul_(6)
    sayable = torch.zeros(300, 1)
    sayable[subject.tokenizer("abcdefghijklmnopqrstuvwxyz", add_special_tokens=False)["input_ids"]] = 1
    subject.model.lm_head.weight.data.mul_(sayable)
    rows = []
    for i in range(12):
        context = "".join(f"{(i * 7919 + j * j * 31) % 997} is {j}; " for j in range(16)) + "so?"
        ids = torch.tensor([subject.tokenizer(context, add_special_tokens=False)["input_ids"]])
        with torch.no_grad():
            said = subject.tokenizer.decode(subject.model(ids).logits[0, -1].argmax(-1, keepdim=True))
        rows.append({"context": context, "answer": said})
    path = tmp_path / "recall.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def accuracy(subject: Any, path: Path) -> float:
    values = [v["correct"] for _, v in Score.of(subject, Workload.parse(f'score:text="{path}"')).judge()]
    return sum(values) / len(values)


@pytest.mark.parametrize("recipe", ["kv.snapkv:budget=2,window=2", "kv.lagkv:ratio=0.1,window=16"])
def test_an_evicting_cache_loses_recall_and_a_full_one_does_not(
    subject: Any, recall: Path, recipe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One-token answers are read out of the cache; out of the prefill no cache technique could ever be wrong."""
    assert accuracy(subject, recall) == 1.0
    build.build(subject, Recipe.parse(recipe), Context())
    assert accuracy(subject, recall) < 0.7
    monkeypatch.setattr(items, "HELD_BACK", 0)
    assert accuracy(subject, recall) == 1.0


def test_what_is_held_back_is_read_but_not_scored(subject: Any, recall: Path) -> None:
    work = Score.of(subject, Workload.parse(f'score:text="{recall}"'))
    for item, values in work.judge():
        ids = torch.cat([item.context, item.target])[None]
        with torch.no_grad():
            exact = subject.model(ids).logits[0, -2].log_softmax(-1)[item.target[-1]]
        assert (values["tokens"], item.lead, len(item.target)) == (1.0, 1, 2)
        assert values["nll"] == pytest.approx(-float(exact), rel=1e-3, abs=1e-3)
