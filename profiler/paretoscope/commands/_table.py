"""The table at the end of a run: one line a trial, headline metrics, ratios with interval and mark."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.analysis.metrics import significant
from paretoscope.analysis.results import Ratio, Results, Trial, Value

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


def aligned(rows: Sequence[Sequence[str]], room: int | None = None) -> str:
    """Columns side by side: the first to the left, numbers to the right, the last to the left.

    What is wider than the terminal goes on below, each part with the first column again; `room`: characters of a line.
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    parts = _parts(widths, terminal() if room is None else room)
    return "\n\n".join("\n".join(_line(row, widths, part) for row in rows) for part in parts)


def terminal() -> int:
    """Characters of a line of the terminal; endless where stdout is none, as a file or pipe breaks no lines."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize


def filled(text: str) -> str:
    """A sentence in lines of the terminal, broken between words."""
    room = terminal()
    return text if len(text) <= room else textwrap.fill(text, room, break_on_hyphens=False)


def _line(row: Sequence[str], widths: Sequence[int], part: Sequence[int]) -> str:
    last = len(row) - 1
    cells = (row[i].ljust(widths[i]) if i in (0, last) else row[i].rjust(widths[i]) for i in (0, *part))
    return "  ".join(cells).rstrip()


def _parts(widths: Sequence[int], room: int) -> list[list[int]]:
    """The columns beside the first one, as many in a part as fit; the last one says something of the one before it."""
    parts: list[list[int]] = [[]]
    used = first = widths[0]
    for column in range(1, len(widths)):
        need = 2 + widths[column] + (2 + widths[-1] if column == len(widths) - 2 else 0)
        if parts[-1] and column < len(widths) - 1 and used + need > room:
            parts.append([])
            used = first
        parts[-1].append(column)
        used += 2 + widths[column]
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
