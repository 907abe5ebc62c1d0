"""The machine's ceilings, on a machine whose clock is ours: known rates come out, and are kept by identity."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.analysis.ceilings import Bandwidth, Ceilings, Rate, at
from paretoscope.commands import _ceilings as printed
from paretoscope.commands import _machine_checks
from paretoscope.meters import ceilings as meter
from paretoscope.meters.ceilings import Kernel, Timer
from paretoscope.store import ceilings as store
from paretoscope.study import ceilings as study


class Machine:
    """Time passes only in kernels and, now and then, in other programs."""

    def __init__(self, disturb: int = 0) -> None:
        self.now, self.calls, self.disturb = 0.0, 0, disturb

    def clock(self) -> float:
        return self.now

    def kernel(self, name: str, seconds: float, work: float) -> Kernel:
        def call() -> None:
            self.calls += 1
            busy = 0.5 if self.disturb and self.calls % self.disturb == 0 else 0.0
            self.now += seconds + busy

        return Kernel(name, call, work)


def test_known_rates_come_out_exactly() -> None:
    machine = Machine()
    kernels = [machine.kernel("fast", 1e-6, 1e5), machine.kernel("slow", 3.0, 6e9)]
    fast, slow = meter.rates(kernels, Timer(machine.clock))
    assert fast == pytest.approx([1e11] * meter.SAMPLES)
    assert slow == pytest.approx([2e9] * meter.SAMPLES)


def test_a_sample_lasts_long_enough_and_not_much_longer() -> None:
    machine = Machine()
    for seconds in (1e-7, 1e-5, 1e-3, 0.004, 1.0):
        calls = meter.calls_for(machine.kernel("k", seconds, 1.0), Timer(machine.clock))
        assert calls * seconds >= meter.LEAST / 2
        assert calls == 1 or calls * seconds <= 2 * meter.LEAST


def test_the_best_sample_counts_and_the_median_shows_the_disturbance() -> None:
    machine = Machine(disturb=20)
    found = meter.rates([machine.kernel("k", 1e-3, 1e6)], Timer(machine.clock))[0]
    value, low, high = meter.best(found)
    assert value == high == pytest.approx(1e9)
    assert low <= value


def test_the_device_is_waited_for_before_both_stamps() -> None:
    """An asynchronous device: a call only adds to its queue, waiting lets it work."""
    state = {"now": 0.0, "queue": 0.0}

    def wait() -> None:
        state["now"] += state["queue"]
        state["queue"] = 0.0

    def launch() -> None:
        state["now"] += 1e-6
        state["queue"] += 2e-3

    taken = Timer(lambda: state["now"], wait).seconds(Kernel("k", launch, 1.0), 5)
    assert taken == pytest.approx(5 * (2e-3 + 1e-6))


def test_products_grow_until_a_call_is_long() -> None:
    machine = Machine()
    sides = [128, 256, 512, 1024]
    kernels = (machine.kernel(str(n), n**3 / 1e11, 2.0 * n**3) for n in sides)
    assert meter.largest(kernels, Timer(machine.clock)).name == "1024"
    slow = (machine.kernel(str(n), n**3 / 1e8, 2.0 * n**3) for n in sides)
    assert meter.largest(slow, Timer(machine.clock)).name == "128"


def test_working_sets_reach_from_a_cache_to_memory() -> None:
    found = meter.sizes(1 << 28)
    assert found[0] == 1 << 16
    assert found[-1] == 1 << 28
    assert all(b == 2 * a for a, b in pairwise(found))


def test_kernels_do_the_work_that_they_are_counted_for() -> None:
    """A copy reads half of its working set and writes the other; a product of n is 2 n^3; on torch, without timing."""
    import torch

    copy, read, product = meter.copy(1 << 16, "cpu"), meter.read(1 << 16, "cpu"), meter.product(16, "float32", "cpu")
    with torch.inference_mode():
        target: Any = copy.call()
        out: Any = read.call()
        made: Any = product.call()
    assert 2 * target.numel() * 4 == copy.work == 1 << 16
    assert out.numel() * out[0].item() * 4 == read.work  # rows of ones: each sums its columns
    assert made.numel() * 2 * made[0, 0].item() == product.work


def test_a_format_that_torch_cannot_multiply_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def product(side: int, dtype: str, device: str) -> Kernel:
        def call() -> None:
            if dtype == "float16":
                raise RuntimeError("not implemented for 'Half'\nlong story")

        return Kernel(dtype, call, 1.0)

    monkeypatch.setattr(meter, "product", product)
    monkeypatch.setattr(meter, "SIDES", (8,))
    found, missing = meter.formats("cpu", Timer())
    assert list(found) == ["float32", "bfloat16", "int8"]
    assert missing == {"float16": "torch cannot multiply it here: not implemented for 'Half'"}


def test_caches_are_read_from_the_system(tmp_path: Path) -> None:
    for i, (level, kind, size) in enumerate(
        [(1, "Data", "32K"), (1, "Instruction", "32K"), (2, "Unified", "1024K"), (3, "Unified", "36M")]
    ):
        folder = tmp_path / f"index{i}"
        folder.mkdir()
        for name, text in (("level", str(level)), ("type", kind), ("size", size)):
            (folder / name).write_text(text + "\n")
    assert meter.caches("cpu", tmp_path) == {"L1": 32 << 10, "L2": 1 << 20, "L3": 36 << 20}
    assert meter.caches("cpu", tmp_path / "nothing") == {}


def test_caches_of_a_gpu_are_its_l2_and_a_blocks_shared_memory() -> None:
    has = SimpleNamespace(L2_cache_size=50 << 20, shared_memory_per_block_optin=227 << 10)
    fake = SimpleNamespace(cuda=SimpleNamespace(get_device_properties=lambda device: has))
    assert meter.caches("cuda:0", torch_=fake) == {"L2": 50 << 20, "shared": 227 << 10}


def ceilings(**changes: Any) -> Ceilings:
    points = tuple(Bandwidth(size=s, value=v, low=v, high=v) for s, v in ((1e6, 1e11), (1e8, 1e10)))
    rates = (Rate(dtype="float32", value=1e11, low=9e10, high=1e11),)
    return Ceilings(**{"bandwidth": points, "rates": rates, "caches": {"L2": 1 << 20}, **changes})


def test_bandwidth_between_sizes_lies_on_the_line_of_logarithms() -> None:
    found = ceilings()
    assert at(found.bandwidth, 1e7) == pytest.approx(10**10.5)
    assert found.bandwidth_at(10.0) == 1e11
    assert found.memory == 1e10
    assert Ceilings().bandwidth_at(1.0) is None


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "ceilings")
    return tmp_path


def test_ceilings_are_found_again_only_by_the_same_identity(home: Path) -> None:
    one = {"processor": "A", "threads": 2, "device": "cpu", "torch": "2.13"}
    assert store.find(one) is None
    kept = store.keep(ceilings(), one)
    assert store.find(one) == kept
    for change in ({"processor": "B"}, {"threads": 4}, {"device": "cuda"}, {"torch": "2.14"}):
        assert store.find({**one, **change}) is None


@pytest.mark.parametrize("text", ["", "{}", '{"format": 7}', "[1]"])
def test_a_damaged_file_is_as_if_nothing_was_measured(home: Path, text: str) -> None:
    one = {"processor": "A"}
    store.keep(ceilings(), one)
    next((home / "ceilings").iterdir()).write_text(text)
    assert store.find(one) is None


def test_measuring_runs_the_worker_and_keeps_what_it_wrote(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def run(python: str, module: str, threads: int, *arguments: str) -> list[Any]:
        asked.append((module, *arguments[1:]))
        Path(arguments[0]).write_text(json.dumps(ceilings().to_dict()))
        return []

    monkeypatch.setattr(study, "run_module", run)
    found = study.measure("cpu", 3)
    assert asked == [("paretoscope.worker.ceilings", "cpu", "3")]
    assert found.identity["threads"] == 3
    assert store.find(found.identity) == found


def test_a_gpu_goes_by_the_name_that_its_driver_tells() -> None:
    class Error(Exception):
        pass

    def nothing() -> None:
        return None

    fake = SimpleNamespace(
        NVMLError=Error, nvmlInit=nothing, nvmlDeviceGetHandleByIndex=lambda i: i,
        nvmlDeviceGetName=lambda i: [b"NVIDIA A", "NVIDIA B"][i],
    )  # fmt: skip
    assert [store.gpu_name("cuda", fake), store.gpu_name("cuda:1", fake)] == ["NVIDIA A", "NVIDIA B"]

    def fails() -> None:
        raise Error

    assert store.gpu_name("cuda", SimpleNamespace(NVMLError=Error, nvmlInit=fails)) == ""


def test_doctor_says_whether_ceilings_are_known(home: Path) -> None:
    before = _machine_checks.ceilings()
    assert (before.state, "doctor --ceilings" in before.hint) == (_machine_checks.LIMITED, True)
    store.keep(ceilings(), store.identity())
    after = _machine_checks.ceilings()
    assert after.state == _machine_checks.OK
    assert after.text == "memory 10.0 GB/s, float32 100 GFLOP/s"


def test_doctor_prints_ceilings_and_says_when_other_programs_ran() -> None:
    quiet = ceilings(identity={"processor": "A", "threads": 2, "torch": "2.13"}, missing={"int8": "no kernel"})
    text = printed.text(quiet)
    assert "ceilings of A, 2 threads" in text
    assert "10.0 GB/s" in text
    assert "int8: no kernel" in text
    busy = ceilings(rates=(Rate(dtype="float32", value=1e11, low=5e10, high=1e11),))
    assert printed.noisy(busy)
    assert "Measure again" in printed.text(busy)


@pytest.mark.heavy
def test_the_real_machine_has_rates_and_larger_sets_are_not_faster(home: Path) -> None:
    """In a worker process, on real kernels. Bounds are wide: a hundred times apart on any machine of these decades."""
    found = study.measure("cpu", 1)
    assert 1e9 < (found.rate("float32") or 0.0) < 1e15
    assert 1e8 < (found.memory or 0.0) < 1e13
    assert max(b.value for b in found.bandwidth[:6]) > found.bandwidth[-1].value
    assert store.find(found.identity) == found


@pytest.mark.gpu
def test_gpu_ceilings_are_those_of_an_accelerator(home: Path) -> None:
    found = study.measure("cuda", 1)
    assert found.identity["processor"]
    assert (found.rate("bfloat16") or 0.0) > (found.rate("float32") or 0.0)
    assert found.caches["shared"] > 32 << 10
