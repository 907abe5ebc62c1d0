"""M8 and M20: what generate measures, against second instruments: a scripted clock, a fake device, forward hooks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
import torch

from paretoscope.analysis import latency
from paretoscope.events import Observation
from paretoscope.plan import Workload
from paretoscope.workloads import batched, finetune, generate, running
from paretoscope.workloads.generate import Deliveries, Generate

GIVE, WORK = 0.001, 0.05  # s: to give a device something to do; what it then does


class Device:
    """A host clock and a device that works behind it: a forward pass returns long before its work is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, model: Any) -> None:
        self.now, self.free, self.passes = 1000.0, 0.0, 0
        for module in (generate.time, batched.time, finetune.time):
            monkeypatch.setattr(module, "perf_counter", lambda: self.now)
        monkeypatch.setattr(running, "synchronise", lambda device: self.wait())
        model.register_forward_pre_hook(lambda *_: self.give())

    def give(self) -> None:
        """The host hands over one pass and goes on."""
        self.passes += 1
        self.now += GIVE
        self.free = max(self.free, self.now) + WORK

    def wait(self) -> None:
        """Synchronise: the host's clock passes on to the end of the device's work."""
        self.now = max(self.now, self.free)


class Waiting(Deliveries):
    """Copying new tokens to the host waits for the device, as `.cpu()` does on a real one."""

    device: Device

    def put(self, value: Any) -> None:
        self.device.wait()
        super().put(value)


@pytest.fixture
def device(tiny_decoder: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Device]:
    subject = tiny_decoder("llama")
    made = Device(monkeypatch, subject.model)
    monkeypatch.setattr(Waiting, "device", made, raising=False)
    monkeypatch.setattr(generate, "Deliveries", Waiting)
    return subject, made


def test_m08_generate_waits_for_the_device_before_both_stamps(device: tuple[Any, Device]) -> None:
    subject, clock = device
    work = Generate(subject, Workload.parse("generate:prompt=9,new=5"))
    clock.free = clock.now + 7.0  # another call's work is still under way
    call = work.call(0)
    assert clock.passes == 5
    assert call.values["ttft"] == pytest.approx(GIVE + WORK)  # 7 s of old work are not in it
    assert call.values["e2e"] == pytest.approx(5 * (GIVE + WORK))
    assert call.series["deliveries"] == pytest.approx([i * (GIVE + WORK) for i in range(1, 6)])


