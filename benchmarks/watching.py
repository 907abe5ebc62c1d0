"""What our watching costs: decode speed with and without the sampler, and the study process's own processor time.

    python benchmarks/watching.py [--minutes 6]

A worker decodes without a pause and stamps every token. Beside it lives a process that runs the study's own loop
(`study.hub.Hub.ask` with its journal, meters and guards), in stretches of 1 s in which it looks and rests, drawn in
pairs. Two answers, from the same tokens:

- *By look.* A look takes place ten times a second and lasts well under a millisecond. The tokens under it are held
  against their neighbours within some 50 ms, and so are those under a moment halfway between two looks, when nothing
  happens: long tokens are met more often at any moment, and that cancels. The difference times the looks a second is
  the share of speed that is lost. It is paired so tightly that the machine's own changes hardly enter. The mean is
  trimmed by 5 % to either side (Tukey and McLaughlin), as other programs stop a token now and then for far longer than
  a look lasts; the plain mean stands beside it.
- *By stretch.* Mean time per token of a stretch with looks against its neighbour without: wider, and blind to nothing.

Equivalence: two one-sided t tests at level 5 %, that the loss by look is below 0.5 % of speed: the 90 % interval of the
ratio lies inside 0.995 to 1.005. Wanted too: the study process below 1 % of one core.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from neighbours.environment import Child

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.stats import Interval, Key, mean_interval, t_quantile, variance

BOUND, LEVEL = 0.005, 0.90
FEWEST = 100  # looks
SHAPE = {"prompt": 128, "new": 256, "warm": 3, "dtype": "float32"}
MINUTE = 56.0  # s of decoding that are asked for at a time
UNDER = 2  # tokens that a look may delay: the one under it and the next, whose data it may have put out of the cache
BESIDE = 1  # tokens before and after those, which they are held against; more would reach the next look
WATCHER = Path(__file__).with_name("neighbours") / "children" / "watcher.py"


@dataclass(frozen=True)
class Tokens:
    """Times between deliveries of one call: `starts` (s, monotonic) and `gaps` (s) of each."""

    starts: list[float]
    gaps: list[float]

    @classmethod
    def of(cls, stamps: Sequence[float]) -> Tokens:
        """Of the deliveries of a call."""
        return cls(list(stamps[:-1]), [b - a for a, b in pairwise(stamps)])

    def around(self, moment: float) -> range:
        """The tokens that are looked at for a moment; empty near the call's ends."""
        at = bisect_right(self.starts, moment) - 1
        whole = range(at - BESIDE, at + UNDER + BESIDE)
        return whole if whole.start >= 0 and whole.stop <= len(self.gaps) else range(0)

    def excess(self, around: range) -> float:
        """By how much the tokens in the middle took longer than those beside them, s."""
        gaps = [self.gaps[i] for i in around]
        return sum(gaps[BESIDE:-BESIDE]) - UNDER * fmean([*gaps[:BESIDE], *gaps[-BESIDE:]])

    def ends(self, token: int) -> float:
        """When a token was delivered."""
        return self.starts[token] + self.gaps[token]

    def between(self, first: float, last: float) -> list[float]:
        """Gaps that lie inside a stretch."""
        return [g for s, g in zip(self.starts, self.gaps, strict=True) if first <= s and s + g <= last]


