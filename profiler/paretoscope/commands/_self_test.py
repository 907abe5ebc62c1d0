"""The instrument measures what is known: a sleep, a block of memory, a scripted counter. Each must be within 1 %."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass

TOLERANCE = 0.01
SLEEP, TRIES = 0.5, 3
BLOCK = 400 * 1000 * 1000  # B
_CHILD = """
import json, sys
from paretoscope.meters.memory import read, reset_peak
before = read().rss
block = bytearray(%d)
block[::4096] = bytes(len(block[::4096]))
held = read().rss - before
del block
freed = read().rss - before
reset = reset_peak()
after = (read().peak or 0) - before
print(json.dumps({"held": held, "freed": freed, "peak_after_reset": after if reset else None}))
"""


@dataclass(frozen=True)
class Proof:
    """One known quantity: what it is, what was measured, and whether they agree within the tolerance."""

    name: str
    known: float
    measured: float
    unit: str
    passed: bool
    text: str = ""


def self_test() -> list[Proof]:
    """Every proof, in well under two minutes; what needs a library that is not installed is left out."""
    return [clock(), memory(), freed(), counter(), *early_stopping(), *lm_eval()]


def keep(proofs: list[Proof]) -> bool:
    """Store the outcome for reports. False when it could not be written."""
    from paretoscope.store import instrument

    failed = [p.name for p in proofs if not p.passed]
    text = f"{len(proofs) - len(failed)} of {len(proofs)} known quantities came out right"
    text += f"; wrong: {', '.join(failed)}" if failed else ""
    body = {"passed": not failed, "text": text, "proofs": [asdict(p) for p in proofs]}
    return instrument.save("selftest", body)


def clock() -> Proof:
    """A sleep on the monotonic clock; the shortest of a few tries, as a busy machine wakes late."""
    best = float("inf")
    for _ in range(TRIES):
        start = time.monotonic()
        threading.Event().wait(SLEEP)
        best = min(best, time.monotonic() - start)
    return Proof("sleep clock", SLEEP, best, "s", near(best, SLEEP))


def memory() -> Proof:
    """A touched block of known size in a fresh process."""
    held = _child()["held"] or 0.0
    return Proof("memory", float(BLOCK), held, "B", near(held, BLOCK))


def freed() -> Proof:
    """After the block is freed, memory and the reset peak fall back."""
    found = _child()
    left = max(found["freed"] or 0.0, found["peak_after_reset"] or 0.0)
    text = "" if found["peak_after_reset"] is not None else "the peak cannot be reset on this system"
    return Proof("memory after freeing", 0.0, left, "B", left < TOLERANCE * BLOCK, text)


def counter() -> Proof:
    """A counter of 40 W that updates every 100 ms, read over a window of the least valid length."""
    from paretoscope.meters.energy import UPDATES, ReplayMeter, between

    now = [0.03]
    meter = ReplayMeter([(i * 0.1, i * 0.1 * 40.0) for i in range(200)], lambda: now[0])
    before = meter.read()
    now[0] += UPDATES * meter.update
    joules = between(before, meter.read()) or 0.0
    known = UPDATES * meter.update * 40.0
    return Proof("energy counter", known, joules, "J", near(joules, known))


def near(measured: float, known: float, tolerance: float = TOLERANCE) -> bool:
    """Whether a measurement is within the tolerance of what is known."""
    return abs(measured - known) <= tolerance * abs(known)


def _child() -> dict[str, float | None]:
    line = [sys.executable, "-c", _CHILD % BLOCK]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=True)
    found: dict[str, float | None] = json.loads(done.stdout)
    return found


def early_stopping() -> list[Proof]:
    """Calls that p90 may leave out: what LoadGen 6.0.17 leaves out of runs of these lengths."""
    from paretoscope.stats import discarded

    found = [(n, known, discarded(n, 0.9) or 0) for n, known in ((2376, 202), (710, 51))]
    return [Proof(f"LoadGen's p90 of {n} calls", known, got, "calls", got == known) for n, known, got in found]


def lm_eval() -> list[Proof]:
    """Windows of the rolling perplexity against lm-eval's own, where that library is installed."""
    if importlib.util.find_spec("lm_eval") is None:
        return []
    import torch
    from lm_eval.utils import get_rolling_token_windows, make_disjoint_window

    from paretoscope.workloads.items import rolling
    from paretoscope.workloads.text import Tokens

    ids, length, prefix = list(range(3, 1003)), 128, 1
    theirs = [make_disjoint_window(w) for w in get_rolling_token_windows(ids, prefix, length, 1)]
    spans = torch.arange(len(ids)).unsqueeze(1) + torch.tensor([0, 1])
    whole = Tokens("x" * len(ids), torch.tensor(ids), spans, None)
    ours = [(i.context.tolist(), i.target.tolist()) for i in rolling(whole, length, len(ids), prefix)]
    same = sum((list(a), list(b)) == o for (a, b), o in zip(theirs, ours, strict=False))
    passed = same == len(theirs) == len(ours)
    return [Proof("lm-eval's rolling windows", float(len(theirs)), float(same), "windows", passed)]
