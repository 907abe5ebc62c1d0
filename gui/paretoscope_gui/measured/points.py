"""From results to what a scatter plot shows: dots with intervals, axes, the front."""

from __future__ import annotations

from paretoscope.analysis.results import Ratio, Results, Trial, Value
from paretoscope_gui.i18n import tr
from paretoscope_gui.looks import Look, looks
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.measured.kept import kept
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.numbers import scale
from paretoscope_gui.plots.dots import AxisSpec, Dot
from paretoscope_gui.plots.front import front


@kept
def styled(results: Results) -> dict[str, Look]:
    """How each trial is drawn."""
    return looks((t.id, t.recipe) for t in results.trials)


def axis(choice: Choice, results: Results, relative: bool, log: bool, title: str) -> AxisSpec:
    """How a metric stands on an axis: in its shown unit, or as change against the baseline."""
    info = choice.info
    down = info.better != "up"
    if relative:
        return AxisSpec(title, *_relative_unit(choice, info.unit, info.shown, info.scale), down, log)
    if info.shown:
        return AxisSpec(title, tr(info.shown), info.scale, down, log)
    found = scale(info.unit, _largest(results, choice))
    return AxisSpec(title, tr(found.unit), found.factor, down, log)


@kept
def _largest(results: Results, choice: Choice) -> float:
    return max((abs(v.value or 0.0) for t in results.trials if t.ranked and (v := choice.value(t))), default=1.0)


def _relative_unit(choice: Choice, unit: str, shown: str, factor: float) -> tuple[str, float]:
    if choice.info.compare == "difference":
        return tr("{unit} over the baseline", unit=tr(shown or unit)).strip(), factor if shown else 1.0
    return tr("× baseline"), 1.0


def placed(choice: Choice, trial: Trial, relative: bool, baseline: bool) -> Value | None:
    """A trial's place on an axis: its value, or its ratio or difference to the baseline."""
    value = choice.value(trial)
    if value is None or not relative:
        return value
    if baseline:
        return Value(value=1.0 if choice.info.compare == "ratio" else 0.0, source=value.source)
    change: Ratio | None = choice.change(trial)
    if change is None:
        return None
    return Value(value=change.value, low=change.low, high=change.high, source=value.source)


@kept
def dots(
    results: Results, x: Choice, y: Choice, relative: bool = False, styles: dict[str, Look] | None = None
) -> list[Dot]:
    """A dot for each ranked trial that has both metrics, with the front marked.

    Estimated and simulated figures are drawn, but never belong to the front (METHOD M15).
    """
    styles = styles or styled(results)
    found: list[tuple[Trial, Value, Value]] = []
    for trial in results.trials:
        if trial.ranked:
            base = not styles[trial.id].colour
            at_x, at_y = placed(x, trial, relative, base), placed(y, trial, relative, base)
            if at_x and at_y and at_x.value is not None and at_y.value is not None:
                found.append((trial, at_x, at_y))
    honest = [(v.value or 0.0, w.value or 0.0) for t, v, w in found if not _drawn_apart(t, v, w, x, y)]
    best = frozenset(front(honest, x.info.better != "up", y.info.better != "up"))
    return [_dot(t, v, w, x, y, styles[t.id], best) for t, v, w in found]


def _dot(
    trial: Trial, v: Value, w: Value, x: Choice, y: Choice, style: Look, best: frozenset[tuple[float, float]]
) -> Dot:
    at = (v.value or 0.0, w.value or 0.0)
    apart = _drawn_apart(trial, v, w, x, y)
    return Dot(
        trial.id, name(trial), *at, _bounds(v), _bounds(w), style.colour, style.symbol,
        hollow=_simulated(trial, x, y), hatched="estimated" in (v.source, w.source), front=not apart and at in best,
    )  # fmt: skip


def name(trial: Trial) -> str:
    """A short name for labels: the recipe in the cards' words, else as it is typed."""
    return recipe_name(trial.title) if trial.title else trial.recipe or trial.id


def _bounds(value: Value) -> tuple[float, float] | None:
    return None if value.low is None or value.high is None else (value.low, value.high)


def _simulated(trial: Trial, x: Choice, y: Choice) -> bool:
    """Whether the trial only pretends to save what one of the two metrics shows."""
    return any(c.info.group in trial.simulated for c in (x, y))


def _drawn_apart(trial: Trial, v: Value, w: Value, x: Choice, y: Choice) -> bool:
    return "estimated" in (v.source, w.source)
