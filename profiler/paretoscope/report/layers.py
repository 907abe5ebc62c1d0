"""What each layer of a stack adds: a stack against the same stack without its last technique, in the same rounds."""

from __future__ import annotations

from collections.abc import Iterator

from paretoscope.analysis.results import Results, Trial
from paretoscope.report.latency import Table
from paretoscope.report.view import Column, heading, interval_text, main_columns, ratio_text


def tables(results: Results) -> list[Table]:
    """One table where a part of a stack was measured beside the stack, as `--explain` asks for; else none."""
    return list(_layers(results))


def _layers(results: Results) -> Iterator[Table]:
    titles = {t.id: t.title or t.id for t in results.trials}
    stacks = [t for t in results.trials if t.ranked and t.added]
    shown = main_columns(results)
    columns = [c for c in shown if any(c.name in t.added.get(c.workload, {}) for t in stacks)]
    if columns:
        yield Table(
            "What each layer adds",
            "A stack against the part of it that is named beside it, paired by round or item as against the baseline."
            " ✓ marks a real change. What a layer adds alone and what it adds here need not be the same.",
            ["Recipe", "Against", *(heading(c, columns) for c in columns)],
            [[titles[t.id], titles.get(t.below, t.below), *(_cell(t, c) for c in columns)] for t in stacks],
        )


def _cell(trial: Trial, column: Column) -> str:
    """The change with its interval, and the mark of a real one."""
    ratio = trial.added.get(column.workload, {}).get(column.name)
    if ratio is None:
        return "—"
    interval = interval_text(ratio, column.info)
    return f"{ratio_text(ratio, column.info)}{f' ({interval})' if interval else ''}{' ✓' if ratio.real else ''}"
