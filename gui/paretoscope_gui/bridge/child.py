"""One child process: started offline, read line by line, asked to stop politely, then firmly, then killed."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from paretoscope_gui.bridge import ending
from paretoscope_gui.bridge.lines import Lines

GRACE = 2000  # ms between asking, terminating and killing
LOG_LIMIT = 1 << 20  # characters of stderr that are kept


COMMAND = (sys.executable, "-m", "paretoscope")  # never the workers' Python, which may not know Paretoscope


def environment() -> QProcessEnvironment:
    """The child's environment: nothing is fetched, a crash names its place, output is UTF-8 and unbuffered."""
    env = QProcessEnvironment.systemEnvironment()
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "PYTHONFAULTHANDLER", "PYTHONUNBUFFERED", "PYTHONUTF8"):
        env.insert(name, "1")
    return env


class _Process(QProcess):
    """Leads a session of its own, so that Ctrl+C in a terminal reaches the window alone, which asks; can be let go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setProcessEnvironment(environment())
        if os.name == "posix":
            flags = QProcess.UnixProcessFlag
            self.setUnixProcessParameters(flags.CreateNewSession | flags.UseVFork)  # a window's fork takes 50 ms

    def let_go(self) -> None:
        """Forget the process: it goes on when this object goes, which would kill it otherwise."""
        self.blockSignals(True)
        self.setProcessState(QProcess.ProcessState.NotRunning)


class Child(QObject):
    """A process with JSON lines on stdout, commands on stdin and a log on stderr.

    Signals: `lines(list[bytes])` whole lines as they arrive, `told(str)` new text of the log, `ended(Ending)` once.
    """

    lines = Signal(object)  # a Python list, handed on as it is: Signal(list) would convert every item
    told = Signal(str)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None, grace: int = GRACE) -> None:
        super().__init__(parent)
        self.log = ""
        self.asked = False
        self._over = False
        self.pace = 0  # ms that lines may wait for more of them, so that few are no work
        self._cutter = Lines()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._read)
        self._steps: list[Any] = []
        self._timer = QTimer(self, singleShot=True, interval=grace)
        self._timer.timeout.connect(self._harder)
        self._process = _Process(self)
        self._listens = False
        self._listen(True)
        self._process.readyReadStandardError.connect(self._read_log)
        self._process.errorOccurred.connect(self._error)
        self._process.finished.connect(self._finished)

    @property
    def running(self) -> bool:
        """Whether the process lives, or is being started."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def pid(self) -> int:
        """Process id, 0 when it does not run."""
        return int(self._process.processId())

    def start(self, command: list[str]) -> None:
        """Start `command`; how it goes is told by the signals."""
        self._process.start(command[0], command[1:])

    def send(self, command: dict[str, Any]) -> None:
        """Write one command as a JSON line to its stdin; a process that has just ended is told nothing."""
        if self.running:
            self._process.write(json.dumps(command).encode() + b"\n")

    def cancel(self) -> None:
        """Ask on stdin; terminate after the grace; kill after another one. Asking twice changes nothing."""
        if self.asked or not self.running:
            return
        self.asked = True
        self.send({"do": "cancel"})
        self._steps = [self._process.terminate, self._process.kill]
        self._timer.start()

    def end_now(self, wait: int = 1000) -> None:
        """Kill without asking and reap, for a window that goes away at once; `wait` in ms."""
        self.asked = True
        if self.running:
            self._process.kill()
            self._process.waitForFinished(wait)

    def let_go(self, wait: int = 1000) -> None:
        """Tell it that it goes on alone, and forget it; `wait` in ms for the words to be on their way."""
        self.send({"do": "detach"})
        self._process.waitForBytesWritten(wait)
        self.asked = self._over = True
        self._process.let_go()

    def close(self) -> None:
        """Cancel and block until it has ended, two graces at most; only for the end of the program."""
        self.cancel()
        for harder in (self._process.terminate, self._process.kill):
            if not self.running or self._process.waitForFinished(self._timer.interval()):
                return
            harder()
        self._process.waitForFinished(1000)

    def _harder(self) -> None:
        if self.running and self._steps:
            self._steps.pop(0)()
            self._timer.start()

    def _arrived(self) -> None:
        """Read now, or with what comes in a moment."""
        if not self.pace:
            self._read()
        else:  # whatever comes meanwhile need not be told: fifty times a second it costs as much as reading it
            self._listen(False)
            self._soon.start(self.pace)

    def _listen(self, on: bool) -> None:
        if on != self._listens:
            self._listens = on
            told = self._process.readyReadStandardOutput
            told.connect(self._arrived) if on else told.disconnect(self._arrived)

    def _read(self) -> None:
        self._listen(True)
        whole = self._cutter.feed(bytes(self._process.readAllStandardOutput().data()))
        if whole:
            self.lines.emit(whole)

    def _read_log(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", errors="replace")
        self.log = (self.log + text)[-LOG_LIMIT:]
        self.told.emit(text)

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end(ending.not_started(self._process.program()))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._timer.stop()
        self._read()
        self._read_log()
        if self._cutter.rest():
            self.lines.emit([self._cutter.rest()])
        if status == QProcess.ExitStatus.CrashExit and os.name == "posix":
            self._end(ending.killed(code, self.asked))
        else:
            self._end(ending.exited(code, self.log, self.asked))

    def _end(self, how: ending.Ending) -> None:
        if not self._over:
            self._over = True
            self.ended.emit(how)
