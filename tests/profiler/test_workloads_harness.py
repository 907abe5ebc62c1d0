"""Tasks of lm-eval: refused with a hint where it is missing; its requests answered by the model itself."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import torch

from paretoscope.errors import Refused, Unavailable
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads import harness
from paretoscope.workloads.harness import Harness


@pytest.fixture
def subject(tiny_llama_folder: Path) -> Any:
    return load(inspect(tiny_llama_folder))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """lm-eval's interface as 0.4.13 has it, with two documents of two choices each; what it was asked is kept."""
    seen: dict[str, Any] = {}

    class LM:
        pass

    class TaskManager:
        def __init__(self, include_path: str, include_defaults: bool) -> None:
            seen["folder"], self.all_tasks = include_path, ["letters"]

    def simple_evaluate(model: Any, tasks: list[str], **given: Any) -> dict[str, Any]:
        seen.update(given)
        samples = []
        for doc_id, (context, choices, gold) in enumerate([("1 2 3", (" 4", " x"), 0), ("a b", (" c", " !!"), 1)]):
            found = model.loglikelihood([SimpleNamespace(args=(context, c)) for c in choices])
            seen.setdefault("found", []).append(found)
            best = max(range(2), key=lambda i, f=found: f[i][0])
            samples.append({"doc_id": doc_id, "acc": float(best == gold)})
        seen["text"] = model.generate_until([SimpleNamespace(args=("abc", {"until": ["\n"], "max_gen_toks": 5}))])
        seen["rolling"] = model.loglikelihood_rolling([SimpleNamespace(args=("some text",))])
        return {"samples": {"letters": samples[::-1]}}

    library = {"lm_eval": ModuleType("lm_eval"), "lm_eval.api": ModuleType("lm_eval.api")}
    library |= {"lm_eval.api.model": ModuleType("m"), "lm_eval.tasks": ModuleType("t")}
    library["lm_eval"].simple_evaluate = simple_evaluate  # type: ignore[attr-defined]
    library["lm_eval.api.model"].LM = LM  # type: ignore[attr-defined]
    library["lm_eval.tasks"].TaskManager = TaskManager  # type: ignore[attr-defined]
    for name, module in library.items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(harness.importlib.util, "find_spec", lambda name: object())
    return seen


def log_p(subject: Any, before: str, answer: str) -> float:
    ids = [subject.tokenizer(t, add_special_tokens=False)["input_ids"] for t in (before, before + answer)]
    with torch.no_grad():
        logp = subject.model(torch.tensor([ids[1]])).logits[0].log_softmax(-1)
    return sum(float(logp[i - 1, ids[1][i]]) for i in range(len(ids[0]), len(ids[1])))


def test_without_lm_eval_it_is_refused_with_what_to_install(
    subject: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harness.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Unavailable, match="needs lm_eval") as error:
        Harness(subject, Workload("task", {"name": "letters", "include": str(tmp_path)}))
    assert "pip install 'lm-eval" in error.value.hint


def test_a_task_needs_its_folder_and_its_name(subject: Any, tmp_path: Path, stand_in: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="needs a task and its folder"):
        Harness(subject, Workload("task", {"name": "letters", "include": str(tmp_path / "none")}))
    with pytest.raises(Refused, match="has no task other") as error:
        list(Harness(subject, Workload("task", {"name": "other", "include": str(tmp_path)})).judge())
    assert "letters" in error.value.hint


def test_its_questions_are_answered_by_the_model(subject: Any, tmp_path: Path, stand_in: dict[str, Any]) -> None:
    work = Harness(subject, Workload("task", {"name": "letters", "include": str(tmp_path), "items": 7, "shots": 2}))
    values = dict(work.judge())
    assert (stand_in["limit"], stand_in["num_fewshot"], stand_in["folder"]) == (7, 2, str(tmp_path))
    exact = [[log_p(subject, "1 2 3", c) for c in (" 4", " x")], [log_p(subject, "a b", c) for c in (" c", " !!")]]
    for found, true in zip(stand_in["found"], exact, strict=True):
        assert [f[0] for f in found] == pytest.approx(true, abs=1e-3)
    assert values == {
        0: {"correct": float(exact[0][0] > exact[0][1])},
        1: {"correct": float(exact[1][1] > exact[1][0])},
    }
    ids = [subject.tokenizer.bos_token_id, *subject.tokenizer("some text", add_special_tokens=False)["input_ids"]]
    with torch.no_grad():
        logp = subject.model(torch.tensor([ids])).logits[0].log_softmax(-1)
    assert stand_in["rolling"][0] == pytest.approx(
        sum(float(logp[i - 1, ids[i]]) for i in range(1, len(ids))), abs=1e-3
    )
    assert len(stand_in["text"]) == 1


def test_an_answer_that_greedy_decoding_would_write_is_told(subject: Any, tmp_path: Path, stand_in: Any) -> None:
    work = Harness(subject, Workload("task", {"name": "letters", "include": str(tmp_path)}))
    ids = torch.tensor([subject.tokenizer("the end of", add_special_tokens=False)["input_ids"]])
    with torch.no_grad():
        best = subject.tokenizer.decode([int(subject.model(ids).logits[0, -1].argmax())])
    assert work.likelihood("the end of", best)[1] == (len(subject.tokenizer(best)["input_ids"]) == 1)
    assert work.likelihood("the end of", "zzzz")[1] is False
