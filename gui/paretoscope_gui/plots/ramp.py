"""Sizes and colours of marks that stand for a further metric, in few steps, so that drawn symbols are used again."""

from __future__ import annotations

from collections.abc import Sequence

LEAST, MOST = 8.0, 26.0  # px of the smallest and the largest mark
SIZES, SHADES = 12, 24  # steps
# One hue from faint to strong, read alike by every kind of colour vision; strong is dark on light ground.
ON_LIGHT = ("#A9CBE8", "#3F8AC9", "#08306B")
ON_DARK = ("#2F5478", "#5FA3DB", "#D3EAFF")


def diameter(share: float) -> float:
    """Width in px of a mark whose area stands for a share of 0 to 1."""
    step = round(min(1.0, max(0.0, share)) * SIZES) / SIZES
    return round(float((LEAST**2 + step * (MOST**2 - LEAST**2)) ** 0.5), 2)


def shade(share: float, dark: bool) -> str:
    """Colour for a share of 0 (faint) to 1 (strong) on a light or dark ground."""
    step = round(min(1.0, max(0.0, share)) * SHADES) / SHADES
    stops = ON_DARK if dark else ON_LIGHT
    at = step * (len(stops) - 1)
    low = min(int(at), len(stops) - 2)
    return _between(stops[low], stops[low + 1], at - low)


def shares(values: Sequence[float | None]) -> list[float | None]:
    """Each value's place between the smallest and the largest, 0.5 where all are alike; None stays None."""
    known = [v for v in values if v is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    return [None if v is None else 0.5 if high == low else (v - low) / (high - low) for v in values]


def _between(a: str, b: str, share: float) -> str:
    pairs = zip(_parts(a), _parts(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
