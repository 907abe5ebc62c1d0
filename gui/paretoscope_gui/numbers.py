"""Numbers in words: units scaled for reading, locale digits on screen. No numpy; Qt only for the locale."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QLocale

from paretoscope_gui.i18n import tr

MINUS, THIN, NONE = "−", "\u00a0", "–"  # the space between value and unit never breaks


@dataclass(frozen=True)
class Scale:
    """Shown value = SI value * factor, in `unit`."""

    factor: float = 1.0
    unit: str = ""

    def text(self, value: float, digits: int = 3) -> str:
        """The SI value as it is shown, without unit."""
        return number(value * self.factor, digits)


_STEPS: dict[str, tuple[tuple[float, float, str], ...]] = {  # from SI value on: (least, factor, unit)
    "s": ((90.0, 1 / 60, "min"), (1.0, 1.0, "s"), (1e-3, 1e3, "ms"), (0.0, 1e6, "µs")),
    "B": ((2.0**30, 2.0**-30, "GiB"), (2.0**20, 2.0**-20, "MiB"), (2.0**10, 2.0**-10, "KiB"), (0.0, 1.0, "B")),
    "J": ((1e3, 1e-3, "kJ"), (1.0, 1.0, "J"), (0.0, 1e3, "mJ")),
    "W": ((1.0, 1.0, "W"), (0.0, 1e3, "mW")),
    "Hz": ((1e9, 1e-9, "GHz"), (0.0, 1e-6, "MHz")),
    "FLOP": ((1e12, 1e-12, "TFLOP"), (1e9, 1e-9, "GFLOP"), (0.0, 1e-6, "MFLOP")),
    "FLOP/s": ((1e12, 1e-12, "TFLOP/s"), (0.0, 1e-9, "GFLOP/s")),
    "B/s": ((1e9, 1e-9, "GB/s"), (0.0, 1e-6, "MB/s")),
    "share": ((0.0, 100.0, "%"),),
}


@contextmanager
def for_files() -> Iterator[None]:
    """Numbers and dates as files have them, in nobody's locale, until the end of the block."""
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    try:
        yield
    finally:
        QLocale.setDefault(before)


def scale(unit: str, largest: float) -> Scale:
    """The unit in which values up to `largest` (SI) are read most easily."""
    for least, factor, shown in _STEPS.get(unit, ()):
        if abs(largest) >= least:
            return Scale(factor, shown)
    return Scale(1.0, unit)


def number(value: float, digits: int = 3) -> str:
    """`digits` significant digits in the user's locale, no exponent between 1e-6 and 1e7, a real minus sign."""
    if not math.isfinite(value):
        return NONE
    locale = QLocale()
    size = abs(value)
    if size and 1e-6 <= size < 1e-4:  # a tiny difference, without a power of ten
        text = locale.toString(value, "f", 1 - math.floor(math.log10(size)))
    elif size and not 1e-4 <= size < 1e7:
        text = locale.toString(value, "g", digits)
    else:
        before = math.floor(math.log10(size)) + 1 if size else 1
        text = locale.toString(value, "f", max(0, digits - before))
    return text.replace("-", MINUS)


def quantity(value: float | None, unit: str, digits: int = 3) -> str:
    """A value with its unit, scaled: 0.0123, "s" -> "12.3 ms"."""
    if value is None:
        return NONE
    found = scale(unit, value)
    body = found.text(value, digits)
    return f"{body}{THIN}{found.unit}" if found.unit else body


def interval(low: float | None, high: float | None, factor: float = 1.0, digits: int = 3) -> str:
    """ "0.48 to 0.53", empty when the bounds are not known."""
    if low is None or high is None:
        return ""
    return between(number(low * factor, digits), number(high * factor, digits))


def between(low: str, high: str) -> str:
    """A range of two numbers that are written already: "0.48 to 0.53"."""
    return tr("{low} to {high}", low=low, high=high)


def whole(value: float) -> str:
    """A count, thousands apart as the user's locale has it: 1234567 -> "1,234,567"."""
    return QLocale().toString(round(value)).replace("-", MINUS)


def plain(value: float, digits: int = 6) -> str:
    """A number that was typed or set, without padding: 0.5 -> "0.5"; the locale's decimal sign, no thousands."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    text = locale.toString(value) if isinstance(value, int) else locale.toString(value, "g", digits)
    return text.replace("-", MINUS)


def moment(seconds: float, short: bool = False) -> str:
    """A day and time of the local clock. `seconds` since the epoch; `short`: without the year."""
    from PySide6.QtCore import QDateTime  # and its enums, which no first paint needs

    if QLocale() == QLocale.c():  # in a file
        return QDateTime.fromSecsSinceEpoch(int(seconds)).toString("yyyy-MM-dd HH:mm")
    form = tr("d MMM HH:mm", about="date") if short else tr("d MMM yyyy, HH:mm", about="date")
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), form)


def ratio(value: float, digits: int = 3) -> str:
    """A ratio to the baseline as a factor: 0.5 -> "0.500×"."""
    return f"{number(value, digits)}×"


def percent(value: float) -> str:
    """A change of a ratio in percent with its sign: 0.5 -> "−50 %"."""
    change = (value - 1) * 100
    if abs(change) < 0.05:
        return f"±0{THIN}%"
    sign = "+" if change > 0 else ""
    digits = 0 if abs(change) >= 10 else 1
    return f"{sign}{QLocale().toString(change, 'f', digits)}{THIN}%".replace("-", MINUS)


def clock(seconds: float | None) -> str:
    """A stretch of time: 75 -> "1:15", 3700 -> "1:01:40"."""
    if seconds is None or not math.isfinite(seconds):
        return NONE
    whole = round(max(0.0, seconds))
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"
