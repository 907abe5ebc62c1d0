"""What `doctor --ceilings` prints: the machine's ceilings, measured now."""

from __future__ import annotations

import argparse
import json

from paretoscope.analysis.ceilings import Bandwidth, Ceilings, Rate
from paretoscope.analysis.limits_words import rate, size
from paretoscope.commands._table import aligned

NOISY = 0.1  # by which the median may lie below the best


def run(args: argparse.Namespace) -> int:
    """Measure, store, print. Raises ParetoscopeError."""
    from paretoscope.study.ceilings import measure

    found = measure(args.device, args.threads, args.python)
    print(json.dumps(found.to_dict()) if args.json else text(found))
    return 0


def text(found: Ceilings) -> str:
    """Bandwidths, rates, caches, and whether other programs disturbed them."""
    one = found.identity
    where = one.get("processor") or one.get("device")
    lines = [f"ceilings of {where}, {one.get('threads')} threads, torch {one.get('torch')}"]
    lines += ["", aligned([["working set", "copy", "median", "read", "median", ""], *_bandwidths(found)])]
    rows = [[r.dtype, rate(r.value, "FLOP/s"), rate(r.low, "FLOP/s"), ""] for r in found.rates]
    lines += ["", aligned([["multiply", "rate", "median", ""], *rows])]
    lines += [f"{dtype}: {why}" for dtype, why in found.missing.items()]
    if found.caches:
        lines += ["", "caches: " + ", ".join(f"{k} {size(v)}" for k, v in found.caches.items())]
    if noisy(found):
        lines += [
            "",
            "Medians lie far below the best: other programs were at work. Measure again in quiet.",
        ]
    return "\n".join(lines)


def noisy(found: Ceilings) -> bool:
    """Whether the median of any ceiling lies more than a tenth below its best."""
    every: list[Bandwidth | Rate] = [*found.bandwidth, *found.read, *found.rates]
    return any(x.low < (1 - NOISY) * x.value for x in every)


def _bandwidths(found: Ceilings) -> list[list[str]]:
    reads = {b.size: b for b in found.read}
    return [[size(b.size), *_cells(b), *(_cells(reads[b.size]) if b.size in reads else ("", "")), ""]
            for b in found.bandwidth]  # fmt: skip


def _cells(b: Bandwidth) -> tuple[str, str]:
    return rate(b.value, "B/s"), rate(b.low, "B/s")
