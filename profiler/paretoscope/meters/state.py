"""The state of a machine that makes one turn unlike another: battery, governor, temperature, throttling. No torch."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from paretoscope.meters.battery import batteries, discharging

ROOT = Path("/")
KELVIN = 273.15
LOW = 20.0  # per cent of charge under which laptops begin to save power
_CORES = ("coretemp", "k10temp", "zenpower", "cpu_thermal", "x86_pkg_temp", "TCPU")


@dataclass(frozen=True)
class State:
    """What the system tells; None where it does not.

    Attributes:
        on_battery: whether the machine runs on its battery; charge: of it, per cent.
        governor: of the processor's clock (performance, powersave, schedutil ...).
        profile: the platform's power profile (low-power, balanced, performance).
        temperature: of the hottest processor sensor, K.
        throttled: how often a core was slowed down by heat since the start of the system.
    """

    on_battery: bool | None = None
    charge: float | None = None
    governor: str | None = None
    profile: str | None = None
    temperature: float | None = None
    throttled: int | None = None


def read(root: Path = ROOT, system: str = sys.platform, battery: Callable[[], Any] | None = None) -> State:
    """Read it now: from Linux's sysfs, of other systems what psutil tells of the battery."""
    if not system.startswith("linux"):
        return _elsewhere(battery or _battery)
    cells = batteries(root / "sys/class/power_supply")
    levels = [v for f in cells if (v := _number(f / "capacity")) is not None]
    counts = list((root / "sys/devices/system/cpu").glob("cpu[0-9]*/thermal_throttle/*_throttle_count"))
    return State(
        on_battery=discharging(cells) if cells else None,
        charge=min(levels) if levels else None,
        governor=_text(root / "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor") or None,
        profile=_text(root / "sys/firmware/acpi/platform_profile") or None,
        temperature=temperature(root),
        throttled=sum(int(_number(c) or 0) for c in counts) if counts else None,
    )


def _battery() -> Any:
    """As psutil has it; None where there is none, or psutil cannot tell on this system."""
    ask: Callable[[], Any] | None = getattr(psutil, "sensors_battery", None)
    return ask() if ask is not None else None


def _elsewhere(battery: Callable[[], Any]) -> State:
    """Windows and macOS: whether the machine is plugged in, and the battery's charge."""
    try:
        found = battery()
    except (OSError, NotImplementedError, RuntimeError):
        found = None
    if found is None:
        return State()
    plugged = found.power_plugged
    return State(on_battery=None if plugged is None else not plugged, charge=float(found.percent))


def temperature(root: Path = ROOT) -> float | None:
    """The hottest processor sensor, K; None where there is none."""
    found: list[float] = []
    for zone in (root / "sys/class/hwmon").glob("hwmon*"):
        if _text(zone / "name") in _CORES:
            found += [v for f in zone.glob("temp*_input") if (v := _number(f)) is not None]
    for zone in (root / "sys/class/thermal").glob("thermal_zone*"):
        if _text(zone / "type") in _CORES:
            found += [v for v in [_number(zone / "temp")] if v is not None]
    return max(found) / 1000 + KELVIN if found else None


def warnings(now: State) -> Iterator[tuple[str, str, str]]:
    """(code, sentence, hint) of everything that makes numbers of this machine hard to compare."""
    if now.on_battery:
        level = "" if now.charge is None else f" at {now.charge:.0f} %"
        yield "battery", f"the machine runs on its battery{level}, which slows many laptops down", "plug it in"
    if now.on_battery and now.charge is not None and now.charge < LOW:
        yield "battery_low", "the battery is nearly empty; the study may not come to its end", "plug it in"
    if now.governor == "powersave" and now.profile in (None, "low-power"):
        hint = "sudo cpupower frequency-set -g performance"
        yield "governor", "the processor's governor is powersave; its clock follows the load", hint
    if now.profile == "low-power":
        yield "profile", "the power profile is low-power; the processor is held back", "choose balanced or performance"


def throttled(before: State, after: State) -> int:
    """How often cores were slowed down by heat between two readings."""
    if before.throttled is None or after.throttled is None:
        return 0
    return max(0, after.throttled - before.throttled)


def _number(path: Path) -> float | None:
    try:
        return float(path.read_text())
    except (OSError, ValueError):
        return None


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
