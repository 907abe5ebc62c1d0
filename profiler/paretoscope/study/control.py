"""What the user asks for while a study runs: pause, resume, skip, cancel, from stdin or by a signal."""

from __future__ import annotations

import json
import os
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from paretoscope.study.door import door
from paretoscope.study.executor import Inbox, Message


@dataclass
class Control:
    """What is wished at the moment. `skips`: trials to leave out, not yet obeyed."""

    paused: bool = False
    cancelled: bool = False
    skips: set[str] = field(default_factory=set)

    def take(self, message: Message) -> None:
        """Note a command line or a signal; what cannot be read is ignored."""
        if message.kind == "signal":
            self.cancelled = True
            return
        try:
            body = json.loads(message.body)
            what = body["do"]
        except (ValueError, KeyError, TypeError):
            return
        if what == "skip":
            self.skips.add(str(body.get("trial", "")))
        elif what in ("pause", "resume"):
            self.paused = what == "pause"
        elif what == "cancel":
            self.cancelled = True


def listen(inbox: Inbox, detached: bool, log: Path | None = None) -> None:
    """Read commands from stdin in a thread. When a pipe there ends, its window is gone: cancel, unless detached.

    The command `detach` says that the window is about to go and the study shall go on; from then on `log` takes what
    is written to stderr, and stdout nothing.
    """
    try:
        file = os.dup(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return  # there is no stdin
    mode = os.fstat(file).st_mode
    ends = (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)) and not detached
    threading.Thread(target=_read, args=(file, inbox, ends, log), name="stdin", daemon=True).start()


def _read(file: int, inbox: Inbox, ends: bool, log: Path | None) -> None:
    with os.fdopen(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if _is_detach(line):
                ends = False
                _let_go(log)
            else:
                inbox.put(Message("command", body=line))
    if ends:
        inbox.put(Message("command", body='{"do": "cancel"}'))


def _is_detach(line: str) -> bool:
    try:
        body = json.loads(line)
    except ValueError:
        return False
    return isinstance(body, dict) and body.get("do") == "detach"


def _let_go(log: Path | None) -> None:
    """Nobody reads the pipes any more: what is written there must not fail."""
    writing = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    try:
        places = ((1, os.open(os.devnull, os.O_WRONLY)), (2, os.open(log or os.devnull, writing)))
    except OSError:
        return  # a full disk: a write to the pipe then fails, which its writers can bear
    for number, file in places:
        os.dup2(file, number)
        os.close(file)


@contextmanager
def heard(folder: Path, inbox: Inbox) -> Iterator[None]:
    """Signals and the study's local socket become messages."""
    with signals(inbox), door(folder, inbox):
        yield


@contextmanager
def signals(inbox: Inbox) -> Iterator[None]:
    """SIGINT and SIGTERM become messages, so that the study ends in order; SIGHUP too, where it exists."""
    names = [n for n in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, n)]
    before: dict[str, Callable[[int, FrameType | None], object] | int | None] = {}
    if threading.current_thread() is threading.main_thread():
        for name in names:
            number = getattr(signal, name)
            before[name] = signal.signal(number, lambda n, _: inbox.put(Message("signal", body=str(n))))
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
