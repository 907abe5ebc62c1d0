"""Quality over items: aggregates with an interval over items, and paired differences to the baseline.

Every quality metric is a ratio of sums over items (nll / tokens, correct / 1 ...). Its interval rests on the items'
influence on that ratio (delta method), so that one code serves perplexity, bits per byte and shares alike. Recipe and
baseline answer the same items, so differences are paired by item.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from paretoscope.analysis.metrics import metric
from paretoscope.analysis.resample import draws
from paretoscope.analysis.results import Ratio, Value
from paretoscope.errors import Refused
from paretoscope.events import Observation
from paretoscope.plan import Workload
from paretoscope.stats import Interval, sample_interval, share_interval

# Fewer items: t, because a percentile bootstrap of few values covers too little. More: t says the same and is fast.
BOOTSTRAP_FROM, BOOTSTRAP_TO = 20, 500
RESAMPLES = 1000
SHARES = (
    "quality.accuracy",
    "quality.agreement",
    "quality.nearest",
    "quality.ranking",
    "quality.ranking.mean",
    "quality.ended",
)


@dataclass(frozen=True)
class _Measure:
    """top / bottom over items, then `outer`; `slope` is its derivative, for the influence of an item."""

    top: str
    bottom: str
    outer: Callable[[float], float] = lambda ratio: ratio
    slope: Callable[[float], float] = lambda ratio: 1.0


_LN2 = math.log(2)
_MEASURES = {
    "quality.perplexity": _Measure("nll", "tokens", math.exp, math.exp),
    "quality.bits_per_byte": _Measure("nll", "bytes", lambda r: r / _LN2, lambda r: 1 / _LN2),
    "quality.kl": _Measure("kl", ""),
    "quality.agreement": _Measure("agree", ""),
    "quality.accuracy": _Measure("correct", ""),
    "quality.cosine": _Measure("cosine", ""),
    "quality.nearest": _Measure("same_nearest", ""),
    "quality.ranking": _Measure("ranked", ""),
    "quality.ranking.mean": _Measure("ranked_mean", ""),
    "quality.output_length": _Measure("length", ""),
    "quality.ended": _Measure("ended", ""),
}


@dataclass(frozen=True)
class Influence:
    """A metric over items: its value, and for each item what it adds to it (`value` is the mean of `items`)."""

    value: float
    items: dict[int, float]


def measures(items: Sequence[Observation], workload: str, reported: Iterable[str] = ()) -> dict[str, Influence]:
    """Metric name (with its protocol) -> influence, for every quality that the items carry.

    Args:
        reported: names that the worker gave to its own sums of the same items; they carry the protocol.
    """
    names = list(reported)
    out: dict[str, Influence] = {}
    for base, measure in _MEASURES.items():
        rows = {i.index: i.values for i in items if measure.top in i.values and _bottom(i.values, measure) > 0}
        if rows:
            out[_named(base, workload, names)] = _influence(rows, measure)
    return out


def _bottom(values: Mapping[str, float], measure: _Measure) -> float:
    return values.get(measure.bottom, 0.0) if measure.bottom else 1.0


def _named(base: str, workload: str, reported: list[str]) -> str:
    """Perplexity carries its protocol: as the worker says, else the context of a window."""
    if base != "quality.perplexity":
        return base
    told = next((n for n in reported if n.startswith(base + ".") and not n.endswith(".before")), "")
    if told or workload.split(":")[0] != "score":
        return told or base
    try:
        work = Workload.parse(workload)
    except Refused:  # a name that was altered in the event file: the rest of the study must stay readable
        return base
    kind, context = work.value("protocol"), work.value("context")
    return f"{base}.rolling" if kind == "rolling" else f"{base}.{kind}{context}"


def _influence(rows: Mapping[int, Mapping[str, float]], measure: _Measure) -> Influence:
    bottoms = {i: _bottom(v, measure) for i, v in rows.items()}
    mean_bottom = fmean(bottoms.values())
    ratio = sum(v[measure.top] for v in rows.values()) / sum(bottoms.values())
    value, slope = measure.outer(ratio), measure.slope(ratio)
    own = {i: value + slope * (v[measure.top] - ratio * bottoms[i]) / mean_bottom for i, v in rows.items()}
    return Influence(value, own)


def value_of(name: str, found: Influence) -> Value:
    """The metric with its interval over items: Wilson's for answers that are right or wrong."""
    values = tuple(found.items.values())
    if name in SHARES and set(values) <= {0.0, 1.0}:
        interval = share_interval(sum(values), len(values))
        low, high = interval.low, interval.high
    else:
        interval = items_interval(values)
        low, high = _shifted(interval, found.value)
    return Value(value=found.value, unit=metric(name).unit, low=low, high=high, n=interval.n)


def difference(name: str, recipe: Influence, baseline: Influence) -> Ratio | None:
    """Recipe minus baseline, paired by item; None when they share fewer than two items."""
    shared = [i for i in recipe.items if i in baseline.items]
    if len(shared) < 2:
        return None
    interval = items_interval(differences(recipe, baseline))
    value = recipe.value - baseline.value
    low, high = _shifted(interval, value)
    return Ratio(
        value=value,
        low=low,
        high=high,
        real=is_real(value, low, high, name, baseline.value),
        kind="difference",
        n=len(shared),
    )


def differences(recipe: Influence, baseline: Influence) -> tuple[float, ...]:
    """Recipe minus baseline of every item that both have, in the recipe's order."""
    return tuple(recipe.items[i] - baseline.items[i] for i in recipe.items if i in baseline.items)


def ratio(name: str, recipe: Influence, baseline: Influence) -> Ratio | None:
    """Recipe / baseline over the items that both have, with an interval over items (delta method).

    None when they share fewer than two items, or the baseline's is zero.
    """
    shared = [i for i in recipe.items if i in baseline.items]
    below = fmean(baseline.items[i] for i in shared) if shared else 0.0
    if len(shared) < 2 or below == 0:
        return None
    value = fmean(recipe.items[i] for i in shared) / below
    own = tuple(value + (recipe.items[i] - value * baseline.items[i]) / below for i in shared)
    low, high = _shifted(items_interval(own), value)
    known = low is not None and high is not None
    real = known and not low <= 1 <= high and abs(value - 1) > metric(name).threshold  # type: ignore[operator]
    return Ratio(value=value, low=low, high=high, real=real, n=len(shared))


def is_real(value: float, low: float | None, high: float | None, name: str, baseline: float | None = None) -> bool:
    """Whether a difference excludes zero and exceeds the metric's threshold; `baseline`: its value there."""
    known = low is not None and high is not None
    return known and not (low <= 0 <= high) and abs(value) > metric(name).least(baseline)  # type: ignore[operator]


def _shifted(interval: Interval, value: float) -> tuple[float | None, float | None]:
    """Bounds around the exact value instead of the mean of the influences (equal up to rounding)."""
    if interval.low is None or interval.high is None:
        return None, None
    return interval.low - interval.value + value, interval.high - interval.value + value


@lru_cache(maxsize=4096)
def items_interval(values: tuple[float, ...]) -> Interval:
    """95 % interval of a mean over items: percentile bootstrap from 20 to 500 items, else t. Deterministic."""
    n = len(values)
    if not BOOTSTRAP_FROM <= n <= BOOTSTRAP_TO or min(values) == max(values):
        return sample_interval(values)
    means = sorted(sum(draw(values)) / n for draw in draws(n, RESAMPLES))
    cut = int(RESAMPLES * 0.025)
    return Interval(fmean(values), means[cut], means[-cut - 1], n)
