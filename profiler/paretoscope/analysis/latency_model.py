"""Latency at any length, from a sweep over few: paper seed:45 (arXiv 2305.02440).

The time to first token is linear and quadratic in the prompt, a further token costs a constant and a share of the
context that it looks back on; both grow with the batch. For prompt p, new tokens n and batch b:

    ttft(p, b) = t0 + t1 b p + t2 b p^2
    tpot(p, n, b) = d0 + d1 b + d2 b (p + n / 2)        p + n / 2 is the mean context of the n - 1 further tokens
    e2e(p, n, b) = ttft + (n - 1) tpot

Least squares on relative errors of the workloads' means; the lack of fit is in the residuals, and so in the interval.
The model is checked by leaving out one prompt length after the other and predicting it from the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from paretoscope.analysis.latency_result import Held, LatencyModel, LatencyPart
from paretoscope.analysis.least_squares import Fit, fit
from paretoscope.analysis.results import Results, Trial
from paretoscope.errors import Refused
from paretoscope.plan import Workload
from paretoscope.stats import Interval

LENGTHS = 3  # least number of prompt lengths
FREE = 2  # degrees of freedom that must be left for the quadratic term to be taken in
TERMS: dict[str, Callable[[float, float, float], float]] = {
    "1": lambda p, n, b: 1.0,
    "tokens": lambda p, n, b: b * p,
    "tokens x prompt": lambda p, n, b: b * p * p,
    "batch": lambda p, n, b: b,
    "batch x context": lambda p, n, b: b * (p + n / 2),
}


@dataclass(frozen=True)
class Point:
    """The means of one workload, s."""

    prompt: int
    new: int
    batch: int
    ttft: float
    tpot: float
    e2e: float


@dataclass(frozen=True)
class Prediction:
    """Times at one length, s, each with its 95 % interval. `beyond`: outside of what was swept."""

    ttft: Interval
    tpot: Interval
    e2e: Interval
    beyond: bool


def points(trial: Trial) -> list[Point]:
    """The workloads of a trial that generate, with measured times."""
    found = []
    for text, table in trial.metrics.items():
        times = [_measured(trial, text, f"latency.{n}") for n in ("ttft", "tpot", "e2e")]
        if not text.startswith("generate") or None in times or not table:
            continue
        try:
            work = Workload.parse(text)
        except Refused:
            continue  # a name that a newer program gave
        sizes = (int(work.value(n)) for n in ("prompt", "new", "batch"))
        found.append(Point(*sizes, *(t for t in times if t is not None)))
    return found


def _measured(trial: Trial, workload: str, name: str) -> float | None:
    found = trial.metrics[workload].get(name)
    return found.value if found and found.source == "measured" and found.value and found.value > 0 else None


def terms(known: Sequence[Point]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the terms of ttft and tpot that these points can carry."""
    prompts, batches = {p.prompt for p in known}, {p.batch for p in known}
    square = len(prompts) >= LENGTHS and len(known) - 3 >= FREE
    first = ("1", "tokens", "tokens x prompt") if square else ("1", "tokens")
    later = ("1", "batch", "batch x context") if len(batches) > 1 else ("1", "batch x context")
    return first, later


def fill(results: Results) -> None:
    """Add a model of each trial that was measured at three prompt lengths or more."""
    made = (model(trial.id, points(trial)) for trial in results.trials if trial.ranked)
    results.latency_models = [m for m in made if m is not None]


def model(trial: str, known: Sequence[Point]) -> LatencyModel | None:
    """The fitted and checked model; None for fewer than three prompt lengths or terms that cannot be told apart."""
    if len({p.prompt for p in known}) < LENGTHS:
        return None
    names = terms(known)
    fits = _fits(known, names)
    if fits is None:
        return None
    held = list(_held_back(known, names))
    ranges = {n: [min(v), max(v)] for n in ("prompt", "new", "batch") if (v := [getattr(p, n) for p in known])}
    parts = [_part(n, f) for n, f in zip(names, fits, strict=True)]
    verdict, words = judged(held)
    return LatencyModel(
        trial=trial, ttft=parts[0], tpot=parts[1], ranges=ranges, points=len(known), held=held, verdict=verdict,
        words=words,
    )  # fmt: skip


def _fits(known: Sequence[Point], names: tuple[tuple[str, ...], ...]) -> tuple[Fit, Fit] | None:
    rows = [[_terms(n, p.prompt, p.new, p.batch) for p in known] for n in names]
    first, later = fit(rows[0], [p.ttft for p in known]), fit(rows[1], [p.tpot for p in known])
    return None if first is None or later is None else (first, later)


