"""This machine in plain data: processor, memory, system, accelerators. No torch."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psutil


@dataclass(frozen=True, kw_only=True)
class Machine:
    """What decides speed and what can be measured. Memory in B."""

    system: str = ""
    processor: str = ""
    physical_cores: int = 1
    logical_cores: int = 1
    memory: int = 0
    python: str = ""
    gpus: tuple[str, ...] = ()
    libraries: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


@cache
def this_machine() -> Machine:
    """Read the machine once. No host name and no user name is taken."""
    return Machine(
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        processor=_processor(),
        physical_cores=usable_cores(),
        logical_cores=psutil.cpu_count() or 1,
        memory=psutil.virtual_memory().total,
        python=platform.python_version(),
    )


def usable_cores() -> int:
    """Physical cores that this process may run on, at least one."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else psutil.cpu_count() or 1
    return max(1, min(psutil.cpu_count(logical=False) or allowed, allowed))


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        if names:
            return names[0]
    return platform.processor() or platform.machine()