def test_m08_work_that_is_under_way_when_generate_returns_is_waited_for(
    device: tuple[Any, Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, clock = device
    plain = running.generate

    def leaves_work(*given: Any, **more: Any) -> Any:
        made = plain(*given, **more)
        clock.free = clock.now + 3.0
        return made

    monkeypatch.setattr(running, "generate", leaves_work)
    call = Generate(subject, Workload.parse("generate:prompt=9,new=5")).call(0)
    assert call.values["e2e"] == pytest.approx(5 * (GIVE + WORK) + 3.0)


def test_m08_without_waiting_the_same_call_would_seem_fast(
    device: tuple[Any, Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fake device tells the difference: an instrument that does not synchronise reads too little."""
    subject, _ = device
    monkeypatch.setattr(running, "synchronise", lambda _: None)
    monkeypatch.setattr(Waiting, "put", Deliveries.put)
    call = Generate(subject, Workload.parse("generate:prompt=9,new=5")).call(0)
    assert call.values["e2e"] == pytest.approx(5 * GIVE)


def test_m08_a_step_of_training_waits_before_both_stamps(
    tiny_llama_folder: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paretoscope.models.inspect import inspect
    from paretoscope.models.load import load

    subject = load(inspect(tiny_llama_folder))
    (tmp_path / "t.txt").write_text("All work and no play makes Jack a dull boy. " * 60)
    work = finetune.Finetune(subject, Workload("finetune", {"data": str(tmp_path / "t.txt"), "length": 16, "batch": 1}))
    clock = Device(monkeypatch, subject.model)
    clock.free = clock.now + 7.0
    assert work.call(0).values["step_time"] == pytest.approx(GIVE + WORK)


def test_m20_ttft_and_tpot_on_a_scripted_clock(device: tuple[Any, Device]) -> None:
    """Closed form: a pass takes GIVE + WORK; ttft is one pass, tpot one pass, and k calls have k (n - 1) gaps."""
    subject, clock = device
    work = Generate(subject, Workload.parse("generate:prompt=9,new=6,batch=2"))
    calls = [work.call(i) for i in range(4)]
    events = [Observation(values=c.values, series=c.series) for c in calls]
    assert clock.passes == 4 * 6
    assert sum(len(latency.gaps(e)) for e in events) == 4 * (6 - 1)
    for event in events:
        assert event.values["ttft"] == pytest.approx(GIVE + WORK)
        assert latency.tpot(event) == pytest.approx(GIVE + WORK)
        assert latency.gaps(event) == pytest.approx([GIVE + WORK] * 5)
        assert event.values["tokens"] == 12


def test_m20_speculative_steps_are_as_many_as_the_models_passes(device: tuple[Any, Device]) -> None:
    """Independent count: a hook on the model counts forward passes; deliveries and tokens per step must agree."""
    subject, clock = device
    subject.generation["prompt_lookup_num_tokens"] = 4
    work = Generate(subject, Workload.parse("generate:prompt=60,new=30"))
    call = work.call(0)
    event = Observation(values=call.values, series=call.series)
    assert call.values["steps"] + 1 == clock.passes == len(call.series["deliveries"])
    assert sum(call.series["delivered"]) == call.values["new"] == 30
    assert len(latency.gaps(event)) == clock.passes - 1
    assert latency.tpot(event) == pytest.approx((clock.passes - 1) * (GIVE + WORK) / (30 - 1))


class Second:
    """A second instrument on the same calls: it wraps the model's `generate` and stamps with another clock."""

    def __init__(self, model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.began, self.ended, self.stamps = 0, 0, list[int]()
        self._generate = model.generate
        monkeypatch.setattr(model, "generate", self.generate)

    def generate(self, *given: Any, streamer: Any, **more: Any) -> Any:
        """Stamp the call, and every delivery after the first instrument has."""
        self.stamps, put = [], streamer.put

        def both(value: Any) -> None:
            put(value)
            self.stamps.append(time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW))

        streamer.put = both
        self.began = time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
        made = self._generate(*given, streamer=streamer, **more)
        self.ended = time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
        return made


@pytest.mark.heavy
def test_m20_a_second_instrument_agrees_within_a_tenth_of_a_percent(
    tiny_decoder: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The median over 20 calls of some 0.2 s, by another clock; benchmarks/second_instrument.py does it at length."""
    torch.set_num_threads(1)
    subject = tiny_decoder("llama", hidden_size=512, intermediate_size=2048, num_hidden_layers=8)
    second = Second(subject.model, monkeypatch)
    work = Generate(subject, Workload.parse("generate:prompt=256,new=8"))
    work.call(0)
    off: dict[str, list[float]] = {"ttft": [], "tpot": []}
    for index in range(20):
        call = work.call(index)
        stamps = [(s - second.began) / 1e9 for s in second.stamps[1:]]
        ours = latency.tpot(Observation(values=call.values, series=call.series))
        assert ours is not None
        off["ttft"].append(call.values["ttft"] / stamps[0] - 1)
        off["tpot"].append(ours / ((stamps[-1] - stamps[0]) / 7) - 1)
    median = {name: sorted(abs(v) for v in values)[10] for name, values in off.items()}
    assert max(median.values()) <= 0.001, median


@pytest.mark.gpu
def test_m08_events_of_a_gpu_agree_with_our_stamps(tiny_decoder: Callable[..., Any]) -> None:
    """The device's own clock, by CUDA events around the same calls: e2e within 1 % and 0.2 ms at the median."""
    subject = tiny_decoder("llama", hidden_size=512, intermediate_size=2048, num_hidden_layers=8)
    subject.model.to("cuda")
    subject.device = "cuda"
    work = Generate(subject, Workload.parse("generate:prompt=256,new=16"))
    work.call(0)
    first, last = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    off = []
    for index in range(20):
        first.record()
        call = work.call(index)
        last.record()
        torch.cuda.synchronize()
        theirs = first.elapsed_time(last) / 1e3
        off.append(abs(theirs - call.values["e2e"]) - 0.01 * theirs)
    assert sorted(off)[10] <= 2e-4, off
