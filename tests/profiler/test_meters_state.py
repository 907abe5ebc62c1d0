"""A laptop's state on a made-up tree, sleep held off by made-up commands, cool-down on a made-up sensor."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.meters import state
from paretoscope.meters.awake import awake, command
from paretoscope.study.power import LONGEST, Cooling


def put(root: Path, path: str, text: object) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{text}\n")


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    for name, value in {"type": "Battery", "status": "Discharging", "capacity": 15}.items():
        put(tmp_path, f"sys/class/power_supply/BAT0/{name}", value)
    put(tmp_path, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave")
    put(tmp_path, "sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", 3)
    put(tmp_path, "sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", 4)
    put(tmp_path, "sys/firmware/acpi/platform_profile", "low-power")
    put(tmp_path, "sys/class/hwmon/hwmon0/name", "coretemp")
    put(tmp_path, "sys/class/hwmon/hwmon0/temp1_input", 61_000)
    put(tmp_path, "sys/class/hwmon/hwmon1/name", "nvme")
    put(tmp_path, "sys/class/hwmon/hwmon1/temp1_input", 90_000)
    return tmp_path


def test_a_laptops_state_is_read_and_warned_of(laptop: Path) -> None:
    now = state.read(laptop)
    assert now == state.State(True, 15.0, "powersave", "low-power", 61 + 273.15, 7)
    assert [code for code, _, _ in state.warnings(now)] == ["battery", "battery_low", "governor", "profile"]
    assert all(text and hint for _, text, hint in state.warnings(now))


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_laptop_with_another_system_is_warned_of_too(system: str, tmp_path: Path) -> None:
    def refuses() -> Any:
        raise NotImplementedError

    unplugged = state.read(tmp_path, system, lambda: SimpleNamespace(percent=12, power_plugged=False))
    assert (unplugged.on_battery, unplugged.charge) == (True, 12.0)
    assert [code for code, _, _ in state.warnings(unplugged)] == ["battery", "battery_low"]
    unknown = state.read(tmp_path, system, lambda: SimpleNamespace(percent=50, power_plugged=None))
    assert list(state.warnings(unknown)) == []
    assert state.read(tmp_path, system, lambda: None) == state.read(tmp_path, system, refuses) == state.State()


def test_throttling_is_what_was_added(laptop: Path) -> None:
    before = state.read(laptop)
    put(laptop, "sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", 9)
    assert state.throttled(before, state.read(laptop)) == 5
    assert state.throttled(state.State(), before) == 0


def test_a_machine_that_tells_nothing_is_not_warned_of(tmp_path: Path) -> None:
    now = state.read(tmp_path)
    assert now == state.State()
    assert list(state.warnings(now)) == []


def test_each_system_holds_off_sleep_in_its_own_way() -> None:
    linux = command("linux", 42, lambda name: name)
    assert linux[0] == "systemd-inhibit"
    assert linux[-1] == "42"
    assert command("darwin", 42, lambda name: name) == ["caffeinate", "-i", "-w", "42"]
    assert command("linux", 42, lambda name: None) == []


class Child:
    """A made-up child process that says something, or nothing, through a real pipe."""

    def __init__(self, says: bytes, code: int | None = None) -> None:
        self.code, self.ended = code, False
        there, into = os.pipe()
        os.write(into, says)
        os.close(into)
        self.stdout = os.fdopen(there, "rb")

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.ended = True

    def wait(self) -> int:
        return 0


@pytest.mark.parametrize(
    ("system", "says", "code", "how"),
    [("linux", b"held\n", None, "systemd-inhibit"), ("linux", b"", None, ""), ("darwin", b"", None, "caffeinate"),
     ("darwin", b"", 1, "")],
)  # fmt: skip
def test_sleep_is_held_off_only_if_the_child_does_so_and_ends_with_the_study(
    system: str, says: bytes, code: int | None, how: str
) -> None:
    """systemd-inhibit without a system bus, in a container say, starts and fails: then nothing is held off."""
    child = Child(says, code)
    with awake(True, system, lambda name: name, lambda *a, **k: child) as told:
        assert told == how
        assert not child.ended
    assert child.ended


def test_where_nothing_holds_off_sleep_the_study_runs_all_the_same() -> None:
    def fails(*args: Any, **more: Any) -> Any:
        raise OSError("not allowed")

    for wanted, find in ((True, lambda name: name), (True, lambda name: None), (False, lambda name: name)):
        with awake(wanted, "linux", find, fails) as told:
            assert told == ""


def test_a_turn_waits_until_the_processor_has_cooled_down() -> None:
    readings = iter([330.0, 345.0, 341.0, 337.0])
    told: list[tuple[str, float]] = []
    waits: list[float] = []
    hub: Any = SimpleNamespace(wait=waits.append, emit=lambda e: told.append((e.name, e.value)))
    cooling = Cooling(lambda device: next(readings))
    assert cooling.wait(hub) == 0.0  # the first turn sets the mark
    assert cooling.wait(hub) == sum(waits) == 2.0
    assert told[-2:] == [("temperature.cpu", 337.0), ("cooldown", 2.0)]


def test_cooling_down_has_an_end_and_needs_a_sensor() -> None:
    hub: Any = SimpleNamespace(wait=lambda s: None, emit=lambda e: None)
    hot = Cooling(lambda device: 400.0, first=330.0)
    assert hot.wait(hub) == LONGEST
    assert Cooling(lambda device: None).wait(hub) == 0.0
