"""Energy, heat and sleep around a whole study: its own energy, cool-down between turns, the machine kept awake."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from paretoscope.analysis import instrument
from paretoscope.events import Artefact, Sample, Warned
from paretoscope.meters import state
from paretoscope.meters.awake import awake
from paretoscope.meters.nvml import processes
from paretoscope.meters.watch import Watch
from paretoscope.plan import Study
from paretoscope.store.instrument import load as kept
from paretoscope.study import identity
from paretoscope.study.device import temperature
from paretoscope.study.hub import Hub

NEARLY = 0.05  # of all memory
WARMER = 8.0  # K above the first turn's temperature that a turn may start with
LONGEST = 30.0  # s that a turn waits for the processor to cool down
STEP = 1.0  # s between two looks


@contextmanager
def watched(hub: Hub, study: Study, model: Path) -> Iterator[Watch]:
    """The counters of one run of a study. What the machine's state makes doubtful is told; sleep is held off.

    At the end `study.energy` (J, all of it: loading, warming up, resting, other programs) and `study.seconds` are told.
    """
    watch = Watch.here(study.device, study.accept_estimates, study.core_power, study.energy_from)
    began, before = time.monotonic(), state.read()
    hub.emit(_counted(watch))
    if not watch.live:
        hub.emit(Sample(name="power.sum", value=None, unit="W", source="unavailable"))
    hub.emit(Artefact(name=instrument.NAME, text=json.dumps(kept(), ensure_ascii=False)))
    _tell_identity(hub, study, model)
    _tell_doubts(hub, study)
    for code, text, hint in state.warnings(before):
        hub.emit(Warned(code=code, text=text, hint=hint))
    with awake(study.keep_awake) as how:
        hub.emit(Sample(name="sleep.held_off", value=float(bool(how)), unit=""))
        try:
            yield watch
        finally:
            if not hub.full:
                _close(hub, watch, began, before)


def _counted(watch: Watch) -> Artefact:
    """What is summed to a turn's energy and what is not (METHOD M10), or why there is none."""
    body = {"domains": list(watch.domains), "left_out": watch.left_out, "source": watch.source, "method": watch.method,
            "why": watch.why, "remedy": watch.remedy}  # fmt: skip
    return Artefact(name=instrument.ENERGY, values=body)


def _tell_identity(hub: Hub, study: Study, model: Path) -> None:
    """Who the study, its data and this program are; what is not as it was in an earlier run of the study is told."""
    now = identity.identity_of(study, model)
    then = [a.text for a in hub.record.artefacts if a.name == identity.NAME]
    different = identity.changed(json.loads(then[-1]), now) if then else []
    hub.emit(Artefact(name=identity.NAME, text=json.dumps(now)))
    if different:
        text = f"modified since the study began: {', '.join(different)}"
        hub.emit(Warned(code="modified", text=text, hint="numbers from before and after are mixed"))


def _tell_doubts(hub: Hub, study: Study) -> None:
    """A device that others use too, and memory that is nearly full."""
    others = processes(study.device)
    if others:
        text = (
            f"{len(others)} other {'process holds' if len(others) == 1 else 'processes hold'} memory on {study.device}"
        )
        hub.emit(Warned(code="device_shared", text=text, hint="end them: they take time, memory and energy of the GPU"))
    memory = psutil.virtual_memory()
    if memory.available < NEARLY * memory.total:
        text = f"memory is nearly full: {memory.available / 2**30:.1f} GiB of {memory.total / 2**30:.1f} GiB are left"
        hub.emit(Warned(code="memory_full", text=text, hint="close other programs; swapping would spoil every time"))


def _close(hub: Hub, watch: Watch, began: float, before: state.State) -> None:
    joules, said = watch.spent()
    slow = state.throttled(before, state.read())
    if slow:
        text = f"heat slowed the processor down {slow} times while the study ran"
        hub.emit(Warned(code="throttled", text=text, hint="cool the machine, or let it rest between turns"))
    hub.emit(Sample(name="study.seconds", value=time.monotonic() - began, unit="s"))
    if joules is None:
        hub.emit(Sample(name="study.energy", value=None, unit="J", source="unavailable"))
        return
    if said:
        hub.emit(Warned(code="study_energy", text=f"the study's energy is {said}"))
    hub.emit(Sample(name="study.energy", value=joules, unit="J", source=watch.source))


@dataclass
class Cooling:
    """Lets a turn start only when what computes, processor or GPU, is about as warm as at the study's first turn.

    Rule: at most WARMER kelvin above it, or after LONGEST seconds of waiting; each wait is logged as a sample.

    Args:
        temperature: K of a device, or None where there is no sensor; then nothing is done.
    """

    temperature: Callable[[str], float | None] = temperature
    first: float | None = None
    device: str = "cpu"

    def wait(self, hub: Hub) -> float:
        """Seconds waited. Raises Cancelled."""
        now = self.temperature(self.device)
        if now is None:
            return 0.0
        self.first = now if self.first is None else self.first
        waited = 0.0
        while now is not None and now > self.first + WARMER and waited < LONGEST:
            hub.wait(STEP)
            waited, now = waited + STEP, self.temperature(self.device)
        if now is not None:
            name = "temperature.gpu" if self.device.startswith("cuda") else "temperature.cpu"
            hub.emit(Sample(name=name, value=round(now, 2), unit="K"))
        if waited:
            hub.emit(Sample(name="cooldown", value=waited, unit="s"))
        return waited
