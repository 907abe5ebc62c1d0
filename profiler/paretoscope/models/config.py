"""config.json and its like as data: read whatever somebody has put there, and refused in words when it is nonsense."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from paretoscope.errors import BadModel
from paretoscope.models.tasks import known_types, loadable, named, task_of

LARGEST = 1 << 40  # no size in a config is larger
AGAIN = "copy or download the model again"


def read_config(folder: Path) -> dict[str, Any]:
    """config.json as data. Raises BadModel when it is missing, no JSON, or of an architecture nobody here knows."""
    config = read_json(folder / "config.json")
    kind = config.get("model_type")
    if not isinstance(kind, str) or not kind or not (named(config)[0] or config.get("auto_map")):
        raise BadModel("config.json names no architecture", "a transformers model has `model_type` and `architectures`")
    remote = bool(config.get("auto_map"))
    if not remote and known_types() and kind not in known_types():
        raise BadModel(
            f"the installed transformers knows no model type {kind!r}", "update transformers, or check the folder"
        )
    task = task_of(config)
    if not task or (not remote and loadable(task) and kind not in loadable(task)):
        raise BadModel(
            f"{architecture(config)} is none of the kinds that can be profiled",
            "causal and sequence-to-sequence language models, encoders, text and image classifiers can be",
        )
    return config


def architecture(config: dict[str, Any]) -> str:
    """The first architecture that the config names, else "?"."""
    return named(config)[0] or "?"


def read_json(file: Path) -> dict[str, Any]:
    """A table in a JSON file. Raises BadModel."""
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        where = f" in {file.parent.name}" if file.parent.name else ""
        raise BadModel(f"there is no {file.name}{where}", "give the folder that holds config.json") from error
    except (OSError, ValueError) as error:
        raise BadModel(f"{file.name} cannot be read: {error}", AGAIN) from error
    except RecursionError as error:
        raise BadModel(f"{file.name} cannot be read: it is nested too deeply", AGAIN) from error
    if not isinstance(body, dict):
        raise BadModel(f"{file.name} is no table", AGAIN)
    return body


def text_part(config: dict[str, Any]) -> dict[str, Any]:
    """The part that describes the language model; the config itself where it has no parts."""
    part = config.get("text_config")
    return part if isinstance(part, dict) else config


def number(config: dict[str, Any], *names: str) -> int:
    """The first of these sizes that the config gives as a whole number; 0 when there is none.

    Raises:
        BadModel: it is larger than any size can be.
    """
    for name in names:
        value = config.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            if value > LARGEST:
                raise BadModel(f"config.json gives {name} as a number that no model has", AGAIN)
            return value
    return 0
