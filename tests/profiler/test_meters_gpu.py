"""Which GPU is meant, and what its driver tells beside energy; every driver here is made up."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.machine import gpu_number
from paretoscope.meters import gpu, nvml, watch
from paretoscope.meters.energy import Meter, NullMeter, ReplayMeter

UUIDS = ("GPU-aaaa-1", "GPU-bbbb-2", "GPU-cccc-3")


@pytest.mark.parametrize(
    ("device", "visible", "number"),
    [
        ("cuda", None, 0), ("cuda:1", None, 1), ("cuda:0", "2,0", 2), ("cuda:1", "2, 0", 0), ("cuda:2", "2,0", None),
        ("cuda:0", "GPU-bbbb", 1), ("cuda:1", "0,GPU-cccc-3", 2), ("cuda:0", "MIG-aaaa", None), ("cuda:0", "", None),
    ],
)  # fmt: skip
def test_torchs_numbers_are_those_of_what_the_environment_shows(
    device: str, visible: str | None, number: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    assert gpu_number(device, lambda: UUIDS, visible) == number


class Driver:
    """Two GPUs; `uses` are samples (pid, stamp us, per cent), `heat` ns in which heat held GPU 1 down."""

    NVMLError = type("NVMLError", (Exception,), {})

    def __init__(self) -> None:
        self.uses: list[tuple[int, int, int]] = []
        self.heat, self.silent = 0, False

    def nvmlInit(self) -> None: ...

    def nvmlDeviceGetCount(self) -> int:
        return 2

    def nvmlDeviceGetHandleByIndex(self, index: int) -> int:
        return index

    def nvmlDeviceGetTemperature(self, handle: int, sensor: int) -> int:
        self._refuse()
        return 60 + handle

    def nvmlDeviceGetViolationStatus(self, handle: int, policy: int) -> Any:
        self._refuse()
        return SimpleNamespace(violationTime=self.heat * handle, referenceTime=0)

    def nvmlDeviceGetProcessUtilization(self, handle: int, since: int) -> list[Any]:
        found = [SimpleNamespace(pid=p, timeStamp=t, smUtil=u) for p, t, u in self.uses if t > since]
        if not found:
            raise self.NVMLError("Not Found")
        return found

    def _refuse(self) -> None:
        if self.silent:
            raise self.NVMLError("Not Supported")


def test_heat_and_use_are_read_from_the_gpu_that_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1,0")
    driver = Driver()
    driver.heat = 2_000_000_000
    assert gpu.temperature("cuda:0", driver) == pytest.approx(61 + 273.15)
    assert gpu.temperature("cuda:1", driver) == pytest.approx(60 + 273.15)
    assert gpu.slowed("cuda:0", driver) == 2.0
    driver.uses = [(7, 100, 20), (7, 200, 50), (8, 150, 3)]
    assert gpu.at_work("cuda", 0, driver) == ({7: 50, 8: 3}, 200)
    assert gpu.at_work("cuda", 200, driver) == ({}, 200)


def test_a_driver_that_does_not_tell_is_no_error() -> None:
    driver = Driver()
    driver.silent = True
    assert gpu.temperature("cuda", driver) is None
    assert gpu.slowed("cuda", driver) is None
    for device in ("cpu", "mps"):
        assert gpu.temperature(device, driver) is None
        assert gpu.slowed(device, driver) is None
        assert gpu.at_work(device, 5, driver) == ({}, 5)


def counter(name: str, covers: str = "gpu") -> Meter:
    return ReplayMeter([(0.0, 0.0)], lambda: 0.0, name=name, covers=covers)


def names(found: list[Meter]) -> list[str]:
    return [m.name for m in found]


def test_m10_a_gpu_study_counts_its_own_gpu_and_the_processor_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.delenv("HIP_VISIBLE_DEVICES", raising=False)
    rapl, one, two, amd = counter("RAPL", "processor"), *map(counter, ("NVML GPU 0", "NVML GPU 1", "AMD GPU 0"))
    assert names(watch.for_device([rapl, one, two, amd], "cuda:1")) == ["NVML GPU 1", "RAPL"]
    assert names(watch.for_device([rapl, one, two, amd], "cuda")) == ["NVML GPU 0", "RAPL"]  # not the laptop's own chip
    assert names(watch.for_device([rapl, NullMeter("NVML", "none", covers="gpu"), amd], "cuda:0")) == [
        "AMD GPU 0", "RAPL"
    ]  # fmt: skip
    assert names(watch.for_device([rapl, one], "cpu")) == ["RAPL"]
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    assert names(watch.for_device([rapl, one, two], "cuda:0")) == ["NVML GPU 1", "RAPL"]


def test_m15_the_processors_energy_alone_never_passes_for_a_gpu_studys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    rapl, none = counter("RAPL", "processor"), NullMeter("NVML GPU 0", "no counter", covers="gpu")
    found = watch.Watch(watch.for_device([rapl, none], "cuda:0"))
    assert (found.live, found.why) == ([], "NVML GPU 0: no counter")
    assert watch.Watch(watch.for_device([rapl], "cuda:0")).why
    monkeypatch.setattr(watch, "meters", lambda: [rapl, none])
    assert watch.Watch.here("cuda:0", estimate=True).live == []


def test_m10_what_is_summed_and_what_is_not_is_listed() -> None:
    found = watch.Watch([counter("NVML GPU 0"), NullMeter("RAPL", "root only")])
    assert found.domains == ("replay",)
    assert found.left_out == "RAPL: root only"


def test_a_slice_of_a_gpu_has_no_handle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "MIG-1")
    driver = Driver()
    driver.nvmlDeviceGetUUID = lambda handle: UUIDS[handle]  # type: ignore[attr-defined]
    assert nvml.handle_of("cuda:0", driver) is None
