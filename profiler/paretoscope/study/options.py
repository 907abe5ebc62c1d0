"""What a run of a study needs beside the study itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paretoscope.events import Metric
from paretoscope.study.hub import Limits


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a study is run, beside what it says itself.

    Attributes:
        model: resolved model folder; identity: SHA-256 of its files; facts: of the model, for reports.
        ceilings: of this machine, as far as they were measured; the greeting tells them.
        told: metrics of each trial that are known before it starts.
        memory: trial id to expected size of its process, B; limit: for all live ones together.
        expected: seconds of each kind of step, for the remaining time.
        retry: failed and skipped trials are tried once more.
        accept_changes: go on although model, libraries or driver are not those that the study began with.
        commands: take commands from stdin; detached: go on when stdin ends.
        clock: of the budget; began: when the command was started, on it.
    """

    model: Path
    ceilings: dict[str, Any] = field(default_factory=dict)
    identity: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    told: Mapping[str, Sequence[Metric]] = field(default_factory=dict)
    memory: Mapping[str, int] = field(default_factory=dict)
    limit: int = 1 << 62
    expected: dict[str, float] = field(default_factory=dict)
    cache: Path | None = None
    retry: bool = False
    accept_changes: bool = False
    commands: bool = False
    detached: bool = False
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    began: float | None = None
