"""The only writer of event files: numbers each event, appends it, and puts what matters on disk before it returns."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from paretoscope.errors import StorageFull
from paretoscope.events import Done, Event, Failed, Observation, State, TurnEnd, to_line
from paretoscope.store.folder import STUDY_LOG, StudyFolder, not_writable
from paretoscope.store.lines import sealed

_DURABLE = (Observation, TurnEnd, State, Failed, Done)


class Journal:
    """Appends events to `events/study.jsonl` and `events/<trial>.<attempt>.jsonl`.

    Args:
        folder: whose events are written.
        first: sequence number of the next event; a resume goes on after the highest one stored.
        echo: called with each numbered line, for --stream; may be None.
    """

    def __init__(self, folder: StudyFolder, first: int = 0, echo: Callable[[str], None] | None = None) -> None:
        self._folder, self._echo = folder, echo
        self._files: dict[str, int] = {}
        self._open: dict[str, Path] = {}
        self.next = first

    def write(self, event: Event) -> Event:
        """Append one event; observations, ends and states are on disk when this returns. Returns it with its `seq`.

        Raises:
            StorageFull: it could not be written whole.
        """
        numbered = replace(event, seq=self.next)
        self.next += 1
        line = to_line(numbered)
        name = f"{event.trial}.{event.attempt}" if event.trial else STUDY_LOG
        try:
            file = self._file(name)
            _append(file, (sealed(line) + "\n").encode("utf-8", errors="backslashreplace"))
            if isinstance(event, _DURABLE):
                os.fsync(file)
        except OSError as error:
            raise not_writable(self._folder.events, error) from error
        if self._echo is not None:
            self._echo(line)
        return numbered

    def close(self, trial: str = "", attempt: int = 0) -> None:
        """Close the file of one attempt, or without arguments all files."""
        names = [f"{trial}.{attempt}"] if trial else list(self._files)
        for name in names:
            file = self._files.pop(name, None)
            if file is not None:
                os.close(file)

    def _file(self, name: str) -> int:
        if name not in self._files:
            path = self._folder.events / f"{name}.jsonl"
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            self._files[name] = file
            end_partial_line(file)
        return self._files[name]


def end_partial_line(file: int) -> None:
    """A writer that was killed may have left half a line: end it, so that the next event starts on its own."""
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        _append(file, b"\n")


def _append(file: int, data: bytes) -> None:
    """Write all of `data`; a short write is followed by the error that caused it."""
    written = 0
    while written < len(data):
        now = os.write(file, data[written:])
        if now == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written += now


__all__ = ["Journal", "StorageFull", "end_partial_line"]
