"""Which parts of a study a report holds: what is left out is in none of its formats."""

from __future__ import annotations

from collections.abc import Callable, Collection

from paretoscope.analysis.results import Results
from paretoscope.errors import Refused


def _each(name: str, empty: Callable[[], object]) -> Callable[[Results], None]:
    def strip(results: Results) -> None:
        for trial in results.trials:
            setattr(trial, name, empty())

    return strip


def _all(**empty: Callable[[], object]) -> Callable[[Results], None]:
    def strip(results: Results) -> None:
        for name, make in empty.items():
            setattr(results, name, make())

    return strip


STRIP: dict[str, Callable[[Results], None]] = {  # section to what takes it out of results
    "trade-offs": _all(pareto=list),
    "changes": _each("changed", list),
    "layers": _each("added", dict),
    "outputs": _each("outputs", list),
    "turns": _each("turns", list),
    "latency": _all(latency_models=list),
    "flips": _each("damage", dict),
    "inside": _each("inside", dict),
    "limit": _all(ceilings=dict, limits=list, attention=list),
    "claims": _all(claims=list),
    "machine": _all(machine=dict, versions=dict, identity=dict),
}
SECTIONS = tuple(STRIP)


def without(results: Results, left_out: Collection[str]) -> Results:
    """A copy without these sections; the numbers themselves always stay. Raises Refused for an unknown section."""
    unknown = [name for name in left_out if name not in STRIP]
    if unknown:
        raise Refused(f"a report has no section {unknown[0]!r}", "sections are " + ", ".join(SECTIONS))
    made = Results.from_dict(results.to_dict())
    for name in left_out:
        STRIP[name](made)
    return made
