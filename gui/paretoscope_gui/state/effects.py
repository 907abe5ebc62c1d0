"""A card's promised effects in words. No Qt."""

from __future__ import annotations

from paretoscope.catalog import Effect
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.measured.metric import metric

_WORDS = {"down": ("down", mark("lower")), "up": ("up", mark("higher")), "same": ("minus", mark("unchanged"))}


def effect_text(effect: Effect) -> tuple[str, str]:
    """Icon name and sentence of a promised effect."""
    icon, words = _WORDS.get(effect.direction, ("info", effect.direction))
    return icon, f"{metric(effect.metric).title}: {tr(words)}"
