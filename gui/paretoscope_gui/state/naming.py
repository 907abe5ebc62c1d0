"""Recipes and parameter values in words. No Qt."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale

from paretoscope.catalog import Catalog
from paretoscope.params import ParamInfo, Scalar
from paretoscope.plan import Recipe, Step
from paretoscope_gui.i18n import inside, tr
from paretoscope_gui.numbers import MINUS, between, plain, whole
from paretoscope_gui.state.words import family, parameter, stage, unit


def step_title(step: Step, catalog: Catalog) -> str:
    """A technique's title; its id when the catalogue does not know it."""
    return title_of(step.technique, catalog)


def title_of(technique: str, catalog: Catalog) -> str:
    """The title of a technique by its id; the id when the catalogue does not know it."""
    entry = catalog.entries.get(technique)
    return entry.card.title if entry else technique


def step_detail(step: Step, catalog: Catalog) -> str:
    """The parameters that were changed, in words; "default settings" when none was."""
    entry = catalog.entries.get(step.technique)
    infos = {p.name: p for p in entry.parameters} if entry else {}
    parts = [f"{inside(parameter(n))} {value_text(v, infos.get(n))}" for n, v in step.params.items()]
    return ", ".join(parts) or tr("default settings")


def recipe_title(recipe: Recipe, catalog: Catalog) -> str:
    """A recipe in one line; "Baseline" when it is empty."""
    return " + ".join(step_title(s, catalog) for s in recipe.steps) or tr("Baseline")


def recipe_detail(recipe: Recipe, catalog: Catalog) -> str:
    """The changed parameters of all steps in one line."""
    if not recipe.steps:
        return tr("the model as it is")
    changed = [step_detail(s, catalog) for s in recipe.steps if s.params]
    return "; ".join(changed) or tr("default settings")


def rule_title(other: str, catalog: Catalog) -> str:
    """What a conflict's pattern means: a technique, a family or a stage."""
    if other.startswith("stage:"):
        return tr("Any technique of the stage {stage}", stage=inside(stage(other.removeprefix("stage:"))))
    if other.endswith(".*"):
        return tr("Another technique of {family}", family=family(other[:-2]))
    entry = catalog.entries.get(other)
    return entry.card.title if entry else other


def in_words(text: str, catalog: Catalog) -> str:
    """A message of the backend with the techniques' titles in place of their ids."""
    for name in sorted(catalog.entries, key=len, reverse=True):
        text = re.sub(rf"(?<![\w.]){re.escape(name)}(?![\w.]|:\w)", catalog.entries[name].card.title, text)
    return text


def value_text(value: Scalar, info: ParamInfo | None = None) -> str:
    """A value for reading, with its unit when it has one."""
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    text = tr(value, about="choice") if isinstance(value, str) else plain(value)
    return f"{text} {unit(info.unit) if info else ''}".strip()


def limits(info: ParamInfo) -> str:
    """The allowed numbers for reading, without powers of ten up to ten millions; empty when any will do."""
    low, high = (None if v is None else whole(v) if abs(v) >= 1000 and v < 1e8 else plain(v)
                 for v in (info.low, info.high))  # fmt: skip
    if low is not None and high is not None:
        return between(low, high)
    if low is not None:
        return tr("at least {low}", low=low)
    return tr("at most {high}", high=high) if high is not None else ""


def separator() -> str:
    """What stands between typed values: a semicolon where the comma is the decimal sign."""
    return "; " if _comma() else ", "


def typed(value: Scalar) -> str:
    """A value as it can be typed: its number in the user's locale, its name as the backend knows it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return value if isinstance(value, str) else plain(value)


def parse_values(text: str, info: ParamInfo) -> list[Scalar]:
    """Values of a sweep as typed: separated by `separator` or spaces, each checked, no repeats.

    Raises:
        Refused: a value of the wrong type or out of range.
    """
    words = (w.strip(",") for w in re.split(r"[;\s]+" if _comma() else r"[;,\s]+", text))
    return list(dict.fromkeys(info.checked(_read(w, info), "the sweep") for w in words if w))


def _comma() -> bool:
    return QLocale().decimalPoint() == ","


def _read(word: str, info: ParamInfo) -> Scalar:
    if info.type == "bool" and word.lower() in ("on", "true", "off", "false"):
        return word.lower() in ("on", "true")
    if info.type in ("int", "float"):
        number = word.replace(MINUS, "-").replace(",", ".")
        for kind in (int, float):
            try:
                return kind(number)
            except ValueError:
                continue
    return word
