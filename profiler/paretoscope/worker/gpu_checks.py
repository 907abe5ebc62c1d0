"""`python -m paretoscope.worker.gpu_checks [cuda:N]`: every GPU path of the instrument on a real NVIDIA GPU, as JSON.

Each check is a known quantity or a property that a wrong reading would break. No network and no window are needed; a
minute is enough. What was checked, on which device and when, is in the answer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from paretoscope.meters import memory
from paretoscope.meters.energy import Meter, between
from paretoscope.meters.nvml import device_memory, handle_of, library_here, number_of, nvml_meters, process_bytes

BLOCK = 800_000_000  # B, 762.9 MiB
WIDE = 4096
BURN = 6.0  # s: 60 updates of a counter that moves every 100 ms


@dataclass(frozen=True)
class Answer:
    """One check. `passed` None: it cannot be made here, and `text` says why."""

    name: str
    passed: bool | None
    text: str


def checks(device: str, torch: Any, nvml: Any) -> Iterator[Answer]:
    """All of them, in order."""
    for check in (same_device, synchronisation, allocator, driver_memory, energy, kv_cache, ceilings, tracing):
        try:
            yield check(device, torch, nvml)
        except Exception as error:  # one broken path must not hide the others, whatever a driver raises
            yield Answer(check.__name__, False, f"{type(error).__name__}: {error}")


def same_device(device: str, torch: Any, nvml: Any) -> Answer:
    """The GPU whose counters are read is the one that torch computes on: they have one UUID."""
    found = handle_of(device, nvml)
    theirs = getattr(torch.cuda.get_device_properties(device), "uuid", None)
    if found is None or theirs is None:
        return Answer("same_device", None, "the driver or this torch does not tell the GPU's UUID")
    ours = found[0].nvmlDeviceGetUUID(found[1])
    text = (ours.decode() if isinstance(ours, bytes) else str(ours)).removeprefix("GPU-")
    return Answer("same_device", text == str(theirs), f"the driver's {text}, torch's {theirs}")


def synchronisation(device: str, torch: Any, nvml: Any) -> Answer:
    """A clock read after synchronising agrees with CUDA's own events; read before it, it misses the work (M8)."""
    from paretoscope.workloads.running import synchronise

    x = torch.ones(WIDE, WIDE, device=device)
    _burn(torch, x, 5)
    synchronise(device)
    first, last = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
    began = time.perf_counter()
    first.record()
    _burn(torch, x, 50)
    last.record()
    queued = time.perf_counter() - began
    synchronise(device)
    waited, events = time.perf_counter() - began, first.elapsed_time(last) / 1e3
    text = (
        f"events {events * 1e3:.1f} ms, synchronised clock {waited * 1e3:.1f} ms, without waiting {queued * 1e3:.1f} ms"
    )
    return Answer("synchronisation", abs(waited - events) <= 0.05 * events + 1e-3 and queued < events, text)


