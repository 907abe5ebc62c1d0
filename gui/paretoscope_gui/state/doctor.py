"""What `paretoscope doctor --json` says, as short findings for the Start page. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that can (yes), can partly, or cannot (no) be measured or used here; `hint`: how to enable it."""

    title: str
    state: str
    text: str
    hint: str = ""


_STATES = {"ok": "yes", "yes": "yes", "warn": "partly", "partly": "partly", "limited": "partly"}


def read_doctor(answer: Any) -> list[Finding]:
    """The findings; an answer of another shape gives one finding that says so."""
    rows = answer.get("checks", []) if isinstance(answer, dict) else answer
    found = [_finding(r) for r in rows if isinstance(r, dict)] if isinstance(rows, list) else []
    return found or [Finding("Machine check", "no", "The check gave no answer that can be read.")]


def _finding(row: dict[str, Any]) -> Finding:
    state = _STATES.get(str(row.get("state", "")), "no")
    return Finding(str(row.get("title", "")), state, str(row.get("text", "")), str(row.get("hint", "")))
