"""Gates for continuous integration: limits on ratios to the baseline and on quality, each with a verdict and why."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from paretoscope.analysis.metrics import UP, metric
from paretoscope.analysis.results import Ratio, Results, Trial
from paretoscope.errors import Refused

JUDGED = ("quality.accuracy", "quality.cosine", "quality.perplexity", "quality.bits_per_byte")
LENGTH = "quality.output_length"


@dataclass(frozen=True)
class Limit:
    """`metric` of a trial over the baseline must stay at or below (`most`) or at or above a bound."""

    metric: str
    bound: float
    most: bool = True


@dataclass(frozen=True)
class Verdict:
    """One check of one trial."""

    trial: str
    check: str
    passed: bool
    why: str


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
        quality: share of the baseline's quality that must be kept, e.g. 0.99; its output length must stay in 90 to
            110 % then (METHOD M22). None: quality is not judged.
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
    worst = _worst(ratio, limit.most)
    passed = worst <= limit.bound if limit.most else worst >= limit.bound
    return Verdict(trial.id, check, passed, _words(ratio))


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
            if not name.startswith(JUDGED) or value.value is None or theirs is None or not theirs.value:
                continue
            kept = value.value / theirs.value if metric(name).better == UP else theirs.value / value.value
            out.append(Verdict(trial.id, f"{name} >= {share:.4g}", kept >= share, f"{kept:.2%} of the baseline's"))
        out += _length(trial, workload)
    return out or [Verdict(trial.id, "quality", False, "no quality was measured")]


def _length(trial: Trial, workload: str) -> list[Verdict]:
    ratio = trial.ratios.get(workload, {}).get(LENGTH)
    if ratio is None or ratio.kind != "ratio":
        return []
    passed = 0.9 <= ratio.value <= 1.1
    return [Verdict(trial.id, f"{LENGTH} within 0.9 to 1.1", passed, f"{ratio.value:.2f} of the baseline's")]
