"""What the events of a study add up to: the one reducer of window, command line, store and analysis.

Events are fed in the order in which the study process wrote them (`seq`); feeding is cheap, so a live view and a stored
study use the same code. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from paretoscope import events as ev
from paretoscope.analysis.retrained import replaced
from paretoscope.plan import Study
from paretoscope.stats import Key

ENDED = ("valid", "invalid", "failed", "skipped")


@dataclass(slots=True)
class Turn:
    """One trial's turn on one workload, with its timing observations.

    `finished` is set by its TurnEnd; `superseded` when the same (workload, round) was begun again (a noisy turn that
    was repeated, or an unfinished round that was run again). Times in s of the monotonic clock.
    """

    workload: str
    block: int
    round: int
    attempt: int = 0
    start: float = 0.0
    end: float = 0.0
    finished: bool = False
    valid: bool = False
    why: str = ""
    superseded: bool = False
    values: dict[str, float] = field(default_factory=dict)
    observations: list[ev.Observation] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """Whether this turn enters results."""
        return self.finished and self.valid and not self.superseded


@dataclass(slots=True)
class TrialRecord:
    """All that is known of one trial.

    Attributes:
        state: as in events.State; `why`: why it is invalid, failed or skipped; `failures`: of all its attempts.
        turns: every turn in order, superseded and invalid ones too.
        hellos: attempt -> greeting of that process (versions, machine).
        metrics: (workload, name) -> attempt -> the last Metric that process reported.
        quality: workload -> index -> item of an evaluation.
        warmup: workload -> warm-up observations of all attempts.
        samples: meter -> (t, value) readings; sample_units: meter -> unit.
        phases: (attempt, name) -> seconds of finished phases.
        evaluated: workloads whose evaluation ended in order.
        phase / progress: what it is doing now (progress: done, total, text).
    """

    id: str
    recipe: str = ""
    state: str = "waiting"
    why: str = ""
    error: ev.Failed | None = None
    failures: list[ev.Failed] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    hellos: dict[int, ev.Hello] = field(default_factory=dict)
    metrics: dict[tuple[str, str], dict[int, ev.Metric]] = field(default_factory=dict)
    quality: dict[str, dict[int, ev.Observation]] = field(default_factory=dict)
    warmup: dict[str, list[ev.Observation]] = field(default_factory=dict)
    samples: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    sample_units: dict[str, str] = field(default_factory=dict)
    phases: dict[tuple[int, str], float] = field(default_factory=dict)
    changed: dict[str, ev.Changed] = field(default_factory=dict)
    outputs: dict[tuple[str, str], ev.Output] = field(default_factory=dict)
    warnings: list[ev.Warned] = field(default_factory=list)
    artefacts: list[ev.Artefact] = field(default_factory=list)
    evaluated: set[str] = field(default_factory=set)
    phase: str = ""
    progress: tuple[float, float, str] = (0.0, 0.0, "")
    attempts: int = 0
    _open: Turn | None = None
    _latest: dict[tuple[str, int], Turn] = field(default_factory=dict)

    def valid_turns(self, workload: str) -> dict[Key, Turn]:
        """Turns that count, by (block, round)."""
        return {(t.block, t.round): t for t in self.turns if t.workload == workload and t.counts}

    def latest(self, workload: str, number: int) -> Turn | None:
        """The newest turn of a round, finished or not."""
        return self._latest.get((workload, number))

    def workloads(self) -> list[str]:
        """Workloads that have had a turn, in order of appearance."""
        return list(dict.fromkeys(t.workload for t in self.turns))

    def metric(self, name: str, workload: str = "") -> ev.Metric | None:
        """The newest report of a metric."""
        found = self.metrics.get((workload, name))
        return found[max(found)] if found else None

    def items(self, workload: str) -> list[ev.Observation]:
        """Items of the evaluation in order of their index."""
        return [o for _, o in sorted(self.quality.get(workload, {}).items())]


class Record:
    """A study in the making or a stored one.

    Attributes:
        trials: id -> TrialRecord, in the study's order, the baseline first.
        state: of the study: "", running, paused, done, cancelled, failed; `why` in words.
        hello: newest greeting of the study process, with the model's `identity`; `first_hello` the oldest.
        first_worker: oldest greeting of a worker, with the libraries' versions.
        rounds: round -> newest ev.RoundStart of that number.
        block, round: the newest ones.
        remaining: seconds the study process expects to need, None: not known. `elapsed`: since it was started.
        count: events fed; seq: highest sequence number seen.
    """

    def __init__(self, study: Study | None = None) -> None:
        self.study = study
        self.trials: dict[str, TrialRecord] = {}
        for id_, recipe in study.trials.items() if study else ():
            self.trials[id_] = TrialRecord(id_, recipe.text())
        self.state, self.why = "", ""
        self.hello: ev.Hello | None = None
        self.first_hello: ev.Hello | None = None
        self.first_worker: ev.Hello | None = None
        self.folder = ""
        self.error: ev.Failed | None = None
        self.rounds: dict[int, ev.RoundStart] = {}
        self.warnings: list[ev.Warned] = []
        self.samples: dict[str, list[tuple[float, float]]] = {}
        self.sample_units: dict[str, str] = {}
        self.artefacts: list[ev.Artefact] = []
        self.block, self.round = -1, -1
        self.phase = ""
        self.elapsed = 0.0
        self.remaining: float | None = None
        self.count, self.seq = 0, -1

    def trial(self, id_: str) -> TrialRecord:
        """The trial of that id, made when an event names it first."""
        found = self.trials.get(id_)
        if found is None:
            found = self.trials[id_] = TrialRecord(id_)
        return found

    def feed(self, event: ev.Event) -> None:
        """Take one event in. Unknown kinds do nothing."""
        self.count += 1
        if event.seq > self.seq:
            self.seq = event.seq
        if event.trial:
            if self.first_worker is None and isinstance(event, ev.Hello):
                self.first_worker = event
            handler = _TRIAL.get(type(event))
            if handler is not None:
                handler(self.trial(event.trial), event)
        else:
            own = _STUDY.get(type(event))
            if own is not None:
                own(self, event)

    def feed_all(self, events: Iterable[ev.Event]) -> Record:
        """Take many in; returns itself."""
        for event in events:
            self.feed(event)
        return self

    def live(self) -> Iterator[TrialRecord]:
        """Trials that have not ended."""
        return (t for t in self.trials.values() if t.state not in ENDED)


def _hello(trial: TrialRecord, event: ev.Hello) -> None:
    trial.hellos[event.attempt] = event
    trial.attempts = max(trial.attempts, event.attempt + 1)


def _turn_start(trial: TrialRecord, event: ev.TurnStart) -> None:
    before = trial._latest.get((event.workload, event.round))
    for old in replaced(trial.turns, before, event.attempt) if before else ():
        old.superseded = True
    turn = Turn(event.workload, event.block, event.round, event.attempt, event.t, event.t)
    trial._latest[event.workload, event.round] = turn
    trial._open = turn
    trial.turns.append(turn)


def _observation(trial: TrialRecord, event: ev.Observation) -> None:
    if event.purpose == "quality":
        trial.quality.setdefault(event.workload, {})[event.index] = event
    elif event.purpose == "warmup":
        trial.warmup.setdefault(event.workload, []).append(event)
    elif trial._open is not None:
        trial._open.observations.append(event)


def _turn_end(trial: TrialRecord, event: ev.TurnEnd) -> None:
    turn = trial._open
    if turn is None or (turn.workload, turn.block, turn.round) != (event.workload, event.block, event.round):
        return
    turn.end, turn.valid, turn.why, turn.values = event.t, event.valid, event.why, event.values
    turn.finished, trial._open = True, None


def _metric(trial: TrialRecord, event: ev.Metric) -> None:
    trial.metrics.setdefault((event.workload, event.name), {})[event.attempt] = event


def _sample(owner: TrialRecord | Record, event: ev.Sample) -> None:
    if event.value is not None:
        owner.samples.setdefault(event.name, []).append((event.t, event.value))
        owner.sample_units[event.name] = event.unit


def _phase(trial: TrialRecord, event: ev.Phase) -> None:
    if event.state == "start":
        trial.phase, trial.progress = event.name, (0.0, 0.0, "")
        if event.name == "evaluate":  # a new evaluation replaces the items of one that was cut off
            trial.quality.pop(event.text, None)
            trial.evaluated.discard(event.text)
        return
    trial.phase = ""
    trial.phases[event.attempt, event.name] = event.seconds
    if event.name == "evaluate":
        trial.evaluated.add(event.text)


def _state(trial: TrialRecord, event: ev.State) -> None:
    trial.state, trial.why = event.state, event.why
    if event.state not in ENDED:
        trial.error = None


def _failed(trial: TrialRecord, event: ev.Failed) -> None:
    trial.error, trial._open, trial.failures = event, None, [*trial.failures, event]


def _study_state(record: Record, event: ev.State) -> None:
    record.state, record.why = event.state, event.why


def _study_hello(record: Record, event: ev.Hello) -> None:
    record.hello = event
    record.first_hello = record.first_hello or event


def _round(record: Record, event: ev.RoundStart) -> None:
    record.rounds[event.round] = event
    record.block, record.round = event.block, event.round


def _study_progress(record: Record, event: ev.Progress) -> None:
    if event.name == "study":  # done: s since the command started, total: s expected in all
        record.elapsed = event.done
        record.remaining = max(0.0, event.total - event.done)


def _study_artefact(record: Record, event: ev.Artefact) -> None:
    record.artefacts.append(event)
    if event.name == "study":
        record.folder = event.path


_TRIAL: dict[type[ev.Event], Callable[[TrialRecord, Any], None]] = {
    ev.Hello: _hello,
    ev.Observation: _observation,
    ev.Sample: _sample,
    ev.TurnStart: _turn_start,
    ev.TurnEnd: _turn_end,
    ev.Metric: _metric,
    ev.Phase: _phase,
    ev.State: _state,
    ev.Failed: _failed,
    ev.Progress: lambda t, e: setattr(t, "progress", (e.done, e.total, e.text)),
    ev.Changed: lambda t, e: t.changed.__setitem__(e.technique, e),
    ev.Output: lambda t, e: t.outputs.__setitem__((e.workload, e.prompt), e),
    ev.Warned: lambda t, e: t.warnings.append(e),
    ev.Artefact: lambda t, e: t.artefacts.append(e),
    ev.Done: lambda t, e: setattr(t, "_open", None),
}
_STUDY: dict[type[ev.Event], Callable[[Record, Any], None]] = {
    ev.Hello: _study_hello,
    ev.State: _study_state,
    ev.RoundStart: _round,
    ev.Sample: _sample,
    ev.Progress: _study_progress,
    ev.Artefact: _study_artefact,
    ev.Warned: lambda r, e: r.warnings.append(e),
    ev.Failed: lambda r, e: setattr(r, "error", e),
    ev.Phase: lambda r, e: setattr(r, "phase", e.name if e.state == "start" else ""),
}
