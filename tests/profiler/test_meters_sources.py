"""Sources of energy beside RAPL, NVML and EMI, on made-up trees and bytes; and the estimate, kept apart."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.meters.amd import amd_meters
from paretoscope.meters.apple import apple_meter, documents, sample_joules
from paretoscope.meters.battery import battery_meter
from paretoscope.meters.cpu_estimate import CpuTime
from paretoscope.meters.emi import emi_meter
from paretoscope.meters.energy import Meter, NullMeter, Reading, ReplayMeter, between, meters
from paretoscope.meters.watch import Watch


def joules(meter: Meter) -> float:
    found = meter.read()
    assert found is not None
    return found.joules


class FakeMonitor:
    """zeus-apple-silicon's monitor: mJ since it was made."""

    now = SimpleNamespace(cpu_total_mj=1000, dram_mj=200, gpu_mj=300, gpu_sram_mj=None, ane_mj=0)

    def get_cumulative_energy(self) -> Any:
        return self.now


def test_apple_silicon_by_its_library() -> None:
    meter = apple_meter(SimpleNamespace(AppleEnergyMonitor=FakeMonitor))
    first = meter.read()
    FakeMonitor.now = SimpleNamespace(cpu_total_mj=3000, dram_mj=700, gpu_mj=800, gpu_sram_mj=None, ane_mj=0)
    assert between(first, meter.read()) == pytest.approx(3.0)
    assert meter.domains == ("cpu, dram, gpu, ane",)


def sample(cpu: int, gpu: int) -> bytes:
    return plistlib.dumps({"elapsed_ns": 10**8, "processor": {"cpu_energy": cpu, "gpu_energy": gpu, "ane_energy": 0,
                                                              "combined_power": 12.5}})  # fmt: skip


def test_powermetrics_samples_are_cut_and_added() -> None:
    whole = sample(900, 100) + b"\0" + sample(400, 100)
    pieces = [whole[i : i + 37] for i in range(0, len(whole), 37)]
    assert sum(sample_joules(d) for d in documents(pieces)) == pytest.approx(1.5)
    assert sample_joules(sample(1, 1)[:50]) == 0.0


def test_apple_silicon_without_library_and_root_says_what_would_help() -> None:
    meter = apple_meter(SimpleNamespace(AppleEnergyMonitor=_refuses))
    assert (meter.state, meter.read()) == ("unavailable", None)

    def nothing() -> Iterator[bytes]:
        raise OSError("no such command")

    assert "no such command" in apple_meter(None, True, nothing).why
    assert "zeus-apple-silicon" in apple_meter(None, False).remedy


def _refuses() -> Any:
    raise RuntimeError("IOReport is not there")


def card(root: Path, number: int = 0, vendor: str = "0x1002", **files: int) -> Path:
    device = root / f"card{number}" / "device"
    folder = device / "hwmon" / "hwmon3"
    folder.mkdir(parents=True)
    (device / "vendor").write_text(vendor + "\n")
    (root / f"card{number}-DP-1").mkdir()
    for name, value in files.items():
        (folder / name).write_text(f"{value}\n")
    return folder


def test_an_amd_gpu_counts_where_its_driver_does(tmp_path: Path) -> None:
    folder = card(tmp_path, energy1_input=5_000_000, power1_average=90_000_000)
    card(tmp_path, 1, vendor="0x10de")
    (meter,) = amd_meters(tmp_path)
    (folder / "energy1_input").write_text("9000000\n")
    assert joules(meter) == pytest.approx(4.0)
    before = meter.read()
    (folder / "energy1_input").write_text("1000000\n")  # the driver was loaded anew
    assert between(before, meter.read()) is None
    before = meter.read()
    (folder / "energy1_input").write_text("3000000\n")
    assert between(before, meter.read()) == pytest.approx(2.0)  # and goes on from there
    folder.joinpath("energy1_input").unlink()
    assert meter.read() is None


def test_m11_an_amd_gpu_without_counter_is_polled(tmp_path: Path) -> None:
    now = [0.0]
    folder = card(tmp_path, power1_average=100_000_000)
    (meter,) = amd_meters(tmp_path, clock=lambda: now[0])
    first = meter.read()
    now[0] = 0.5
    (folder / "power1_average").write_text("200000000\n")
    assert between(first, meter.read()) == pytest.approx(75.0)


def test_amdsmi_is_used_where_it_is_there_and_refused_where_it_fails(tmp_path: Path) -> None:
    card(tmp_path, power1_input=1_000_000)
    steps = [1000]

    class Smi:
        AmdSmiException = type("AmdSmiException", (Exception,), {})

        def amdsmi_init(self) -> None: ...

        def amdsmi_get_processor_handles(self) -> list[str]:
            return ["a"]

        def amdsmi_get_energy_count(self, handle: str) -> dict[str, float]:
            if not steps:
                raise self.AmdSmiException("busy")
            return {"energy_accumulator": steps[0], "counter_resolution": 15.3}

    (meter,) = amd_meters(tmp_path, Smi())
    steps[0] += 10**6
    assert joules(meter) == pytest.approx(15.3)
    steps.clear()
    assert meter.read() is None
    (fallback,) = amd_meters(tmp_path, Smi())
    assert "polled" in fallback.domains[0]


