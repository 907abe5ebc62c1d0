"""The command loop that the real worker and the null worker share, so that both speak one protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from paretoscope.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_TRIAL, Cancelled, Refused
from paretoscope.events import Done, Observation, Phase, TurnEnd, TurnStart
from paretoscope.worker.channel import Channel
from paretoscope.worker.crash import explain
from paretoscope.worker.grouping import grouped, timer_step
from paretoscope.workloads.call import Call


@dataclass(frozen=True)
class Turn:
    """One turn as it was ordered: at least `seconds` of calls and at least `count` of them."""

    workload: str
    block: int
    round: int
    seconds: float
    count: int


class Actor(Protocol):
    """What obeys the commands; raises ParetoscopeError, or anything, when it cannot."""

    def prepare(self) -> None:
        """Load and apply the tune stage."""

    def seal(self) -> None:
        """Finish tuning, apply the other stages, warm up."""

    def turn(self, turn: Turn) -> None:
        """Measure one turn."""

    def evaluate(self, workload: str, reference: Path | None, write: bool, items: int = 0) -> None:
        """Judge quality; the baseline writes its log-probabilities to `reference`. `items`: 0 = as planned."""

    def close(self) -> None:
        """Let go of everything."""


def serve(channel: Channel, actor: Actor) -> int:
    """Obey commands until `finish`, cancel or a failure; returns the exit code."""
    try:
        while (command := channel.next_command())["do"] != "finish":
            _obey(channel, actor, command)
        actor.close()
        channel.send(Done(status="done"))
        return EXIT_DONE
    except Cancelled as stop:
        return _cancelled(channel, stop)
    except Exception as error:  # whatever a model, library or technique raises must reach the study as a sentence
        return _failed(channel, error)


def _cancelled(channel: Channel, stop: Cancelled) -> int:
    with suppress(Cancelled):  # nobody may listen any more
        channel.send(Done(status="cancelled", why=stop.text))
    return EXIT_INTERRUPTED


def _failed(channel: Channel, error: Exception) -> int:
    failed, code = explain(error)
    try:
        channel.send(failed)
    except Cancelled:
        return EXIT_INTERRUPTED
    return code or EXIT_TRIAL


def _obey(channel: Channel, actor: Actor, command: dict[str, Any]) -> None:
    what = command["do"]
    if what == "prepare":
        with phase(channel, "prepared"):
            actor.prepare()
    elif what == "seal":
        with phase(channel, "sealed"):
            actor.seal()
    elif what == "turn":
        numbers = {k: int(command.get(k, 0)) for k in ("block", "round", "count")}
        actor.turn(Turn(workload=str(command["workload"]), seconds=float(command.get("seconds", 0.0)), **numbers))
    elif what == "evaluate":
        reference, items = command.get("reference"), int(command.get("items") or 0)
        with phase(channel, "evaluate", command["workload"]):
            file = Path(reference) if reference else None
            actor.evaluate(command["workload"], file, bool(command.get("write")), items)
    else:
        raise Refused(f"the worker does not know the command {what!r}", "the study and the worker differ in version")


@contextmanager
def phase(channel: Channel, name: str, text: str = "") -> Iterator[None]:
    """Tell the beginning and the end of a stretch of work, with its seconds."""
    began = channel.clock()
    channel.send(Phase(name=name, state="start", text=text))
    yield
    channel.send(Phase(name=name, state="end", seconds=channel.clock() - began, text=text))


def run_turn(
    channel: Channel,
    turn: Turn,
    call: Callable[[int], Call],
    whole: Callable[[], dict[str, float]],
    between: Callable[[], None] = lambda: None,
) -> None:
    """Call the workload until both minimums hold; each observation is on disk before the next call.

    Only time inside the calls counts, not the waiting for the disk; a call that replays a trace counts as many times
    as it has requests. Calls too short for the timer are taken together (see worker.grouping), except optimizer steps
    and traces. Raises Cancelled between calls.

    Args:
        call: makes call number i of this turn.
        whole: read after the last call: TurnEnd.values.
        between: done after each call, outside of its time.
    """
    channel.send(TurnStart(workload=turn.workload, block=turn.block, round=turn.round))
    single = turn.workload.startswith(("finetune", "trace"))
    call = call if single else grouped(call, timer_step())
    spent, done, index = 0.0, 0.0, 0
    while done < max(1, turn.count) or spent < turn.seconds:
        channel.check()
        made = call(index)
        between()
        channel.observe(observation(turn.workload, "timing", index, made, turn))
        calls = made.values.get("requests", made.values.get("calls", 1.0))
        spent, done, index = spent + made.end - made.start, done + calls, index + 1
    channel.send(TurnEnd(workload=turn.workload, block=turn.block, round=turn.round, values=whole()))


def observation(workload: str, purpose: str, index: int, made: Call, turn: Turn | None = None) -> Observation:
    """A call as an event."""
    return Observation(
        workload=workload, purpose=purpose, index=index, start=made.start, end=made.end, values=made.values,
        series=made.series, block=turn.block if turn else 0, round=turn.round if turn else 0,
    )  # fmt: skip
