"""What a run shows while it runs: one live line on a terminal, plain lines when piped."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from paretoscope.analysis.record import Record
from paretoscope.events import Event, Failed, Phase, Progress, RoundStart, State, TurnStart, Warned

NOISE = "noisy_turns"
SAID = {"evaluate": "evaluating", "trace": "tracing"}  # phases that may last, outside of all rounds
REFRESH = 0.2  # s between two paintings of the live line


class Shown:
    """Listens to a study's events.

    Args:
        out: where it is shown.
        record: the study's record, already fed with each event.
        rounds: how many rounds the study has in all.
    """

    def __init__(self, out: TextIO, record: Record, rounds: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._record, self._rounds, self._clock = out, record, rounds, clock
        self._live = out.isatty()
        self._painted = -REFRESH
        self._began = clock()
        self._doing = "starting"
        self._noise_told = False

    def __call__(self, event: Event) -> None:
        """Take one event in."""
        if isinstance(event, RoundStart):
            self._rounds = max(self._rounds, event.round + 1)
            self._doing = f"round {event.round + 1}/{self._rounds}"
            self._plain(f"{self._doing}, {self._times()}")
        elif isinstance(event, State) and event.trial:
            self._state(event)
        elif isinstance(event, Warned):
            self._warning(event)
        elif isinstance(event, Failed) and event.trial:
            self._line(f"failed: {event.trial}: {event.text}")
            if event.hint:
                self._line(f"  hint: {event.hint}")
        elif isinstance(event, (Phase, Progress, TurnStart)):
            if isinstance(event, Phase) and event.name in SAID and event.state == "start":
                self._doing = SAID[event.name]
                self._plain(f"{self._doing} {event.trial}: {event.text}, {self._times()}".replace(": ,", ","))
            self._paint(event)

    def close(self) -> None:
        """Leave the terminal's line clean."""
        if self._live:
            self._out.write("\r\x1b[K")
            self._out.flush()

    def _warning(self, event: Warned) -> None:
        """A warning; noise concerns all trials alike, so the terminal hears of it once, the record each time."""
        if event.code != NOISE:
            self._line(f"warning: {f'{event.trial}: ' if event.trial else ''}{event.text}")
        elif not self._noise_told:
            self._noise_told = True
            self._line(f"warning: {event.text}")
            self._line(f"  hint: {event.hint}")

    def _state(self, event: State) -> None:
        if event.state == "starting":
            self._doing = "loading"
            self._plain(f"loading {event.trial}")
        elif event.state == "skipped":
            self._line(f"skipped: {event.trial}")

    def _paint(self, event: Event) -> None:
        """The live line, at most five times a second."""
        if not self._live or self._clock() - self._painted < REFRESH:
            return
        self._painted = self._clock()
        named = isinstance(event, (Phase, Progress)) and event.name not in ("study", *SAID)
        what = f" {event.name}" if isinstance(event, (Phase, Progress)) and named else ""
        text = f"{self._doing}{what}  {event.trial}  {self._times()}"
        width = shutil.get_terminal_size().columns - 1
        self._out.write(f"\r\x1b[K{text[:width]}")
        self._out.flush()

    def _times(self) -> str:
        left = self._record.remaining
        ahead = f", about {clock(left)} left" if left is not None else ""
        return f"{clock(self._clock() - self._began)} elapsed{ahead}"

    def _plain(self, text: str) -> None:
        if not self._live:
            self._line(text)

    def _line(self, text: str) -> None:
        self._out.write(f"\r\x1b[K{text}\n" if self._live else f"{text}\n")
        self._out.flush()


def clock(seconds: float) -> str:
    """Seconds as 0:07, 12:30 or 1:02:03."""
    whole = round(max(0.0, seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
