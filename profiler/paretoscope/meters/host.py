"""The host's energy counters for a study in a virtual machine or container, which is shown none of them itself.

On the host `paretoscope meter` answers; here `HostMeter` asks. One line each way: `energy` is answered by JSON with the
host's clock (s since the epoch), the joules so far, how often its chain of readings broke, and since when it counts.
Every answer is a round trip, which tells how far the two clocks are apart and how sure that is (METHOD M12): a host
whose clock is off by more than 50 ms is refused, a reading that took longer is none.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paretoscope.errors import ParetoscopeError, Refused, Unavailable
from paretoscope.meters.energy import Meter, NullMeter, Reading
from paretoscope.meters.remote import offset, trusted

PORT, PROTOCOL = 8766, 1
ASK = b"energy\n"
PATIENCE, TRIPS, LONG = 1.0, 8, 4096  # s for an answer, round trips that find the offset, B of an answer at most
REST = 10.0  # s in which a host that did not answer is not asked again: waiting for it would disturb turns
_HINT = "start `paretoscope meter` on the host, and let its port be reached from here"


@dataclass(frozen=True)
class Answer:
    """One answer, and the round trip that brought it: (sent, remote, received), s."""

    body: dict[str, Any]
    trip: tuple[float, float, float]

    @property
    def reading(self) -> Reading | None:
        """None while the host cannot read its counter."""
        joules = self.body.get("joules")
        return None if joules is None else Reading(float(joules), int(self.body["breaks"]))


class Line:
    """A connection to a host's meter, opened anew after it broke.

    Args:
        clock: wall clock, s since the epoch, as the host's is.
    """

    def __init__(self, address: str, clock: Callable[[], float] = time.time) -> None:
        self.place, self._clock = parsed(address), clock
        self._socket: socket.socket | None = None
        self._again = 0.0

    def ask(self) -> Answer:
        """One round trip. Raises OSError or ValueError; the connection is closed then."""
        if time.monotonic() < self._again:
            raise OSError("it did not answer a moment ago")
        try:
            if self._socket is None:
                self._socket = socket.create_connection(self.place, PATIENCE)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sent = self._clock()
            self._socket.sendall(ASK)
            body = json.loads(_line(self._socket))
            return Answer(body, (sent, float(body["t"]), self._clock()))
        except (OSError, ValueError, KeyError, TypeError) as error:
            self.close()
            self._again = time.monotonic() + REST
            raise OSError(f"no answer from {self.place[0]}:{self.place[1]}: {error}") from error

    def close(self) -> None:
        """End it."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class HostMeter:
    """The host's processor, for all guests together: what others do on it is in the sum."""

    name, covers, state, why, remedy, longest = "host meter", "processor", "measured", "", "", float("inf")

    def __init__(self, line: Line, first: Answer) -> None:
        self._line = line
        self._since, self._breaks = first.body.get("since"), 0
        self.domains: tuple[str, ...] = tuple(f"{d} (of the host)" for d in first.body["domains"])
        self.update = float(first.body["update"])

    def read(self) -> Reading | None:
        """Joules by the host's count; None when it does not answer, answers late, or its clock has wandered off."""
        try:
            found = self._line.ask()
            trusted(offset([found.trip]))
        except (OSError, Refused):
            return None
        if found.body.get("since") != self._since:  # it was started anew: its joules begin at 0 again
            self._since, self._breaks = found.body.get("since"), self._breaks + 1
        reading = found.reading
        return None if reading is None else Reading(reading.joules, reading.breaks + self._breaks)

    def close(self) -> None:
        """End the connection."""
        self._line.close()


def parsed(address: str) -> tuple[str, int]:
    """`HOST` or `HOST:PORT`. Raises Refused."""
    name, _, port = address.strip().rpartition(":") if ":" in address else (address.strip(), "", str(PORT))
    if not name or not port.isdigit() or not 0 < int(port) < 65536:
        raise Refused(
            f"{address!r} is no address of a meter", f"write HOST or HOST:PORT, the port is {PORT} by default"
        )
    return name.strip("[]"), int(port)


def connect(address: str, clock: Callable[[], float] = time.time) -> HostMeter:
    """The meter of a host.

    Raises:
        Unavailable: it does not answer, speaks another protocol, or has no counter. Refused: a wrong address, or its
            clock is off by more than 50 ms.
    """
    line = Line(address, clock)
    try:
        answers = [line.ask() for _ in range(TRIPS)]
    except OSError as error:
        raise Unavailable(f"the host's meter cannot be read: {error}", _HINT) from error
    try:
        _agreed(answers)
    except ParetoscopeError:
        line.close()
        raise
    return HostMeter(line, answers[-1])


def _agreed(answers: list[Answer]) -> None:
    """Raises Unavailable or Refused when these answers cannot be used."""
    body = answers[0].body
    if body.get("protocol") != PROTOCOL:
        raise Unavailable("the host's meter is of another version", "run the same version of this program on both")
    if body.get("why"):
        raise Unavailable(f"the host has no counter: {body['why']}", str(body.get("remedy", "")))
    trusted(offset([a.trip for a in answers]))


def reachable(address: str) -> None:
    """Raises what `connect` raises; nothing stays open."""
    connect(address).close()


def host_meter(address: str) -> Meter:
    """The meter of a host, or one that says why there is none."""
    try:
        return connect(address)
    except ParetoscopeError as error:
        return NullMeter("host meter", error.text, error.hint)


def _line(connection: socket.socket) -> bytes:
    """What arrives until the end of the line. Raises OSError, ValueError."""
    held = b""
    while not held.endswith(b"\n"):
        more = connection.recv(LONG)
        if not more or len(held) + len(more) > LONG:
            raise ValueError("the answer broke off")
        held += more
    return held