def _terms(names: Sequence[str], prompt: float, new: float, batch: float) -> list[float]:
    return [TERMS[n](prompt, new, batch) for n in names]


def _part(names: tuple[str, ...], found: Fit) -> LatencyPart:
    return LatencyPart(
        terms=names, coefficients=found.coefficients, inverse=found.inverse, sigma=found.sigma, df=found.df
    )


def _held_back(known: Sequence[Point], names: tuple[tuple[str, ...], ...]) -> Iterator[Held]:
    """Every point, predicted from the points of all other prompt lengths, where those suffice."""
    prompts = sorted({p.prompt for p in known})
    for prompt in prompts:
        fits = _fits([p for p in known if p.prompt != prompt], names)
        for point in (p for p in known if p.prompt == prompt) if fits else ():
            parts = [_part(n, f) for n, f in zip(names, fits or (), strict=True)]
            said = _said(parts[0], parts[1], point.prompt, point.new, point.batch)
            inside = prompts[0] < prompt < prompts[-1]
            for name in ("ttft", "tpot", "e2e"):
                at: Interval = said[name]
                yield Held(
                    quantity=name, prompt=point.prompt, new=point.new, batch=point.batch, between=inside,
                    measured=getattr(point, name), predicted=at.value, low=at.low, high=at.high,
                )  # fmt: skip


def predict(found: LatencyModel, prompt: int, new: int, batch: int = 1) -> Prediction:
    """Times at any length.

    Raises:
        Refused: the model gives no positive time there, or the length is none.
    """
    if min(prompt, batch) < 1 or new < 2:
        raise Refused("nothing can be predicted for no tokens", "prompt and batch are 1 at least, new is 2 at least")
    said = _said(found.ttft, found.tpot, prompt, new, batch)
    if min(i.value for i in said.values()) <= 0:
        raise Refused(
            f"the fitted model gives no positive time at prompt {prompt}, new {new}, batch {batch}",
            "that is too far from what was measured: sweep over lengths on both sides of it",
        )
    asked = {"prompt": prompt, "new": new, "batch": batch}
    beyond = any(not found.ranges[n][0] <= v <= found.ranges[n][1] for n, v in asked.items() if n != "new")
    return Prediction(said["ttft"], said["tpot"], said["e2e"], beyond)


def _said(first: LatencyPart, later: LatencyPart, prompt: int, new: int, batch: int) -> dict[str, Interval]:
    """The three times. The half widths of ttft and tpot add up, as their errors may go together."""
    a = _fit_of(first).predict(_terms(first.terms, prompt, new, batch))
    d = _fit_of(later).predict(_terms(later.terms, prompt, new, batch))
    low = None if a.low is None or d.low is None else a.low + (new - 1) * d.low
    high = None if a.high is None or d.high is None else a.high + (new - 1) * d.high
    return {"ttft": a, "tpot": d, "e2e": Interval(a.value + (new - 1) * d.value, low, high, a.n)}


def _fit_of(part: LatencyPart) -> Fit:
    return Fit(coefficients=part.coefficients, inverse=part.inverse, sigma=part.sigma, df=part.df)


GOOD, ROUGH = 0.10, 0.25  # worst error of a held-back length between others


def judged(held: Sequence[Held]) -> tuple[str, str]:
    """(verdict, sentence) from what was held back: fits, fits roughly, does not fit, or not checked."""
    between = [h for h in held if h.between]
    ends = [h for h in held if not h.between]
    if not between:
        return "not checked", "not checked: no prompt length could be left out and predicted from the others"
    worst = max(between, key=lambda h: abs(h.error))
    verdict = "fits" if abs(worst.error) <= GOOD else "fits roughly" if abs(worst.error) <= ROUGH else "does not fit"
    told = [h for h in held if h.low is not None and h.high is not None]
    inside = sum(h.low <= h.measured <= h.high for h in told if h.low is not None and h.high is not None)
    words = (
        f"{verdict}: prompt lengths that were left out and lie between others are predicted within "
        f"{abs(worst.error):.1%} (worst: {worst.quantity} at prompt {worst.prompt}, batch {worst.batch})"
    )
    if ends:
        words += f", the shortest and the longest within {max(abs(h.error) for h in ends):.1%}"
    if told:
        words += f"; {inside} of {len(told)} measured values lie in their prediction interval"
    if verdict == "does not fit":
        words += "; do not trust it at lengths that were not measured"
    return verdict, words
