"""How a child answers: one JSON line on the real stdout, whatever libraries print."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any


def channel() -> Callable[[dict[str, Any]], None]:
    """Take stdout for answers; from now on prints go to stderr."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(body: dict[str, Any]) -> None:
        out.write(json.dumps(body) + "\n")
        out.flush()

    return say


def serve(say: Callable[[dict[str, Any]], None], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer every line until stdin ends."""
    say({"ready": True})
    for line in sys.stdin:
        say(answer(json.loads(line)))
