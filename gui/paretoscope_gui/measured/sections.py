"""Which parts of a study a report holds."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from paretoscope.analysis.results import Results
from paretoscope_gui.i18n import mark


@dataclass(frozen=True)
class Section:
    """A part that can be left out; `strip` takes it out of results."""

    key: str
    title: str
    help: str
    strip: Callable[[Results], None]


def _each(name: str, empty: Callable[[], object]) -> Callable[[Results], None]:
    def strip(results: Results) -> None:
        for trial in results.trials:
            setattr(trial, name, empty())

    return strip


def _machine(results: Results) -> None:
    results.machine, results.versions, results.identity = {}, {}, {}


def _claims(results: Results) -> None:
    results.claims = []


SECTIONS = (
    Section(
        "changes",
        mark("What each recipe changed"),
        mark("Modules, bytes and parameters, as counted"),
        _each("changed", list),
    ),
    Section("outputs", mark("What each recipe wrote"), mark("Outputs beside the baseline's"), _each("outputs", list)),
    Section("turns", mark("Course over the rounds"), mark("Every turn, for charts over time"), _each("turns", list)),
    Section("claims", mark("Claims of the papers"), mark("Beside what was measured here"), _claims),
    Section(
        "machine",
        mark("Machine and versions"),
        mark("Processor, libraries and the hashes of the model's files"),
        _machine,
    ),
)


def chosen(results: Results, keep: Collection[str]) -> Results:
    """A copy with only the sections that are kept; the numbers themselves always stay."""
    made = Results.from_dict(results.to_dict())
    for section in SECTIONS:
        if section.key not in keep:
            section.strip(made)
    return made
