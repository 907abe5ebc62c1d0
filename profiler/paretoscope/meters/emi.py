"""EMI: Windows' energy meter interface, whose driver shows the processor's RAPL counters to every user.

Each device answers four control codes (emi.h). Energy comes in picowatt-hours, time in units of 100 ns. Packages and
their DRAM are summed; PP0 and PP1 are parts of the package and would count twice.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from paretoscope.meters.energy import Meter, NullMeter, Reading

VERSION, METADATA_SIZE, METADATA, MEASUREMENT = 0x224000, 0x224004, 0x224008, 0x22400C  # CTL_CODE(0x22, 0 to 3, 0, 1)
JOULE = 3600e-12  # J in a picowatt-hour
UPDATE = 0.02  # s; the counters are RAPL's
PROCESSOR = ("CPU", "APU", "SOC", "SOCKET", "PACKAGE")  # words in the name of a processor's meter
_NAMES = 16  # characters of maker and model
_HINT = "use Windows 10 or later on a processor with RAPL, outside of a virtual machine"


class Port(Protocol):
    """An open energy meter."""

    def ask(self, code: int, size: int) -> bytes:
        """The answer to a control code, at most `size` bytes. Raises OSError."""


@dataclass(frozen=True)
class Channel:
    """One counter of a device."""

    name: str
    index: int


class Emi:
    """The sum of the chosen channels of all devices."""

    name, covers, state, why, remedy, update, longest = "EMI", "processor", "measured", "", "", UPDATE, float("inf")

    def __init__(self, ports: list[tuple[Port, list[Channel], int]]) -> None:
        """Read once; a port, its chosen channels, and how many it has. Raises OSError or ValueError."""
        self._ports = ports
        self.domains: tuple[str, ...] = tuple(c.name for _, chosen, _ in ports for c in chosen)
        self._last, self._total, self._breaks = self._counts(), 0.0, 0

    def read(self) -> Reading | None:
        """Joules since it was opened; None while a device does not answer."""
        try:
            now = self._counts()
        except (OSError, ValueError):
            self._breaks += 1
            return None
        if any(a < b for a, b in zip(now, self._last, strict=True)):
            self._breaks += 1
        else:
            self._total += (sum(now) - sum(self._last)) * JOULE
        self._last = now
        return Reading(self._total, self._breaks)

    def _counts(self) -> list[int]:
        found: list[int] = []
        for port, chosen, count in self._ports:
            pairs = measured(port.ask(MEASUREMENT, 16 * count), count)
            found += [pairs[c.index][0] for c in chosen]
        return found


def emi_meter(ports: list[Port] | None = None) -> Meter:
    """The meter of this machine, or one that says why there is none."""
    try:
        opened = [(port, _names(port)) for port in (ports if ports is not None else _open_all())]
        found = counted(opened, rapl) or counted(opened, lone)
        if found:
            return Emi(found)
    except PermissionError as error:
        return NullMeter("EMI", f"the energy meter may not be opened: {error}", "run as an administrator once to see")
    except (OSError, ValueError, struct.error) as error:
        return NullMeter("EMI", f"the energy meter does not answer: {error}", _HINT)
    return NullMeter("EMI", "this machine has no energy meter with a package counter", _HINT)


def counted(
    opened: list[tuple[Port, list[str]]], choose: Callable[[list[str]], list[Channel]]
) -> list[tuple[Port, list[Channel], int]]:
    """Devices that have channels of that kind, with those, and how many they have in all."""
    return [(port, found, len(names)) for port, names in opened if (found := choose(names))]


def _names(port: Port) -> list[str]:
    (version,) = struct.unpack_from("<H", port.ask(VERSION, 2))
    (size,) = struct.unpack_from("<I", port.ask(METADATA_SIZE, 4))
    return channel_names(port.ask(METADATA, size), version)


def channel_names(metadata: bytes, version: int) -> list[str]:
    """Names of a device's channels in order, from EMI_METADATA_V1 or _V2 (little endian, UTF-16).

    Raises:
        ValueError: an unknown version or unit, or a name that lies outside of the data.
    """
    if version == 1:  # unit, maker, model, revision, size of the name, name
        _picowatt_hours(metadata, 0)
        at = 4 + 4 * _NAMES + 2
        (size,) = struct.unpack_from("<H", metadata, at)
        return [_name(metadata, at + 2, size)]
    if version != 2:
        raise ValueError(f"energy meter interface {version} is not known")
    at = 4 * _NAMES + 2  # maker, model, revision
    (count,) = struct.unpack_from("<H", metadata, at)
    at, names = at + 2, []
    for _ in range(count):  # unit, size of the name, name
        _picowatt_hours(metadata, at)
        (size,) = struct.unpack_from("<H", metadata, at + 4)
        names.append(_name(metadata, at + 6, size))
        at += 6 + size
    return names


def _picowatt_hours(metadata: bytes, at: int) -> None:
    """The only unit that emi.h knows is 0. Raises ValueError for another."""
    (unit,) = struct.unpack_from("<i", metadata, at)
    if unit:
        raise ValueError(f"a channel counts in unit {unit}, which is not known")


def _name(data: bytes, at: int, size: int) -> str:
    if at + size > len(data):
        raise ValueError("a channel's name lies outside of the meter's data")
    return data[at : at + size].decode("utf-16-le").split("\0")[0]


def rapl(names: list[str]) -> list[Channel]:
    """Packages and their DRAM."""
    return [Channel(n, i) for i, n in enumerate(names) if n.upper().endswith(("_PKG", "_DRAM"))]


def lone(names: list[str]) -> list[Channel]:
    """The only channel of a board's meter, when it is the processor's; used only where no device has RAPL's domains.

    Boards meter the display, the radio and the battery too, one device each: adding those would count twice.
    """
    words = names[0].upper().replace("_", " ").split() if len(names) == 1 else []
    return [Channel(names[0], 0)] if any(w in PROCESSOR for w in words) else []


def measured(data: bytes, count: int) -> list[tuple[int, int]]:
    """(picowatt-hours, time in 100 ns) of each channel. Raises ValueError when the answer is too short."""
    if len(data) < 16 * count:
        raise ValueError("the energy meter's answer is too short")
    return [struct.unpack_from("<QQ", data, 16 * i) for i in range(count)]


def _open_all() -> list[Any]:
    """Every energy meter of this Windows machine. Raises OSError."""
    from paretoscope.meters.emi_windows import open_all

    return open_all()
