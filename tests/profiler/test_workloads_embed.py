"""embed: passages with the tokenizer's marks, batches that repeat, vectors held against the baseline's."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.errors import Refused
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.study.workloads import check_workload, defaults
from paretoscope.workloads import embed
from paretoscope.workloads.embed import Embed, answers, moved, pooling_of

WORK = Workload.parse("embed:length=12,batch=4,items=10")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A random BERT of two blocks with a letter tokenizer that puts [CLS] and [SEP] around, and its own text."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
    BertModel(BertConfig(vocab_size=64, max_position_embeddings=64, **sizes)).save_pretrained(tmp_path)
    words = {t: i for i, t in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"abcdefghijklmnopqrstuvwxyz"])}
    made = Tokenizer(models.WordLevel(vocab=words, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=made, cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "eval.txt").write_text("thequickbrownfoxjumpsoverthelazydog" * 8)
    return tmp_path


@pytest.fixture
def subject(folder: Path) -> Any:
    return load(inspect(folder))


def test_a_bare_encoder_is_measured_by_encoding(folder: Path) -> None:
    info = inspect(folder)
    assert info.task == "encoder"
    (work,) = defaults(info)
    assert (work.kind, work.value("length")) == ("embed", 64)
    with pytest.raises(Refused, match="needs 65 tokens of context"):
        check_workload(Workload.parse("embed:length=65"), info)
    with pytest.raises(Refused, match=r"does not fit an? encoder"):
        check_workload(Workload.parse("generate"), info)


def test_passages_have_their_length_and_marks_and_do_not_overlap(subject: Any) -> None:
    made = Embed(subject, WORK, 0)
    ids = made.inputs["input_ids"]
    assert ids.shape == (10, 12)
    assert ids[:, 0].tolist() == [2] * 10
    assert ids[:, -1].tolist() == [3] * 10
    whole = subject.tokenizer((Path(subject.info.path) / "data" / "eval.txt").read_text())["input_ids"][1:-1]
    inner = [row[1:-1] for row in ids.tolist()]
    starts = [next(i for i in range(at * 27, len(whole)) if whole[i : i + 10] == row) for at, row in enumerate(inner)]
    assert all(b - a >= 10 for a, b in pairwise(starts))


def test_a_call_takes_one_batch_and_the_same_index_means_the_same_passages(subject: Any) -> None:
    made = Embed(subject, WORK, 0)
    seen: list[Any] = []
    subject.model.register_forward_pre_hook(lambda _, __, kw: seen.append(kw["input_ids"].clone()), with_kwargs=True)
    call = made.call(3)
    made.call(3)
    assert call.values["samples"] == 4
    assert call.values["e2e"] == pytest.approx(call.end - call.start)
    assert torch.equal(seen[0], seen[1])
    assert seen[0].shape == (4, 12)


def test_the_baseline_is_equal_to_itself_and_a_changed_model_is_not(subject: Any, tmp_path: Path) -> None:
    kept = tmp_path / "reference.safetensors"
    first = dict(Embed(subject, WORK, 0).judge(kept, write=True))
    assert sorted(first) == list(range(10))
    assert all(v["cosine"] == pytest.approx(1) and v["same_nearest"] == 1 for v in first.values())
    again = dict(Embed(subject, WORK, 0).judge(kept))
    assert all(v["cosine"] == pytest.approx(1) for v in again.values())
    torch.manual_seed(1)
    with torch.no_grad():
        for parameter in subject.model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.3)
    changed = dict(Embed(subject, WORK, 0).judge(kept))
    assert all(v["cosine"] < 0.9 for v in changed.values())
    assert not list(Embed(subject, WORK, 0).judge(tmp_path / "absent.safetensors"))


def test_moved_agrees_with_a_plain_loop() -> None:
    torch.manual_seed(0)
    ours, theirs = torch.randn(9, 5), torch.randn(9, 5)

    def cosine(a: Any, b: Any) -> float:
        return float((a * b).sum() / math.sqrt(float((a * a).sum())) / math.sqrt(float((b * b).sum())))

    def nearest(rows: Any, i: int) -> int:
        return max((j for j in range(9) if j != i), key=lambda j: cosine(rows[i], rows[j]))

    found, same = moved(ours, theirs)
    assert found == pytest.approx([cosine(a, b) for a, b in zip(ours, theirs, strict=True)], abs=1e-6)
    assert same == [float(nearest(ours, i) == nearest(theirs, i)) for i in range(9)]


def test_neighbours_are_the_same_however_many_rows_are_looked_at_together(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    ours, theirs = torch.randn(9, 5), torch.randn(9, 5)
    whole = moved(ours, theirs)
    monkeypatch.setattr(embed, "ROWS", 2)
    assert moved(ours, theirs) == whole


def test_with_a_wanted_difference_passages_stay_where_they_are_when_more_are_asked_for(subject: Any) -> None:
    few, more = (Embed(subject, Workload.parse(f"embed:length=12,items={n},see=0.01"), 0) for n in (4, 9))
    assert torch.equal(few.inputs["input_ids"], more.inputs["input_ids"][:4])


def test_a_classifier_without_labels_is_judged_by_its_classes(
    subject: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KL in closed form; a class that is another one counts as not agreed; an encoder's vectors are no classes."""
    known = torch.tensor([[2.0, 0.0], [0.0, 1.0]])
    found = answers(torch.tensor([[-0.1, 0.1], [0.0, 1.0]]), known)
    p, q = 1 / (1 + math.exp(-2)), 1 / (1 + math.exp(0.2))  # of the first class, at the baseline and here
    assert found[0]["kl"] == pytest.approx(p * math.log(p / q) + (1 - p) * math.log((1 - p) / (1 - q)), rel=1e-5)
    assert [v["agree"] for v in found] == [0.0, 1.0]
    assert found[1]["kl"] == pytest.approx(0, abs=1e-6)
    kept, work = tmp_path / "reference.safetensors", Embed(subject, WORK, 0)
    assert all("agree" not in v for _, v in work.judge(kept, write=True))
    subject.task = "classification"
    monkeypatch.setattr(Embed, "vectors", lambda self, first: torch.eye(4)[: min(4, self.count - first)])
    assert [v["agree"] for _, v in work.judge(kept, write=True)] == [1.0] * 10


def test_vectors_are_pooled_as_the_folder_says(subject: Any, folder: Path) -> None:
    assert pooling_of(folder) == "mean"
    made = Embed(subject, WORK, 0)
    states = made.forward(made.part(0, 4)).last_hidden_state
    assert torch.allclose(made.vectors(0), states.mean(1), atol=1e-6)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    assert torch.allclose(Embed(subject, WORK, 0).vectors(0), states[:, 0], atol=1e-6)


def test_without_a_tokenizer_passages_are_random_and_the_same_for_all(subject: Any) -> None:
    subject.tokenizer = None
    one, two, other = (Embed(subject, WORK, seed).inputs["input_ids"] for seed in (0, 0, 1))
    assert torch.equal(one, two)
    assert not torch.equal(one, other)
    assert int(one.max()) < 64
