"""The table at the end of a run: one line a trial, headline metrics, ratios with interval and mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.analysis.metrics import significant
from paretoscope.analysis.results import Ratio, Results, Trial, Value
from paretoscope.plain import terminal

_PREFIXES = ((1.0, ""), (1e-3, "m"), (1e-6, "u"))


@dataclass(frozen=True)
class Column:
    """A metric as a column: title, name (a prefix when it ends with a dot), and how it is scaled."""

    title: str
    name: str
    kind: str


COLUMNS = (
    Column("TTFT", "latency.ttft", "time"),
    Column("TPOT", "latency.tpot", "time"),
    Column("latency", "latency.e2e", "time"),
    Column("wait", "queue.wait", "time"),
    Column("goodput, 1/s", "goodput.requests", "plain"),
    Column("step", "train.step_time", "time"),
    Column("peak memory", "memory.peak", "bytes"),
    Column("weights", "memory.weights", "bytes"),
    Column("perplexity", "quality.perplexity.", "plain"),
    Column("accuracy", "quality.accuracy", "plain"),
    Column("KL, nat", "quality.kl", "plain"),
    Column("cosine", "quality.cosine", "plain"),
    Column("same nearest", "quality.nearest", "plain"),
)
MOST = 0.6  # of a line: where names take more, a row that the terminal breaks reads better than many parts
HEADLINE = ("latency.tpot", "latency.e2e", "train.step_time")


def table(results: Results) -> str:
    """Text of the summary table."""
    columns = [c for c in COLUMNS if any(_value(t, c.name) for t in results.trials)]
    if any(c.name == "latency.tpot" for c in columns):
        columns = [c for c in columns if c.name != "latency.e2e"]
    head = next((n for n in HEADLINE if any(_value(t, n) for t in results.trials)), "latency.e2e")
    title = next((c.title for c in COLUMNS if c.name == head), head)
    rows = [["trial", *(c.title for c in columns), f"{title} / baseline", ""]]
    for trial in results.trials:
        cells = [_cell(_value(trial, c.name), c.kind) for c in columns]
        rows.append([trial.id, *cells, *_ratio(trial, head)])
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]], room: int | None = None, keys: int = 1) -> str:
    """Columns side by side: the first to the left, numbers to the right, the last to the left.

    What is wider than the terminal goes on below, each part with the columns again that name a row.

    Args:
        room: characters of a line; default: the terminal's.
        keys: how many columns name a row.
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    parts = _parts(widths, terminal() if room is None else room, keys)
    return "\n\n".join("\n".join(_line(row, widths, part) for row in rows) for part in parts)


def _line(row: Sequence[str], widths: Sequence[int], part: Sequence[int]) -> str:
    last = len(row) - 1
    cells = (row[i].ljust(widths[i]) if i in (0, last) else row[i].rjust(widths[i]) for i in part)
    return "  ".join(cells).rstrip()


def _parts(widths: Sequence[int], room: int, keys: int) -> list[list[int]]:
    """Columns of each part: the keys and as many others as fit; the last one belongs to the one before it."""
    named = list(range(keys))
    if sum(widths[:keys]) > room * MOST:
        return [list(range(len(widths)))]
    parts = [named.copy()]
    for column in range(keys, len(widths)):
        beside = [column, len(widths) - 1] if column == len(widths) - 2 else [column]
        used = sum(widths[i] + 2 for i in (*parts[-1], *beside)) - 2
        if len(parts[-1]) > keys and column < len(widths) - 1 and used > room:
            parts.append(named.copy())
        parts[-1].append(column)
    return parts


def _value(trial: Trial, name: str) -> Value | None:
    if not name.endswith("."):
        return trial.find(name)
    for found in trial.metrics.values():
        for metric, value in found.items():
            if metric.startswith(name) and not metric.endswith(".before"):  # what training began with is told apart
                return value
    return None


def _cell(value: Value | None, kind: str) -> str:
    if value is None or value.value is None:
        return "-"
    mark = "~" if value.source == "estimated" else ""
    if kind == "time":
        scale, prefix = next((p for p in _PREFIXES if abs(value.value) >= p[0]), _PREFIXES[-1])
        return f"{mark}{significant(value.value / scale)} {prefix}s"
    if kind == "bytes":
        return f"{mark}{significant(value.value / 2**20)} MiB"
    return f"{mark}{significant(value.value)}"


def _ratio(trial: Trial, name: str) -> tuple[str, str]:
    if trial.status in ("failed", "invalid", "skipped"):
        why = (trial.error or {}).get("text", "")
        return trial.status, why
    found: Ratio | None = trial.change(name)
    if found is None:
        return "", ""
    low, high = found.low, found.high
    interval = f" [{low:.3f}, {high:.3f}]" if low is not None and high is not None else ""
    return f"{found.value:.3f}{interval}", "real" if found.real else "not real"
