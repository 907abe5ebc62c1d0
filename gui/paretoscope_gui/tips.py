"""Tool tips as they read well: Qt shows a plain text in one line, however long it is. No Qt."""

from __future__ import annotations

import math
from functools import lru_cache
from textwrap import wrap

LINE = 64  # letters


@lru_cache(maxsize=2048)
def tip(text: str) -> str:
    """A tool tip's text in lines of about the same length; lines that it has already stay lines."""
    return "\n".join(_balanced(line) for line in text.split("\n"))


def _balanced(line: str) -> str:
    """No word is cut, and no last line holds a single word."""
    if len(line) <= LINE:
        return line
    rows = math.ceil(len(line) / LINE)
    whole = wrap(line, LINE, break_long_words=False, break_on_hyphens=False)
    even = wrap(line, math.ceil(len(line) / rows) + 4, break_long_words=False, break_on_hyphens=False)
    return "\n".join(even if len(even) <= len(whole) else whole)
