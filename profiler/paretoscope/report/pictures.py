"""The charts of a report, each with the table that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from paretoscope.analysis.metrics import UP, metric
from paretoscope.analysis.results import Front, Results, Trial
from paretoscope.analysis.sweeps import extras
from paretoscope.report.dots import Dot, Panel, dot_plot
from paretoscope.report.rounds import Line, rounds_chart
from paretoscope.report.scatter import Point, axis_title, scatter
from paretoscope.report.view import Column, cell, main_columns, tone

ON_FRONT = 0.5
PANELS = 4


@dataclass(frozen=True)
class Picture:
    """A chart, what it shows in a sentence, and its table twin."""

    title: str
    text: str
    svg: Markup
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def trade_offs(results: Results) -> list[Picture]:
    """One picture a front."""
    return [p for front in results.pareto if (p := _trade_off(results, front)) is not None]


def _trade_off(results: Results, front: Front) -> Picture | None:
    x, y = metric(front.x), metric(front.y)
    judged = front.y_workload or front.workload
    points, rows = [], []
    for index, trial in enumerate(results.trials):
        point = _point(trial, index, front, judged)
        if point is None:
            continue
        points.append(point)
        chance = front.probability(trial.id)
        rows.append([trial.title, cell(trial, front.workload, front.x).text, cell(trial, judged, front.y).text,
                     f"{chance:.0%}" if chance else "no"])  # fmt: skip
    if len(points) < 2:
        return None
    title = f"{x.title} against {y.title[0].lower()}{y.title[1:]}"
    on = [p.label for p in points if p.front]
    text = f"{front.workload}. On the front: {', '.join(on) or 'none'}."
    svg = scatter(points, x, y, title, f"{text} The table below holds every value.")
    return Picture(title, text, svg, ["Recipe", axis_title(x), axis_title(y), "On the front"], rows)


def _point(trial: Trial, index: int, front: Front, judged: str) -> Point | None:
    a, b = trial.find(front.x, front.workload), trial.find(front.y, judged)
    if not trial.ranked or a is None or b is None or a.value is None or b.value is None:
        return None
    sx, sy = metric(front.x).scale, metric(front.y).scale
    return Point(
        label=trial.title, x=a.value * sx, y=b.value * sy,
        x_bounds=_paired_bounds(trial, front.workload, front.x, a.value * sx, sx),
        y_bounds=_paired_bounds(trial, judged, front.y, b.value * sy, sy),
        index=max(0, index - 1), baseline="baseline" in trial.marks,
        simulated=_simulated(trial, front.x), estimated="estimated" in (a.source, b.source),
        front=front.probability(trial.id) >= ON_FRONT,
    )  # fmt: skip


def _paired_bounds(trial: Trial, workload: str, name: str, shown: float, scale: float) -> tuple[float, float] | None:
    """The interval of the paired change around the shown value: what is shared with the baseline cancels in it."""
    ratio = trial.change(name, workload)
    if ratio is None or ratio.low is None or ratio.high is None:
        return None
    if ratio.kind == "ratio":
        return shown * ratio.low / ratio.value, shown * ratio.high / ratio.value
    return shown + (ratio.low - ratio.value) * scale, shown + (ratio.high - ratio.value) * scale


def _simulated(trial: Trial, name: str) -> bool:
    return metric(name).group in trial.simulated


def ratios(results: Results) -> Picture | None:
    """Every trial's change of the main metrics against the baseline."""
    trials = [t for t in results.trials if t.ranked and "baseline" not in t.marks]
    columns = _panel_columns([c for c in main_columns(results) if any(t.change(c.name, c.workload) for t in trials)])
    if not trials or not columns:
        return None
    panels = [_panel(c, trials) for c in columns]
    text = "Change against the baseline, paired round by round; a filled dot is a real change."
    svg = dot_plot([t.title for t in trials], panels, "Change against the baseline", text)
    head = ["Recipe", *(c.info.title for c in columns)]
    rows = [[t.title, *(_change(t, c) for c in columns)] for t in trials]
    return Picture("Change against the baseline", text, svg, head, rows)


def _panel_columns(columns: list[Column]) -> list[Column]:
    """At most four, of as many groups as there are: speed, memory and quality before a second one of each."""
    groups: dict[str, int] = {}
    ranked = []
    for c in columns:
        groups[c.info.group] = groups.get(c.info.group, 0) + 1
        ranked.append((groups[c.info.group], c))
    chosen = [c for _, c in sorted(ranked, key=lambda pair: pair[0])[:PANELS]]
    return [c for c in columns if c in chosen]


def _change(trial: Trial, column: Column) -> str:
    found = cell(trial, column.workload, column.name)
    return f"{found.ratio} ({found.interval}){' real' if found.real else ''}" if found.interval else found.ratio or "—"


def _panel(column: Column, trials: list[Trial]) -> Panel:
    info = column.info
    found = [t.change(column.name, column.workload) for t in trials]
    kind = next((r.kind for r in found if r), "ratio")
    scale = info.scale if kind == "difference" else 1.0
    dots = [
        Dot(r.value * scale, None if r.low is None else r.low * scale, None if r.high is None else r.high * scale,
            r.real, tone(r, info) == "better", _simulated(t, column.name))
        if r else None
        for t, r in zip(trials, found, strict=True)
    ]  # fmt: skip
    better = ("more is better →" if info.better == UP else "← less is better") if info.better else ""
    return Panel(info.title, better, dots, 1.0 if kind == "ratio" else 0.0)


def over_rounds(results: Results) -> Iterator[Picture]:
    """The headline metric of each timed workload, turn by turn."""
    swept = extras(results.workloads)
    for workload in (w for w in results.workloads if w not in swept):
        for name in ("latency.tpot", "latency.e2e", "train.step_time"):
            lines = _lines(results, workload, name)
            if lines:
                info = metric(name)
                title = f"{info.title} over the rounds"
                text = f"{workload}. Each mark is a turn; crosses were discarded."
                svg = rounds_chart(lines, info, title, text)
                rows = [[line.label, *_spread(line)] for line in lines]
                yield Picture(title, text, svg, ["Recipe", "Turns", "Least", "Greatest", "Discarded"], rows)
                break


def _lines(results: Results, workload: str, name: str) -> list[Line]:
    scale, out = metric(name).scale, []
    for index, trial in enumerate(results.trials):
        if not trial.ranked:
            continue
        turns = [
            (t["block"], t["round"], t["values"][name] * scale, bool(t["valid"]))
            for t in trial.turns
            if t["workload"] == workload and name in t["values"]
        ]
        if len(turns) > 1:
            out.append(Line(trial.title, turns, max(0, index - 1), "baseline" in trial.marks))
    return out


def _spread(line: Line) -> list[str]:
    counted = [t[2] for t in line.turns if t[3]]
    bounds = [f"{min(counted):.3g}", f"{max(counted):.3g}"] if counted else ["—", "—"]
    return [str(len(counted)), *bounds, str(len(line.turns) - len(counted))]
