"""A against A: the same model twice, as baseline and as a recipe that changes nothing. Is it called different?

The recipe sets the number of threads to what it already is. The metric is named before anything is measured: the
headline of the workload (time per output token of `generate`). A calibrated instrument calls about one study in twenty
different by its interval, and fewer by the threshold of a real change (METHOD M25).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from paretoscope.analysis.results import Results
from paretoscope.analysis.widths import HEADLINE
from paretoscope.errors import TrialFailed
from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.models.inspect import inspect
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.store import recent
from paretoscope.study.checks import check
from paretoscope.study.launch import Launch, launch
from paretoscope.study.workloads import defaults

MODEL = "builtin:demo-lm"
QUICK_WORKLOAD = "generate:prompt=64,new=32"  # short, so that twenty studies take minutes
LEVEL, DOUBT = 0.05, 0.02  # chance of a false difference; how unlikely a count must be to be called too many


@dataclass(frozen=True)
class Outcome:
    """One A/A study: ratio of the second A to the first with its interval, and whether it was called different."""

    model: str
    workload: str
    metric: str
    seed: int
    protocol: str
    value: float
    low: float
    high: float
    n: int
    excluded: bool
    real: bool
    flags: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {**asdict(self), "flags": list(self.flags)}

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> Outcome:
        """Inverse of to_dict."""
        return cls(**{**body, "flags": tuple(body.get("flags", ()))})


def plan(model: str = MODEL, seed: int = 0, protocol: str = "quick", workload: str = "") -> Study:
    """The study: baseline and one recipe that sets what is already set.

    Raises:
        BadModel, Refused: a model that cannot be read, or that no timed workload fits.
    """
    cores = usable_cores()
    if workload:
        chosen = Workload.parse(workload)
    elif model == MODEL:
        chosen = Workload.parse(QUICK_WORKLOAD)
    else:
        chosen = next(w for w in defaults(inspect(builtin.resolve(model))) if w.kind in HEADLINE)
    return Study(
        model=model, recipes=(Recipe.parse(f"runtime.threads:threads={cores}"),), workloads=(chosen,),
        protocol=protocol, seed=seed, threads=cores, name="A against A",
    )  # fmt: skip


def run_one(study: Study, folder: Path | None = None) -> Outcome:
    """Run one A/A study; in a temporary folder when none is given.

    Raises:
        TrialFailed: one of the two did not come to a result. ParetoscopeError: the study cannot be run.
    """
    with TemporaryDirectory(prefix="paretoscope-aa-") as place:
        path = folder or Path(place) / "study"
        _, results = launch(check(study, path), path, Launch())
        if folder is None:
            recent.forget(path)
    if results is None:
        raise TrialFailed("the A/A study came to no result", "see `paretoscope doctor`")
    return outcome(results, study)


def outcome(results: Results, study: Study) -> Outcome:
    """What a finished A/A study says. Raises TrialFailed when there is no ratio with an interval."""
    workload = study.workloads[0].text()
    metric = HEADLINE[study.workloads[0].kind]
    second = results.trials[1]
    ratio = second.ratios.get(workload, {}).get(metric)
    if ratio is None or ratio.low is None or ratio.high is None or second.status != "valid":
        why = (second.error or {}).get("text") or "too few rounds counted"
        raise TrialFailed(f"the A/A study came to no result: {why}", "see `paretoscope doctor`")
    return Outcome(
        model=results.model.get("name", study.model), workload=workload, metric=metric, seed=study.seed,
        protocol=study.protocol, value=ratio.value, low=ratio.low, high=ratio.high, n=ratio.n,
        excluded=not ratio.low <= 1 <= ratio.high, real=ratio.real, flags=tuple(results.health.get("flags", ())),
    )  # fmt: skip


def too_many(studies: int) -> int:
    """The least number of studies called different that a calibrated instrument reaches by chance in less than 2 %.

    >>> too_many(20), too_many(200)
    (4, 18)
    """
    tail = 1.0
    for k in range(studies + 1):
        if tail <= DOUBT:
            return k
        tail -= math.comb(studies, k) * LEVEL**k * (1 - LEVEL) ** (studies - k)
    return studies + 1


def summary(found: Sequence[Outcome]) -> dict[str, Any]:
    """Counts of some A/A studies as plain data, with the sentence that tells them."""
    different, excluded = sum(o.real for o in found), sum(o.excluded for o in found)
    return {
        "studies": len(found), "different": different, "excluded": excluded, "allowed": too_many(len(found)) - 1,
        "passed": different < too_many(len(found)), "text": words(found),
        "outcomes": [o.to_dict() for o in found],
    }  # fmt: skip


def words(found: Sequence[Outcome]) -> str:
    """The outcome in words."""
    if not found:
        return "A against A: no study was run."
    one = found[0]
    if len(found) == 1:
        ratio = f"{one.metric} {one.value:.3f} times the first ({one.low:.3f} to {one.high:.3f}, {one.n} rounds)"
        if one.real:
            return (
                f"A against A on {one.model}: called different although nothing differs: {ratio}. One study in twenty "
                "may be by chance; run several (--studies 20), on a quiet machine."
            )
        return f"A against A on {one.model}: no real difference, as it should be: {ratio}."
    different = sum(o.real for o in found)
    spread = max(abs(o.value - 1) for o in found)
    verdict = "as a calibrated instrument should" if different < too_many(len(found)) else "which is too often"
    return (
        f"A against A on {one.model}: {different} of {len(found)} studies were called different (at most "
        f"{too_many(len(found)) - 1} by chance), {verdict}; no ratio lay further than {spread:.1%} from 1."
    )
