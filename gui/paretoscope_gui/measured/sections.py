"""Which parts of a study a report holds, in words; `paretoscope.report.sections` knows how to leave them out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from paretoscope.analysis.results import Results
from paretoscope.report.sections import without
from paretoscope_gui.i18n import mark


@dataclass(frozen=True)
class Section:
    """A part that can be left out, by its name in the backend."""

    key: str
    title: str
    help: str


SECTIONS = (
    Section("trade-offs", mark("Trade-offs"), mark("The fronts, with the chance of each recipe to be on them")),
    Section("changes", mark("What each recipe changed"), mark("Modules, bytes and parameters, as counted")),
    Section(
        "layers", mark("What each layer of a stack adds"), mark("A stack against the part of it that was measured")
    ),
    Section("outputs", mark("What each recipe wrote"), mark("Outputs beside the baseline's")),
    Section("turns", mark("Course over the rounds"), mark("Every turn, for charts over time")),
    Section("latency", mark("Latency at any length"), mark("The fitted law and its charts, where lengths were swept")),
    Section("flips", mark("Answers that flipped"), mark("Which items were answered right before and wrong now")),
    Section("inside", mark("Where the time goes"), mark("Modules and operators, where a trial was traced")),
    Section("limit", mark("The limit"), mark("The roofline, and what bounds each recipe on this machine")),
    Section("claims", mark("Claims of the papers"), mark("Beside what was measured here")),
    Section(
        "machine",
        mark("Machine and versions"),
        mark("Processor, libraries and the hashes of the model's files"),
    ),
)


def present(results: Results) -> set[str]:
    """The sections that this study has anything for."""
    fields = {"trade-offs": "pareto", "latency": "latency_models", "claims": "claims", "machine": "machine"}
    found = {key for key, name in fields.items() if getattr(results, name)}
    each = {"changes": "changed", "layers": "added", "outputs": "outputs", "turns": "turns", "flips": "damage",
            "inside": "inside"}  # fmt: skip
    found |= {key for key, name in each.items() if any(getattr(t, name) for t in results.trials)}
    return found | ({"limit"} if results.ceilings or results.limits or results.attention else set())


def chosen(results: Results, keep: Collection[str]) -> Results:
    """A copy with only the sections that are kept; the numbers themselves always stay."""
    return without(results, [s.key for s in SECTIONS if s.key not in keep])
