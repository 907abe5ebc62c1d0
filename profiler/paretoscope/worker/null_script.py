"""The script of a worker without a model: how its trials behave, how its time passes, how they fail.

It comes from the environment variable PARETOSCOPE_NULL, JSON: `{"*": {...}, TRIAL_ID: {...}}`; what stands at the top
level beside trials counts for all. See `Script` for the fields.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from dataclasses import dataclass, field, fields
from typing import Any

ENV = "PARETOSCOPE_NULL"


@dataclass(kw_only=True)
class Script:
    """How a scripted trial behaves. Seconds and bytes; noise is the standard deviation of the logarithm of a time.

    Attributes:
        drift: share by which times grow with every attempt; slow_turns: first turns of a process, 40 % slower.
        quality: perplexity, accuracy, kl, agreement, cosine, nearest of the trial; data: items that there are at most.
        spread: share by which its items' values differ from the baseline's, at random and without any mean.
        phases: seconds that load, apply, warmup and evaluate (each workload) take.
        fail_at: {"phase": NAME} or {"turn": n, counted from 0 in this process}, with "how" = exit1, kill, hang, error
            or oom, and optionally "attempt": only in that one.
        identity: SHA-256 by file name, as Hello tells it.
        real_time: whether time is really spent; otherwise the clock jumps.
    """

    ttft: float = 0.05
    tpot: float = 0.01
    step: float = 0.1
    noise: float = 0.02
    drift: float = 0.0
    slow_turns: int = 0
    memory: float = 500e6
    floor: float = 200e6
    weights: float = 100e6
    kv_cache: float = 1e6
    energy: float | None = None
    quality: dict[str, float] = field(default_factory=dict)
    data: int = 256
    spread: float = 0.0
    phases: dict[str, float] = field(default_factory=dict)
    identity: dict[str, str] = field(default_factory=lambda: {"model.safetensors": "0" * 64})
    start_delay: float = 0.0
    fail_at: dict[str, Any] = field(default_factory=dict)
    real_time: bool = False

    @classmethod
    def of(cls, trial: str, text: str) -> Script:
        """The script of one trial. Raises ValueError for what is no JSON object or an unknown field."""
        body = json.loads(text or "{}")
        names = {f.name for f in fields(cls)}
        common = {k: v for k, v in body.items() if k in names}
        own = {**common, **body.get("*", {}), **body.get(trial, {})}
        if unknown := set(own) - names:
            raise ValueError(f"{ENV} has unknown fields: {', '.join(sorted(unknown))}")
        return cls(**own)


class Clock:
    """Monotonic seconds that pass in truth or by jumping."""

    def __init__(self, real: bool) -> None:
        self._real, self._ahead, self._wake = real, 0.0, threading.Event()

    def __call__(self) -> float:
        """Now."""
        return time.monotonic() + self._ahead

    def spend(self, seconds: float) -> None:
        """Let time pass."""
        if self._real:
            self._wake.wait(seconds)
        else:
            self._ahead += seconds


def fail(how: str) -> None:
    """End or stall as told: exit1, kill, hang, oom, else a plain error."""
    if how == "exit1":
        os._exit(1)
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "hang":
        threading.Event().wait()
    if how == "oom":
        raise MemoryError("scripted")
    raise RuntimeError("scripted failure")
