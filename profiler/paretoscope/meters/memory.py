"""Memory: of a process from outside or inside, its peak after a reset, allocator peaks, and bytes of tensors. SI units.

Importing this loads no torch; only what looks at tensors or at an accelerator's allocator does.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil


@dataclass(frozen=True)
class Memory:
    """One process, B. `peak` since the last reset; `mapped` is the part backed by files. None: not told here."""

    rss: int
    peak: int | None = None
    mapped: int | None = None


def read(pid: int | None = None, proc: Path = Path("/proc")) -> Memory:
    """Read a process, by default this one. Raises psutil.NoSuchProcess."""
    who = os.getpid() if pid is None else pid
    try:
        lines = (proc / str(who) / "status").read_text().splitlines()
    except OSError:
        return Memory(int(psutil.Process(who).memory_info().rss))
    found = {k: int(v.split()[0]) * 1024 for k, _, v in (line.partition(":") for line in lines) if v.endswith(" kB")}
    if "VmRSS" not in found:  # a zombie
        raise psutil.NoSuchProcess(who)
    return Memory(found["VmRSS"], found.get("VmHWM"), found.get("RssFile", 0) + found.get("RssShmem", 0))


def unique(pid: int | None = None) -> tuple[int, int] | None:
    """(PSS, USS) of a process, B; slow, so never inside a window. None where the system does not tell."""
    try:
        full = psutil.Process(pid).memory_full_info()
    except psutil.Error:
        return None
    return (int(full.pss), int(full.uss)) if hasattr(full, "pss") else None


def reset_peak(device: str = "cpu") -> bool:
    """Let the peak of this process start anew from what it holds now. False where the system refuses."""
    if device.startswith("cuda"):
        import torch

        torch.cuda.reset_peak_memory_stats(device)
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return True


def device_values(device: str, nvml: Any = None) -> dict[str, float]:
    """Accelerator memory since the reset, B: highest allocated and reserved by torch, and what the driver counts for
    this process (its context and libraries too, so more than torch knows of). Empty on a CPU."""
    if not device.startswith("cuda"):
        return {}
    import torch

    from paretoscope.meters.nvml import process_bytes

    used = process_bytes(device, os.getpid(), nvml)
    return {
        "device_peak": float(torch.cuda.max_memory_allocated(device)),
        "device_reserved": float(torch.cuda.max_memory_reserved(device)),
        **({} if used is None else {"device_process": float(used)}),
    }


def children(pid: int | None = None) -> int:
    """Resident memory of all descendants of a process, B: compilers and loaders that it started."""
    total = 0
    try:
        below = psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return 0
    for child in below:
        try:
            total += int(child.memory_info().rss)
        except psutil.Error:
            continue  # it has just ended
    return total


def give_back() -> None:
    """Free what nobody uses and return it to the system, so that a later peak is not an earlier phase's."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc only; musl frees at once
        if trim is not None:
            trim(0)


class Window:
    """The peak of this process between two moments; where peaks cannot be reset, the highest of its readings."""

    def __init__(self, device: str = "cpu") -> None:
        self.device = device
        self.exact = reset_peak(device)
        self._highest = read().rss
        self._children = children()

    def look(self) -> None:
        """Take a reading where the system keeps no peak; between calls only."""
        if not self.exact:
            self._highest = max(self._highest, read().rss)

    @property
    def peak(self) -> int:
        """B, of this process alone."""
        self.look()
        own = read().peak if self.exact else None
        return self._highest if own is None else own

    def values(self) -> dict[str, float]:
        """What the window held, for TurnEnd, B: memory_peak with the children's memory (children) in it, the part of it
        that is mapped from files (memory_mapped), and the accelerator's."""
        below = max(self._children, children())
        found = {"memory_peak": float(self.peak + below)} | ({"children": float(below)} if below else {})
        mapped = read().mapped
        return found | ({} if mapped is None else {"memory_mapped": float(mapped)}) | device_values(self.device)


def tensor_bytes(thing: Any) -> int:
    """Bytes that the tensors inside an object hold, each storage once: a cache, a list, a module's attributes."""
    return sum({_place(t): t.untyped_storage().nbytes() for t in flat_tensors(thing)}.values())


def flat_tensors(thing: Any) -> Iterator[Any]:
    """Every plain tensor under an object's attributes and items, and the parts of wrapped ones; each object once."""
    return _tensors(thing, set())


def _place(tensor: Any) -> tuple[str, int]:
    return str(tensor.device), tensor.untyped_storage().data_ptr()


def _tensors(thing: Any, seen: set[int]) -> Iterator[Any]:
    import torch

    if thing is None or isinstance(thing, (str, bytes, int, float, type)) or id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, torch.Tensor):
        if hasattr(thing, "__tensor_flatten__"):
            for name in thing.__tensor_flatten__()[0]:
                yield from _tensors(getattr(thing, name), seen)
        elif thing.device.type != "meta":
            yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _tensors(value, seen)
    elif isinstance(thing, (list, tuple, set)):
        for value in thing:
            yield from _tensors(value, seen)
    elif not isinstance(thing, torch.nn.Module) and hasattr(thing, "__dict__"):
        yield from _tensors(vars(thing), seen)
