"""Every metric by name: title, unit, which way is better, threshold of a real change, definition, how it is written.

The table is metrics.toml. The definition is printed beside the number in every report, with its formula.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

RATIO, DIFFERENCE = "ratio", "difference"
UP, DOWN, NEUTRAL = "up", "down", ""


@dataclass(frozen=True)
class MetricInfo:
    """What a reader must know about a metric.

    Attributes:
        unit: SI, as stored; `scale` and `shown` say how it is written (s as ms, B as MiB).
        better: "up", "down" or "" (neither).
        group: speed, memory, energy, quality, compute, training or time; the table it stands in.
        compare: "ratio" to the baseline, or "difference" in the metric's own unit.
        threshold: least change that can be real: |ratio - 1| for ratios, own unit for differences.
        relative: the threshold of a difference is a share of the baseline's value.
        window: when it is taken, where that is not what WINDOWS says of its group.
        definition: one sentence with the formula.
    """

    name: str
    title: str
    unit: str
    better: str
    group: str
    definition: str
    compare: str = RATIO
    threshold: float = 0.02
    relative: bool = False
    window: str = ""
    scale: float = 1.0
    shown: str = ""

    @property
    def taken(self) -> str:
        """When it is taken: the window that all of it lies in."""
        return self.window or WINDOWS.get(self.group, "")

    def least(self, reference: float | None) -> float:
        """The least difference that can be real, in the metric's own unit. `reference`: the baseline's value."""
        return self.threshold * abs(reference or 0.0) if self.relative else self.threshold

    def text(self, value: float | None, digits: int = 3) -> str:
        """The value in the shown unit with `digits` significant digits; an em dash when there is none."""
        if value is None:
            return "—"
        unit = self.shown or self.unit
        return f"{significant(value * self.scale, digits)}{' ' + unit if unit else ''}"


WINDOWS = {
    "speed": "turns", "memory": "turns", "energy": "turns", "quality": "evaluation", "training": "turns of training",
    "compute": "one call after the turns, not timed",
}  # fmt: skip


def _read() -> tuple[MetricInfo, ...]:
    table = tomllib.loads(files("paretoscope.analysis").joinpath("metrics.toml").read_text(encoding="utf-8"))
    return tuple(MetricInfo(name, **body) for name, body in table.items())


METRICS = _read()
_BY_NAME = {m.name: m for m in METRICS}
_SUFFIXES = {
    ".p50": ("median", "Order statistic (nearest rank) over all calls."),
    ".p90": ("90th percentile", "Order statistic (nearest rank) over all calls; shown from 64 calls up."),
    ".p95": ("95th percentile", "Order statistic (nearest rank) over all calls; shown from 130 calls up."),
    ".p99": ("99th percentile", "Order statistic (nearest rank) over all calls; shown from 662 calls up."),
    ".p999": ("99.9th percentile", "Order statistic (nearest rank) over all calls; shown from 6636 calls up."),
    ".early": (
        "early-stopping estimate",
        "MLPerf's estimate: with 99 % confidence the true percentile is no greater. Of the sorted calls the t - 1 "
        "largest are left out, t the greatest with P(Binomial(n, 1 - p) <= t) <= 1 %.",
    ),
    ".before": ("before training", "Taken before the first step."),
    ".gross": ("gross", "All energy of the turn."),
    ".idle": ("idle", "What the machine would have used at rest for the same time."),
    ".net": ("net", "Gross minus idle; a negative value is flagged."),
}
GROUPS = {
    "speed": "Speed", "memory": "Memory", "energy": "Energy", "quality": "Quality", "training": "Training",
    "compute": "Compute", "time": "Set-up",
}  # fmt: skip


@cache
def metric(name: str) -> MetricInfo:
    """What is known of a metric; an unknown name gets a plain entry, so that a newer record can still be shown."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    for suffix, (words, definition) in _SUFFIXES.items():
        if name.endswith(suffix):
            base = metric(name.removesuffix(suffix))
            return replace(
                base, name=name, title=f"{base.title} ({words})", definition=f"{base.definition} {definition}"
            )
    for known in METRICS:
        if name.startswith(known.name + "."):
            protocol = name.removeprefix(known.name + ".")
            return replace(known, name=name, title=f"{known.title} ({protocol})")
    return MetricInfo(
        name, name.replace(".", " ").replace("_", " "), "", NEUTRAL, name.split(".")[0], "", threshold=0.0
    )


@cache
def order(name: str) -> tuple[int, str]:
    """Sort key: the registry's order, percentiles after their base, unknown names last."""
    known = next((i for i, m in enumerate(METRICS) if name == m.name or name.startswith(m.name + ".")), len(METRICS))
    return known, name


def significant(value: float, digits: int = 3) -> str:
    """A number with that many significant digits, thousands apart, no exponent for what a person can read.

    >>> significant(1234.5), significant(0.01234), significant(0.0)
    ('1 234', '0.0123', '0')
    """
    if value == 0:
        return "0"
    size = abs(value)
    if size < 1e-4 or size >= 1e7:
        return f"{value:.{digits - 1}e}"
    places = max(0, digits - 1 - _exponent(size))
    return f"{value:,.{places}f}".replace(",", " ")


def _exponent(size: float) -> int:
    return int(f"{size:e}".split("e")[1])
