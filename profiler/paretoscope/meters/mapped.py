"""Pages of weight files that a process still holds though nothing uses them any more, given back to the system (Linux).

A weight file is mapped as a whole and stays so while any tensor lies in it. What a technique read and replaced would
count as resident memory for good, and hide what the recipe saves. Only pages that hold nothing but the file's own
bytes are given back: they come from the system's cache again when they are touched.
"""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Iterator
from pathlib import Path

SMAPS = Path("/proc/self/smaps")
WEIGHTS = (".safetensors", ".bin", ".pt", ".pth", ".gguf")
_DONTNEED = 4  # of madvise
_HEAD = re.compile(r"([0-9a-f]+)-([0-9a-f]+) \S{4} \S+ \S+ \d+\s*(.*)")
_CHANGED = ("Anonymous", "Swap", "Locked")  # a page that was written to is a copy of the process's own, anonymous


def release(smaps: Path = SMAPS) -> int:
    """Give back the pages of unchanged weight files; how many bytes of them were resident. 0 where that cannot be."""
    try:
        text = smaps.read_text(errors="replace")
        madvise = ctypes.CDLL(None, use_errno=True).madvise
    except (OSError, AttributeError, TypeError):
        return 0
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    given = 0
    for start, length, resident in unchanged(text):
        if madvise(start, length, _DONTNEED) == 0:
            given += resident
    return given


def unchanged(text: str) -> Iterator[tuple[int, int, int]]:
    """(address, length, resident B) of mapped weight files, whose every page is as the file has it. `text`: smaps."""
    place, sizes = None, dict[str, int]()
    for line in [*text.splitlines(), "0-0 ---- 0 0:0 0"]:
        head = _HEAD.match(line)
        if head is None:
            name, _, rest = line.partition(":")
            if rest.endswith(" kB"):
                sizes[name] = int(rest.split()[0]) * 1024
            continue
        if place and sizes.get("Rss") and not any(sizes.get(n) for n in _CHANGED):
            yield place[0], place[1], sizes["Rss"]
        start, end = int(head[1], 16), int(head[2], 16)
        ours = os.path.splitext(head[3])[1].lower() in WEIGHTS
        place, sizes = (start, end - start) if ours else None, {}
