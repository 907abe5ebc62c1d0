"""What this machine can do at most, measured: bandwidth by working set, multiply rate by number format.

Protocol: each kernel is first called until a sample lasts `LEAST` seconds, then `SAMPLES` samples of every kernel are
taken in turns, so that a drift of the machine meets all alike. A ceiling is what can be reached, so the rate is that of
the best sample, as in STREAM (McCalpin 1995); its interval reaches down to the median, and a wide one tells that other
programs were at work. The kernels are torch's, as a model's are: below some 100 KiB the start of an operator is most
of their time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paretoscope.analysis.ceilings import Bandwidth, Ceilings, Rate

SAMPLES, LEAST = 21, 0.005  # samples a kernel, s a sample
SMALL, LARGE = 1 << 16, 1 << 28  # B, working sets: each twice the one before
CALL = 0.02  # s that one product may take: it is made larger up to there
SIDES = (128, 256, 512, 1024, 2048, 4096, 8192)
DTYPES = ("float32", "bfloat16", "float16", "int8")


@dataclass(frozen=True)
class Kernel:
    """Something to be called; `work` is what one call does, in bytes or FLOPs."""

    name: str
    call: Callable[[], object]
    work: float


@dataclass(frozen=True)
class Timer:
    """How time is taken. `wait` blocks until the device has done all it was given."""

    clock: Callable[[], float] = time.perf_counter
    wait: Callable[[], None] = lambda: None

    def seconds(self, kernel: Kernel, calls: int) -> float:
        """Of that many calls, the device's work included."""
        self.wait()
        began = self.clock()
        for _ in range(calls):
            kernel.call()
        self.wait()
        return self.clock() - began


def rates(
    kernels: Iterable[Kernel], timer: Timer, progress: Callable[[float], None] = lambda _: None
) -> list[list[float]]:
    """Work a second of each kernel, one value a sample, sorted."""
    every = list(kernels)
    calls = [calls_for(k, timer) for k in every]
    found: list[list[float]] = [[] for _ in every]
    for sample in range(SAMPLES):
        for into, kernel, count in zip(found, every, calls, strict=True):
            into.append(kernel.work * count / timer.seconds(kernel, count))
        progress((sample + 1) / SAMPLES)
    return [sorted(f) for f in found]


def calls_for(kernel: Kernel, timer: Timer) -> int:
    """Calls that a sample needs to last `LEAST`; the first call, which may set things up, does not count."""
    timer.seconds(kernel, 1)
    calls = 1
    while (took := timer.seconds(kernel, calls)) < LEAST / 2:
        calls = max(calls * 2, min(calls * 64, int(calls * LEAST / took) if took > 0 else calls * 64))
    return max(1, round(calls * LEAST / took)) if took > LEAST else calls


