"""How surely each trial is on the front of two metrics. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from paretoscope.analysis.pareto import between
from paretoscope.analysis.results import Results
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.plots.dots import Dot

MOST = 2000  # trials; the fronts of more are not drawn again and again


def chances(results: Results, x: Choice, y: Choice) -> dict[str, float]:
    """Trial to the probability that it is on the front, at least 5 %; empty where a metric has no better end.

    Takes up to 0.1 s, so it is asked beside the event loop.
    """
    if not (x.info.better and y.info.better) or x == y or len(results.trials) > MOST:
        return {}
    return dict(between(results, x.workload, x.name, y.workload, y.name).trials)


def with_chances(dots: Sequence[Dot], found: Mapping[str, float]) -> list[Dot]:
    """The dots with their probabilities; those that are hardly ever on the front have 0, all None if none is known."""
    return [replace(d, chance=found.get(d.key, 0.0)) for d in dots] if found else list(dots)
