"""One turn: ordered, watched from outside, judged, and taken again when other programs disturbed it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from paretoscope.events import Event, Failed, State, TurnEnd, Warned
from paretoscope.meters.watch import Watch
from paretoscope.study import neighbours
from paretoscope.study.budget import Budget
from paretoscope.study.eta import Eta
from paretoscope.study.hub import Hub, Worker, WorkerFailed
from paretoscope.study.schedule import TurnLength

REST = 2.0  # s of rest in which idle power is read, or longer where the counter needs it


@dataclass
class Turns:
    """Takes turns with the live workers of one study.

    Args:
        budget: a turn is repeated only if there is time for it.
        rule: which noisy turns are repeated.
        energy: reads the machine's counters around every turn.
    """

    hub: Hub
    eta: Eta
    budget: Budget
    rule: neighbours.RepeatRule = field(default_factory=neighbours.RepeatRule)
    energy: Watch = field(default_factory=Watch.here)
    _warned: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Have the counters read now and then, so that none wraps unseen."""
        if self.energy.live:
            self.hub.poll = self.energy.poll

    def rest(self) -> None:
        """Before any worker lives: read what the machine draws at rest, where a counter can tell. Raises Cancelled."""
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
            self.energy.begin()
            judged = partial(self._judged, worker=worker, before=neighbours.read(worker.process.pid), once=once)
            with self.eta.timing("finetune" if once else "turn", trial):
                end = self.hub.ask(worker, command, _is_turn_end, self.hub.limits.turn, judged)
            again = isinstance(end, TurnEnd) and end.values.get("repeat", 0.0) > 0

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
        """A turn's end with what was seen from outside; a noisy one becomes invalid while it may be repeated."""
        if not isinstance(event, TurnEnd):
            return event
        share = neighbours.others(before, neighbours.read(worker.process.pid))
        values = {**event.values, **self.energy.end(), **({} if share is None else {"other.cpu": share})}
        noisy = self.rule.noisy(share)
        if not (noisy or not event.valid):
            return replace(event, values=values)
        why = event.why or f"other programs used {share:.1f} cores"
        if not once and self.budget.affords("turn", worker.trial) and self.rule.repeat():
            return replace(event, valid=False, why=f"{why}; repeated", values={**values, "repeat": 1.0})
        self._kept(worker.trial, why)
        return replace(event, values={**values, "noisy": 1.0} if noisy else values)

    def _kept(self, trial: str, why: str) -> None:
        """Warn once a trial of turns that stay as they are; written later, when no turn runs."""
        if trial not in self._warned:
            self._warned.add(trial)
            text = f"{why} during a turn; repeating did not help, so such turns stay as they are"
            hint = "close other programs and measure again; the interval holds the noise"
            self.hub.later.append(Warned(trial=trial, code="noisy_turns", text=text, hint=hint))


def _is_turn_end(event: Event) -> bool:
    return isinstance(event, TurnEnd)
