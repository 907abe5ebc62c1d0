"""What bounds a recipe on this machine and how much is left, in one sentence."""

from __future__ import annotations

from dataclasses import replace

from paretoscope.analysis.metrics import significant
from paretoscope.analysis.results import Limit, Trial

SURPASSED = 1.05  # of a ceiling: more than its own uncertainty
_STEP = {"decode": "decode step", "prefill": "prefill", "forward": "batch", "step": "training step"}


def words(limit: Limit, trial: Trial) -> Limit:
    """The limit with its sentence."""
    return replace(limit, words=_sentence(limit, trial))


def _sentence(limit: Limit, trial: Trial) -> str:
    """One sentence: the wall, how near it is, and what is left."""
    share, left = f"{limit.reached:.0%}", f"{significant(1 / limit.reached, 2)}×"
    what = f"{_STEP[limit.phase].capitalize()} of {trial.title}"
    if limit.reached > SURPASSED:
        return (
            f"{what}: {share} of the nearest wall ({_nearer(limit)}), more than was found possible in {limit.dtype}: "
            "its kernel multiplies in another format, or other programs ran when the ceilings were measured "
            "(`paretoscope doctor --ceilings` measures them again)."
        )
    if limit.bound == "memory":
        return (
            f"{what}: bound by memory, at {share} of the {rate(limit.bandwidth, 'B/s')} that this machine reaches on "
            f"{size(limit.bytes)}; at most {left} is left unless fewer bytes are moved."
        )
    if limit.bound == "compute":
        return (
            f"{what}: bound by multiplication, at {share} of the {rate(limit.peak, 'FLOP/s')} this machine reaches "
            f"in {limit.dtype}; at most {left} is left unless less is multiplied or in another format."
        )
    return (
        f"{what}: neither memory nor multiplication bounds it, as {share} of the nearest wall ({_nearer(limit)}) is "
        f"used; without what is lost between operators and in small kernels it could be up to {left} as fast."
    )


def _nearer(limit: Limit) -> str:
    return "multiplication" if limit.flops / limit.peak > limit.bytes / limit.bandwidth else "memory"


def rate(value: float, unit: str) -> str:
    """31.2 GB/s, 350 GFLOP/s."""
    for scale, prefix in ((1e12, "T"), (1e9, "G"), (1e6, "M")):
        if value >= scale:
            return f"{significant(value / scale)} {prefix}{unit}"
    return f"{significant(value)} {unit}"


def size(value: float) -> str:
    """Bytes as KiB, MiB or GiB."""
    power, unit = next((p, u) for p, u in ((30, "GiB"), (20, "MiB"), (10, "KiB"), (0, "B")) if value >= 2**p or not p)
    return f"{significant(value / 2**power)} {unit}"
