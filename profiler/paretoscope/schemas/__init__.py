"""JSON Schemas of results.json, of the event stream and of study.toml, made from the dataclasses that define them.

`python -m paretoscope.schemas` writes the files anew; a test fails when they are stale.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

NAMES = ("results", "events", "study")


def schema(name: str) -> dict[str, Any]:
    """The schema of results, events (one line) or study. Raises KeyError."""
    if name not in NAMES:
        raise KeyError(name)
    found: dict[str, Any] = json.loads(files("paretoscope.schemas").joinpath(f"{name}.json").read_text("utf-8"))
    return found
