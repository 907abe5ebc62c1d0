"""A laptop's battery as a coarse source: what it has given off, for the whole machine, screen included.

Its gauge moves in steps of seconds to a minute, so it is good for a whole study, never for a turn, and is never added
to another source. While the machine is plugged in it tells nothing.
"""

from __future__ import annotations

from pathlib import Path

from paretoscope.meters.energy import Meter, NullMeter, Reading

SUPPLIES = Path("/sys/class/power_supply")
UPDATE = 30.0  # s a gauge may take to move
JOULE = 3600e-6  # J in a microwatt-hour


class Battery:
    """Energy given off since it was opened."""

    name, covers, state, why, remedy = "battery", "machine", "measured", "", ""
    domains: tuple[str, ...] = ("whole machine, from the battery's gauge",)
    update, longest = UPDATE, float("inf")

    def __init__(self, folders: list[Path]) -> None:
        """Read once. Raises OSError or ValueError."""
        self._folders = folders
        self._last, self._total, self._breaks = self._held(), 0.0, 0

    def read(self) -> Reading | None:
        """Joules since it was opened; None while it cannot be read. Charging breaks the chain."""
        try:
            now = self._held()
        except (OSError, ValueError):
            self._breaks += 1
            return None
        if now > self._last or not discharging(self._folders):
            self._breaks += 1
        else:
            self._total += self._last - now
        self._last = now
        return Reading(self._total, self._breaks)

    def _held(self) -> float:
        return sum(_joules(f) for f in self._folders)


def battery_meter(root: Path = SUPPLIES) -> Meter | None:
    """The battery of this machine; None when it has none."""
    folders = batteries(root)
    if not folders:
        return None
    if not discharging(folders):
        return NullMeter("battery", "the machine is plugged in", "unplug it to measure by its battery", "machine")
    try:
        return Battery(folders)
    except (OSError, ValueError) as error:
        return NullMeter("battery", f"its gauge cannot be read: {error}", "use another source", "machine")


def batteries(root: Path = SUPPLIES) -> list[Path]:
    """Folders of the batteries that feed the machine; those of mice and headsets say `Device`."""
    found = sorted(root.glob("*")) if root.is_dir() else []
    return [f for f in found if _text(f / "type") == "Battery" and _text(f / "scope") != "Device"]


def discharging(folders: list[Path]) -> bool:
    """Whether the machine runs on its batteries."""
    return any(_text(f / "status") == "Discharging" for f in folders)


def _joules(folder: Path) -> float:
    """What a battery holds: energy_now in uWh, or charge_now in uAh times the voltage it is specified for in uV."""
    if (folder / "energy_now").exists():
        return int((folder / "energy_now").read_text()) * JOULE
    volts = int((folder / "voltage_min_design").read_text()) / 1e6
    return int((folder / "charge_now").read_text()) * JOULE * volts


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
