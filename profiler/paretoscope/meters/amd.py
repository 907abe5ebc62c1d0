"""AMD GPUs: the energy accumulator through amdsmi where it is installed, else what the driver shows in sysfs.

sysfs (hwmon of amdgpu) has energy1_input (uJ) on some GPUs; otherwise power1_average or power1_input (uW) is polled.
amdsmi is an optional need; its accumulator counts in steps of `counter_resolution` uJ.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from paretoscope.meters.counter import Counter
from paretoscope.meters.energy import Meter, NullMeter
from paretoscope.meters.polled import PolledPower

DRM = Path("/sys/class/drm")
_VENDOR = "0x1002"
_GROUP = "add this user to the groups video and render: sudo usermod -aG video,render $USER, then log in again"


def amd_meters(root: Path = DRM, smi: Any = None, clock: Callable[[], float] = time.monotonic) -> list[Meter]:
    """One meter an AMD GPU; none where there is no such GPU."""
    cards = [
        c for c in sorted(root.glob("card[0-9]*")) if _text(c / "device" / "vendor") == _VENDOR and "-" not in c.name
    ]
    if not cards:
        return []
    library = smi if smi is not None else _library()
    handles = _handles(library)
    if library is not None and len(handles) == len(cards):
        made = [_by_library(library, handle, i) for i, handle in enumerate(handles)]
        if all(m.state == "measured" for m in made):
            return made
    return [_by_driver(card, i, clock) for i, card in enumerate(cards)]


def _by_library(library: Any, handle: Any, index: int) -> Meter:
    def joules() -> float:
        try:
            body = library.amdsmi_get_energy_count(handle)
        except library.AmdSmiException as error:
            raise OSError(str(error)) from error
        steps = body["energy_accumulator"] if "energy_accumulator" in body else body["power"]  # until amdsmi 6.2
        return float(steps) * float(body["counter_resolution"]) / 1e6

    try:
        return Counter(f"AMD GPU {index}", joules, "GPU socket (amdsmi)")
    except (OSError, ValueError) as error:
        return NullMeter(f"AMD GPU {index}", f"amdsmi does not tell its energy: {error}", _GROUP, covers="gpu")


def _by_driver(card: Path, index: int, clock: Callable[[], float]) -> Meter:
    name = f"AMD GPU {index}"
    for folder in sorted((card / "device" / "hwmon").glob("hwmon*")):
        energy = folder / "energy1_input"
        power = next((f for f in (folder / "power1_average", folder / "power1_input") if f.exists()), None)
        try:
            if energy.exists():
                return Counter(name, partial(_scaled, energy), "GPU (amdgpu energy1)")
            if power is not None:
                _scaled(power)
                return PolledPower(name, partial(_scaled, power), domains=("GPU (amdgpu), polled power",), clock=clock)
        except (OSError, ValueError) as error:
            return NullMeter(name, f"its sensor cannot be read: {error}", _GROUP, covers="gpu")
    hint = "install amdsmi from ROCm, or a newer kernel, whose amdgpu driver shows power"
    return NullMeter(name, "the driver shows neither energy nor power", hint, covers="gpu")


def _handles(library: Any) -> list[Any]:
    if library is None:
        return []
    try:
        library.amdsmi_init()
        return list(library.amdsmi_get_processor_handles())
    except library.AmdSmiException:
        return []


def _library() -> Any:
    try:
        import amdsmi
    except (ImportError, OSError, KeyError):  # it looks for its shared library while it is imported
        return None
    return amdsmi


def _scaled(file: Path) -> float:
    return int(file.read_text()) / 1e6


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
