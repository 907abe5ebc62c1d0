"""A study's results as values: the shape of results.json, shared by store, reports, command line and window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Value:
    """One metric of one trial. `value` None: unavailable, `why` says why. Interval of 95 % over turns and blocks."""

    value: float | None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    n: int = 0
    source: str = "measured"
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """Trial over baseline, paired. `real`: the interval excludes 1 and the change exceeds its kind's threshold.

    For quality metrics `value`, `low`, `high` are differences in the metric's own unit and `kind` is "difference".
    """

    value: float
    low: float | None
    high: float | None
    real: bool
    kind: str = "ratio"


@dataclass(kw_only=True)
class Trial:
    """One recipe's results. `metrics` and `ratios`: workload -> name -> value; workload "" = of the trial itself.

    `status`: waiting, running, valid, invalid, failed or skipped. `changed`: per technique, what was counted.
    """

    id: str
    recipe: str
    status: str = "waiting"
    metrics: dict[str, dict[str, Value]] = field(default_factory=dict)
    ratios: dict[str, dict[str, Ratio]] = field(default_factory=dict)
    changed: list[dict[str, Any]] = field(default_factory=list)
    outputs: list[dict[str, str]] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    simulated: tuple[str, ...] = ()
    error: dict[str, str] | None = None

    def find(self, name: str, workload: str | None = None) -> Value | None:
        """A metric by name: of `workload`, or of the first workload that has it."""
        tables = self.metrics.values() if workload is None else [self.metrics.get(workload, {})]
        return next((t[name] for t in tables if name in t), None)


@dataclass(frozen=True, kw_only=True)
class Front:
    """Pareto front of two metrics: each trial on it or near it with the probability that it belongs to it."""

    workload: str
    x: str
    y: str
    trials: tuple[tuple[str, float], ...]


@dataclass(kw_only=True)
class Results:
    """A study's results, as in results.json."""

    machine: dict[str, Any] = field(default_factory=dict)
    model: dict[str, Any] = field(default_factory=dict)
    workloads: list[str] = field(default_factory=list)
    protocol: dict[str, Any] = field(default_factory=dict)
    identity: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    state: str = ""
    trials: list[Trial] = field(default_factory=list)
    pareto: list[Front] = field(default_factory=list)
    schema: int = SCHEMA

    def trial(self, id_: str) -> Trial:
        """The trial of that id. Raises KeyError."""
        for trial in self.trials:
            if trial.id == id_:
                return trial
        raise KeyError(id_)

    def rows(self) -> Iterator[tuple[Trial, str, str, Value, Ratio | None]]:
        """Every (trial, workload, metric name, value, ratio to the baseline)."""
        for trial in self.trials:
            for workload, table in trial.metrics.items():
                for name, value in table.items():
                    yield trial, workload, name, value, trial.ratios.get(workload, {}).get(name)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> Results:
        """Inverse of to_dict; unknown fields are ignored."""
        own = {k: v for k, v in body.items() if k in cls.__dataclass_fields__}
        own["trials"] = [_trial(t) for t in body.get("trials", [])]
        own["pareto"] = [
            Front(**{**f, "trials": tuple((i, p) for i, p in f["trials"])}) for f in body.get("pareto", [])
        ]
        return cls(**own)


def _trial(body: dict[str, Any]) -> Trial:
    own = {k: v for k, v in body.items() if k in Trial.__dataclass_fields__}
    own["metrics"] = {w: {n: Value(**v) for n, v in t.items()} for w, t in body.get("metrics", {}).items()}
    own["ratios"] = {w: {n: Ratio(**v) for n, v in t.items()} for w, t in body.get("ratios", {}).items()}
    own["simulated"] = tuple(body.get("simulated", ()))
    return Trial(**own)