def main() -> None:
    """Measure and print; exit code 1 when equivalence is not shown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=int, default=6)
    parser.add_argument("--model", default="builtin:demo-draft", help="its tokens must take less than about 16 ms")
    args = parser.parse_args()
    child = Child(sys.executable, "stamps", usable_cores(), model=str(builtin.resolve(args.model)), **SHAPE)
    looks, logs, shares, rates = dict[Key, float](), dict[Key, float](), list[float](), list[float]()
    command = [sys.executable, str(WATCHER), str(child.pid)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as watcher:
        assert watcher.stdin is not None
        assert watcher.stdout is not None
        watcher.stdout.readline()
        for minute in range(args.minutes):
            watcher.stdin.write(f"{minute} {MINUTE - 2}\n")
            calls = [Tokens.of(c) for c in child.ask(seconds=MINUTE)["calls"]]
            seen = json.loads(watcher.stdout.readline())
            looks |= {(minute, i): d for i, d in enumerate(by_look(calls, seen["looks"]))}
            logs |= {(minute, i): d for i, d in enumerate(by_stretch(calls, seen["stretches"]))}
            shares.append(seen["share"])
            rates.append(seen["rate"])
            print(f"minute {minute + 1}: {len(looks)} looks, {len(logs)} pairs of stretches", file=sys.stderr)
        watcher.communicate()
    child.close()
    raise SystemExit(0 if tell(looks, logs, fmean(rates), fmean(shares)) else 1)


def by_look(calls: Sequence[Tokens], looks: Sequence[float]) -> Iterator[float]:
    """For each look: what it cost, s, less what seems to be lost at a moment halfway to the next one."""
    for now, then in pairwise(looks):
        if then - now > 1.0:  # the sampler rested in between
            continue
        call = next((c for c in calls if c.starts[0] <= now <= c.starts[-1]), None)
        looked, quiet = (call.around(m) if call else range(0) for m in (now, (now + then) / 2))
        if call is None or not looked or not quiet:
            continue
        if call.starts[quiet.start] >= call.ends(looked.start + BESIDE) and call.ends(quiet.stop - 1) <= then:
            yield call.excess(looked) - call.excess(quiet)  # no look lies in the quiet stretch, nor the next one


def by_stretch(calls: Sequence[Tokens], stretches: Sequence[tuple[float, float, bool]]) -> Iterator[float]:
    """Of each pair of stretches: log of the time per token without looks / with."""
    for pair in zip(stretches[::2], stretches[1::2], strict=True):
        means = {on: [g for c in calls for g in c.between(first, last)] for first, last, on in pair}
        if all(means.values()):
            yield math.log(fmean(means[False]) / fmean(means[True]))


def trimmed(values: Sequence[float], share: float = 0.05) -> Interval:
    """Mean without the largest and smallest values; its error is from the values cut off at those that stay."""
    ordered, cut = sorted(values), int(share * len(values))
    kept = ordered[cut : len(ordered) - cut]
    pulled = [min(max(v, kept[0]), kept[-1]) for v in ordered]
    error = math.sqrt(variance(pulled) / len(pulled)) / (1 - 2 * share)
    half = t_quantile(0.5 + LEVEL / 2, len(kept) - 1) * error
    return Interval(fmean(kept), fmean(kept) - half, fmean(kept) + half, len(values))


def tell(looks: dict[Key, float], logs: dict[Key, float], rate: float, share: float) -> bool:
    """Print both answers; whether equivalence is shown. Raises SystemExit where no look could be told from the next."""
    if len(looks) < FEWEST:
        raise SystemExit(f"error: only {len(looks)} looks could be used\nhint: take a quiet machine or a smaller model")
    speed, plain = (_speed(lost, rate) for lost in (trimmed([*looks.values()]), mean_interval(looks, LEVEL)))
    assert speed.low is not None
    assert speed.high is not None
    equal = speed.low > 1 - BOUND and speed.high < 1 + BOUND
    print(f"speed with / without, by look: {_words(speed)} looks: {'' if equal else 'not shown to be '}equivalent")
    print(f"the same with a plain mean: {_words(plain)}")
    logged = mean_interval(logs, LEVEL)
    whole = Interval(math.exp(logged.value), math.exp(logged.low or 0), math.exp(logged.high or 0), logged.n)
    print(f"the same by stretches: {_words(whole)} pairs")
    print(f"the study process used {share:.2%} of a core while it looked (wanted: below 1 %)")
    return equal


def _speed(lost: Interval, rate: float) -> Interval:
    """With / without from what a look costs, s, and how many there are a second."""
    return Interval(1 - lost.value * rate, 1 - (lost.high or 0) * rate, 1 - (lost.low or 0) * rate, lost.n)


def _words(found: Interval) -> str:
    return f"{found.value:.5f} (90 %: {found.low:.5f} to {found.high:.5f}), {found.n}"


if __name__ == "__main__":
    main()
