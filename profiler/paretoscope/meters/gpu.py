"""What NVIDIA's driver tells of a study's GPU beside energy and memory: heat, being slowed down, and who else uses it.

Asked around a turn, never in it; every question answers None or nothing where the driver does not tell.
"""

from __future__ import annotations

from typing import Any

from paretoscope.meters.nvml import handle_of
from paretoscope.meters.state import KELVIN

_THERMAL, _GPU_SENSOR = 1, 0  # NVML_PERF_POLICY_THERMAL, NVML_TEMPERATURE_GPU
BUSY = 5  # per cent of the GPU from which another process is at work on it; a desktop takes less


def temperature(device: str, nvml: Any = None) -> float | None:
    """Of the GPU's core, K."""
    found = handle_of(device, nvml)
    if found is None:
        return None
    library, handle = found
    try:
        return float(library.nvmlDeviceGetTemperature(handle, _GPU_SENSOR)) + KELVIN
    except library.NVMLError:
        return None


def slowed(device: str, nvml: Any = None) -> float | None:
    """Seconds since the driver was loaded in which heat held the GPU's clock down; a difference tells of a turn."""
    found = handle_of(device, nvml)
    if found is None:
        return None
    library, handle = found
    try:
        return float(library.nvmlDeviceGetViolationStatus(handle, _THERMAL).violationTime) / 1e9
    except library.NVMLError:
        return None


def at_work(device: str, since: int, nvml: Any = None) -> tuple[dict[int, int], int]:
    """(process id -> most per cent of the GPU's cores that it used, stamp of the newest sample).

    Args:
        since: stamp of the newest sample that is known already, us; older ones are left out.
    """
    found = handle_of(device, nvml)
    if found is None:
        return {}, since
    library, handle = found
    try:
        samples = library.nvmlDeviceGetProcessUtilization(handle, since)
    except library.NVMLError:  # nothing ran, or the driver does not tell
        return {}, since
    used: dict[int, int] = {}
    for one in samples:
        used[int(one.pid)] = max(used.get(int(one.pid), 0), int(one.smUtil))
    return used, max([since, *(int(s.timeStamp) for s in samples)])
