"""How the worker puts what it finds into events: metrics, quality over items, progress without flooding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from paretoscope.events import Changed, Metric, Progress, Warned
from paretoscope.meters import quality
from paretoscope.worker.channel import Channel

EVERY = 0.1  # s between two progress events of one kind of work


class Teller:
    """Speaks on the channel in the words of results."""

    def __init__(self, channel: Channel) -> None:
        self.channel, self._last = channel, float("-inf")
        self.times: dict[str, float | None] = {}  # time.* as told, None: unavailable

    def metric(
        self, name: str, value: float, unit: str, workload: str = "", source: str = "measured", why: str = ""
    ) -> None:
        """A single value."""
        if name.startswith("time."):
            self.times[name] = value
        self.channel.send(Metric(name=name, value=value, unit=unit, workload=workload, n=1, source=source, why=why))

    def missing(self, name: str, why: str, unit: str = "", workload: str = "") -> None:
        """A value that cannot be had, and why."""
        if name.startswith("time."):
            self.times[name] = None
        self.channel.send(Metric(name=name, unit=unit, workload=workload, source="unavailable", why=why))

    def quality(self, items: Sequence[Mapping[str, float]], protocol: str, workload: str, end: str = "") -> None:
        """Quality over items, with intervals; `end` is added to the names."""
        for name, (interval, unit) in quality.summary(items, protocol).items():
            self.channel.send(
                Metric(
                    name=name + end, unit=unit, workload=workload, value=interval.value, low=interval.low,
                    high=interval.high, n=interval.n,
                )
            )  # fmt: skip

    def changed(self, technique: str, values: dict[str, Any]) -> None:
        """What a technique counted."""
        self.channel.send(Changed(technique=technique, values=values))

    def warn(self, code: str, text: str, hint: str = "") -> None:
        """Something that a reader of the numbers should know."""
        self.channel.send(Warned(code=code, text=text, hint=hint))

    def progress(self, name: str, done: float, total: float, text: str = "") -> None:
        """How far something is, at most ten times a second, its end always."""
        now = self.channel.clock()
        if done >= total or now - self._last >= EVERY:
            self._last = now
            self.channel.send(Progress(name=name, done=done, total=total, text=text))
