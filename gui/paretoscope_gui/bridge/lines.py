"""Cuts a stream of bytes into lines, wherever its chunks happen to be split."""

from __future__ import annotations


class Lines:
    """Keeps the unfinished last line between chunks; each byte is copied once, however long a line is."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def feed(self, chunk: bytes) -> list[bytes]:
        """The lines that this chunk completes, without their newlines."""
        head, newline, tail = chunk.partition(b"\n")
        self._parts.append(head)
        if not newline:
            return []
        first = b"".join(self._parts)
        *whole, rest = tail.split(b"\n")
        self._parts = [rest]
        return [first, *whole]

    def rest(self) -> bytes:
        """What stands after the last newline: a partial line, as a killed writer leaves it."""
        return b"".join(self._parts)
