"""What a study that stands still has left to do: it can be continued, or its failed trials tried again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from paretoscope.analysis.record import Record

STOPPED = ("cancelled", "failed")
OUT = ("failed", "skipped")


@dataclass(frozen=True)
class Left:
    """`unfinished`: it was interrupted; `failed`: it has trials that failed or were skipped."""

    unfinished: bool = False
    failed: bool = False


def left(record: Record, state: str, folder: Path | None) -> Left:
    """What can be done with the study in `folder` that is shown in this state."""
    if folder is None or state not in (*STOPPED, "done") or not (folder / "study.toml").exists():
        return Left()
    return Left(state in STOPPED, any(t.state in OUT for t in record.trials.values()))
