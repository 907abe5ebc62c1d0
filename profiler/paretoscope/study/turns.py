"""One turn: ordered, watched from outside, judged, and taken again when other programs disturbed it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from paretoscope.events import Event, Failed, Sample, State, TurnEnd, Warned
from paretoscope.meters.watch import Watch
from paretoscope.study import guards, neighbours
from paretoscope.study.budget import Budget
from paretoscope.study.device import Device
from paretoscope.study.eta import Eta
from paretoscope.study.hub import SLOW, TICK, Hub, Worker, WorkerFailed
from paretoscope.study.power import Cooling
from paretoscope.study.schedule import TurnLength

LOOK = 0.5  # s at the machine at rest before a turn is repeated
REST = 2.0  # s of rest in which idle power is read, or longer where the counter needs it


@dataclass
class Turns:
    """Takes turns with the live workers of one study.

    Args:
        budget: a turn is repeated only if there is time for it.
        rule: which noisy turns are repeated.
        energy: reads the machine's counters around every turn.
        guard: sees suspension, swapping and changes of the processor's clock.
        cooling: lets a turn wait until what computes is as warm as at the first one.
        device: sees who else uses the study's GPU, and that heat held it down.
    """

    hub: Hub
    eta: Eta
    budget: Budget
    rule: neighbours.RepeatRule = field(default_factory=neighbours.RepeatRule)
    energy: Watch = field(default_factory=Watch.here)
    guard: guards.Guard = field(default_factory=guards.Guard)
    cooling: Cooling = field(default_factory=Cooling)
    device: Device = field(default_factory=Device)
    _warned: set[str] = field(default_factory=set)
    _load: float = 0.0
    _playing: str = ""  # whose turn it is
    _calm: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Once a second: the processor's clock; as often as they ask for it the counters, so that none wraps unseen."""
        self.hub.poll = self._poll
        if self.energy.longest < SLOW:
            self.hub.often, self.hub.rest = self.energy.poll, TICK

    def _poll(self) -> None:
        self.guard.look()
        power = self.energy.power()
        if power is not None and self._playing:
            now = Sample(trial=self._playing, attempt=self.attempt(self._playing), name="power.sum", unit="W",
                         value=round(power, 3), source=self.energy.source)  # fmt: skip
            self.hub.emit(now)

    def rest(self) -> None:
        """A block begins: what the machine draws at rest is read anew before its first turn."""
        self.energy.idle_power = None

    def _idle(self) -> None:
        """With the workers of the block alive and waiting, as they are around every turn. Raises Cancelled."""
        if self.energy.live and self.energy.idle_power is None:
            self.energy.rest()
            self.hub.wait(max(REST, self.energy.least))
            self.energy.rested()

    def take(self, trial: str, workload: str, block: int, number: int, length: TurnLength) -> None:
        """A turn, again while the rule for noisy ones says so. A finetune step cannot be taken back, so never again.

        Raises:
            WorkerFailed, Skipped, Cancelled, StorageFull: as Hub.ask.
        """
        once = workload.startswith("finetune")
        seconds = 0.0 if once else max(length.seconds, self.energy.least)  # a counter needs some updates
        command = {
            "do": "turn", "workload": workload, "block": block, "round": number, "seconds": seconds,
            "count": length.count,
        }  # fmt: skip
        again = True
        while again:
            self.hub.checkpoint()
            worker = self.worker(trial)
            self.state(trial, "measuring")
            self._idle()
            self.cooling.wait(self.hub)
            self.energy.begin()
            self.guard.begin()
            self.device.begin()
            self._load = neighbours.load()
            judged = partial(self._judged, worker=worker, before=neighbours.read(worker.process.pid), once=once)
            self._playing = trial
            try:
                with self.eta.timing("finetune" if once else "turn", trial):
                    end = self.hub.ask(worker, command, _is_turn_end, self.hub.limits.turn, judged)
            finally:
                self._playing = ""
            again = isinstance(end, TurnEnd) and end.values.get("repeat", 0.0) > 0
            self._calm = {}
            if again:
                self._look_before_repeat()

    def worker(self, trial: str) -> Worker:
        """The live worker of a trial. Raises WorkerFailed when there is none."""
        worker = self.hub.live(trial)
        if worker is None:
            raise WorkerFailed(Failed(code="crash", text="the worker is gone", hint="see the trial's log"))
        return worker

    def state(self, trial: str, state: str, why: str = "") -> None:
        """Tell a trial's state when it has changed."""
        found = self.hub.record.trial(trial)
        if (found.state, found.why) != (state, why):
            self.hub.emit(State(trial=trial, attempt=self.attempt(trial), state=state, why=why))

    def attempt(self, trial: str) -> int:
        """The number of the trial's present process, or of its last."""
        worker = self.hub.live(trial)
        return worker.job.attempt if worker else max(0, self.hub.record.trial(trial).attempts - 1)

    def _judged(self, event: Event, worker: Worker, before: neighbours.Reading, once: bool) -> Event:
        """A turn's end with what was seen from outside; a disturbed one becomes invalid while it may be repeated."""
        if not isinstance(event, TurnEnd):
            return event
        after, energy, seen = neighbours.read(worker.process.pid), self.energy.end(), self.guard.end()
        shared, heat = self.device.end([w.process.pid for w in self.hub.workers.values()])
        share = neighbours.others(before, after)
        values = {**event.values, **energy, **seen.values, **heat, **self._outside(before, after, share)}
        self._tell(seen)
        self._tell_energy(values)
        faults = [event.why or "the turn is invalid"] if not event.valid else []
        faults += [seen.suspended] if seen.suspended else []
        faults += [_neighbours(share or 0.0, values.get("steal", 0.0))] if self.rule.noisy(share) else []
        faults += [*seen.faults, *shared]
        if not faults:
            return replace(event, values=values)
        why = "; ".join(faults)
        if not once and self.budget.affords("turn", worker.trial) and self.rule.repeat(bool(seen.suspended)):
            return replace(event, valid=False, why=f"{why}; repeated", values={**values, "repeat": 1.0})
        self._kept(worker.trial, why)
        kept = event.valid and (once or not seen.suspended)
        return replace(event, valid=kept, why="" if kept else why, values={**values, "noisy": 1.0})

    def _outside(self, before: neighbours.Reading, after: neighbours.Reading, share: float | None) -> dict[str, float]:
        """Others' load before and during the turn, and what our own watching cost, in cores."""
        own, steal = neighbours.watching(before, after), neighbours.stolen(before, after)
        self.hub.later.append(Sample(name="watch.cpu", value=round(own, 5), unit="core"))
        values = {"watch.cpu": own, "load": self._load, **self._calm}
        values |= {"steal": steal} if steal > 0 else {}
        return values if share is None else {**values, "other.cpu": share}

    def _look_before_repeat(self) -> None:
        """With all workers at rest: what others do, kept in the repeated turn's values."""
        before = neighbours.read(0)
        self.hub.wait(LOOK)
        share = neighbours.others(before, neighbours.read(0))
        self._calm = {} if share is None else {"other.cpu.before": share}

    def _tell(self, seen: guards.Seen) -> None:
        """Say once that somebody set the clock, and once that memory runs out."""
        if seen.full is not None and not any(w.code == "memory_full" for w in self.hub.record.warnings):
            text = f"memory was nearly full during a turn: {seen.full:.1%} of it was left"
            self._once("memory", Warned(code="memory_full", text=text, hint="close other programs before it swaps"))
        if seen.moved:
            text = f"the wall clock was set by {seen.moved:+.1f} s while the study ran; durations do not use it"
            hint = "only the dates in the report are affected"
            self._once("clock", Warned(code="clock_set", text=text, hint=hint))

    def _once(self, what: str, warning: Warned) -> None:
        """Tell it when no turn runs, the first time only."""
        if what not in self._warned:
            self._warned.add(what)
            self.hub.later.append(warning)

    def _tell_energy(self, values: dict[str, float]) -> None:
        """Say once of each kind why a turn has no energy, or an odd one."""
        trouble = self.energy.trouble
        if values.get("energy.gross", 0.0) < values.get("energy.idle", 0.0):
            trouble = "net energy is negative: the machine was busier while its idle power was read"
        if trouble:
            hint = "turns without energy keep their times; only the others enter the energy's mean"
            self._once(trouble, Warned(code="energy", text=trouble, hint=hint))

    def _kept(self, trial: str, why: str) -> None:
        """Warn once a trial of turns that stay as they are; written later, when no turn runs."""
        text = f"{why} during a turn; repeating did not help, so such turns stay as they are"
        hint = "close other programs and measure again; the interval holds the noise"
        self._once(trial, Warned(trial=trial, code="noisy_turns", text=text, hint=hint))


def _neighbours(share: float, steal: float) -> str:
    """Who disturbed a turn: other programs here, or other guests of the host."""
    if steal > share / 2:
        return f"the host gave {steal:.1f} cores to other guests (steal)"
    return f"other programs used {share:.1f} cores"


def _is_turn_end(event: Event) -> bool:
    return isinstance(event, TurnEnd)
