"""Every message of the one event stream, as frozen dataclasses with one JSON line each.

Times are seconds of the monotonic clock of the machine that wrote them; `Hello.wall` anchors them to the calendar.
SI units throughout. Unknown kinds and unknown fields are skipped, an unknown protocol number is refused.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar

from paretoscope.errors import BadStudy

PROTOCOL = 1
SOURCES = ("measured", "counted", "computed", "estimated", "unavailable")


@dataclass(frozen=True, kw_only=True)
class Event:
    """What all messages share.

    `trial` is empty for the study's own messages; `attempt` counts the processes of one trial from 0;
    `seq` is given by the study process, which alone writes event files.
    """

    kind: ClassVar[str] = "event"
    t: float = 0.0
    trial: str = ""
    attempt: int = 0
    seq: int = 0


@dataclass(frozen=True, kw_only=True)
class Hello(Event):
    """First message of a process. `role` is "study" or "worker"; `machine` as in paretoscope.machine.

    The study process adds `model`, facts of the model (architecture, task, dtype, parameters ...), and `identity`.
    """

    kind = "hello"
    protocol: int = PROTOCOL
    role: str = "worker"
    wall: float = 0.0
    pid: int = 0
    versions: dict[str, str] = field(default_factory=dict)
    machine: dict[str, Any] = field(default_factory=dict)
    identity: dict[str, str] = field(default_factory=dict)
    model: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Phase(Event):
    """A stretch of work begins or ends: start, load, apply, warmup, measure, evaluate, finetune, persist, idle."""

    kind = "phase"
    name: str = ""
    state: str = "start"  # start | end
    seconds: float = 0.0  # of the stretch, at its end
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Progress(Event):
    """How far a phase is: `done` of `total`, in any unit that `text` names."""

    kind = "progress"
    name: str = ""
    done: float = 0.0
    total: float = 0.0
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class RoundStart(Event):
    """A round begins: one turn of each trial in `order`."""

    kind = "round_start"
    block: int = 0
    round: int = 0
    order: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TurnStart(Event):
    """One trial's turn on one workload begins."""

    kind = "turn_start"
    workload: str = ""
    block: int = 0
    round: int = 0


@dataclass(frozen=True, kw_only=True)
class Observation(Event):
    """One call of the workload. It is on disk before the worker goes on.

    `values` holds named numbers in SI units (ttft, e2e, tokens, steps, samples, loss, nll, bytes ...), `series` lists
    of numbers (deliveries: seconds since the start of the call; delivered: tokens in each delivery).
    `purpose` is "timing" (counts for latency), "warmup" or "quality" (one item of an evaluation; `index` names it).
    """

    kind = "observation"
    workload: str = ""
    purpose: str = "timing"
    block: int = 0
    round: int = 0
    index: int = 0
    start: float = 0.0
    end: float = 0.0
    values: dict[str, float] = field(default_factory=dict)
    series: dict[str, list[float]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sample(Event):
    """One reading of a meter: memory.rss B, power.cpu W, clock.cpu Hz, temperature K, other.cpu (share) ..."""

    kind = "sample"
    name: str = ""
    value: float | None = None
    unit: str = ""
    source: str = "measured"


@dataclass(frozen=True, kw_only=True)
class TurnEnd(Event):
    """A turn is over. An invalid one says why and is repeated; `values` holds what was read over the whole turn."""

    kind = "turn_end"
    workload: str = ""
    block: int = 0
    round: int = 0
    valid: bool = True
    why: str = ""
    values: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Metric(Event):
    """A named result. `value` is None when the source is "unavailable"; then `why` says why.

    `workload` is empty for what does not depend on one (memory.weights, time.load, storage.bytes).
    """

    kind = "metric"
    workload: str = ""
    name: str = ""
    value: float | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    n: int = 0
    source: str = "measured"
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Changed(Event):
    """What a technique really changed, counted on the model's tensors."""

    kind = "changed"
    technique: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Artefact(Event):
    """A file was written (path relative to the study folder) or a cached one was used; `values`: it in short."""

    kind = "artefact"
    name: str = ""
    path: str = ""
    text: str = ""
    hit: bool = False
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Output(Event):
    """What the model wrote for a prompt, shown side by side with the baseline's."""

    kind = "output"
    workload: str = ""
    prompt: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Warned(Event):
    """Something that a reader of the numbers should know."""

    kind = "warning"
    code: str = ""
    text: str = ""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Failed(Event):
    """A trial or the study cannot go on. `detail` may hold a traceback for the log, never for the screen."""

    kind = "error"
    code: str = ""
    text: str = ""
    hint: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class State(Event):
    """A trial's state changed: waiting, starting, ready, measuring, valid, invalid, failed, skipped.

    Of the study (trial empty): running, paused, done, cancelled, failed.
    """

    kind = "state"
    state: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Done(Event):
    """Last message of a process that ends in order."""

    kind = "done"
    status: str = "done"
    why: str = ""


KINDS: dict[str, type[Event]] = {
    c.kind: c
    for c in (Hello, Phase, Progress, RoundStart, TurnStart, Observation, Sample, TurnEnd, Metric, Changed, Artefact,
              Output, Warned, Failed, State, Done)
}  # fmt: skip
_FIELDS = {kind: frozenset(f.name for f in fields(kind)) for kind in KINDS.values()}
_DEFAULTS = {k: {f.name: f.default for f in fields(k) if f.default is not MISSING} for k in KINDS.values()}
_MADE = {
    k: [(f.name, f.default_factory) for f in fields(k) if f.default_factory is not MISSING] for k in KINDS.values()
}
_TUPLES = {"order"}
_DECODE = json.JSONDecoder().raw_decode


def to_line(event: Event) -> str:
    """One JSON line without the newline. Not-a-number and infinities become null, as JSON has none."""
    body = {f.name: getattr(event, f.name) for f in fields(event)}
    return json.dumps({"kind": event.kind, **_finite(body)}, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def from_line(line: str) -> Event | None:
    """Read one line; None for an unknown kind or a partial line (a writer that was killed leaves one).

    Raises:
        BadStudy: the line greets with a protocol that this program does not know.
    """
    line = line.strip()
    try:
        body, end = _DECODE(line)  # a third faster than json.loads, and this is what watching a study costs most
    except ValueError:
        return None
    kind = KINDS.get(body.pop("kind", "")) if isinstance(body, dict) and end == len(line) else None
    if kind is None:
        return None
    names = _FIELDS[kind]
    known: dict[str, Any] = body if names.issuperset(body) else {k: v for k, v in body.items() if k in names}
    for name in _TUPLES & known.keys():
        known[name] = tuple(known[name])
    if kind is Hello and known.get("protocol", PROTOCOL) != PROTOCOL:
        raise BadStudy(
            f"the events were written with protocol {known['protocol']}, this program knows {PROTOCOL}",
            "open the study with the program that wrote it, or update this one",
        )
    return _built(kind, known)


def _built(kind: type[Event], known: dict[str, Any]) -> Event:
    """As `kind(**known)`, without one checked assignment a field, which takes longer than reading the JSON."""
    event = object.__new__(kind)
    body = vars(event)
    body.update(_DEFAULTS[kind])
    for name, make in _MADE[kind]:
        if name not in known:
            body[name] = make()
    body.update(known)
    return event


def read_lines(lines: Iterable[str]) -> Iterator[Event]:
    """Decode many lines, skipping what is unknown or partial."""
    return (event for event in map(from_line, lines) if event is not None)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {k: _finite(v) for k, v in value.items()}
    return [_finite(v) for v in value] if isinstance(value, (list, tuple)) else value
