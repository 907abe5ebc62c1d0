"""RAPL through powercap, on trees made for each test: what is summed, wraps, resets, gaps and permissions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from paretoscope.meters.energy import Meter, between
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
