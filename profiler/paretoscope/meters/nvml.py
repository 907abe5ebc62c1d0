"""NVML: the total energy counter of NVIDIA GPUs (Volta and later); power is polled only where there is no counter."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from paretoscope.machine import gpu_number, gpu_uuids
from paretoscope.meters.absent import no_nvidia
from paretoscope.meters.energy import Meter, NullMeter, Reading
from paretoscope.meters.polled import PolledPower

UPDATE = 0.1  # s


class NvmlEnergy:
    """One GPU's counter."""

    covers, state, why, remedy, update, longest = "gpu", "measured", "", "", UPDATE, float("inf")

    def __init__(self, nvml: Any, index: int) -> None:
        """Open a GPU. Raises nvml.NVMLError when it has no counter."""
        self._nvml, self._handle = nvml, nvml.nvmlDeviceGetHandleByIndex(index)
        self.name, self.index = f"NVML GPU {index}", index
        self.domains: tuple[str, ...] = (_model(nvml, self._handle),)
        self._last: float = nvml.nvmlDeviceGetTotalEnergyConsumption(self._handle) / 1e3
        self._total, self._breaks = 0.0, 0

    def read(self) -> Reading | None:
        """Joules since it was opened; None when the driver does not answer."""
        try:
            now = self._nvml.nvmlDeviceGetTotalEnergyConsumption(self._handle) / 1e3
        except self._nvml.NVMLError:
            self._breaks += 1
            return None
        if now < self._last:  # the driver was loaded anew
            self._breaks += 1
        else:
            self._total += now - self._last
        self._last = now
        return Reading(self._total, self._breaks)


def nvml_meters(nvml: Any = None, clock: Callable[[], float] = time.monotonic) -> list[Meter]:
    """One meter a GPU, or one that says why there is none."""
    library = nvml if nvml is not None else library_here()
    if library is None:
        return [_none("the library nvidia-ml-py is missing", "pip install nvidia-ml-py")]
    try:
        library.nvmlInit()
        count = int(library.nvmlDeviceGetCount())
    except library.NVMLError as error:
        return [_none(*no_nvidia(error))]
    if not count:
        return [_none("there is no NVIDIA GPU", "use a machine that has one")]
    return [_open(library, i, clock) for i in range(count)]


def library_here() -> Any:
    """The module pynvml, None when it is not installed."""
    try:
        import pynvml
    except ImportError:
        return None
    return pynvml


def device_memory(device: str, nvml: Any = None) -> tuple[int, int] | None:
    """(bytes in all, bytes free) of a GPU `cuda:N`; None where the driver does not tell."""
    found = handle_of(device, nvml)
    if found is None:
        return None
    library, handle = found
    try:
        body = library.nvmlDeviceGetMemoryInfo(handle)
    except library.NVMLError:
        return None
    return int(body.total), int(body.free)


def processes(device: str, nvml: Any = None) -> dict[int, int] | None:
    """Process id to bytes that it holds on a GPU (0 where not told); None where the driver does not list them.

    In a container the ids may be the host's.
    """
    found = handle_of(device, nvml)
    if found is None:
        return None
    library, handle = found
    try:
        return {int(p.pid): int(p.usedGpuMemory or 0) for p in library.nvmlDeviceGetComputeRunningProcesses(handle)}
    except library.NVMLError:
        return None


def process_bytes(device: str, pid: int, nvml: Any = None) -> int | None:
    """Bytes that one process holds on a GPU; None when the driver does not tell."""
    return (processes(device, nvml) or {}).get(pid) or None


def handle_of(device: str, nvml: Any = None) -> tuple[Any, Any] | None:
    """(library, its handle of the GPU that torch calls `device`); None for what is no GPU of NVIDIA's."""
    library = nvml if nvml is not None else library_here()
    if library is None or not device.startswith("cuda"):
        return None
    try:
        library.nvmlInit()
        number = number_of(device, library)
        return None if number is None else (library, library.nvmlDeviceGetHandleByIndex(number))
    except (library.NVMLError, ValueError):
        return None


def number_of(device: str, library: Any) -> int | None:
    """The driver's number of torch's `device`. Raises nvml.NVMLError, ValueError."""
    return gpu_number(device, lambda: gpu_uuids(library))


def _none(why: str, remedy: str, name: str = "NVML") -> NullMeter:
    return NullMeter(name, why, remedy, covers="gpu")


def _open(library: Any, index: int, clock: Callable[[], float]) -> Meter:
    try:
        return NvmlEnergy(library, index)
    except library.NVMLError as error:
        return _polled(library, index, clock, str(error))


def _polled(library: Any, index: int, clock: Callable[[], float], why: str) -> Meter:
    """Power readings of a GPU that has no counter."""

    def watts() -> float:
        try:
            return float(library.nvmlDeviceGetPowerUsage(handle)) / 1e3
        except library.NVMLError as error:
            raise OSError(str(error)) from error

    name = f"NVML GPU {index}"
    try:
        handle = library.nvmlDeviceGetHandleByIndex(index)
        watts()
    except (OSError, library.NVMLError) as error:
        return _none(f"it tells neither energy ({why}) nor power ({error})", "a GPU from Volta on has a counter", name)
    return PolledPower(name, watts, domains=(f"{_model(library, handle)}, polled power",), clock=clock)


def _model(library: Any, handle: Any) -> str:
    name = library.nvmlDeviceGetName(handle)
    return name.decode() if isinstance(name, bytes) else str(name)
