"""Where the time goes, for readers: what kinds of operators and which parts of the model take, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from paretoscope.analysis.inside_digest import phase
from paretoscope.analysis.metrics import metric
from paretoscope.analysis.results import Results, Trial
from paretoscope.report.latency import Table

SHOWN, LARGEST = 6, 14  # recipes beside the baseline; rows of a table
MOVED = 8  # rows of a before and after
SEEN = 0.002  # of the phase: what changed by less is left out


def tables(results: Results) -> list[Table]:
    """Two tables a phase, by kind of operator and by part of the model, with a column for each traced trial; then for
    each recipe what changed most, before and after."""
    traced = [t for t in results.trials if t.inside and t.ranked][: SHOWN + 1]
    names = dict.fromkeys(str(p.get("phase")) for t in traced for p in t.inside.get("phases", ()))
    wide = [table for name in names for table in _phase(traced, name)]
    base = results.baseline
    after = [t for t in traced if t is not base]
    return [*wide, *(table for t in after if base is not None and (table := _changes(base, t, list(names))))]


def _changes(base: Trial, trial: Trial, names: list[str]) -> Table | None:
    """The parts of the model whose time changed most between baseline and recipe, in all phases."""
    rows = [row for name in names for row in moved(phase(base.inside, name), phase(trial.inside, name), name)]
    largest = sorted(rows, key=lambda r: -abs(r[2] - r[1]))[:MOVED]
    if not largest:
        return None
    text = "Parts of the model whose traced time changed most, each without the parts inside it; of one call."
    body = [[name, _time(a), _time(b), _times(a, b), *more] for name, a, b, *more in largest]
    head = ["Part", "Before", "After", "Time", "FLOP", "Bytes"]
    return Table(f"Before and after {trial.title or trial.id}", text, head, body)


def moved(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, name: str
) -> Iterator[tuple[str, float, float, str, str]]:
    """(phase and part, seconds before, seconds after, change of FLOPs, change of bytes) where the time changed."""
    if not before or not after:
        return
    ours, theirs = before.get("parts", {}), after.get("parts", {})
    for part in dict.fromkeys([*ours, *theirs]):
        one, two = ours.get(part, {}), theirs.get(part, {})
        a, b = float(one.get("seconds", 0.0)), float(two.get("seconds", 0.0))
        if abs(b - a) >= SEEN * float(before.get("seconds") or 1.0):
            flops, moved = (_times(one.get(n, 0.0), two.get(n, 0.0)) for n in ("flops", "bytes"))
            yield f"{name}: {part}", a, b, flops, moved


def _times(before: float, after: float) -> str:
    if not before:
        return "new" if after else ""
    return f"{after / before:.2f}×" if after else "gone"


def _time(seconds: float) -> str:
    return metric("latency.tpot").text(seconds) if seconds else "—"


def _phase(traced: list[Trial], name: str) -> Iterator[Table]:
    found = [(t, p) for t in traced if (p := phase(t.inside, name)) and p.get("seconds")]
    head = [t.title or t.id for t, _ in found]
    slower = f"Tracing made the calls {_slower(found)} times as long; no latency is taken from here."
    note = f"Share and time of one traced {name}. {slower}"
    for key, title in (("operators", "operator"), ("parts", "part of the model")):
        rows = sorted({k for _, p in found for k in p.get(key, {})}, key=lambda k: -_most(found, key, k))[:LARGEST]
        first = found[0][1] if found and "baseline" in found[0][0].marks else None
        body = [[row, *(_cell(p, key, row, first) for _, p in found)] for row in rows]
        yield Table(f"{name.capitalize()} by {title}", note, [title.capitalize(), *head], body)
        note = "The largest; layers are summed up, and each part is without the parts inside it."


def _most(found: list[tuple[Trial, dict[str, Any]]], key: str, row: str) -> float:
    """The largest share that a row has in any recipe."""
    return max(float((p.get(key, {}).get(row) or {}).get("seconds", 0.0)) / float(p["seconds"]) for _, p in found)


def _cell(found: Mapping[str, Any], key: str, row: str, base: Mapping[str, Any] | None) -> str:
    """Share and time, and beside the baseline how many times its time that is."""
    numbers, whole = found.get(key, {}).get(row), found.get("seconds")
    if not numbers or not whole:
        return "—"
    seconds = float(numbers.get("seconds", 0.0))
    before = float(((base or {}).get(key, {}).get(row) or {}).get("seconds", 0.0))
    change = f" · {seconds / before:.2f}×" if before and found is not base else ""
    return f"{seconds / whole:.1%} · {metric('latency.tpot').text(seconds)}{change}"


def _slower(found: list[tuple[Trial, dict[str, Any]]]) -> str:
    values = [float(o) for t, _ in found if (o := t.inside.get("overhead"))]
    return f"{min(values):.1f} to {max(values):.1f}" if len(values) > 1 else f"{values[0]:.1f}" if values else "some"
