"""Prompts of the user's own: what is written, where it is cut, what is refused, and the command around it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from paretoscope.cli import main
from paretoscope.errors import Refused, TrialFailed
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.store.lock import FolderLock
from paretoscope.worker.channel import Channel
from paretoscope.worker.job import Job
from paretoscope.worker.outputs_job import write
from paretoscope.workloads.outputs import answer

PRUNED = Recipe.parse("prune.magnitude:sparsity=0.9")


@pytest.fixture(scope="module")
def subject(tiny_llama_folder: Path) -> Any:
    return load(inspect(tiny_llama_folder))


def test_an_answer_is_greedy_and_as_long_as_asked_for(subject: Any) -> None:
    first, again = answer(subject, "once upon", 12), answer(subject, "once upon", 12)
    assert first == again
    assert first.ended or first.tokens == 12
    assert answer(subject, "once upon", 3).tokens <= 3


@pytest.mark.parametrize(
    ("prompt", "new", "chat", "words"),
    [("", 4, False, "empty"), ("a", 4, True, "no chat template"), ("a" * 3000, 4, False, "positions")],
)
def test_what_cannot_be_answered_is_refused(subject: Any, prompt: str, new: int, chat: bool, words: str) -> None:
    with pytest.raises(Refused, match=words):
        answer(subject, prompt, new, chat=chat)


def test_a_chat_prompt_goes_through_the_models_own_template(subject: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    template = "{% for m in messages %}<{{ m['content'] }}>{% endfor %}"
    monkeypatch.setattr(subject.tokenizer, "chat_template", template)
    assert answer(subject, "hi", 8, chat=True).text == answer(subject, "<hi>", 8).text


def test_a_recipe_answers_differently_from_the_baseline(tiny_llama_folder: Path, tmp_path: Path) -> None:
    study = Study(model=str(tiny_llama_folder), recipes=(PRUNED,), workloads=(Workload("generate"),), threads=1)
    told = {}
    for trial, recipe in study.trials.items():
        job = Job(study=study, trial=trial, recipe=recipe, attempt=0, folder=tmp_path, model=tiny_llama_folder)
        asked = {"prompts": ["once", "upon a time"], "new": 6, "chat": False}
        told[trial] = write(Channel(io.StringIO(), [], trial=trial), job, asked)
    assert [len(t) for t in told.values()] == [2, 2]
    assert told["baseline"] != told[PRUNED.id]
    assert told["baseline"][0]["prompt"] == "once"


@pytest.fixture
def study_folder(tiny_llama_folder: Path, tmp_path: Path) -> Path:
    """A study that was run, as far as this command looks at it."""
    folder = tmp_path / "study"
    (folder / "events").mkdir(parents=True)
    study = Study(model=str(tiny_llama_folder), recipes=(PRUNED, Recipe.parse("quantize.int8_dynamic")))
    (folder / "study.toml").write_text(study.to_toml(), encoding="utf-8")
    return folder


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Recipes in the order in which they answered, with a scripted process in place of the real one."""
    order: list[str] = []

    def scripted(job: Job, module: str, file: Path, question: Path, out: Path) -> list[Any]:
        order.append(job.trial)
        if "int8" in job.trial:
            raise TrialFailed("it died", "")
        asked = json.loads(question.read_text(encoding="utf-8"))
        text = "same" if asked["new"] < 9 else job.trial
        out.write_text(json.dumps([{"prompt": p, "text": text, "tokens": 2, "ended": False} for p in asked["prompts"]]))
        return []

    monkeypatch.setattr("paretoscope.study.child.run_job", scripted)
    return order


def test_the_command_puts_answers_beside_each_other(
    study_folder: Path, answered: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["outputs", str(study_folder), "--prompt", "a?", "--prompt", "b?"]
    assert main([*asked, "--trial", PRUNED.text(), "--new", "8"]) == 0
    text = capsys.readouterr().out
    assert answered == ["baseline", PRUNED.id]
    assert text.count("PROMPT") == 2
    assert text.count("the same as the baseline's") == 2
    assert "2 tokens, cut" in text
    assert main([*asked, "--json"]) == 3, "a recipe that could not answer shows in the exit code"
    body = json.loads(capsys.readouterr().out)
    assert [t["error"] for t in body["trials"]] == ["", "", "it died"]
    assert body["trials"][1]["outputs"][1] == {"prompt": "b?", "text": PRUNED.id, "tokens": 2, "ended": False}


def test_recipes_that_the_study_lacks_can_be_asked_too(study_folder: Path, answered: list[str]) -> None:
    assert main(["outputs", str(study_folder), "--prompt", "a", "--recipe", "prune.magnitude:sparsity=0.5"]) == 0
    assert answered == ["baseline", Recipe.parse("prune.magnitude:sparsity=0.5").id]


def test_requests_that_cannot_be_met_are_refused(
    study_folder: Path, answered: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(study_folder)
    assert main(["outputs", target]) == 2
    assert main(["outputs", target, "--prompt", "a", "--new", "0"]) == 2
    assert main(["outputs", target, "--prompt", "a", "--trial", "nothing"]) == 2
    assert main(["outputs", "builtin:demo-lm", "--prompt", "a", "--trial", "x"]) == 2
    lock = FolderLock(study_folder / ".lock")
    lock.acquire()
    assert main(["outputs", target, "--prompt", "a"]) == 2
    lock.release()
    told = capsys.readouterr().err
    assert "is being measured" in told
    assert "no trial 'nothing'" in told
    assert answered == []
