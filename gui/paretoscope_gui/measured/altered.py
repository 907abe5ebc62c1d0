"""What the techniques of a trial changed of the model, in sentences; only what differs is told."""

from __future__ import annotations

from collections.abc import Iterator

from paretoscope.analysis.results import Trial
from paretoscope_gui.i18n import heading, said, several, tr
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.numbers import between, quantity, whole
from paretoscope_gui.state.words import count, sentence

ZEROS = 0.001  # share of the weights that must have become zero to be worth a word
TOLD = ("trainable", "draft_parameters")  # a note says them


def altered(trial: Trial) -> list[str]:
    """A sentence for each technique, then its notes. The technique is named where there are several."""
    lines = []
    titles = _titles(trial)
    for place, entry in enumerate(trial.changed):
        values = entry.get("values")
        found = values if isinstance(values, dict) else {}
        parts = "; ".join(_parts(found)) or tr("the weights stay as they are")
        lines.append(f"{titles[place]}: {parts}." if len(titles) > 1 else f"{heading(parts)}.")
        lines += [sentence(said(str(note))) for note in found.get("notes", [])]
    return lines


def _titles(trial: Trial) -> list[str]:
    """The techniques in the cards' words; their ids where the recipe's title does not tell them apart."""
    steps = trial.title.split(" + ")
    ids = [str(e.get("technique", "")) for e in trial.changed]
    return [recipe_name(s) for s in steps] if len(steps) == len(ids) else ids


def _parts(values: dict[str, object]) -> Iterator[str]:
    modules = _number(values, "modules")
    if modules:
        yield several(int(modules), "{n} part of the model changed", "{n} parts of the model changed")
    before, after = _number(values, "bytes_before"), _number(values, "bytes_after")
    if before != after:
        yield tr("{after} of weights instead of {before}", after=quantity(after, "B"), before=quantity(before, "B"))
    before, after = _number(values, "parameters_before"), _number(values, "parameters_after")
    if before != after:
        yield tr("{after} stored numbers instead of {before}", after=count(after), before=count(before))
    zeros = _number(values, "zeros_after") - _number(values, "zeros_before")
    if after and zeros > ZEROS * after:
        yield tr("{share} of the weights are zero now", share=quantity(zeros / after, "share", 2))
    extra = values.get("extra")
    yield from _further(extra if isinstance(extra, dict) else {})


def _further(extra: dict[str, object]) -> Iterator[str]:
    """What a technique told of its own accord: channels that were kept, else single numbers by their names."""
    for key, value in extra.items():
        if key == "channels" and isinstance(value, dict) and value:
            low, high = whole(min(value.values())), whole(max(value.values()))
            kept = low if low == high else between(low, high)
            yield tr("{kept} channels stay in each block", kept=kept)
        elif isinstance(value, int | float) and key not in TOLD:
            yield f"{key.replace('_', ' ')} {whole(value) if isinstance(value, int) else value}"


def _number(values: dict[str, object], key: str) -> float:
    value = values.get(key, 0)
    return float(value) if isinstance(value, int | float) else 0.0
