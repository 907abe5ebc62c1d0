"""A card's promised effects in words. No Qt."""

from __future__ import annotations

from typing import NamedTuple

from paretoscope.catalog import Effect
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.measured.metric import metric

_WORDS = {"down": ("down", mark("lower")), "up": ("up", mark("higher")), "same": ("minus", mark("unchanged"))}


class Told(NamedTuple):
    """A promised effect in words: an icon's name, the metric, what happens to it, what the metric means."""

    icon: str
    title: str
    words: str
    definition: str


def effect_text(effect: Effect) -> Told:
    """A promised effect in words."""
    icon, words = _WORDS.get(effect.direction, ("info", effect.direction))
    found = metric(effect.metric)
    return Told(icon, found.title, tr(words), found.definition)
