"""The queue in front of the model: first come, first served, one batch at a time. Pure: clock and service are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

SLICE = 0.1  # s that a pause lasts at most, so that a wish to stop is heard


@dataclass(frozen=True)
class Served:
    """When each request of a batch got its first token and its last one, on the replay's clock, s."""

    first: Sequence[float]
    finished: Sequence[float]


@dataclass
class Log:
    """What happened, s since the replay began: a number a request in order of arrival, and a number a batch."""

    arrived: list[float] = field(default_factory=list)
    began: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    finished: list[float] = field(default_factory=list)
    batch_began: list[float] = field(default_factory=list)
    batch_ended: list[float] = field(default_factory=list)

    @property
    def busy(self) -> float:
        """Time in which the model was at work, s; batches never overlap."""
        return sum(e - b for b, e in zip(self.batch_began, self.batch_ended, strict=True))


def replay(
    arrivals: Sequence[float],
    serve: Callable[[range], Served],
    clock: Callable[[], float],
    pause: Callable[[float], None],
    batch: int = 1,
    check: Callable[[], None] = lambda: None,
) -> Log:
    """Let requests arrive and serve them in order; a batch takes those that wait when the model is free.

    A request's arrival is the planned moment, so a pause that ends late counts as its waiting.

    Args:
        arrivals: s after the start, rising.
        serve: serves the requests of these numbers together; returns when the model is free again.
        clock: now, s; the same one that `serve` uses.
        pause: lets s pass.
        batch: requests served together at most.
        check: raises when the replay is to stop; called between batches and while nothing waits.
    """
    log, start, head = Log(arrived=list(arrivals)), clock(), 0
    while head < len(arrivals):
        check()
        now = clock() - start
        if arrivals[head] > now:
            pause(min(SLICE, arrivals[head] - now))
            continue
        tail = head + 1
        while tail < min(len(arrivals), head + batch) and arrivals[tail] <= now:
            tail += 1
        _served(log, serve, range(head, tail), clock, start)
        head = tail
    return log


def _served(log: Log, serve: Callable[[range], Served], who: range, clock: Callable[[], float], start: float) -> None:
    """Serve one batch and write it down."""
    began = clock() - start
    made = serve(who)
    log.batch_began.append(began)
    log.batch_ended.append(clock() - start)
    log.began += [began] * len(who)
    log.first += [t - start for t in made.first]
    log.finished += [t - start for t in made.finished]
