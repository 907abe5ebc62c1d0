"""A GPU that others use too, or that heat holds down, is seen turn by turn; counters are read while we wait."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.meters.energy import Reading, ReplayMeter
from paretoscope.meters.watch import Watch
from paretoscope.study import hub as hubs
from paretoscope.study import turns
from paretoscope.study.device import Device

G = "generate:new=8"
OURS, THEIRS = 11, 22


class Driver:
    """One GPU: who holds memory, who computes, and s in which heat held it down."""

    NVMLError = type("NVMLError", (Exception,), {})

    def __init__(self) -> None:
        self.holding, self.used, self.heat, self.stamp = {OURS}, {OURS: 90}, 0.0, 0

    def nvmlInit(self) -> None: ...

    def nvmlDeviceGetHandleByIndex(self, index: int) -> int:
        return index

    def nvmlDeviceGetComputeRunningProcesses(self, handle: int) -> list[Any]:
        return [SimpleNamespace(pid=p, usedGpuMemory=1) for p in self.holding]

    def nvmlDeviceGetProcessUtilization(self, handle: int, since: int) -> list[Any]:
        self.stamp += 1
        return [SimpleNamespace(pid=p, timeStamp=self.stamp, smUtil=u) for p, u in self.used.items()]

    def nvmlDeviceGetViolationStatus(self, handle: int, policy: int) -> Any:
        return SimpleNamespace(violationTime=self.heat * 1e9)

    def nvmlDeviceGetTemperature(self, handle: int, sensor: int) -> int:
        return 50


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> tuple[Driver, Device, list[float]]:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    driver, now = Driver(), [0.0]
    device = Device("cuda:0", driver, lambda: now[0])
    device.begin()
    now[0] = 10.0
    return driver, device, now


def test_a_gpu_of_our_own_has_nothing_to_say(bench: Any) -> None:
    _, device, _ = bench
    assert device.end([OURS]) == ([], {"temperature.gpu": pytest.approx(323.15)})
    assert Device("cpu").end([OURS]) == ([], {})


def test_m17_a_process_that_computes_on_our_gpu_is_a_fault_a_desktop_is_not(bench: Any) -> None:
    driver, device, _ = bench
    driver.used[THEIRS] = 3
    assert device.end([OURS])[0] == []
    driver.used[THEIRS] = 40
    assert device.end([OURS])[0] == ["1 other process used cuda:0"]


def test_m17_a_process_that_comes_in_mid_turn_is_a_fault(bench: Any) -> None:
    driver, device, _ = bench
    driver.holding.add(THEIRS)
    assert device.end([OURS])[0] == ["1 other process used cuda:0"]
    device.begin()  # it stays, and rests
    assert device.end([OURS])[0] == []


def test_m17_in_a_container_only_more_processes_than_before_can_be_told(bench: Any) -> None:
    driver, device, _ = bench
    driver.holding, driver.used = {901}, {901: 90}  # the host's number of our own worker
    device.begin()
    assert device.end([OURS])[0] == []
    driver.holding.add(902)
    assert device.end([OURS])[0] == ["1 other process used cuda:0"]


def test_heat_that_holds_the_gpu_down_is_a_fault_from_a_hundredth_of_the_turn_on(bench: Any) -> None:
    driver, device, _ = bench
    driver.heat = 0.05
    assert device.end([OURS])[0] == []
    driver.heat = 3.0
    assert device.end([OURS])[0] == ["heat held the GPU's clock down for 30% of the time"]


def test_m17_a_turn_on_a_shared_gpu_is_repeated_by_the_rule(
    play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Disturbed once: that turn is invalid and taken again; the others count as they are."""
    said = iter([["1 other process used cuda:0"]])
    monkeypatch.setattr(turns, "LOOK", 0.0)
    monkeypatch.setattr(Device, "end", lambda self, own: (next(said, []), {"temperature.gpu": 320.0}))
    found = play(study_of()).record.trial("baseline")
    broken = [t for t in found.turns if not t.valid]
    assert [t.why for t in broken] == ["1 other process used cuda:0; repeated"]
    assert len(found.valid_turns(G)) == 4
    assert all(t.values["temperature.gpu"] == 320.0 for t in found.turns)


class Power:
    """A source whose chain breaks when it is not read for half a second."""

    name, covers, state, why, remedy, domains = "power", "processor", "measured", "", "", ("all",)
    update, longest = 0.01, 0.1

    def __init__(self) -> None:
        self.reads = 0

    def read(self) -> Reading:
        self.reads += 1
        return Reading(float(self.reads))


def test_m11_counters_are_read_while_the_machine_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Idle power is taken over seconds in which no worker is at work: polled power has no gap there."""
    now = [0.0]
    monkeypatch.setattr(hubs.time, "monotonic", lambda: now[0])

    def take(self: Any, timeout: float, wanted: Any = None) -> None:
        now[0] += timeout

    monkeypatch.setattr(hubs.Hub, "_take", take)
    hub = hubs.Hub(*[SimpleNamespace()] * 3)  # type: ignore[arg-type]
    source = Power()
    turns.Turns(hub, *[SimpleNamespace()] * 2, energy=Watch([source]))  # type: ignore[arg-type]
    before = source.reads
    hub.wait(2.0)
    assert source.reads - before >= 20


def test_m16_a_worker_is_looked_at_ten_times_a_second_however_much_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(hubs.neighbours, "resident", lambda pid: asked.append(pid))
    monkeypatch.setattr(hubs.neighbours, "read", lambda pid: SimpleNamespace(wall=0.0, pid=pid))
    monkeypatch.setattr(hubs.Hub, "_look_around", lambda self, worker: setattr(self, "_machine", worker.seen))
    hub = hubs.Hub(*[SimpleNamespace()] * 3)  # type: ignore[arg-type]
    worker: Any = SimpleNamespace(
        resident=(0.0, 0.0), process=SimpleNamespace(pid=1), seen=SimpleNamespace(wall=100.0, pid=1)
    )
    for message in range(2000):  # one a millisecond
        hub._look(worker, 100.0 + message / 1000)
    assert 19 <= len(asked) <= 21


def test_power_is_told_live_while_a_turn_runs_and_enters_no_result() -> None:
    told: list[Any] = []
    now = [0.0]
    hub = hubs.Hub(*[SimpleNamespace()] * 3)  # type: ignore[arg-type]
    hub.emit = told.append  # type: ignore[method-assign, assignment]
    hub.live = lambda trial: SimpleNamespace(job=SimpleNamespace(attempt=2))  # type: ignore[method-assign, assignment, return-value]
    watch = Watch([ReplayMeter([(float(t), 30.0 * t) for t in range(100)], lambda: now[0])], lambda: now[0])
    found = turns.Turns(hub, *[SimpleNamespace()] * 2, energy=watch)  # type: ignore[arg-type]
    for second in range(4):
        now[0] = float(second)
        found._playing = "baseline" if second else ""
        hub.poll()
    assert [(e.name, e.trial, e.attempt, e.value, e.unit) for e in told] == [
        ("power.sum", "baseline", 2, 30.0, "W")
    ] * 3
    found._playing = ""
    now[0] = 9.0
    hub.poll()
    assert len(told) == 3  # between turns nobody's power is told
    assert Watch([]).power() is None
