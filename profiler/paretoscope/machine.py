"""This machine in plain data: processor, memory, system, accelerators. No torch."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
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


def gpu_uuids(nvml: Any) -> list[str]:
    """UUIDs of all GPUs in the order of NVIDIA's driver. Raises nvml.NVMLError."""
    found = [nvml.nvmlDeviceGetUUID(nvml.nvmlDeviceGetHandleByIndex(i)) for i in range(int(nvml.nvmlDeviceGetCount()))]
    return [u.decode() if isinstance(u, bytes) else str(u) for u in found]


def gpu_number(device: str, uuids: Callable[[], Sequence[str]] = tuple, visible: str | None = None) -> int | None:
    """The number by which the driver knows torch's device `cuda:N`; None for what is none of its GPUs (a slice, MIG).

    A worker sees only what CUDA_VISIBLE_DEVICES lists, numbered anew in that order: numbers in the order of the bus
    (which the workers' environment fixes), or the beginnings of GPUs' UUIDs.

    Args:
        uuids: of all GPUs in the driver's order; asked for only when one is listed by its UUID.
        visible: the list; default: the variable of this process.
    """
    number = int(device.partition(":")[2] or 0)
    listed = os.environ.get("CUDA_VISIBLE_DEVICES") if visible is None else visible
    if listed is None:
        return number
    entries = [e.strip() for e in listed.split(",")]
    if number >= len(entries):
        return None
    wanted = entries[number]
    if wanted.isdigit():
        return int(wanted)
    return next((i for i, u in enumerate(uuids()) if wanted and u.startswith(wanted)), None)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        if names:
            return names[0]
    return platform.processor() or platform.machine()
