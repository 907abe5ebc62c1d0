"""Text from elsewhere on a terminal: names and answers of models must not steer it."""

from __future__ import annotations

import re

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text with every character that would steer a terminal written as its escape; line ends and tabs stay."""
    return _STEERING.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def amount(size: float) -> str:
    """Bytes for people, in MiB or GiB."""
    return (
        f"{size / 2**30:.1f} GiB" if size >= 2**30 else f"{size / 2**20:{'.0f' if size >= 10 * 2**20 else '.1f'}} MiB"
    )
