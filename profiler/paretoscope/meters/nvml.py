"""NVML: the total energy counter of NVIDIA GPUs (Volta and later). Its power reading is never integrated."""

from __future__ import annotations

from typing import Any

from paretoscope.meters.energy import Meter, NullMeter, Reading

UPDATE = 0.1  # s


class NvmlEnergy:
    """One GPU's counter."""

    state, why, remedy, update, longest = "measured", "", "", UPDATE, float("inf")

    def __init__(self, nvml: Any, index: int) -> None:
        """Open a GPU. Raises nvml.NVMLError when it has no counter."""
        self._nvml, self._handle = nvml, nvml.nvmlDeviceGetHandleByIndex(index)
        model = nvml.nvmlDeviceGetName(self._handle)
        self.name = f"NVML GPU {index}"
        self.domains: tuple[str, ...] = (model.decode() if isinstance(model, bytes) else str(model),)
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


def nvml_meters(nvml: Any = None) -> list[Meter]:
    """One meter a GPU, or one that says why there is none."""
    library = nvml if nvml is not None else _library()
    if library is None:
        return [NullMeter("NVML", "the library nvidia-ml-py is missing", "pip install nvidia-ml-py")]
    try:
        library.nvmlInit()
        count = int(library.nvmlDeviceGetCount())
    except library.NVMLError as error:
        return [NullMeter("NVML", f"no NVIDIA GPU can be read: {error}", "install NVIDIA's driver, or use such a GPU")]
    if not count:
        return [NullMeter("NVML", "there is no NVIDIA GPU", "use a machine that has one")]
    return [_open(library, i) for i in range(count)]


def _open(library: Any, index: int) -> Meter:
    try:
        return NvmlEnergy(library, index)
    except library.NVMLError as error:
        return NullMeter(f"NVML GPU {index}", f"it has no energy counter: {error}", "a GPU from Volta on has one")


def _library() -> Any:
    try:
        import pynvml
    except ImportError:
        return None
    return pynvml
