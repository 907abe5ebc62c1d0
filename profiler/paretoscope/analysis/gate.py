"""Gates for continuous integration: limits on ratios to the baseline and on quality, each with a verdict and why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fnmatch import fnmatchcase

from paretoscope.analysis.evaluation_size import needed
from paretoscope.analysis.metrics import UP, metric
from paretoscope.analysis.results import Ratio, Results, Trial
from paretoscope.errors import Refused
from paretoscope.stats import Interval, paired_share_interval

JUDGED = (
    "quality.accuracy",
    "quality.ranking",
    "quality.cosine",
    "quality.perplexity",
    "quality.bits_per_byte",
)
LENGTH, SHORTEST, LONGEST = "quality.output_length", 0.9, 1.1
_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True)
class Limit:
    """`metric` of a trial over the baseline must stay at or below (`most`) or at or above a bound."""

    metric: str
    bound: float
    most: bool = True


@dataclass(frozen=True)
class Verdict:
    """One check of one trial. `sure` is false where the value keeps the limit and its interval reaches beyond it."""

    trial: str
    check: str
    passed: bool
    why: str
    sure: bool = True


def parse(text: str, most: bool) -> Limit:
    """Read `latency.tpot=1.05`. Raises Refused."""
    name, sign, number = text.partition("=")
    try:
        bound = float(number)
    except ValueError:
        bound = 0.0
    if not sign or bound <= 0:
        raise Refused(f"cannot read the limit {text!r}", "write METRIC=RATIO to the baseline, as latency.tpot=1.05")
    return Limit(name.strip(), bound, most)


def judge(results: Results, limits: list[Limit], quality: float | None, trials: list[str]) -> list[Verdict]:
    """Every verdict. The end of the 95 % interval that is worse must keep the limit, so that luck passes no gate.

    Args:
        quality: share of the baseline's quality that must be kept, e.g. 0.99, by the interval of the difference paired
            by item; its output length must stay in 90 to 110 % then (METHOD M22). None: quality is not judged.
        trials: patterns of trial ids or recipes; empty: all but the baseline.

    Raises:
        Refused: nothing to judge, or the study is preliminary or not finished.
    """
    if results.preliminary:
        raise Refused("a preliminary study passes no gate", "run it with --protocol quick or longer")
    if not limits and quality is None:
        raise Refused("there is nothing to judge", "give --max METRIC=RATIO, --min METRIC=RATIO or --quality PERCENT")
    chosen = [t for t in results.trials if t is not results.baseline and _chosen(t, trials)]
    if not chosen:
        raise Refused("no trial of the study is chosen", "it has " + "; ".join(t.id for t in results.trials))
    return [v for t in chosen for v in _trial(t, limits, quality, results)]


def _chosen(trial: Trial, patterns: list[str]) -> bool:
    return not patterns or any(fnmatchcase(trial.id, p) or fnmatchcase(trial.recipe, p) for p in patterns)


def _trial(trial: Trial, limits: list[Limit], quality: float | None, results: Results) -> list[Verdict]:
    if trial.status != "valid":
        why = (trial.error or {}).get("text") or "it has no result"
        return [Verdict(trial.id, "status", False, f"{trial.status}: {why}")]
    found = [_limit(trial, limit) for limit in limits]
    if quality is not None:
        found += _quality(trial, quality, results)
    return found


def _limit(trial: Trial, limit: Limit) -> Verdict:
    check = f"{limit.metric} {'<=' if limit.most else '>='} {limit.bound:g}"
    value, ratio = trial.find(limit.metric), trial.change(limit.metric)
    if value is None or ratio is None or ratio.kind != "ratio":
        return Verdict(trial.id, check, False, "not measured, or not compared as a ratio")
    if value.source == "estimated":
        return Verdict(trial.id, check, False, "only estimated; an estimate passes no gate")
    kept, worst = (_keeps(v, limit) for v in (ratio.value, _worst(ratio, limit.most)))
    return Verdict(trial.id, check, kept and worst, _unsure(kept, worst) + _words(ratio), worst or not kept)


def _keeps(value: float, limit: Limit) -> bool:
    return value <= limit.bound if limit.most else value >= limit.bound


def _unsure(kept: bool, worst: bool) -> str:
    return "not sure: " if kept and not worst else ""


def _words(ratio: Ratio) -> str:
    interval = "" if ratio.low is None or ratio.high is None else f" ({ratio.low:.3f} to {ratio.high:.3f})"
    return f"{ratio.value:.3f}{interval}"


def _worst(ratio: Ratio, most: bool) -> float:
    end = ratio.high if most else ratio.low
    return ratio.value if end is None else end


def _quality(trial: Trial, share: float, results: Results) -> list[Verdict]:
    base = results.baseline
    out = []
    for workload, table in trial.metrics.items():
        for name, value in table.items():
            theirs = base.metrics.get(workload, {}).get(name) if base else None
            if not name.startswith(JUDGED) or name.endswith(".before") or value.value is None:
                continue
            if theirs is not None and theirs.value:
                out.append(_one(trial, workload, name, theirs.value, share))
        out += _length(trial, workload)
    return out or [Verdict(trial.id, "quality", False, "no quality was measured")]


def _one(trial: Trial, workload: str, name: str, base: float, share: float) -> Verdict:
    """One quality by its difference to the baseline, both ends of whose interval are turned into shares kept."""
    check, found = f"{name} >= {share:.4g}", _difference(trial, workload, name)
    if found is None or found.low is None or found.high is None:
        return Verdict(trial.id, check, False, "not sure: too few items were compared with the baseline's", sure=False)
    kept, low, high = (_share(name, base, d) for d in (found.value, found.low, found.high))
    worst = min(low, high)
    why = f"{kept:.2%} of the baseline's ({worst:.2%} to {max(low, high):.2%}), {found.n} items"
    passed, sure = worst >= share, worst >= share or kept < share
    return Verdict(trial.id, check, passed, why if sure else f"not sure: {why}{_more(name, base, share, found)}", sure)


def _difference(trial: Trial, workload: str, name: str) -> Ratio | Interval | None:
    """Of answers that are right or wrong the score interval, which is wide where none flipped; else as it stands."""
    found, damage = trial.ratios.get(workload, {}).get(name), trial.damage.get(workload)
    if name == "quality.accuracy" and damage is not None:
        return paired_share_interval(len(damage.broken), len(damage.mended), damage.n)
    return found if found is not None and found.kind == "difference" else None


def _share(name: str, base: float, difference: float) -> float:
    """Share of the baseline's quality that is kept, given the recipe's difference in the metric's own unit."""
    own = base + difference
    if metric(name).better == UP:
        return own / base
    return base / own if own > 0 else math.inf


def _more(name: str, base: float, share: float, found: Ratio | Interval) -> str:
    """How many items would tell with 80 % probability; empty where the value lies too near the limit."""
    assert found.low is not None
    assert found.high is not None
    limit = base * share - base if metric(name).better == UP else base / share - base
    spread = (found.high - found.low) / 2 / _Z * math.sqrt(found.n)
    if abs(found.value - limit) < spread / 1000:
        return ""
    return f"; about {needed(spread, found.value - limit)} would tell"


def _length(trial: Trial, workload: str) -> list[Verdict]:
    ratio = trial.ratios.get(workload, {}).get(LENGTH)
    if ratio is None or ratio.kind != "ratio":
        return []
    kept = SHORTEST <= ratio.value <= LONGEST
    worst = all(SHORTEST <= (ratio.value if end is None else end) <= LONGEST for end in (ratio.low, ratio.high))
    why = f"{_unsure(kept, worst)}{_words(ratio)} of the baseline's, {ratio.n} answers"
    return [Verdict(trial.id, f"{LENGTH} within 0.9 to 1.1", kept and worst, why, worst or not kept)]
