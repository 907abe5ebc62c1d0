"""Where the time goes, for readers: what kinds of operators and which parts of the model take, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from paretoscope.analysis.inside_digest import phase
from paretoscope.analysis.metrics import metric
from paretoscope.analysis.results import Results, Trial
from paretoscope.report.latency import Table

SHOWN, LARGEST = 6, 14  # recipes beside the baseline; rows of a table


def tables(results: Results) -> list[Table]:
    """Two tables a phase: by kind of operator, by part of the model; a column each traced trial."""
    traced = [t for t in results.trials if t.inside and t.ranked][: SHOWN + 1]
    names = dict.fromkeys(str(p.get("phase")) for t in traced for p in t.inside.get("phases", ()))
    return [table for name in names for table in _phase(traced, name)]


def _phase(traced: list[Trial], name: str) -> Iterator[Table]:
    found = [(t, p) for t in traced if (p := phase(t.inside, name)) and p.get("seconds")]
    head = [t.title or t.id for t, _ in found]
    slower = f"Tracing made the calls {_slower(found)} times as long; no latency is taken from here."
    note = f"Share and time of one traced {name}. {slower}"
    for key, title in (("operators", "operator"), ("parts", "part of the model")):
        rows = sorted({k for _, p in found for k in p.get(key, {})}, key=lambda k: -_most(found, key, k))[:LARGEST]
        body = [[row, *(_cell(p, key, row) for _, p in found)] for row in rows]
        yield Table(f"{name.capitalize()} by {title}", note, [title.capitalize(), *head], body)
        note = "The largest; layers are summed up, and each part is without the parts inside it."


def _most(found: list[tuple[Trial, dict[str, Any]]], key: str, row: str) -> float:
    """The largest share that a row has in any recipe."""
    return max(float((p.get(key, {}).get(row) or {}).get("seconds", 0.0)) / float(p["seconds"]) for _, p in found)


def _cell(found: Mapping[str, Any], key: str, row: str) -> str:
    numbers, whole = found.get(key, {}).get(row), found.get("seconds")
    if not numbers or not whole:
        return "—"
    seconds = float(numbers.get("seconds", 0.0))
    return f"{seconds / whole:.1%} · {metric('latency.tpot').text(seconds)}"


def _slower(found: list[tuple[Trial, dict[str, Any]]]) -> str:
    values = [float(o) for t, _ in found if (o := t.inside.get("overhead"))]
    return f"{min(values):.1f} to {max(values):.1f}" if len(values) > 1 else f"{values[0]:.1f}" if values else "some"
