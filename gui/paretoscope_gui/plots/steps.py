"""Axis ranges that move in steps, so that nothing jumps while values stream in; and ticks worth reading."""

from __future__ import annotations

import math

Range = tuple[float, float]


def nice(value: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is not below `value` > 0."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= value * (1 - 1e-9))


def stepped(low: float, high: float, now: Range | None = None) -> Range:
    """A range around [low, high] on round bounds; `now` is kept while the data fill it by two fifths or more."""
    if now is not None and now[0] <= low and high <= now[1] and high - low >= 0.4 * (now[1] - now[0]):
        return now
    span = high - low or abs(high) * 0.1 or 1.0
    step = nice(span / 3)
    bottom = math.floor((low - span * 0.06) / step) * step
    bottom = max(0.0, bottom) if low >= 0 else bottom
    return bottom, math.ceil((high + span * 0.06) / step) * step


_SPANS = (15, 30, 60, 90, 120, 180, 240, 300, 450, 600, 900, 1200, 1800, 2700, 3600)


def time_span(seconds: float) -> float:
    """The length of a time axis that holds `seconds`, in steps of half a minute to an hour."""
    for span in _SPANS:
        if seconds <= span * 0.98:
            return float(span)
    return math.ceil(seconds / 1800 + 0.02) * 1800.0


def time_ticks(low: float, high: float, most: int = 7) -> list[float]:
    """Whole seconds, minutes or hours inside [low, high]."""
    for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400):
        if (high - low) / step <= most:
            first = math.ceil(low / step - 1e-9) * step
            return [float(first + i * step) for i in range(int((high - first) / step + 1e-9) + 1)]
    return [low, high]


def linear_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values inside [low, high]."""
    if not high > low:
        return [low]
    step = nice((high - low) / most)
    first = math.ceil(low / step - 1e-9)
    return [i * step for i in range(first, math.floor(high / step + 1e-9) + 1)]


def readable_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """As `linear_ticks`, but with up to two more where a single one would leave the scale to be guessed."""
    found = linear_ticks(low, high, most)
    finer = linear_ticks(low, high, 2 * most) if len(found) < 2 else found
    return finer if len(finer) <= most + 2 else found


def log_ticks(low: float, high: float) -> list[float]:
    """Positions log10(v) of round values v between 10**low and 10**high: decades with 2 and 5, else linear ones."""
    if high - low < 0.7:
        return [math.log10(v) for v in linear_ticks(10.0**low, 10.0**high) if v > 0]
    marks = (1, 2, 5) if high - low < 3 else (1,)
    found = [math.log10(m) + power for power in range(math.floor(low), math.ceil(high) + 1) for m in marks]
    return [v for v in found if low <= v <= high]
