"""task: a task of lm-eval from local data, answered through the recipe as score does it. lm-eval is an optional need.

The harness brings prompts, answers and metrics; log-likelihoods and texts come from here, so that cache, token and
decode techniques are judged too. Nothing is downloaded: the task's YAML and its data lie in a folder of the user's.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from paretoscope.errors import Refused, Unavailable
from paretoscope.meters import quality
from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import running, text
from paretoscope.workloads.items import HELD_BACK
from paretoscope.workloads.teacher import follow

LIBRARY, REQUIREMENT = "lm_eval", "lm-eval[hf]==0.4.13"
TASKS = ("causal_lm",)
LONGEST = 256  # new tokens of an answer whose task names no limit
METRICS = ("acc", "exact_match", "acc_norm", "f1")  # the first that an item has is its `correct`


class Harness:
    """The workload: one task, at most so many of its items."""

    def __init__(self, subject: Subject, work: Workload) -> None:
        """Check that it can run.

        Raises:
            Refused: wrong task of the model, no tokenizer, no name or folder. Unavailable: lm-eval is not installed.
        """
        running.need_task(subject, "task", TASKS)
        self.tokenizer = text.need_tokenizer(subject.tokenizer, "task")
        self.subject, self.name, self.items = subject, str(work.value("name")), int(work.value("items"))
        self.shots, self.folder = int(work.value("shots")), Path(str(work.value("include"))).expanduser()
        if not self.name or not self.folder.is_dir():
            raise Refused("the workload task needs a task and its folder", "write task:name=TASK,include=FOLDER")
        if importlib.util.find_spec(LIBRARY) is None:
            raise Unavailable("the workload task needs lm_eval", f"pip install '{REQUIREMENT}'")

    def judge(self) -> Iterator[tuple[int, dict[str, float]]]:
        """Run the harness; (index, values) of each item in the order of its documents. Raises Refused."""
        import lm_eval  # type: ignore[import-not-found, unused-ignore]
        from lm_eval.tasks import TaskManager  # type: ignore[import-not-found, unused-ignore]

        tasks = TaskManager(include_path=str(self.folder), include_defaults=False)
        if self.name not in tasks.all_tasks:
            known = ", ".join(tasks.all_tasks) or "none"
            raise Refused(f"{self.folder.name} has no task {self.name}", f"its tasks are: {known}")
        found = lm_eval.simple_evaluate(
            model=model_class()(self), tasks=[self.name], task_manager=tasks, num_fewshot=self.shots,
            limit=self.items, log_samples=True, bootstrap_iters=0,
        )  # fmt: skip
        samples = sorted(found["samples"][self.name], key=lambda s: int(s["doc_id"]))
        for index, sample in enumerate(samples):
            yield index, {"correct": _score(sample)}

    def __len__(self) -> int:
        """Items at most."""
        return self.items

    def likelihood(self, context: str, answer: str) -> tuple[float, bool]:
        """(log P of the answer, whether greedy decoding would write it). The context's last token is held back."""
        before = text.tokenize(context, self.tokenizer).ids
        whole = text.tokenize(context + answer, self.tokenizer).ids
        start = min(len(before), len(whole) - 1)
        cut = max(1, start - HELD_BACK) if start else 0
        if cut == 0:  # nothing stands before the answer
            whole, start, cut = torch.cat([torch.tensor([text.prefix(self.tokenizer)]), whole]), 1, 1
        return self._sum(whole[:cut], whole[cut:], start - cut)

    def rolling(self, body: str) -> float:
        """log P of a whole text after the beginning-of-text token."""
        from paretoscope.workloads.items import rolling

        most = self.subject.info.context or 2048
        windows = rolling(text.tokenize(body, self.tokenizer), most, 1 << 30, text.prefix(self.tokenizer))
        return sum(self._sum(w.context, w.target, 0)[0] for w in windows)

    def write(self, prompt: str, until: Sequence[str], most: int) -> str:
        """Greedy text after the prompt, up to the first of `until`."""
        ids = text.tokenize(prompt, self.tokenizer).ids[None].to(self.subject.device)
        made = running.generate(self.subject, ids, running.settings(self.subject, most, stop=True))
        said = str(self.tokenizer.decode(made.sequences[0, ids.shape[1] :], skip_special_tokens=True))
        return min((said.split(end)[0] for end in until if end), key=len, default=said)

    def _sum(self, context: Tensor, target: Tensor, lead: int) -> tuple[float, bool]:
        total, greedy = 0.0, True

        def note(step: int, logp: Tensor) -> None:
            nonlocal total, greedy
            first = max(0, lead - step)
            wanted = target[step + first : step + logp.shape[1]].to(logp.device)
            own = logp[0, first:]
            if len(wanted):
                total -= float(quality.token_nll(own, wanted).double().sum())
                greedy = greedy and bool((own.argmax(-1) == wanted).all())

        follow(self.subject, context[None], target[None], note)
        return total, greedy


def _score(sample: dict[str, Any]) -> float:
    name = next((m for m in METRICS if m in sample), None)
    if name is None:
        raise Refused("the task has no metric that is right or wrong", f"use a task with one of {', '.join(METRICS)}")
    return float(sample[name])


def model_class() -> type:
    """lm-eval's interface of a model, answered by a Harness; made when it is needed, as lm-eval may not be there."""
    from lm_eval.api.model import LM  # type: ignore[import-not-found, unused-ignore]

    class Answering(LM):  # type: ignore[misc, unused-ignore]
        """Requests come as Instances whose `args` hold texts."""

        def __init__(self, harness: Harness) -> None:
            super().__init__()
            self.harness = harness

        def loglikelihood(self, requests: Sequence[Any], **_: Any) -> list[tuple[float, bool]]:
            """Of each (context, continuation)."""
            return [self.harness.likelihood(*r.args) for r in requests]

        def loglikelihood_rolling(self, requests: Sequence[Any], **_: Any) -> list[float]:
            """Of each (text,)."""
            return [self.harness.rolling(r.args[0]) for r in requests]

        def generate_until(self, requests: Sequence[Any], **_: Any) -> list[str]:
            """Of each (prompt, settings)."""
            return [self.harness.write(r.args[0], *_limits(r.args[1])) for r in requests]

    return Answering


def _limits(settings: dict[str, Any]) -> tuple[list[str], int]:
    until = settings.get("until") or []
    return [until] if isinstance(until, str) else list(until), int(settings.get("max_gen_toks") or LONGEST)
