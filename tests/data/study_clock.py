"""The budget's clock in tests of scripted studies."""

from __future__ import annotations

from typing import Any

from paretoscope.events import Event, Observation, Phase


class StudyClock:
    """The budget's clock: follows what the workers' clocks say was spent, so nothing is waited for."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Now, s."""
        return self.now

    def listen(self, runner: Any) -> Any:
        """Time passes with every call and every phase of a worker."""

        def take(event: Event) -> None:
            if isinstance(event, Observation) and event.purpose != "quality":
                self.now += event.end - event.start
            elif isinstance(event, Phase) and event.state == "end" and event.name in ("load", "apply", "evaluate"):
                self.now += event.seconds

        return take
