"""What the instrument's own tests found on this machine: kept for reports, `{"selftest": ..., "aa": ...}`.

Each part is plain data with `when` (s since the epoch) and `machine` (the machine's identity), so that a report can say
how old a proof is and whether it was made on the machine that the study ran on.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import platformdirs

from paretoscope.machine import this_machine
from paretoscope.store.folder import write_atomic

PARTS = ("selftest", "aa", "gpu")


def health_file() -> Path:
    """Where it is kept: instrument.json in the user's data folder."""
    return platformdirs.user_data_path("paretoscope", appauthor=False) / "instrument.json"


def load() -> dict[str, Any]:
    """What is stored; parts that were never run, or cannot be read, are absent."""
    try:
        body = json.loads(health_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in body.items() if k in PARTS and isinstance(v, dict)} if isinstance(body, dict) else {}


def save(part: str, found: dict[str, Any]) -> bool:
    """Replace one part, stamped with the time and the machine; the other stays. False when it cannot be written.

    Raises:
        ValueError: `part` is not one of PARTS.
    """
    if part not in PARTS:
        raise ValueError(f"no part of the instrument's health is called {part!r}")
    body = {**load(), part: {**found, "when": time.time(), "machine": this_machine().to_dict()}}
    file = health_file()
    try:
        os.makedirs(file.parent, exist_ok=True)
        write_atomic(file, json.dumps(body, indent=1, ensure_ascii=False))
    except OSError:
        return False
    return True
