"""Pareto fronts of two metrics, with the probability that a trial belongs to one, given the intervals."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paretoscope.analysis.metrics import UP, metric
from paretoscope.analysis.results import Front, Results, Trial
from paretoscope.analysis.sweeps import extras
from paretoscope.stats import t_quantile

DRAWS, FEWEST = 400, 40  # each with its mirror image, so 800 fronts; fewer for many trials
WORK = 20_000  # points drawn for one front at most
NEAR = 0.05  # a trial below this probability is not listed
PAIRS = (
    ("throughput.decode", "quality"),
    ("memory.peak", "quality"),
    ("latency.ttft", "quality"),
    ("throughput.samples", "quality"),
    ("energy.per_token", "quality"),
)
_QUALITIES = ("quality.perplexity", "quality.bits_per_byte", "quality.accuracy", "quality.cosine", "quality.agreement")


@dataclass(frozen=True)
class Estimate:
    """A coordinate where less is better, with the standard error of its estimate."""

    value: float
    error: float = 0.0


def front(points: Sequence[tuple[float, float]]) -> set[int]:
    """Indices of the points that no other point dominates; less is better in both. O(n log n).

    A point dominates another when it is nowhere worse and somewhere better; equal points stay together.
    """
    best = math.inf
    members: set[int] = set()
    order = sorted(range(len(points)), key=lambda i: points[i])
    for i in order:
        x, y = points[i]
        if y < best:
            best = y
            members.add(i)
            last = (x, y)
        elif members and (x, y) == last:
            members.add(i)
    return members


def membership(points: Sequence[tuple[Estimate, Estimate]], seed: int = 0, draws: int = 0) -> list[float]:
    """Probability of each point to be on the front: normal resampling, seeded, each draw with its mirror image.

    `draws` 0: as many as the number of points allows in the time of a live view.
    """
    rng, hits = random.Random(seed), [0] * len(points)
    draws = draws or max(FEWEST, min(DRAWS, WORK // max(1, len(points))))
    for _ in range(draws):
        noise = [(rng.gauss(0, 1), rng.gauss(0, 1)) for _ in points]
        for sign in (1.0, -1.0):
            drawn = [
                (x.value + sign * a * x.error, y.value + sign * b * y.error)
                for (x, y), (a, b) in zip(points, noise, strict=True)
            ]
            for i in front(drawn):
                hits[i] += 1
    return [h / (2 * draws) for h in hits]


def estimate(trial: Trial, workload: str, name: str) -> Estimate | None:
    """Where a trial lies on one axis, less being better; None when it has no number that may be ranked.

    The paired ratio to the baseline is used where there is one, because drift and noise shared with the baseline
    cancel in it; its logarithm orders trials as the value does. Estimated values are never ranked.
    """
    value, ratio = trial.find(name, workload), trial.change(name, workload)
    if value is None or value.value is None or value.source in ("estimated", "unavailable"):
        return None
    sign = -1.0 if metric(name).better == UP else 1.0
    if "baseline" in trial.marks:
        return Estimate(0.0)
    if ratio is None:
        return None
    if ratio.kind == "difference":
        return Estimate(sign * ratio.value, _error(ratio.low, ratio.high, ratio.n))
    low, high = (math.log(b) if b and b > 0 else None for b in (ratio.low, ratio.high))
    return Estimate(sign * math.log(ratio.value), _error(low, high, ratio.n))


def _error(low: float | None, high: float | None, n: int) -> float:
    if low is None or high is None or n < 2:
        return 0.0
    return (high - low) / 2 / t_quantile(0.975, n - 1)


def fronts(results: Results, seed: int = 0) -> list[Front]:
    """Every front a report shows: speed, memory and energy against quality, per workload."""
    return [between(results, *axes, seed=seed) for axes in _axes(results)]


def _axes(results: Results) -> Iterator[tuple[str, str, str, str]]:
    """(workload of x, x, workload of y, y) that at least the baseline and one more trial have."""
    base = results.baseline
    swept = extras(results.workloads)
    for timed in (w for w in results.workloads if w not in swept):
        for judged in results.workloads:
            quality = next((n for n in _names(base, judged) if n.startswith(_QUALITIES)), None)
            for x, _ in PAIRS if quality else ():
                ranked = [t for t in results.trials if t.ranked]
                have = [t for t in ranked if estimate(t, timed, x) and estimate(t, judged, quality or "")]
                if len(have) > 1 and base in have:
                    yield timed, x, judged, quality or ""


def _names(trial: Trial | None, workload: str) -> list[str]:
    """Quality metrics of a workload, the most telling first."""
    found = trial.metrics.get(workload, {}) if trial else {}
    return sorted(
        (n for n in found if n.startswith(_QUALITIES)),
        key=lambda n: next(i for i, q in enumerate(_QUALITIES) if n.startswith(q)),
    )


def between(results: Results, timed: str, x: str, judged: str, y: str, seed: int = 0) -> Front:
    """The front of metric `x` of workload `timed` and `y` of `judged`: who belongs to it, how probably."""
    ids, points = [], []
    for trial in results.trials:
        a, b = estimate(trial, timed, x), estimate(trial, judged, y)
        if trial.ranked and a is not None and b is not None:
            ids.append(trial.id)
            points.append((a, b))
    chances = membership(points, seed)
    listed = tuple((i, round(p, 3)) for i, p in zip(ids, chances, strict=True) if p >= NEAR)
    return Front(workload=timed, x=x, y=y, y_workload=judged if judged != timed else "", trials=listed)
