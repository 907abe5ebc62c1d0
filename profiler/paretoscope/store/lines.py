"""Lines of event files: each ends with a check sum, so that a line that was altered since is told, not believed.

Lines of older files have none. Of those, what no writer has written is left out: numbers that are not finite or too
large to be squared, and values of another type.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from paretoscope.events import KINDS, Event, from_line

LARGEST = 1e150  # a larger number cannot be squared
_MARK, _LONG = ',"crc":"', 8  # the sum's hexadecimal digits
_TAIL = len(_MARK) + _LONG + len('"}')
_TYPES = {kind: [(name, type(default)) for name, default in vars(kind()).items()] for kind in KINDS.values()}


class Damaged(Exception):
    """A line that is not as it was written."""


def sealed(line: str) -> str:
    """A JSON line with the CRC-32 of all before it as its last field, which decoders that do not know it skip."""
    return f'{line[:-1]}{_MARK}{_sum(line[:-1])}"}}'


def opened(line: str) -> Event | None:
    """The event of a line; None for an unknown kind or a line that was cut off when its writer was killed.

    Raises:
        Damaged: the line was altered after it was written. BadStudy: an unknown protocol.
    """
    text = line.rstrip("\r\n")
    checked = text[-_TAIL : -_TAIL + len(_MARK)] == _MARK
    if checked and text[-2 - _LONG :] != _sum(text[:-_TAIL]) + '"}':
        raise Damaged
    try:
        event = from_line(text)
    except (TypeError, RecursionError) as error:  # JSON of another shape than any event
        raise Damaged from error
    if event is None:
        if _garbled(text):
            raise Damaged
    elif not checked and not _plausible(event):
        raise Damaged
    return event


def readable(lines: Iterable[str]) -> Iterator[Event]:
    """The events of many lines, leaving out what is unknown, cut off or damaged."""
    for line in lines:
        try:
            event = opened(line)
        except Damaged:
            continue
        if event is not None:
            yield event


def _sum(text: str) -> str:
    return f"{zlib.crc32(text.encode(errors='backslashreplace')):08x}"


def _garbled(text: str) -> bool:
    """Whether a line has an end, but no JSON before it; one that was cut off is wrong at its end only."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return text.endswith("}") and error.pos < len(text)
    except (ValueError, RecursionError):  # a number of thousands of digits; thousands of brackets
        return True
    return False


def _plausible(event: Event) -> bool:
    """Whether each field has the type of its default, and every number can be reckoned with."""
    found = vars(event)
    return all(_fits(found[name], kind) and _finite(found[name]) for name, kind in _TYPES[type(event)])


def _fits(value: Any, kind: type) -> bool:
    if kind is type(None):
        return value is None or _fits(value, float)
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, kind)


def _finite(value: Any) -> bool:
    if isinstance(value, (int, float)):
        return abs(value) <= LARGEST  # false of not-a-number, too
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    return all(map(_finite, value)) if isinstance(value, (list, tuple)) else True
