"""Text on a terminal: what comes from elsewhere must not steer it, and what is long is broken between words."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text with every character that would steer a terminal written as its escape; line ends and tabs stay."""
    return _STEERING.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def terminal() -> int:
    """Characters of a line of the terminal; endless where stdout is none, as a file or pipe breaks no lines."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize


def filled(text: str, indent: int = 0, most: int = sys.maxsize) -> str:
    """A sentence in lines of the terminal, and of `most` characters, broken between words; later lines are indented."""
    room = min(most, terminal())
    if len(text) <= room:
        return text
    return textwrap.fill(text, room, subsequent_indent=" " * indent, break_on_hyphens=False)


def amount(size: float) -> str:
    """Bytes for people, in MiB or GiB."""
    if size >= 2**30:
        return f"{size / 2**30:.1f} GiB"
    return f"{size / 2**20:.0f} MiB" if size >= 10 * 2**20 else f"{size / 2**20:.1f} MiB"
