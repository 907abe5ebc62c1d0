"""Latency over the prompt's length: each trial's measured points and the fitted law between and beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from paretoscope.analysis.latency_model import points, predict
from paretoscope.analysis.latency_result import LatencyModel
from paretoscope.analysis.metrics import MetricInfo, metric
from paretoscope.analysis.results import Results, Trial
from paretoscope.errors import Refused
from paretoscope.report.pictures import Picture
from paretoscope.report.scatter import axis_title
from paretoscope.report.svg import Scale, axes, figure, look, spanning, symbol, tag

WIDTH, HEIGHT = 880.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 864.0, 32.0, 268.0
STEPS = 48  # pieces of a drawn curve


@dataclass(frozen=True)
class Curve:
    """A trial's measured (prompt, value) and its fitted line, in the shown unit."""

    label: str
    measured: Sequence[tuple[float, float]]
    fitted: Sequence[tuple[float, float]]
    index: int
    baseline: bool


def pictures(results: Results) -> Iterator[Picture]:
    """One picture of the first token and one of a further token, at the smallest batch that was measured."""
    models = {m.trial: m for m in results.latency_models}
    for name in ("ttft", "tpot") if models else ():
        info = metric(f"latency.{name}")
        trials = [(i, t) for i, t in enumerate(results.trials) if t.id in models]
        curves = [_curve(t, models[t.id], name, info, i) for i, t in trials]
        text = "Marks are measured, lines are the fitted law; the table below holds the measured values."
        title = f"{info.title} by prompt length"
        head = ["Recipe", *(f"{p:g}" for p, _ in curves[0].measured)]
        rows = [[c.label, *(f"{v:.3g}" for _, v in c.measured)] for c in curves]
        yield Picture(title, f"{text} In {info.shown or info.unit}.", draw(curves, info, title, text), head, rows)


def _curve(trial: Trial, model: LatencyModel, name: str, info: MetricInfo, index: int) -> Curve:
    known = points(trial)
    batch, new = min(p.batch for p in known), min(p.new for p in known)
    own = sorted((p.prompt, getattr(p, name) * info.scale) for p in known if (p.batch, p.new) == (batch, new))
    low, high = model.ranges["prompt"]
    places = sorted({round(low * (high / low) ** (i / STEPS)) for i in range(STEPS + 1)})
    line = []
    for prompt in places:
        try:
            line.append((float(prompt), getattr(predict(model, prompt, new, batch), name).value * info.scale))
        except Refused:
            continue  # the law says no positive time there: nothing is drawn
    return Curve(trial.title or trial.id, own, line, max(0, index - 1), "baseline" in trial.marks)


def draw(curves: Sequence[Curve], info: MetricInfo, title: str, description: str) -> Markup:
    """The chart; the prompt's length is on a logarithmic axis."""
    every = [point for c in curves for point in (*c.measured, *c.fitted)]
    lengths = [x for x, _ in every]
    across = Scale(min(lengths) / 1.1, max(lengths) * 1.1, LEFT, RIGHT, log=True)
    up = spanning([y for _, y in every], BOTTOM - 8, TOP + 8)
    below = [(across(x), f"{x:g}") for x in sorted({x for c in curves for x, _ in c.measured})]
    frame = axes(up, below, (axis_title(info), "prompt, tokens"), (LEFT, RIGHT, BOTTOM))
    parts = [*frame, *(_drawn(c, across, up) for c in curves)]
    return figure(WIDTH, HEIGHT, title, description, *parts)


def _drawn(curve: Curve, across: Scale, up: Scale) -> Markup:
    shape, colour = ("diamond", "base") if curve.baseline else look(curve.index)
    path = "".join(f"{'L' if i else 'M'}{across(x):.1f} {up(y):.1f}" for i, (x, y) in enumerate(curve.fitted))
    marks = [symbol(shape, across(x), up(y), 8, f"mark {colour}") for x, y in curve.measured]
    return tag("g", tag("title", curve.label), tag("path", d=path, class_=f"line {colour}"), *marks)
