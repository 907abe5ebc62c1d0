"""What keeps a model from being read, as far as its files and this Python tell before a worker is started."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from importlib.util import find_spec
from os.path import expanduser
from pathlib import Path
from typing import Any

from paretoscope.errors import BadModel, Unavailable
from paretoscope.models import builtin
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Step, Study
from paretoscope.study.executor import is_own

METHODS = {
    "gptq": ("optimum", "gptqmodel"), "awq": ("gptqmodel",), "bitsandbytes": ("bitsandbytes",), "aqlm": ("aqlm",),
    "hqq": ("hqq",), "quanto": ("optimum.quanto",), "compressed-tensors": ("compressed_tensors",),
    "torchao": ("torchao",), "vptq": ("vptq",), "auto-round": ("auto_round",),
}  # fmt: skip
"""Libraries by which transformers reads checkpoints that are quantized with a method."""


def placed(study: Study) -> Study:
    """The study with absolute paths: workers run in its folder, and it is resumed from anywhere."""
    recipes = tuple(replace(r, steps=tuple(_with_draft(s) for s in r.steps)) for r in study.recipes)
    python = os.path.abspath(expanduser(study.python)) if os.sep in study.python else study.python
    return replace(study, model=_absolute(study.model), python=python, recipes=recipes)


def _with_draft(step: Step) -> Step:
    draft = step.params.get("draft")
    if not isinstance(draft, str) or not os.path.isdir(expanduser(draft)):
        return step  # a name, or what is to be refused as it was written
    return replace(step, params={**step.params, "draft": _absolute(draft)})


def _absolute(name: str) -> str:
    kept = not name.strip() or name.startswith(builtin.PREFIX)
    return name if kept else os.path.abspath(expanduser(name))


def readable(info: ModelInfo, python: str) -> None:
    """Look for what a worker would stumble over.

    Raises:
        BadModel: the tokenizer belongs to another model.
        Unavailable: the checkpoint is quantized with a method whose library is missing here.
    """
    missing = [m for m in METHODS.get(info.quantized, ()) if is_own(python) and not _there(m)]
    if missing:
        raise Unavailable(
            f"the checkpoint is quantized with {info.quantized}, which needs {' and '.join(missing)}",
            f"pip install {' '.join(missing)}, choose another --python, or take the original checkpoint",
        )
    words = vocabulary((info.base or info.path) / "tokenizer.json") if info.tokenizer else 0
    if 0 < info.vocabulary < words:
        raise BadModel(
            f"the tokenizer knows {words:,} tokens, the model {info.vocabulary:,}",
            "the tokenizer belongs to another model: copy this model's own",
        )


def vocabulary(file: Path) -> int:
    """Tokens of a tokenizer.json, those that were added later left out; 0 when it does not tell."""
    try:
        model: Any = json.loads(file.read_text(encoding="utf-8"))["model"]
        words = model["vocab"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0
    return len(words) if isinstance(words, (dict, list)) else 0


def _there(module: str) -> bool:
    """Whether a module can be imported; a package that is missing has no modules either."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
