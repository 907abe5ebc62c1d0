"""Ranking accuracy on preference pairs (paper seed:414)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from paretoscope.errors import Refused
from paretoscope.meters import quality
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads.score import Score

ROWS = [
    {"prompt": f"Question {i}: what is {i} + {i}? ", "chosen": f"It is {2 * i}.", "rejected": f"{i}! I do not know it."}
    for i in range(1, 7)
]


@pytest.fixture
def subject(tiny_llama_folder: Path) -> Any:
    return load(inspect(tiny_llama_folder))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
    return tmp_path / "pairs.jsonl"


def log_p(subject: Any, prompt: str, answer: str) -> float:
    ids = [subject.tokenizer(t, add_special_tokens=False)["input_ids"] for t in (prompt, prompt + answer)]
    with torch.no_grad():
        logp = subject.model(torch.tensor([ids[1]])).logits[0].log_softmax(-1)
    return sum(float(logp[i - 1, ids[1][i]]) for i in range(len(ids[0]), len(ids[1])))


def test_the_answer_that_the_model_holds_likelier_ranks_first(subject: Any, path: Path) -> None:
    work = Score.of(subject, Workload.parse(f'score:text="{path}"'))
    assert (work.protocol, len(work)) == ("pairs", len(ROWS))
    found = dict(work.values())
    assert sorted(found) == list(range(len(ROWS)))
    for index, row in enumerate(ROWS):
        chosen, rejected = (log_p(subject, row["prompt"], row[n]) for n in ("chosen", "rejected"))
        assert found[index]["margin"] == pytest.approx(chosen - rejected, abs=1e-3)
        assert found[index]["ranked"] == float(chosen > rejected)
        shorter = chosen / len(row["chosen"]) > rejected / len(row["rejected"])  # one byte a token here
        assert found[index]["ranked_mean"] == float(shorter)


def test_the_baseline_agrees_with_itself_and_gives_shares(subject: Any, path: Path, tmp_path: Path) -> None:
    work = Score.of(subject, Workload.parse(f'score:text="{path}"'))
    list(work.values(tmp_path / "ref", write=True))
    again = [v for _, v in work.values(tmp_path / "ref")]
    assert {v["agree"] for v in again} == {1.0}
    made = quality.summary(again, work.protocol)
    assert set(made) == {"quality.kl", "quality.agreement", "quality.ranking", "quality.ranking.mean"}
    assert made["quality.ranking"][0].n == len(ROWS)


def test_a_tie_counts_half_and_a_pair_too_long_is_left_out(subject: Any, tmp_path: Path) -> None:
    even = {"nll": 3.0, "tokens": 2.0}
    assert quality.ranked(even, even) == {"ranked": 0.5, "ranked_mean": 0.5, "margin": 0.0}
    (tmp_path / "long.jsonl").write_text(json.dumps({"prompt": "x" * 3000, "chosen": "y", "rejected": "z"}))
    with pytest.raises(Refused, match="no pair that fits"):
        Score.of(subject, Workload.parse(f'score:text="{tmp_path / "long.jsonl"}"'))
