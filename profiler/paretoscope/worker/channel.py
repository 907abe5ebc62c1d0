"""The worker's two pipes: events out, one line each; commands in, read by a thread so that a cancel is seen at once."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TextIO

from paretoscope.errors import Cancelled
from paretoscope.events import Event, Observation, to_line

GRACE = 20.0  # s that a worker whose study is gone may take to end in order


class Channel:
    """Events to the study, commands from it.

    Args:
        out: where event lines go; nobody else may write there.
        commands: lines of JSON; their end means cancel.
        clock: monotonic seconds.
        orphaned: called when the worker has not ended `GRACE` seconds after its commands ended.
    """

    def __init__(
        self, out: TextIO, commands: Iterable[str], *, trial: str = "", attempt: int = 0,
        clock: Callable[[], float] = time.monotonic, orphaned: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self.clock = clock
        self._out, self._commands, self._orphaned = out, commands, orphaned
        self._stamp: dict[str, Any] = {"trial": trial, "attempt": attempt}
        self._waiting: deque[dict[str, Any]] = deque()
        self._acks = 0
        self._cancelled = False
        self._changed = threading.Condition()
        self._writing = threading.Lock()

    def listen(self) -> None:
        """Start the reader thread."""
        threading.Thread(target=self._read, name="commands", daemon=True).start()

    def send(self, event: Event) -> None:
        """Write one event. Raises Cancelled when the study no longer reads."""
        line = to_line(replace(event, t=self.clock(), **self._stamp)) + "\n"
        try:
            with self._writing:
                self._out.write(line)
                self._out.flush()
        except (BrokenPipeError, ValueError) as error:  # ValueError: the stream is closed
            self._stop()
            raise Cancelled("the study no longer listens", "resume the study") from error

    def observe(self, observation: Observation) -> None:
        """Write an observation and block until it is on disk. Raises Cancelled."""
        with self._changed:
            seen = self._acks
        self.send(observation)
        with self._changed:
            self._changed.wait_for(lambda: self._acks > seen or self._cancelled)
            if self._acks == seen:
                raise Cancelled("cancelled while an observation was written", "resume the study")

    def next_command(self) -> dict[str, Any]:
        """Block until the next command other than ack and cancel. Raises Cancelled."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._cancelled)
            if self._cancelled:
                raise Cancelled("the trial was cancelled", "resume the study")
            return self._waiting.popleft()

    def cancelled(self) -> bool:
        """Whether the user, or the end of the study process, asks to stop."""
        return self._cancelled

    def check(self) -> None:
        """Raise Cancelled if so asked."""
        if self._cancelled:
            raise Cancelled("the trial was cancelled", "resume the study")

    def _read(self) -> None:
        for line in self._commands:
            self._obey(line)
        self._stop()
        if self._orphaned is not None:
            timer = threading.Timer(GRACE, self._orphaned)
            timer.daemon = True
            timer.start()

    def _obey(self, line: str) -> None:
        try:
            command = json.loads(line)
            what = command["do"]
        except (ValueError, KeyError, TypeError):
            return  # a partial line: the study process was killed while it wrote
        with self._changed:
            if what == "ack":
                self._acks += 1
            elif what == "cancel":
                self._cancelled = True
            else:
                self._waiting.append(command)
            self._changed.notify_all()

    def _stop(self) -> None:
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()


def own_pipes() -> tuple[TextIO, TextIO]:
    """(events, commands): the real stdout and stdin, which nothing else in this process or its children keeps.

    stderr takes stdout's place, for Python and for C code, and stdin reads nothing. Call before torch is imported.
    """
    sys.stdout.flush()
    out, commands = os.dup(1), os.dup(0)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdout = sys.stderr
    # A lone surrogate in a model's output becomes its JSON escape instead of an error.
    return (
        os.fdopen(out, "w", encoding="utf-8", errors="backslashreplace", newline="\n"),
        os.fdopen(commands, encoding="utf-8", errors="replace"),
    )
