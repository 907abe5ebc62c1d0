"""Energy counters on a made-up sysfs tree and a made-up NVML: sums, wraps, breaks, and why there is none."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.meters import energy
from paretoscope.meters.energy import Meter, NullMeter, Reading, ReplayMeter, between, split, too_short
from paretoscope.meters.nvml import NvmlEnergy, nvml_meters
from paretoscope.meters.rapl import rapl_meter
from paretoscope.meters.watch import Watch

RANGE = 262_143_328_850  # uJ, of a usual server processor


class Tree:
    """A powercap tree whose counters a test moves, and its clock."""

    def __init__(self, root: Path) -> None:
        self.root, self.now, self.slept = root, 0.0, 0.0

    def zone(self, path: str, name: str, start: int = 0, limit: int = RANGE, power: int = 150) -> None:
        folder = self.root / path
        folder.mkdir(parents=True)
        (folder / "name").write_text(name + "\n")
        (folder / "max_energy_range_uj").write_text(f"{limit}\n")
        (folder / "constraint_0_power_limit_uw").write_text(f"{power * 10**6}\n")
        self.set(path, start)

    def set(self, path: str, microjoules: int) -> None:
        (self.root / path / "energy_uj").write_text(f"{microjoules}\n")

    def meter(self) -> Meter:
        return rapl_meter(self.root, lambda: self.now, lambda: self.slept)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    made = Tree(tmp_path)
    made.zone("intel-rapl:0", "package-0", start=RANGE - 5_000_000)
    return made


def joules(meter: Meter) -> float:
    reading = meter.read()
    assert reading is not None
    return reading.joules


def test_m10_packages_and_dram_are_summed_and_nothing_twice(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    parts = [("intel-rapl:0", "package-0"), ("intel-rapl:0/intel-rapl:0:0", "core"),
             ("intel-rapl:0/intel-rapl:0:1", "uncore"), ("intel-rapl:0/intel-rapl:0:2", "dram"),
             ("intel-rapl:1", "package-1"), ("intel-rapl:2", "psys"), ("intel-rapl-mmio:0", "package-0")]  # fmt: skip
    for path, name in parts:
        tree.zone(path, name)
    meter = tree.meter()
    meter.read()
    for step, (path, _) in enumerate(parts):
        tree.set(path, 10**6 * 10**step)
    assert meter.domains == ("package-0", "package-0 dram", "package-1")
    assert joules(meter) == 1 + 1000 + 10_000


@pytest.mark.parametrize(
    ("zones", "summed"),
    [
        ({"intel-rapl:0": "package-0", "intel-rapl:0/intel-rapl:0:0": "core", "intel-rapl:0/intel-rapl:0:1": "uncore",
          "intel-rapl:1": "psys", "intel-rapl-mmio:0": "package-0"}, ("package-0",)),  # hybrid laptop
        ({"intel-rapl:0": "package-0-die-0", "intel-rapl:0/intel-rapl:0:0": "dram",
          "intel-rapl:1": "package-0-die-1", "intel-rapl:1/intel-rapl:1:0": "dram"},
         ("package-0-die-0", "package-0-die-0 dram", "package-0-die-1", "package-0-die-1 dram")),  # workstation
    ],
)  # fmt: skip
def test_m10_known_processors_list_what_is_summed(
    tmp_path: Path, zones: dict[str, str], summed: tuple[str, ...]
) -> None:
    tree = Tree(tmp_path)
    for path, name in zones.items():
        tree.zone(path, name)
    meter = tree.meter()
    meter.read()
    for path in zones:
        tree.set(path, 2_000_000)
    tree.now += 1.0
    assert meter.domains == summed
    assert joules(meter) == 2.0 * len(summed)


def test_m09_a_machine_that_slept_loses_the_window_not_the_study(tree: Tree) -> None:
    """While it sleeps the monotonic clock stands still, so the counter's reset would look like a wrap."""
    meter = tree.meter()
    first = meter.read()
    tree.slept, tree.now = 3600.0, 1.0
    tree.set("intel-rapl:0", 4_000_000)
    woken = meter.read()
    tree.now = 2.0
    tree.set("intel-rapl:0", 7_000_000)
    assert between(first, woken) is None
    assert between(woken, meter.read()) == pytest.approx(3.0)


