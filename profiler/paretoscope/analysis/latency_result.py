"""A fitted model of latency as it stands in results.json."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class LatencyPart:
    """One fitted time, s: the sum of coefficient x term.

    `inverse` x sigma^2 is the covariance of the coefficients, `sigma` the standard deviation of relative residuals,
    `df` the degrees of freedom.
    """

    terms: tuple[str, ...]
    coefficients: tuple[float, ...]
    inverse: tuple[tuple[float, ...], ...]
    sigma: float
    df: int

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> LatencyPart:
        """Inverse of dataclasses.asdict, after JSON has made lists of tuples."""
        return cls(
            terms=tuple(body["terms"]), coefficients=tuple(body["coefficients"]),
            inverse=tuple(tuple(row) for row in body["inverse"]), sigma=body["sigma"], df=body["df"],
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Held:
    """A measured time that was left out of the fit and predicted from the rest, s.

    `between`: its prompt length lies between others, so nothing was extrapolated.
    """

    quantity: str
    prompt: int
    new: int
    batch: int
    between: bool
    measured: float
    predicted: float
    low: float | None = None
    high: float | None = None

    @property
    def error(self) -> float:
        """Predicted over measured, less 1."""
        return self.predicted / self.measured - 1


@dataclass(frozen=True, kw_only=True)
class LatencyModel:
    """Latency of one trial at any length: see analysis.latency_model.

    Attributes:
        ranges: prompt, new, batch -> [least, greatest] that was measured.
        points: workloads that it was fitted to.
        held: what was held back, and how it was predicted.
        verdict: fits, fits roughly, does not fit, not checked; `words` says so in a sentence.
    """

    trial: str
    ttft: LatencyPart
    tpot: LatencyPart
    ranges: dict[str, list[int]]
    points: int
    held: list[Held] = field(default_factory=list)
    verdict: str = "not checked"
    words: str = ""

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> LatencyModel:
        """Inverse of dataclasses.asdict; unknown fields are ignored."""
        own = {k: v for k, v in body.items() if k in cls.__dataclass_fields__}
        own["ttft"], own["tpot"] = LatencyPart.from_dict(body["ttft"]), LatencyPart.from_dict(body["tpot"])
        known = Held.__dataclass_fields__
        own["held"] = [Held(**{k: v for k, v in h.items() if k in known}) for h in body.get("held", [])]
        return cls(**own)
