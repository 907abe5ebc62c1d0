"""METHOD M23: the protocol is part of the perplexity's name; lm-eval's and llama.cpp's windows, token for token."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.analysis.quality import measures
from paretoscope.errors import Refused
from paretoscope.events import Observation
from paretoscope.meters import quality
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads import items, score
from paretoscope.workloads.score import Score
from paretoscope.workloads.text import Tokens

TEXT = "".join(f"Line {i} of the text says that {i} squared is {i * i}.\n" for i in range(60))
P = 99


def tokens(count: int) -> Tokens:
    spans = torch.stack([torch.arange(count), torch.arange(count) + 1], 1)
    return Tokens("x" * count, torch.arange(count), spans, None)


@pytest.fixture
def subject(tiny_llama_folder: Path) -> Any:
    made = load(inspect(tiny_llama_folder), dtype="float32")
    made.whole = True
    return made


def test_m23_rolling_windows_are_lm_evals() -> None:
    """Golden: make_disjoint_window of get_rolling_token_windows(range(10), P, 4, 1) (lm-eval 0.4.13), then of 3."""
    made = [(i.context.tolist(), i.target.tolist()) for i in items.rolling(tokens(10), 4, 100, P)]
    assert made == [([P], [0, 1, 2, 3]), ([3], [4, 5, 6, 7]), ([5, 6, 7], [8, 9])]
    assert [(i.context.tolist(), i.target.tolist()) for i in items.rolling(tokens(3), 4, 100, P)] == [([P], [0, 1, 2])]
    last = items.rolling(tokens(9), 4, 100, P)[-1]
    assert (last.context.tolist(), last.target.tolist()) == ([4, 5, 6, 7], [8])


@pytest.mark.parametrize("count", [1, 7, 8, 9, 64, 65])
def test_m23_rolling_scores_every_token_once_within_the_models_length(count: int) -> None:
    made = items.rolling(tokens(count), 8, 100, P)
    assert torch.cat([i.target for i in made]).tolist() == list(range(count))
    assert sum(i.size for i in made) == count
    assert all(len(i.context) + len(i.target) - 1 <= 8 for i in made)


def test_m23_rolling_sums_are_those_of_one_forward_pass_a_window(
    subject: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bit for bit: lm-eval gives the model context and continuation but for its last token, and adds up."""
    monkeypatch.setattr(score, "BATCH", 1)
    (tmp_path / "t.txt").write_text(TEXT)
    work = Score.of(subject, Workload.parse(f'score:protocol=rolling,context=64,items=9,text="{tmp_path / "t.txt"}"'))
    ids = subject.tokenizer(TEXT, add_special_tokens=False)["input_ids"]
    assert work.protocol == "rolling"
    for index, values in work.values():
        first, last = index * 64, min(len(ids), index * 64 + 64)
        before = [subject.tokenizer.bos_token_id, *ids[:63]] if not index else ids[last - 65 : last - 1]
        with torch.no_grad():
            logits = subject.model(torch.tensor([before])).logits[:, first - last :].log_softmax(-1)
        exact = logits.gather(2, torch.tensor([ids[first:last]]).unsqueeze(-1)).squeeze(-1)
        assert values["nll"] == -float(exact.double().sum())


def test_m23_llamacpp_scores_the_second_half_of_windows_side_by_side() -> None:
    """llama.cpp, tools/perplexity: first = n_ctx / 2; n_ctx - first - 1 tokens of each chunk; BOS comes first."""
    made = items.halves(tokens(20), 8, 100, P)
    assert [(i.context.tolist(), i.target.tolist()) for i in made] == [
        ([P, 0, 1, 2, 3], [4, 5, 6]),
        ([P, 8, 9, 10, 11], [12, 13, 14]),
    ]
    plain = items.halves(tokens(20), 8, 1, None)
    assert [(i.context.tolist(), i.target.tolist(), i.size) for i in plain] == [([0, 1, 2, 3, 4], [5, 6, 7], 3)]
    assert len(items.halves(tokens(1024), 512, 100, None)[0].target) == 255
    with pytest.raises(Refused, match="a window needs 8"):
        items.halves(tokens(5), 8, 1, None)


def test_m23_the_protocols_of_one_text_differ_and_say_so(subject: Any, tmp_path: Path) -> None:
    from paretoscope.analysis.quality import measures

    (tmp_path / "t.txt").write_text(TEXT)
    subject.model.lm_head.weight.data.mul_(40)
    found: dict[str, float] = {}
    for protocol in ("window", "rolling", "llamacpp"):
        text = f'score:protocol={protocol},context=128,stride=32,items=8,text="{tmp_path / "t.txt"}"'
        work = Score.of(subject, Workload.parse(text))
        values = list(work.values())
        told = {k: v[0].value for k, v in quality.summary([v for _, v in values], work.protocol).items()}
        seen = [Observation(workload=text, purpose="quality", index=i, values=v) for i, v in values]
        name = next(n for n in told if n.startswith("quality.perplexity"))
        assert measures(seen, text)[name].value == pytest.approx(told[name])  # with and without the worker's word
        found[name] = told[name]
    assert set(found) == {"quality.perplexity." + p for p in ("window128", "rolling", "llamacpp128")}
    assert len({round(v, 6) for v in found.values()}) == 3


def test_m23_perplexity_and_bits_per_byte_are_one_sum() -> None:
    """seed:602: bits per byte = nll / ln 2 / bytes; perplexity = exp(nll / tokens), over all items together."""
    made = quality.summary(
        [{"nll": 30.0, "tokens": 10.0, "bytes": 40.0}, {"nll": 5.0, "tokens": 5.0, "bytes": 10.0}], "rolling"
    )
    assert made["quality.perplexity.rolling"][0].value == pytest.approx(math.exp(35 / 15))
    assert made["quality.bits_per_byte"][0].value == pytest.approx(35 / math.log(2) / 50)
    rows = [Observation(index=i, values={"nll": n, "tokens": t, "bytes": b}) for i, (n, t, b) in
            enumerate(((30.0, 10.0, 40.0), (5.0, 5.0, 10.0)))]  # fmt: skip
    found = measures(rows, "score:protocol=rolling")  # as results are made of stored items
    assert found["quality.perplexity.rolling"].value == pytest.approx(math.exp(35 / 15))
    assert found["quality.bits_per_byte"].value == pytest.approx(35 / math.log(2) / 50)
