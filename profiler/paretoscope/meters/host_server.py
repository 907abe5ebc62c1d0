"""`paretoscope meter`: answers studies in this machine's guests. Numbers go out, nothing comes in.

One meter for all that ask, read under a lock; between questions it is polled, so that no counter wraps unseen.
"""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Callable
from typing import Any

from paretoscope.meters.energy import Meter
from paretoscope.meters.host import ASK, PROTOCOL

SILENCE = 600.0  # s after which a connection that asks nothing is closed


class Shared:
    """A meter that several threads read.

    Args:
        clock: wall clock, s since the epoch.
    """

    def __init__(self, meter: Meter, clock: Callable[[], float] = time.time) -> None:
        self.meter, self._clock, self._lock = meter, clock, threading.Lock()
        self.since = clock()

    def answer(self) -> dict[str, Any]:
        """What is sent for one question."""
        meter = self.meter
        if meter.state != "measured":
            return {"protocol": PROTOCOL, "t": self._clock(), "why": meter.why, "remedy": meter.remedy}
        with self._lock:
            found, now = meter.read(), self._clock()
        return {
            "protocol": PROTOCOL, "t": now, "since": self.since, "joules": found and found.joules,
            "breaks": found.breaks if found else 0, "domains": list(meter.domains), "update": meter.update,
        }  # fmt: skip

    def poll(self) -> None:
        """Read, so that no counter wraps twice."""
        with self._lock:
            self.meter.read()


class _Asked(socketserver.StreamRequestHandler):
    """One connection."""

    timeout = SILENCE
    server: Server

    def handle(self) -> None:
        """Answer until it ends; whatever else is asked ends it."""
        try:
            while self.rfile.readline(len(ASK) + 1) == ASK:
                self.wfile.write(json.dumps(self.server.shared.answer()).encode() + b"\n")
        except OSError:
            return  # the other side is gone


class Server(socketserver.ThreadingTCPServer):
    """Listens at (name, port); port 0 takes a free one. Raises OSError when it cannot."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, place: tuple[str, int], shared: Shared) -> None:
        super().__init__(place, _Asked)
        self.shared = shared
        self._polled = time.monotonic()

    def service_actions(self) -> None:
        """Called twice a second by serve_forever."""
        if time.monotonic() - self._polled >= min(self.shared.meter.longest, SILENCE):
            self._polled = time.monotonic()
            self.shared.poll()
