"""The visual language as numbers: one grid, one type scale, two colour sets. No Qt.

Every text colour has a contrast of at least 4.5:1 on every surface it may lie on, every control border 3:1; a test
computes it. Series colours are Okabe and Ito's, readable with every common colour vision, one per technique family.
"""

from __future__ import annotations

from typing import NamedTuple

GRID = 4  # px; every distance is a multiple of it
RADIUS = 8
RADIUS_SMALL = 6
FONTS = ("Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans", "Cantarell", "DejaVu Sans")
MONO = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Noto Sans Mono", "DejaVu Sans Mono")
SIZES = {"caption": 11.5, "body": 13.0, "strong": 13.0, "title": 16.0, "headline": 24.0, "display": 34.0}  # px
WEIGHTS = {"caption": 400, "body": 400, "strong": 600, "title": 600, "headline": 650, "display": 700}


class Colours(NamedTuple):
    """One of the two colour sets. `dim` texts are the third level of emphasis, never essential alone."""

    name: str
    window: str
    surface: str
    sunken: str
    hover: str
    border: str
    edge: str  # borders of controls, 3:1
    text: str
    soft: str
    dim: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_tint: str
    good: str
    good_tint: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str
    neutral: str  # the baseline's mark in every plot
    grid: str  # lines behind plots


LIGHT = Colours(
    name="light", window="#F5F6F8", surface="#FFFFFF", sunken="#ECEEF2", hover="#F0F2F5", border="#DFE3E9",
    edge="#7C8594", text="#12161C", soft="#454D5A", dim="#5C6472", accent="#0B6B74", accent_hover="#095860",
    on_accent="#FFFFFF", accent_tint="#DDF0F1", good="#17693B", good_tint="#E0F3E6", warn="#7A4D00",
    warn_tint="#FCF0D6", bad="#A3271B", bad_tint="#FCE6E3", neutral="#3A414C", grid="#E6E9EE",
)  # fmt: skip
DARK = Colours(
    name="dark", window="#0F1216", surface="#171B21", sunken="#20262E", hover="#1E242B", border="#2A313B",
    edge="#6E7888", text="#EDF0F4", soft="#BDC5D0", dim="#98A2B0", accent="#5FCBD2", accent_hover="#83DADF",
    on_accent="#06262A", accent_tint="#14363A", good="#74D69A", good_tint="#15311F", warn="#F0C266",
    warn_tint="#382A0D", bad="#FF9D90", bad_tint="#43201C", neutral="#C9D0DA", grid="#262D36",
)  # fmt: skip

# High contrast: every text at least 7:1 on every surface, every border as dark as text.
LIGHT_HIGH = LIGHT._replace(
    window="#FFFFFF", sunken="#F2F2F2", hover="#EAEAEA", border="#5A5A5A", edge="#000000", text="#000000",
    soft="#000000", dim="#2B2B2B", accent="#00444B", accent_hover="#002F34", accent_tint="#E3F6F7", good="#00421D",
    warn="#4A2E00", bad="#7A0A00", neutral="#000000", grid="#B5B5B5",
)  # fmt: skip
DARK_HIGH = DARK._replace(
    window="#000000", surface="#000000", sunken="#161616", hover="#202020", border="#A8A8A8", edge="#FFFFFF",
    text="#FFFFFF", soft="#FFFFFF", dim="#D8D8D8", accent="#7FE9F0", accent_hover="#B4F4F8", on_accent="#000000",
    accent_tint="#06282B", good="#8CF0B2", good_tint="#04200F", warn="#FFD98A", warn_tint="#241A00", bad="#FFB8AE",
    bad_tint="#2B0B07", neutral="#FFFFFF", grid="#4A4A4A",
)  # fmt: skip

# Okabe and Ito 2008, in a fixed order; black and yellow have a variant per colour set so that they stay visible.
OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#A58A00", "#7A7F87")
FAMILIES = ("quantize", "prune", "runtime", "decode", "kv", "tune", "low_rank", "depth", "tokens")
SYMBOLS = ("o", "s", "t", "d", "t1", "p", "star", "h", "x")  # pyqtgraph's names; the baseline is "+"
DASHES = ((), (6, 3), (2, 3), (8, 3, 2, 3))  # in line widths


def series(family: str) -> tuple[str, str]:
    """Colour and symbol of a technique family, the same in every plot; unknown families share the last ones."""
    place = FAMILIES.index(family) if family in FAMILIES else sum(map(ord, family))
    return OKABE_ITO[place % len(OKABE_ITO)], SYMBOLS[place % len(SYMBOLS)]


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
