"""What a paper claims beside what was measured here: agrees, weaker, none, opposite, or not comparable and why."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from paretoscope.analysis.metrics import metric
from paretoscope.analysis.results import ClaimCheck, Ratio, Results, Trial
from paretoscope.catalog import Catalog
from paretoscope.evidence import Claim, Paper, papers
from paretoscope.plan import Recipe

_OF_CALLS = (".p50", ".p90", ".p95", ".p99", ".p999", ".early", ".before")
AGREES, WEAKER, NONE, OPPOSITE, NOT_COMPARABLE = "agrees", "weaker", "none", "opposite", "not comparable"


def check(results: Results, catalog: Catalog) -> list[ClaimCheck]:
    """Every claim of the papers behind every trial of a single technique; a stack cannot be held against one paper."""
    known = papers()
    found: list[ClaimCheck] = []
    for trial in results.trials:
        steps = Recipe.parse(trial.recipe).steps
        if len(steps) != 1 or not trial.ranked or not trial.measured:
            continue
        technique = steps[0].technique
        entry = catalog.entries.get(technique)
        ids = entry.card.papers if entry else ()
        for paper in (known[i] for i in ids if i in known):
            found += [_check(trial, technique, paper, c, results) for c in paper.claims]
    return found


def _check(trial: Trial, technique: str, paper: Paper, claim: Claim, results: Results) -> ClaimCheck:
    head: dict[str, Any] = {
        "trial": trial.id, "technique": technique, "paper": paper.id, "title": paper.title,
        "claim": f"{claim.metric}: {claim.value}", "setting": claim.setting,
    }  # fmt: skip
    if not claim.ours or (claim.ratio is None and claim.difference is None):
        why = claim.why_not or "no metric of this program stands for it"
        return ClaimCheck(**head, verdict=NOT_COMPARABLE, why=why)
    place = next(_places(trial, claim.ours), None)
    if place is None:
        why = f"{metric(claim.ours).title.lower()} was not measured for this recipe"
        return ClaimCheck(**head, verdict=NOT_COMPARABLE, why=why, metric=claim.ours)
    workload, name, ratio = place
    if trial.simulated and metric(name).group in ("speed", "memory"):
        why = f"{' and '.join(trial.simulated)} is only simulated here"
        return ClaimCheck(**head, verdict=NOT_COMPARABLE, why=why, metric=name, workload=workload)
    verdict, why = judge(claim, ratio, name)
    return ClaimCheck(
        **head, verdict=verdict, why=why, metric=name, workload=workload, measured=ratio.value, low=ratio.low,
        high=ratio.high, claimed=claim.ratio if ratio.kind == "ratio" else claim.difference,
    )  # fmt: skip


def _places(trial: Trial, name: str) -> Iterator[tuple[str, str, Ratio]]:
    """Where the metric was measured; an estimated number is held against no claim."""
    for workload, table in trial.ratios.items():
        for own, ratio in table.items():
            plain = own == name or (own.startswith(name + ".") and not own.endswith(_OF_CALLS))
            if plain and trial.metrics[workload][own].source != "estimated":
                yield workload, own, ratio


def judge(claim: Claim, ratio: Ratio, name: str) -> tuple[str, str]:
    """(verdict, why) of one claim against one measured ratio or difference."""
    if ratio.kind == "ratio":
        if claim.ratio is None:
            return NOT_COMPARABLE, "the claim is a difference, the measurement a ratio"
        bounds = [math.log(b) for b in (ratio.low, ratio.high) if b]
        return _judge(math.log(claim.ratio), math.log(ratio.value), bounds, ratio.real)
    if claim.difference is None:
        return NOT_COMPARABLE, "the claim is a ratio, the measurement a difference"
    if claim.difference == 0 and ratio.real:
        worse = (ratio.value < 0) == (metric(name).better == "up")
        return (OPPOSITE, "a real loss was measured here") if worse else (AGREES, "it even improved here")
    return _judge(claim.difference, ratio.value, [b for b in (ratio.low, ratio.high) if b is not None], ratio.real)


def _judge(claimed: float, measured: float, bounds: list[float], real: bool) -> tuple[str, str]:
    """Compare two effects on a scale where 0 is no effect."""
    if claimed == 0:
        return (OPPOSITE, "a real change was measured here") if real else (AGREES, "no real change here either")
    if not real:
        return NONE, "no real change was measured here"
    if (claimed > 0) != (measured > 0):
        return OPPOSITE, "the change goes the other way here"
    reached = abs(measured) >= abs(claimed) or (len(bounds) == 2 and bounds[0] <= claimed <= bounds[1])
    if reached:
        return AGREES, "the measured change reaches the claim"
    return WEAKER, f"{measured / claimed:.0%} of the claimed change (on a log scale for ratios)"
