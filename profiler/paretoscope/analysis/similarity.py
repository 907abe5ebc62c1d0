"""How alike two answers are: 1 minus the edit distance over words / the longer answer's number of words.

Edit distance (Levenshtein 1966): least number of words put in, taken out or replaced. 1 is word for word the same, 0
has nothing in its place. It says how much a reader would see change, not whether the answer got worse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=4096)
def similarity(first: str, second: str) -> float:
    """Of two texts, 0 to 1; two empty ones are the same. Words are runs of letters and digits, and single signs."""
    one, two = _WORD.findall(first), _WORD.findall(second)
    longer = max(len(one), len(two))
    return 1.0 if longer == 0 else 1 - distance(one, two) / longer


def distance(one: Sequence[str], two: Sequence[str]) -> int:
    """Least number of edits that turn one sequence into the other."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
