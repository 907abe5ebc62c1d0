"""What every readable report shows, as plain rows of text: one wording and one rounding for HTML and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from paretoscope.analysis.metrics import GROUPS, MetricInfo, metric, order, significant
from paretoscope.analysis.results import Ratio, Results, Trial, Value
from paretoscope.analysis.sweeps import extras

MAIN = (
    "throughput.decode", "latency.ttft", "goodput.requests", "queue.wait",
    "throughput.samples", "train.step_time", "memory.peak", "memory.weights",
    "memory.kv_cache", "train.memory_peak", "quality.perplexity", "quality.accuracy", "quality.cosine",
    "quality.nearest", "quality.agreement", "train.loss", "energy.per_token", "energy.per_sample",
)  # fmt: skip
SOURCE_MARKS = {"counted": "counted", "computed": "computed", "estimated": "estimated"}


@dataclass(frozen=True)
class Column:
    """A metric of a workload."""

    workload: str
    name: str

    @property
    def info(self) -> MetricInfo:
        """The metric's entry."""
        return metric(self.name)


@dataclass(frozen=True)
class Cell:
    """One number as text. `tone`: better, worse, same (no real change) or none (nothing to compare, or no number)."""

    text: str
    ratio: str = ""
    interval: str = ""
    tone: str = "none"
    real: bool = False
    why: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Row:
    """A trial with its cells in the order of the columns."""

    trial: Trial
    index: int
    cells: list[Cell] = field(default_factory=list)


COLUMNS = 7  # what fits beside the names; the other tables and the details hold the rest


def main_columns(results: Results) -> list[Column]:
    """The columns of the table of all trials, those of MAIN that any trial has, in that order."""
    swept = extras(results.workloads)
    have = {(w, n) for _, w, n, _, _ in results.rows() if w not in swept}
    found = []
    for wanted in MAIN:
        for workload, name in sorted(have):
            plain = name == wanted or (name.startswith(wanted + ".") and wanted == "quality.perplexity")
            if plain and (workload, name) not in found:
                found.append((workload, name))
    return [Column(*pair) for pair in found][:COLUMNS]


def heading(column: Column, columns: list[Column]) -> str:
    """Title of a column, with the workload where two columns would be called the same."""
    same = [c for c in columns if c.name == column.name]
    return f"{column.info.title} · {column.workload}" if len(same) > 1 else column.info.title


def rows(results: Results, columns: list[Column]) -> list[Row]:
    """Every trial, ranked or not, with its cells."""
    return [Row(trial, i, [cell(trial, c.workload, c.name) for c in columns]) for i, trial in enumerate(results.trials)]


def cell(trial: Trial, workload: str, name: str) -> Cell:
    """One metric of one trial as text."""
    value = trial.metrics.get(workload, {}).get(name)
    if value is None:
        return Cell("—", why="not measured")
    if value.value is None:
        return Cell("—", why=value.why)
    ratio = trial.ratios.get(workload, {}).get(name)
    info = metric(name)
    return Cell(
        text=info.text(value.value), ratio=ratio_text(ratio, info) if ratio else "",
        interval=interval_text(ratio, info) if ratio else bounds_text(value, info), tone=tone(ratio, info),
        real=bool(ratio and ratio.real), mark=SOURCE_MARKS.get(value.source, ""), why=value.why,
    )  # fmt: skip


def ratio_text(ratio: Ratio, info: MetricInfo) -> str:
    """ "1.32×", or "+0.08" for a difference."""
    if ratio.kind == "ratio":
        return f"{ratio.value:.2f}×" if ratio.value >= 0.095 else f"{ratio.value:.3f}×"
    return f"{_sign(ratio.value)}{significant(abs(ratio.value) * info.scale, 2)}{_points(info)}"


def interval_text(ratio: Ratio, info: MetricInfo) -> str:
    """ "1.28 to 1.36"; empty when there is no interval or it is a point."""
    if ratio.low is None or ratio.high is None or ratio.low == ratio.high:
        return ""
    if ratio.kind == "ratio":
        digits = next((d for d in (2, 3) if f"{ratio.low:.{d}f}" != f"{ratio.high:.{d}f}"), 4)
        return f"{ratio.low:.{digits}f} to {ratio.high:.{digits}f}"
    return " to ".join(f"{_sign(b)}{significant(abs(b) * info.scale, 2)}" for b in (ratio.low, ratio.high))


def bounds_text(value: Value, info: MetricInfo) -> str:
    """The interval of a value in the shown unit."""
    if value.low is None or value.high is None or value.low == value.high:
        return ""
    return f"{significant(value.low * info.scale)} to {significant(value.high * info.scale)}"


def _sign(value: float) -> str:
    return "+" if value > 0 else "−" if value < 0 else "±"


def _points(info: MetricInfo) -> str:
    return " points" if info.shown == "%" else ""


def tone(ratio: Ratio | None, info: MetricInfo) -> str:
    """Whether a change is good or bad news, and real."""
    if ratio is None or not info.better:
        return "none"
    if not ratio.real:
        return "same"
    neutral = 1.0 if ratio.kind == "ratio" else 0.0
    return "better" if (ratio.value > neutral) == (info.better == "up") else "worse"


def grouped(trial: Trial) -> Iterator[tuple[str, list[tuple[str, str, Cell]]]]:
    """(group title, [(workload, metric title, cell)]) of everything known of one trial."""
    table: dict[str, list[tuple[tuple[int, str], str, str]]] = {}
    for workload, metrics in trial.metrics.items():
        for name in metrics:
            table.setdefault(metric(name).group, []).append((order(name), workload, name))
    for group in [*GROUPS, *(g for g in table if g not in GROUPS)]:
        if group in table:
            entries = sorted(table[group])
            yield GROUPS.get(group, group), [(w, metric(n).title, cell(trial, w, n)) for _, w, n in entries]


def definitions(results: Results) -> list[tuple[str, str, str]]:
    """(name, title, definition) of every metric that the report shows."""
    names = {n for _, _, n, _, _ in results.rows()}
    return [(n, metric(n).title, metric(n).definition) for n in sorted(names, key=order) if metric(n).definition]


def _amount(value: float, unit: str) -> str:
    """A count or a size; a count below a hundred thousand in full."""
    plain = unit == "compute.parameters" and value < 1e5
    return f"{value:,.0f}".replace(",", " ") if plain else metric(unit).text(value)


def changed_text(values: dict[str, object]) -> str:
    """What a technique changed, in words."""
    parts = []
    for noun, before, after, unit in (
        ("bytes", "bytes_before", "bytes_after", "memory.weights"),
        ("parameters", "parameters_before", "parameters_after", "compute.parameters"),
        ("zeros", "zeros_before", "zeros_after", "compute.parameters"),
    ):
        a, b = values.get(before), values.get(after)
        if isinstance(a, (int, float)) and isinstance(b, (int, float)) and a != b:
            parts.append(f"{noun} {_amount(a, unit)} → {_amount(b, unit)}")
    if values.get("modules"):
        parts.append(f"{values['modules']} modules touched")
    return ", ".join(parts) or "nothing counted on the model's tensors"
