"""Workloads before they run: what fits which task, whether texts exist and can be read, what is run by default."""

from __future__ import annotations

import os
from dataclasses import replace
from os.path import expanduser
from pathlib import Path

from paretoscope.errors import ParetoscopeError, Refused
from paretoscope.models import builtin
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Workload
from paretoscope.workloads.trace_file import asked

FITS = {
    "generate": ("causal_lm", "seq2seq"),
    "trace": ("causal_lm", "seq2seq"),
    "score": ("causal_lm",),
    "task": ("causal_lm",),
    "classify": ("classification", "image_classification"),
    "embed": ("encoder", "classification"),
    "finetune": ("causal_lm",),
}
LEAST = 8  # tokens of context below which nothing can be measured
_TEXT = {
    "generate": "text",
    "trace": "text",
    "score": "text",
    "task": "include",
    "classify": "data",
    "embed": "data",
    "finetune": "data",
}


def defaults(info: ModelInfo) -> tuple[Workload, ...]:
    """What is run when the user names nothing. Raises Refused for a task that no workload fits."""
    if 0 < info.context < LEAST and info.task in ("causal_lm", "encoder", "classification"):
        raise Refused(f"the model takes no more than {info.context} tokens", "too few for any workload: take another")
    if info.task == "causal_lm":
        context = min(1024, info.context or 1024)
        prompt, new = min(128, (info.context or 256) // 2), min(64, (info.context or 256) // 4)
        scored = [Workload("score", {"context": context, "stride": min(256, context // 2)})] if info.tokenizer else []
        return (Workload("generate", {"prompt": prompt, "new": new}), *scored)
    if info.task == "seq2seq":
        return (Workload("generate", {"prompt": 128, "new": 64}),)
    if info.task in FITS["embed"] and not (info.task == "classification" and _labelled(info)):
        return (Workload("embed", {"length": min(128, info.context or 128)}),)
    if info.task in FITS["classify"]:
        return (Workload("classify"),)
    raise Refused(
        f"there is no workload for a model of the kind {info.task}",
        "take a language model, an encoder or a classifier",
    )


def _labelled(info: ModelInfo) -> bool:
    """Whether the folder brings labelled texts, by which a classifier is judged when the user names none."""
    return (Path(info.path) / "data" / "eval.jsonl").is_file()


def check_workload(work: Workload, info: ModelInfo | None) -> Workload:
    """The workload with typed parameters and absolute paths.

    Raises:
        Refused: wrong task or values, a text that is missing or cannot be read, a length beyond the model's context.
    """
    work = _absolute(work.checked(), "file")
    if info is not None:
        _fits(work, info)
    name = _TEXT[work.kind]
    given = str(work.value(name))
    if work.kind == "task":
        return _task(_absolute(work, name))
    if not given:
        return _with_labels(work, info)
    work = _absolute(work, name)
    problem = text_problem(Path(str(work.value(name))), _least(work))
    if problem:
        raise problem
    return work


def _with_labels(work: Workload, info: ModelInfo | None) -> Workload:
    """A workload without data of the user's; what is to be classified must lie beside the model. Raises Refused."""
    images = info is not None and info.task == "image_classification"
    name, kind = ("eval.safetensors", "images") if images else ("eval.jsonl", "texts")
    if info is not None and work.kind == "classify" and builtin.data(name, info.path) is None:
        form = ".safetensors with pixel_values and labels" if images else ".jsonl of text, label"
        raise Refused(f"there are no labelled {kind} beside the model", f"give --workload classify:data=FILE, a {form}")
    return work


def _task(work: Workload) -> Workload:
    """A task that has a name, and whose folder is there. Raises Refused."""
    folder = str(work.value("include"))
    if not work.value("name") or not folder:
        raise Refused("the workload task needs a task and its folder", "write task:name=TASK,include=FOLDER")
    if not os.path.isdir(folder):
        raise Refused(f"there is no folder {folder}", "give the folder with the task's YAML")
    return work


def _absolute(work: Workload, name: str) -> Workload:
    """The workload with an absolute path where that parameter holds one."""
    if not work.params.get(name):
        return work
    path = Path(expanduser(str(work.params[name]))).absolute()
    return replace(work, params={**work.params, name: str(path)})


def text_problem(path: Path, least: int) -> ParetoscopeError | None:
    """What is wrong with a data file: missing, not UTF-8, or with fewer bytes than tokens are needed."""
    try:
        if not path.is_file():
            return Refused(f"there is no file {path}", "check the path")
        if path.suffix == ".safetensors":
            return None
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return Refused(f"{path} is not UTF-8: byte {error.start} cannot be read", "save the text as UTF-8")
    except OSError as error:
        return Refused(f"cannot read {path.name[:80]}: {error.strerror}", "check the path and its permissions")
    size = len(text.encode())
    if size < least:
        return Refused(f"{path} is too short: {size} bytes cannot hold {least} tokens", "give a longer text")
    return None


def _fits(work: Workload, info: ModelInfo) -> None:
    if info.task not in FITS[work.kind]:
        fitting = [k for k, tasks in FITS.items() if info.task in tasks]
        raise Refused(
            f"workload {work.kind} does not fit a {info.task} model",
            f"it can {' or '.join(fitting) or 'do nothing yet'}",
        )
    needed = _length(work)
    if info.context and needed > info.context and (info.task == "causal_lm" or work.kind == "embed"):
        raise Refused(
            f"workload {work.text()} needs {needed} tokens of context, the model has {info.context}",
            "make prompt, new, context or length smaller",
        )
    cut = work.kind == "score" and work.value("protocol") == "window"
    if cut and int(work.value("stride")) >= int(work.value("context")):
        raise Refused(
            f"workload {work.text()}: stride must be smaller than context", "for example context=512,stride=128"
        )
    if not info.tokenizer and info.task == "causal_lm" and _reads_text(work):
        raise Refused(
            f"workload {work.kind} needs a tokenizer, and the model folder has none", "add its tokenizer.json"
        )


def _reads_text(work: Workload) -> bool:
    """Whether nothing can be done without a tokenizer; prompts can be random tokens."""
    if work.kind == "trace":
        return any(a.text for a in asked(work))
    return work.kind != "generate"


def _length(work: Workload) -> int:
    if work.kind == "trace":
        requests = asked(work)
        return max(a.prompt for a in requests) + max(a.new for a in requests)
    if work.kind == "generate":
        return int(work.value("prompt")) + int(work.value("new"))
    if work.kind == "task":
        return 0
    if work.kind == "classify":
        return 0
    return int(work.value("context" if work.kind == "score" else "length"))


def _least(work: Workload) -> int:
    """Tokens that the text must hold at least; a token is a byte or more."""
    if str(work.value(_TEXT[work.kind])).endswith(".jsonl"):
        return 1  # items of their own lengths
    if work.kind == "generate":
        return int(work.value("prompt"))
    if work.kind == "trace":
        return max(a.prompt for a in asked(work))
    return _length(work) or 1
