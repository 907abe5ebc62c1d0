"""Energy counters on a made-up NVML, and what holds for every meter: steps, short windows, gross, idle and net."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from paretoscope.meters import energy
from paretoscope.meters.energy import Meter, NullMeter, Reading, ReplayMeter, between, split, too_short
from paretoscope.meters.nvml import NvmlEnergy, nvml_meters


def joules(meter: Meter) -> float:
    reading = meter.read()
    assert reading is not None
    return reading.joules


class FakeNvml:
    """One GPU whose counter a test moves, mJ."""

    NVMLError = type("NVMLError", (Exception,), {})

    def __init__(self, counter: int | None, error: bool = False, power: int | None = None) -> None:
        self.counter, self.error, self.power = counter, error, power

    def nvmlInit(self) -> None:
        if self.error:
            raise self.NVMLError("Driver Not Loaded")

    def nvmlDeviceGetCount(self) -> int:
        return 1

    def nvmlDeviceGetHandleByIndex(self, index: int) -> object:
        return SimpleNamespace(index=index)

    def nvmlDeviceGetName(self, handle: object) -> str:
        return "A GPU"

    def nvmlDeviceGetTotalEnergyConsumption(self, handle: object) -> int:
        if self.counter is None:
            raise self.NVMLError("Not Supported")
        return self.counter

    def nvmlDeviceGetPowerUsage(self, handle: object) -> int:
        if self.power is None:
            raise self.NVMLError("Not Supported")
        return self.power


def test_nvml_counts_joules_and_sees_a_restarted_driver() -> None:
    nvml = FakeNvml(5_000)
    (meter,) = nvml_meters(nvml)
    first = meter.read()
    nvml.counter = 12_500
    second = meter.read()
    nvml.counter = 100
    assert between(first, second) == 7.5
    assert between(second, meter.read()) is None


def test_m11_power_is_polled_only_where_there_is_no_counter() -> None:
    now = [0.0]
    (counted,) = nvml_meters(FakeNvml(5_000, power=300_000), lambda: now[0])
    assert isinstance(counted, NvmlEnergy)
    nvml = FakeNvml(None, power=100_000)
    (polled,) = nvml_meters(nvml, lambda: now[0])
    first = polled.read()
    for tenth in range(1, 101):
        now[0] = tenth / 10
        nvml.power = 100_000 + 1000 * tenth  # rises from 100 W to 200 W in 10 s
        last = polled.read()
    assert polled.longest == 0.1  # ten times a second
    assert between(first, last) == pytest.approx(1500.0)
    now[0] += 5.0
    assert between(last, polled.read()) is None  # nobody knows what happened meanwhile


def test_m08_the_device_is_waited_for_before_both_stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fake device that finishes late: energy between unsynchronised stamps would be the idle energy only."""
    from paretoscope.workloads import running

    waited: list[str] = []
    monkeypatch.setattr(running.torch.cuda, "synchronize", lambda device: waited.append(device))
    running.synchronise("cuda:0")
    running.synchronise("cpu")
    assert waited == ["cuda:0"]


@pytest.mark.parametrize("nvml", [FakeNvml(None), FakeNvml(1, error=True)])
def test_a_gpu_without_counter_or_driver_is_unavailable(nvml: FakeNvml) -> None:
    (meter,) = nvml_meters(nvml)
    assert meter.state == "unavailable"
    assert meter.why
    assert meter.remedy


def test_m06_stepped_power_gives_the_windows_energy_within_a_thousandth() -> None:
    """100 W, then 300 W from 10 s on, on a counter that updates every 1 ms: the window 8 s to 14 s holds 1400 J."""
    now = 0.0
    trace = [(t / 1000, 100 * t / 1000 + max(0.0, 200 * (t / 1000 - 10))) for t in range(20_000)]
    meter = ReplayMeter(trace, lambda: now)
    now = 8.0
    before = meter.read()
    now = 14.0
    assert between(before, meter.read()) == pytest.approx(1400, rel=1e-3)


@pytest.mark.parametrize("offset", [0.0, 0.049, 0.099])
def test_m07_at_the_shortest_window_a_slow_counter_errs_by_two_percent_at_most(offset: float) -> None:
    meter = ReplayMeter([(t / 10, 25.0 * t / 10) for t in range(200)], lambda: now, update=0.1)
    now = 3.0 + offset
    before = meter.read()
    now += 5.0
    energy_ = between(before, meter.read())
    assert energy_ == pytest.approx(125.0, rel=0.02)
    assert too_short(5.0, meter) == ""
    assert "too short" in too_short(4.9, meter)


def test_m14_gross_idle_and_net_stay_apart_and_a_negative_net_is_flagged() -> None:
    good = split(100.0, 5.0, 10.0)
    assert (good.gross, good.idle, good.net, good.flag) == (100.0, 50.0, 50.0, "")
    odd = split(40.0, 5.0, 10.0)
    assert odd.net == -10.0
    assert odd.flag
    assert split(40.0, None, 10.0).net is None


def test_m15_a_machine_without_counters_has_only_unavailable_meters(tmp_path: Path) -> None:
    found = energy.meters(tmp_path, FakeNvml(None))
    assert {m.state for m in found} == {"unavailable"}
    assert all(isinstance(m, NullMeter) for m in found)
    assert between(Reading(1.0), None) is None
