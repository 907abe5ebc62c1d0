"""A card's promised effects in words. No Qt."""

from __future__ import annotations

from paretoscope.analysis.metrics import metric
from paretoscope.catalog import Effect

_WORDS = {"down": ("down", "lower"), "up": ("up", "higher"), "same": ("minus", "unchanged")}


def effect_text(effect: Effect) -> tuple[str, str]:
    """Icon name and sentence of a promised effect."""
    icon, words = _WORDS.get(effect.direction, ("info", effect.direction))
    return icon, f"{metric(effect.metric).title}: {words}"