def test_no_amd_gpu_is_not_mentioned(tmp_path: Path) -> None:
    assert amd_meters(tmp_path) == []


def supply(root: Path, status: str = "Discharging", **files: int) -> Path:
    folder = root / "BAT0"
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in {"type": "Battery", "status": status, **files}.items():
        (folder / name).write_text(f"{value}\n")
    return folder


def test_a_battery_gives_off_what_its_gauge_loses(tmp_path: Path) -> None:
    folder = supply(tmp_path, energy_now=50_000_000)
    meter = battery_meter(tmp_path)
    assert meter is not None
    first = meter.read()
    (folder / "energy_now").write_text("49990000\n")  # 10 mWh
    drained = meter.read()
    assert between(first, drained) == pytest.approx(36.0)
    supply(tmp_path, status="Charging", energy_now=49_995_000)
    assert between(drained, meter.read()) is None


def test_a_battery_in_ampere_hours_and_one_that_is_plugged_in(tmp_path: Path) -> None:
    folder = supply(tmp_path, charge_now=4_000_000, voltage_min_design=10_000_000)
    meter = battery_meter(tmp_path)
    assert meter is not None
    (folder / "charge_now").write_text("3999000\n")  # 1 mAh at 10 V
    assert joules(meter) == pytest.approx(36.0)
    supply(tmp_path, status="Full")
    full = battery_meter(tmp_path)
    assert full is not None
    assert full.why == "the machine is plugged in"
    (folder / "scope").write_text("Device\n")
    assert battery_meter(tmp_path) is None


def test_m10_a_battery_is_never_added_to_a_part_of_the_machine(tmp_path: Path) -> None:
    supply(tmp_path, energy_now=50_000_000)
    battery = battery_meter(tmp_path)
    assert battery is not None
    package = ReplayMeter([(0.0, 0.0), (1.0, 5.0)], lambda: 1.0)
    both, alone = Watch([package, battery]), Watch([battery])
    assert (both.live, both.coarse) == ([package], [])
    assert (alone.live, alone.coarse) == ([], [battery])
    assert alone.why == "battery is too coarse for a turn"
    whole = ReplayMeter([(0.0, 0.0)], lambda: 1.0, name="wall plug", covers="machine")  # however quick it is
    assert Watch([package, whole]).live == [package]
    (tmp_path / "BAT0" / "energy_now").write_text("49000000\n")
    assert alone.spent() == (pytest.approx(3600.0), "")


def test_m15_the_estimate_is_marked_and_tells_burning_from_sleeping() -> None:
    busy, now = [100.0], [0.0]
    watch = Watch([NullMeter("RAPL", "none")], lambda: now[0], estimate=CpuTime(12.0, lambda: busy[0]))
    watch.begin()
    busy[0], now[0] = 102.0, 1.0  # two cores for a second
    burning = watch.end()
    watch.begin()
    now[0] = 2.0
    sleeping = watch.end()
    assert (burning["energy.gross"], sleeping["energy.gross"]) == (24.0, 0.0)
    assert burning["energy.estimated"] == 1.0
    assert watch.source == "estimated"
    assert "12 W" in watch.method
    assert "60%" in watch.method


def test_m15_no_estimate_where_a_counter_tells_the_processor() -> None:
    counted = ReplayMeter([(0.0, 0.0), (1.0, 5.0)], lambda: 1.0)
    watch = Watch([counted], estimate=CpuTime(12.0, lambda: 0.0))
    assert watch.live == [counted]
    assert watch.source == "measured"


def test_every_system_has_its_own_source(tmp_path: Path) -> None:
    class NoNvml:
        NVMLError = type("NVMLError", (Exception,), {})

        def nvmlInit(self) -> None:
            raise self.NVMLError("no driver")

    for system, name in (("win32", "EMI"), ("darwin", "Apple silicon"), ("linux", "RAPL")):
        found = meters(tmp_path, NoNvml(), system=system) if system != "win32" else [emi_meter([])]
        assert found[0].name == name
        assert all(m.why and m.remedy for m in found if m.state == "unavailable")


def test_of_several_gpus_only_the_studys_own_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    gpus: list[Meter] = []
    for index in (0, 1):
        gpu = ReplayMeter([(0.0, 0.0)], lambda: 1.0, name=f"NVML GPU {index}", covers="gpu")
        gpus.append(gpu)
    monkeypatch.setattr("paretoscope.meters.watch.meters", lambda: [NullMeter("RAPL", "none"), *gpus])
    assert Watch.here("cuda:1").live == [gpus[1]]
    assert Watch.here("cuda").live == [gpus[0]]
    assert Watch.here("cpu").live == []


def test_a_studys_energy_says_when_it_is_a_lower_bound() -> None:
    class Broken:
        name = "x"
        covers, state, why, remedy, domains, update, longest = "processor", "measured", "", "", ("x",), 0.01, 9.0
        readings = iter([Reading(0.0, 0), Reading(7.0, 2)])

        def read(self) -> Reading | None:
            return next(self.readings, None)

    watch = Watch([Broken()])
    assert watch.spent() == (7.0, "a lower bound: 2 gaps in the counters are left out")
    assert watch.spent()[0] is None