def allocator(device: str, torch: Any, nvml: Any) -> Answer:
    """A tensor of 762.9 MiB shows in the peak within 1 %; after it is freed and the peak reset it is gone (M21)."""
    torch.cuda.empty_cache()
    memory.reset_peak(device)
    base = torch.cuda.memory_allocated(device)
    block = torch.ones(BLOCK // 4, device=device)
    peak = torch.cuda.max_memory_allocated(device) - base
    del block
    memory.reset_peak(device)
    after = torch.cuda.max_memory_allocated(device) - base
    text = f"peak {peak / 2**20:.1f} MiB of {BLOCK / 2**20:.1f}, after freeing {after / 2**20:.1f} MiB"
    return Answer("allocator", abs(peak - BLOCK) <= 0.01 * BLOCK and after <= 0.01 * BLOCK, text)


def driver_memory(device: str, torch: Any, nvml: Any) -> Answer:
    """What the driver counts for this process grows by what is allocated; the device's free memory shrinks by it."""
    before, free = process_bytes(device, os.getpid(), nvml), device_memory(device, nvml)
    block = torch.ones(BLOCK // 4, device=device)
    after, left = process_bytes(device, os.getpid(), nvml), device_memory(device, nvml)
    del block
    if free is None or left is None:
        return Answer("driver_memory", None, "the driver does not tell the device's memory")
    taken = free[1] - left[1]
    if before is None or after is None:
        text = f"the device lost {taken / 2**20:.0f} MiB; the driver lists no processes here (a container hides them)"
        return Answer("driver_memory", abs(taken - BLOCK) <= 0.05 * BLOCK, text)
    text = f"process grew by {(after - before) / 2**20:.0f} MiB, the device lost {taken / 2**20:.0f} MiB"
    return Answer("driver_memory", abs(after - before - BLOCK) <= 0.05 * BLOCK, text)


def energy(device: str, torch: Any, nvml: Any) -> Answer:
    """The counter over 6 s of work: it moves at least 50 times (M7), and agrees with the mean of the power readings."""
    from paretoscope.workloads.running import synchronise

    index = number_of(device, nvml)
    if index is None:
        return Answer("energy", None, "the device is a slice of a GPU (MIG), which has no counter of its own")
    meter = nvml_meters(nvml)[index]
    if meter.state != "measured":
        return Answer("energy", None, meter.why)
    handle = nvml.nvmlDeviceGetHandleByIndex(index)
    x = torch.ones(WIDE, WIDE, device=device)

    def work() -> None:
        _burn(torch, x, 5)
        synchronise(device)

    joules, seconds, updates, watts = _burning(meter, lambda: nvml.nvmlDeviceGetPowerUsage(handle) / 1e3, work)
    if joules is None:
        return Answer("energy", False, "the counter broke off")
    text = f"{meter.name}: {joules / seconds:.1f} W by the counter, {watts:.1f} W by power readings, "
    passed = updates >= 50 and abs(joules / seconds - watts) <= 0.15 * watts
    return Answer("energy", passed, f"{text}{updates} updates in {seconds:.1f} s")


def kv_cache(device: str, torch: Any, nvml: Any) -> Answer:
    """A tiny GPT-2's cache on the device, counted from its tensors, is the closed form."""
    import transformers

    config = transformers.GPT2Config(n_layer=3, n_embd=64, n_head=4, vocab_size=100, n_positions=64)
    model = transformers.GPT2LMHeadModel(config).to(device).eval()
    with torch.no_grad():
        made = model(torch.ones(2, 16, dtype=torch.long, device=device), use_cache=True)
    known, counted = 2 * 3 * 2 * 16 * 64 * 4, memory.tensor_bytes(made.past_key_values)
    return Answer("kv_cache", counted == known, f"{counted} B counted, {known} B by the closed form")


def ceilings(device: str, torch: Any, nvml: Any) -> Answer:
    """Twice measured, the rate of one product and of one copy agree within 10 %, and a copy waits for the device."""
    from paretoscope.meters.ceilings import Timer, copy, product, rates
    from paretoscope.workloads.running import synchronise

    kernels = [product(WIDE, "float32", device), copy(BLOCK, device)]
    timer = Timer(wait=lambda: synchronise(device))
    first, again = ([best[-1] for best in rates(kernels, timer)] for _ in range(2))
    passed = all(abs(a / b - 1) <= 0.1 for a, b in zip(first, again, strict=True))
    return Answer("ceilings", passed, f"float32 {first[0] / 1e12:.2f} TFLOP/s, copy {first[1] / 1e9:.0f} GB/s")


def tracing(device: str, torch: Any, nvml: Any) -> Answer:
    """Traced products: their kernels take between a half of and all the time from the first to the device's end."""
    from paretoscope.meters.trace import traced
    from paretoscope.workloads.running import synchronise

    layer = torch.nn.Linear(WIDE, WIDE, bias=False, device=device)
    x = torch.ones(WIDE, WIDE, device=device)

    def call(mark: Callable[[], None]) -> None:
        for _ in range(20):
            layer(x)
        synchronise(device)

    call(lambda: None)
    one = traced(call, {"": layer}, device)
    kernels, whole = sum(s.device for s in one.spans), one.end - one.start
    text = f"kernels {kernels * 1e3:.2f} ms of {whole * 1e3:.2f} ms, {len(one.spans)} spans"
    return Answer("tracing", 0.5 * whole <= kernels <= 1.01 * whole, text)


def _burn(torch: Any, x: Any, times: int) -> Any:
    y = x
    for _ in range(times):
        y = torch.mm(x, y).mul_(1e-4)
    return y


def _burning(
    meter: Meter, power: Callable[[], float], work: Callable[[], Any], clock: Callable[[], float] = time.monotonic
) -> tuple[float | None, float, int, float]:
    """(joules, seconds, updates seen, mean of the power readings) of some seconds of work."""
    work()
    began, first = clock(), meter.read()
    last, seen, readings = first, 0, list[float]()
    while clock() - began < BURN:
        work()
        now = meter.read()
        seen += now is not None and last is not None and now.joules != last.joules
        last = now
        readings.append(power())
    return between(first, last), clock() - began, seen, sum(readings) / len(readings)


def describe(device: str, torch: Any, nvml: Any) -> dict[str, Any]:
    """Which device, driver and libraries, and when (UTC)."""
    driver = nvml.nvmlSystemGetDriverVersion() if nvml is not None else ""
    return {
        "device": str(torch.cuda.get_device_name(device)), "cuda": str(torch.version.cuda), "torch": torch.__version__,
        "driver": driver.decode() if isinstance(driver, bytes) else str(driver),
        "when": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
    }  # fmt: skip


def run(device: str = "cuda:0") -> dict[str, Any]:
    """What is verified here: `device` facts and `checks`; `why` where there is no GPU that torch can use."""
    import torch

    if not torch.cuda.is_available():
        return {"why": f"torch {torch.__version__} finds no NVIDIA GPU", "checks": []}
    nvml = library_here()
    if nvml is not None:
        nvml.nvmlInit()
    return {**describe(device, torch, nvml), "checks": [asdict(a) for a in checks(device, torch, nvml)]}


if __name__ == "__main__":
    print(json.dumps(run(*sys.argv[1:2])))