def test_m09_a_reset_that_no_power_could_explain_is_no_wrap(tree: Tree) -> None:
    meter = tree.meter()
    tree.set("intel-rapl:0", RANGE // 2)
    first = meter.read()
    tree.now = 1.0
    tree.set("intel-rapl:0", 5_000_000)  # as a wrap: 131 kJ in one second
    assert between(first, meter.read()) is None


def test_a_counter_that_disappears_in_mid_run_is_a_gap_and_says_so(tree: Tree) -> None:
    watch = Watch([tree.meter()], lambda: tree.now)
    watch.begin()
    (tree.root / "intel-rapl:0" / "energy_uj").unlink()
    tree.now = 2.0
    assert watch.end() == {}
    assert "could not be read any more" in watch.trouble


@pytest.mark.parametrize("wraps", [0, 1, 3])
def test_m09_rapl_wraps_are_followed_when_read_often_enough(tree: Tree, wraps: int) -> None:
    meter, value = tree.meter(), RANGE - 5_000_000
    first = meter.read()
    steps = 5 * wraps + 1
    for _ in range(steps):
        value = (value + RANGE // 5) % RANGE
        tree.now += meter.longest / 2
        tree.set("intel-rapl:0", value)
        last = meter.read()
    assert between(first, last) == pytest.approx(steps * (RANGE // 5) / 1e6, rel=1e-9)


def test_m09_a_gap_longer_than_the_wrap_is_dropped_not_guessed(tree: Tree) -> None:
    meter = tree.meter()
    first = meter.read()
    tree.now += 2 * meter.longest
    tree.set("intel-rapl:0", 3_000_000)
    assert between(first, meter.read()) is None


@pytest.mark.parametrize("limit", [None, RANGE])
def test_m09_a_fall_to_zero_or_without_a_known_range_is_dropped(tree: Tree, limit: int | None) -> None:
    if limit is None:
        (tree.root / "intel-rapl:0" / "max_energy_range_uj").unlink()
    meter = tree.meter()
    first = meter.read()
    tree.now += 1
    tree.set("intel-rapl:0", 0 if limit else 7)
    broken = meter.read()
    tree.now += 1
    tree.set("intel-rapl:0", 2_000_007)
    after = meter.read()
    assert between(first, broken) is None
    assert between(broken, after) == pytest.approx(2.0, abs=1e-5)  # the next window is good again


def test_m09_a_read_error_breaks_the_window_only(tree: Tree) -> None:
    meter = tree.meter()
    first = meter.read()
    (tree.root / "intel-rapl:0" / "energy_uj").write_text("")
    middle = meter.read()
    tree.set("intel-rapl:0", 1_000_000)
    third = meter.read()
    tree.set("intel-rapl:0", 4_000_000)
    assert between(first, middle) is None
    assert between(third, meter.read()) == 3.0


def test_no_tree_says_why(tmp_path: Path) -> None:
    meter = rapl_meter(tmp_path / "none")
    assert (meter.state, meter.read()) == ("unavailable", None)
    assert meter.why
    assert meter.remedy


def test_m09_no_permission_says_what_would_help(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Path.read_text

    def guarded(self: Path, *args: Any, **kwargs: Any) -> str:
        if self.name == "energy_uj":
            raise PermissionError(13, "Permission denied")
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", guarded)
    meter = tree.meter()
    assert meter.state == "unavailable"
    assert "root" in meter.why
    assert "chmod" in meter.remedy


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


def test_m09_permission_lost_in_mid_run_ends_the_energy_not_the_study(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, plain = Watch([tree.meter()], lambda: tree.now), Path.read_text
    watch.begin()

    def guarded(self: Path, *args: Any, **kwargs: Any) -> str:
        if self.name == "energy_uj":
            raise PermissionError(13, "Permission denied")
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", guarded)
    tree.now = 2.0
    assert watch.end() == {}
    assert "could not be read any more" in watch.trouble
    monkeypatch.undo()
    watch.begin()
    tree.now, value = 4.0, int((tree.root / "intel-rapl:0" / "energy_uj").read_text())
    tree.set("intel-rapl:0", value + 4_000_000)
    assert watch.end()["energy.gross"] == pytest.approx(4.0)  # the next turn is good again
