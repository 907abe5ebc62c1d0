"""How the instrument fares while a study runs, in words: what watching costs, what disturbed it. No Qt."""

from __future__ import annotations

import re

from paretoscope.analysis.results import Results
from paretoscope_gui.i18n import said, tr
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.numbers import quantity
from paretoscope_gui.state.words import sentence

MOST = 20  # sentences about what was disturbed; the report has them all


def watching(results: Results | None) -> str:
    """What our own watching and other programs take of the processor, "" before it is known."""
    if results is None:
        return ""
    own, others = results.health.get("watching"), results.health.get("neighbours")
    parts = []
    if isinstance(own, float):
        parts.append(tr("Watching the trials takes {share} of one core.", share=quantity(own, "share", 2)))
    if isinstance(others, float):
        parts.append(tr("Other programs took {share} of one core.", share=quantity(others, "share", 2)))
    return " ".join(parts)


def flags(results: Results | None) -> list[str]:
    """What a reader of the numbers should know of noise and drift, one sentence each."""
    if results is None:
        return []
    names = {t.id: recipe_name(t.title) or t.recipe for t in results.trials}
    return [sentence(_named(said(str(flag)), names)) for flag in results.health.get("flags", [])[:MOST]]


def _named(text: str, names: dict[str, str]) -> str:
    """A sentence that begins with a trial's id, with the recipe's name in its place."""
    trial = next((i for i in sorted(names, key=len, reverse=True) if re.match(rf"{re.escape(i)}[: ]", text)), "")
    return names[trial] + text[len(trial) :] if trial else text