def best(found: list[float]) -> tuple[float, float, float]:
    """(best, median, best) of sorted values: a rate and its interval."""
    return found[-1], found[len(found) // 2], found[-1]


def sizes(most: int) -> list[int]:
    """Working sets, B, from `SMALL` up to `most`."""
    found = [SMALL]
    while found[-1] * 2 <= most:
        found.append(found[-1] * 2)
    return found


def measure(device: str, free: int, progress: Callable[[float], None] = lambda _: None) -> Ceilings:
    """Everything, on a device of torch's. `free`: memory that may be taken, B. Identity is left to the caller."""
    timer = Timer(wait=_waiting(device))
    working = sizes(min(LARGE if device == "cpu" else 4 * LARGE, free // 4))
    copies = rates([copy(size, device) for size in working], timer, lambda p: progress(p / 3))
    reads = rates([read(size, device) for size in working], timer, lambda p: progress((1 + p) / 3))
    products, missing = formats(device, timer)
    peaks = rates(products.values(), timer, lambda p: progress((2 + p) / 3))
    return Ceilings(
        bandwidth=tuple(_bandwidth(s, f) for s, f in zip(working, copies, strict=True)),
        read=tuple(_bandwidth(s, f) for s, f in zip(working, reads, strict=True)),
        rates=tuple(_rate(d, f) for d, f in zip(products, peaks, strict=True)),
        caches=caches(device), missing=missing, measured=time.time(),
    )  # fmt: skip


def _bandwidth(size: int, found: list[float]) -> Bandwidth:
    value, low, high = best(found)
    return Bandwidth(size=float(size), value=value, low=low, high=high)


def _rate(dtype: str, found: list[float]) -> Rate:
    value, low, high = best(found)
    return Rate(dtype=dtype, value=value, low=low, high=high)


def copy(size: int, device: str) -> Kernel:
    """Copy half of the working set into the other half: reads and writes `size` B together."""
    import torch

    source = torch.ones(size // 8, dtype=torch.float32, device=device)
    target = torch.empty_like(source)
    return Kernel("copy", lambda: target.copy_(source), float(size))


def read(size: int, device: str) -> Kernel:
    """A matrix of `size` B by a vector: what decoding one token does with every weight."""
    import torch

    columns = 1024 if size >= 1 << 20 else 128
    matrix = torch.ones(size // 4 // columns, columns, dtype=torch.float32, device=device)
    vector, out = torch.ones(columns, device=device), torch.empty(matrix.shape[0], device=device)
    return Kernel("read", lambda: torch.mv(matrix, vector, out=out), float(size))


def formats(device: str, timer: Timer) -> tuple[dict[str, Kernel], dict[str, str]]:
    """(dtype -> the largest product that a call of `CALL` seconds allows, dtype -> why there is none)."""
    found: dict[str, Kernel] = {}
    missing: dict[str, str] = {}
    for dtype in DTYPES:
        try:
            found[dtype] = largest((product(side, dtype, device) for side in SIDES), timer)
        except (RuntimeError, NotImplementedError, TypeError) as error:
            missing[dtype] = f"torch cannot multiply it here: {str(error).splitlines()[0][:120]}"
    return found, missing


def largest(candidates: Iterator[Kernel], timer: Timer) -> Kernel:
    """The last of growing kernels before a call takes longer than `CALL`; at least the first."""
    chosen = next(candidates)
    while True:
        timer.seconds(chosen, 1)
        larger = next(candidates, None) if timer.seconds(chosen, 1) < CALL / 8 else None
        if larger is None:
            return chosen
        chosen = larger


def product(side: int, dtype: str, device: str) -> Kernel:
    """A product of two square matrices: 2 n^3 multiplications and additions."""
    import torch

    work = 2.0 * side**3
    if dtype == "int8":
        one, two = (torch.ones(side, side, dtype=torch.int8, device=device) for _ in range(2))
        return Kernel(dtype, lambda: torch._int_mm(one, two), work)
    kind = getattr(torch, dtype)
    a, b = (torch.ones(side, side, dtype=kind, device=device) for _ in range(2))
    out = torch.empty_like(a)
    return Kernel(dtype, lambda: torch.mm(a, b, out=out), work)


def caches(device: str, root: Path = Path("/sys/devices/system/cpu/cpu0/cache"), torch_: Any = None) -> dict[str, int]:
    """Level -> B of one core's caches ("L1" of data), or of an accelerator's "L2" and a block's "shared" memory."""
    if device.startswith("cuda"):
        return _of_gpu(device, torch_)
    found: dict[str, int] = {}
    for folder in sorted(root.glob("index*")):
        try:
            kind, level, size = ((folder / n).read_text().strip() for n in ("type", "level", "size"))
        except OSError:
            continue
        if kind != "Instruction" and size[:-1].isdigit():
            found[f"L{level}"] = int(size[:-1]) * {"K": 1 << 10, "M": 1 << 20}.get(size[-1], 1)
    return found


def _of_gpu(device: str, torch_: Any) -> dict[str, int]:
    if torch_ is None:
        import torch as torch_
    has = torch_.cuda.get_device_properties(device)
    names: Mapping[str, str] = {"L2": "L2_cache_size", "shared": "shared_memory_per_block_optin"}
    return {k: int(getattr(has, n)) for k, n in names.items() if getattr(has, n, 0)}


def _waiting(device: str) -> Callable[[], None]:
    if not device.startswith("cuda"):
        return lambda: None
    import torch

    return lambda: torch.cuda.synchronize(device)
