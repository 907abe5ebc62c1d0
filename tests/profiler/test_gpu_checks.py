"""The GPU checks on made-up devices: each passes for a right reading and fails for a wrong one; none needs a GPU."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.commands import _gpu
from paretoscope.meters.energy import ReplayMeter
from paretoscope.worker import gpu_checks
from paretoscope.workloads import running


class Cuda:
    """torch with one made-up GPU whose allocator counts `factor` times what is asked for."""

    float32 = None

    def __init__(self, factor: float = 1.0) -> None:
        self.factor, self.held, self.peak, self.cuda = factor, 0.0, 0.0, self

    def empty_cache(self) -> None: ...

    def memory_allocated(self, device: str) -> float:
        return self.held

    def max_memory_allocated(self, device: str) -> float:
        return self.peak

    def reset_peak_memory_stats(self, device: str) -> None:
        self.peak = self.held

    def ones(self, count: int, device: str) -> Any:
        torch = self

        class Block:
            def __init__(self) -> None:
                torch.held += 4 * count * torch.factor
                torch.peak = max(torch.peak, torch.held)

            def __del__(self) -> None:
                torch.held -= 4 * count * torch.factor

        return Block()


@pytest.mark.parametrize(("factor", "passed"), [(1.0, True), (1.005, True), (1.02, False)])
def test_m21_the_allocator_check_sees_two_percent(factor: float, passed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    torch = Cuda(factor)
    monkeypatch.setattr(gpu_checks.memory, "reset_peak", torch.reset_peak_memory_stats)
    assert gpu_checks.allocator("cuda:0", torch, None).passed is passed


class Nvml:
    """A driver that counts with `torch`, and hides its processes when told to."""

    NVMLError = type("NVMLError", (Exception,), {})

    def __init__(self, torch: Cuda, hidden: bool = False, factor: float = 1.0) -> None:
        self.torch, self.hidden, self.factor = torch, hidden, factor

    def nvmlInit(self) -> None: ...

    def nvmlDeviceGetHandleByIndex(self, index: int) -> int:
        return index

    def nvmlDeviceGetMemoryInfo(self, handle: int) -> object:
        return SimpleNamespace(total=80 << 30, free=(70 << 30) - self.torch.held)

    def nvmlDeviceGetComputeRunningProcesses(self, handle: int) -> list[object]:
        used = int(self.torch.held * self.factor) + (500 << 20)
        return [] if self.hidden else [SimpleNamespace(pid=os.getpid(), usedGpuMemory=used)]


@pytest.mark.parametrize(("hidden", "factor", "passed"), [(False, 1.0, True), (True, 1.0, True), (False, 0.5, False)])
def test_m21_the_drivers_count_must_grow_by_what_was_allocated(hidden: bool, factor: float, passed: bool) -> None:
    torch = Cuda()
    answer = gpu_checks.driver_memory("cuda:0", torch, Nvml(torch, hidden, factor))
    assert answer.passed is passed
    assert ("hides them" in answer.text) is hidden


def test_m07_updates_are_counted_and_power_is_averaged() -> None:
    now = [0.0]
    meter = ReplayMeter([(i / 10, 20.0 * i) for i in range(100)], lambda: now[0])

    def work() -> None:
        now[0] += 0.05

    joules, seconds, updates, watts = gpu_checks._burning(meter, lambda: 200.0, work, lambda: now[0])
    assert updates >= 50
    assert joules == pytest.approx(200.0 * seconds, rel=0.05)
    assert watts == 200.0


def test_m08_a_clock_that_does_not_wait_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """50 products take the made-up device 0.5 s; queueing them takes no time at all."""
    now, device_free = [0.0], [0.0]

    class Event:
        def __init__(self, enable_timing: bool) -> None: ...

        def record(self) -> None:
            self.at = max(now[0], device_free[0])

        def elapsed_time(self, other: Any) -> float:
            return 1e3 * (other.at - self.at)

    def burn(torch: Any, x: Any, times: int) -> None:
        device_free[0] = max(device_free[0], now[0]) + 0.01 * times

    def wait(device: str) -> None:
        now[0] = max(now[0], device_free[0])

    torch = SimpleNamespace(ones=lambda *a, **k: None, cuda=SimpleNamespace(Event=Event))
    monkeypatch.setattr(gpu_checks, "_burn", burn)
    monkeypatch.setattr(gpu_checks.time, "perf_counter", lambda: now[0])
    monkeypatch.setattr(running, "synchronise", wait)
    assert gpu_checks.synchronisation("cuda:0", torch, None).passed is True
    monkeypatch.setattr(running, "synchronise", lambda device: None)
    assert gpu_checks.synchronisation("cuda:0", torch, None).passed is False


@pytest.mark.parametrize(("theirs", "passed"), [("aa-bb", True), ("aa-cc", False), (None, None)])
def test_the_gpu_whose_counters_are_read_is_the_one_that_computes(theirs: str | None, passed: bool | None) -> None:
    nvml = SimpleNamespace(
        NVMLError=RuntimeError, nvmlInit=lambda: None, nvmlDeviceGetHandleByIndex=lambda i: i,
        nvmlDeviceGetUUID=lambda handle: b"GPU-aa-bb",
    )  # fmt: skip
    torch = SimpleNamespace(cuda=SimpleNamespace(get_device_properties=lambda device: SimpleNamespace(uuid=theirs)))
    assert gpu_checks.same_device("cuda:0", torch, nvml).passed is passed


@pytest.mark.parametrize(("kernels", "passed"), [(0.8, True), (0.3, False), (1.2, False)])
def test_traced_kernels_must_fill_the_time_of_the_call(
    kernels: float, passed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paretoscope.meters import trace

    layer = SimpleNamespace(Linear=lambda *a, **k: lambda x: x)
    torch = SimpleNamespace(nn=layer, ones=lambda *a, **k: None)
    monkeypatch.setattr(running, "synchronise", lambda device: None)
    span = trace.Span("aten::mm", 0.0, 1.0, device=kernels)
    monkeypatch.setattr(trace, "traced", lambda call, models, device: trace.Pass([span], 0.0, 1.0))
    assert gpu_checks.tracing("cuda:0", torch, None).passed is passed


@pytest.mark.parametrize(("second", "passed"), [(1.05, True), (1.3, False)])
def test_ceilings_must_be_the_same_twice(second: float, passed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from paretoscope.meters import ceilings

    found = iter([[[1e12], [1e12]], [[1e12 * second], [1e12]]])
    monkeypatch.setattr(ceilings, "product", lambda *a: None)
    monkeypatch.setattr(ceilings, "copy", lambda *a: None)
    monkeypatch.setattr(ceilings, "rates", lambda kernels, timer: next(found))
    assert gpu_checks.ceilings("cuda:0", None, None).passed is passed


def test_one_broken_path_does_not_hide_the_others() -> None:
    answers = list(gpu_checks.checks("cuda:0", SimpleNamespace(), None))
    assert len(answers) == 8
    assert all(a.passed is not True and a.text for a in answers)


def test_the_command_says_what_was_verified_and_when_or_why_not() -> None:
    found = {"device": "A GPU", "driver": "1", "cuda": "13", "torch": "2", "when": "2026-01-01 00:00 UTC",
             "checks": [{"name": "energy", "passed": None, "text": "no counter"}]}  # fmt: skip
    assert _gpu.text(found).splitlines() == [
        "A GPU, driver 1, CUDA 13, torch 2, 2026-01-01 00:00 UTC", "  not possible  energy: no counter",
    ]  # fmt: skip
    assert "no GPU path was verified" in _gpu.text({"why": "none", "checks": []})


def test_the_gpu_checks_load_no_window() -> None:
    code = "import sys, paretoscope.worker.gpu_checks; print(any(m.startswith('PySide6') for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
