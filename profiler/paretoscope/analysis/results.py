"""A study's results as values: the shape of results.json, shared by store, reports, command line and window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from paretoscope.analysis import damage
from paretoscope.analysis.damage import Damage
from paretoscope.analysis.latency_result import LatencyModel

SCHEMA = 1
SHOWN = ("valid", "running", "waiting", "measuring")  # an invalid, failed or skipped trial is never ranked or drawn


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
    """Trial over baseline, paired over `n` rounds or items.

    `real`: the interval excludes 1 and the change exceeds its kind's threshold. For quality metrics `value`, `low`,
    `high` are differences in the metric's own unit and `kind` is "difference".
    """

    value: float
    low: float | None
    high: float | None
    real: bool
    kind: str = "ratio"
    n: int = 0


@dataclass(kw_only=True)
class Trial:
    """One recipe's results. `metrics` and `ratios`: workload -> name -> value; workload "" = of the trial itself.

    Attributes:
        title: the recipe in the cards' words.
        status: waiting, running, valid, invalid, failed or skipped.
        words: sentences that say what was found; the first one is the headline.
        marks: "baseline", "best_dtype" (the best plain dtype on this device).
        changed: per technique, what was counted.
        damage: workload -> answers that flipped against the baseline's, as analysis.damage has it.
        lasting: workload -> quality metric -> share of random halves of its items that reach the verdict of all.
        below: id of the trial whose recipe is this one's without its last layer, or without more of them; "": none.
        added: as ratios, over that trial instead of the baseline: what the last layer adds to it.
        turns: every turn: workload, block, round, valid, why, and values (mean of its calls).
        inside: its trace in short, as analysis.inside_digest has it; empty when it was not traced.
    """

    id: str
    recipe: str
    title: str = ""
    status: str = "waiting"
    words: list[str] = field(default_factory=list)
    marks: tuple[str, ...] = ()
    metrics: dict[str, dict[str, Value]] = field(default_factory=dict)
    ratios: dict[str, dict[str, Ratio]] = field(default_factory=dict)
    changed: list[dict[str, Any]] = field(default_factory=list)
    outputs: list[dict[str, str]] = field(default_factory=list)
    damage: dict[str, Damage] = field(default_factory=dict)
    lasting: dict[str, dict[str, float]] = field(default_factory=dict)
    warnings: list[dict[str, str]] = field(default_factory=list)
    simulated: tuple[str, ...] = ()
    error: dict[str, str] | None = None
    below: str = ""
    added: dict[str, dict[str, Ratio]] = field(default_factory=dict)
    turns: list[dict[str, Any]] = field(default_factory=list)
    inside: dict[str, Any] = field(default_factory=dict)

    @property
    def ranked(self) -> bool:
        """Whether the trial may enter charts, ranks and fronts."""
        return self.status in SHOWN

    @property
    def measured(self) -> bool:
        """Whether any workload was compared with the baseline's, so that "no real change" means something."""
        return any(table for workload, table in self.ratios.items() if workload)

    def find(self, name: str, workload: str | None = None) -> Value | None:
        """A metric by name: of `workload`, or of the first workload that has it."""
        tables = self.metrics.values() if workload is None else [self.metrics.get(workload, {})]
        return next((t[name] for t in tables if name in t), None)

    def change(self, name: str, workload: str | None = None) -> Ratio | None:
        """A ratio or difference by name: of `workload`, or of the first workload that has it."""
        tables = self.ratios.values() if workload is None else [self.ratios.get(workload, {})]
        return next((t[name] for t in tables if name in t), None)


@dataclass(frozen=True, kw_only=True)
class Front:
    """Pareto front of two metrics: each trial on it or near it with the probability that it belongs to it.

    `y_workload`: where y was measured, when that is another workload than x's.
    """

    workload: str
    x: str
    y: str
    trials: tuple[tuple[str, float], ...]
    y_workload: str = ""

    def probability(self, trial: str) -> float:
        """That the trial belongs to the front; 0 when it is not listed."""
        return dict(self.trials).get(trial, 0.0)


@dataclass(frozen=True, kw_only=True)
class ClaimCheck:
    """A paper's number beside ours. `verdict`: agrees, weaker, none, opposite or not comparable; `why` in words."""

    trial: str
    technique: str
    paper: str
    title: str
    claim: str
    setting: str
    verdict: str
    why: str = ""
    metric: str = ""
    workload: str = ""
    claimed: float | None = None
    measured: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One phase of a trial's workload against the machine's ceilings, of one step: see `analysis.limits`.

    Attributes:
        phase: prefill (all prompts of a call), decode (one step of the batch), forward (one batch) or step (training).
        dtype: in which most is multiplied.
        seconds: measured; `flops`, `bytes`: what the step has to multiply and to move (weights, KV cache) at least.
        bandwidth: of copies as large as the step's bytes, B/s; `peak`: multiply rate of its dtypes, FLOP/s.
        floor: no step can be faster, s: max(flops / peak, bytes / bandwidth). `reached`: floor / seconds.
        bound: "memory", "compute" or "overhead" (neither wall is near).
        model: seconds that the analytic model of Pope et al. 2022 expects from the configuration alone; None: unknown.
        words: one sentence.
    """

    trial: str
    workload: str
    phase: str
    dtype: str
    seconds: float
    flops: float
    bytes: float
    bandwidth: float
    peak: float
    floor: float
    reached: float
    bound: str
    model: float | None = None
    words: str = ""


@dataclass(kw_only=True)
class Results:
    """A study's results, as in results.json.

    Attributes:
        study: how it was run (name, device, dtype, threads, seed); no path, no user, no host.
        state: of the study; "" when nothing was run yet. `preliminary`: never for a gate.
        summary: sentences for the top of a report.
        latency_models: latency at any length, of each trial with a sweep over prompt lengths.
        health: how the instrument fared: turns valid, invalid and why, noise, cost of watching.
        definitions: metric -> what it is, with its formula and, for percentiles, the definition that was used.
        ceilings: what the machine can do at most, as analysis.ceilings has it; empty when it was not measured.
        limits: how far each trial is from them; attention: traffic of attention, as analysis.attention has it.
    """

    machine: dict[str, Any] = field(default_factory=dict)
    model: dict[str, Any] = field(default_factory=dict)
    study: dict[str, Any] = field(default_factory=dict)
    workloads: list[str] = field(default_factory=list)
    protocol: dict[str, Any] = field(default_factory=dict)
    identity: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    state: str = ""
    preliminary: bool = False
    summary: list[str] = field(default_factory=list)
    trials: list[Trial] = field(default_factory=list)
    pareto: list[Front] = field(default_factory=list)
    claims: list[ClaimCheck] = field(default_factory=list)
    latency_models: list[LatencyModel] = field(default_factory=list)
    health: dict[str, Any] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    ceilings: dict[str, Any] = field(default_factory=dict)
    limits: list[Limit] = field(default_factory=list)
    attention: list[dict[str, Any]] = field(default_factory=list)
    schema: int = SCHEMA

    def trial(self, id_: str) -> Trial:
        """The trial of that id. Raises KeyError."""
        for trial in self.trials:
            if trial.id == id_:
                return trial
        raise KeyError(id_)

    @property
    def baseline(self) -> Trial | None:
        """The baseline's trial."""
        return next((t for t in self.trials if "baseline" in t.marks or t.recipe == "baseline"), None)

    def rows(self) -> Iterator[tuple[Trial, str, str, Value, Ratio | None]]:
        """Every (trial, workload, metric name, value, ratio to the baseline)."""
        for trial in self.trials:
            for workload, table in trial.metrics.items():
                for name, value in table.items():
                    yield trial, workload, name, value, trial.ratios.get(workload, {}).get(name)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        body = asdict(self)
        for front in body["pareto"]:
            front["trials"] = [{"id": i, "probability": p} for i, p in front["trials"]]
        return body

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> Results:
        """Inverse of to_dict; unknown fields are ignored."""
        own = {k: v for k, v in body.items() if k in cls.__dataclass_fields__}
        own["trials"] = [_trial(t) for t in body.get("trials", [])]
        own["pareto"] = [_front(f) for f in body.get("pareto", [])]
        own["claims"] = [ClaimCheck(**_known(ClaimCheck, c)) for c in body.get("claims", [])]
        own["limits"] = [Limit(**_known(Limit, x)) for x in body.get("limits", [])]
        own["latency_models"] = [LatencyModel.from_dict(m) for m in body.get("latency_models", [])]
        return cls(**own)


def _known(kind: Any, body: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in body.items() if k in kind.__dataclass_fields__}


def _front(body: dict[str, Any]) -> Front:
    pairs = tuple((f["id"], f["probability"]) for f in body["trials"])
    return Front(**{**_known(Front, body), "trials": pairs})


def _trial(body: dict[str, Any]) -> Trial:
    own = _known(Trial, body)
    own["metrics"] = {
        w: {n: Value(**_known(Value, v)) for n, v in t.items()} for w, t in body.get("metrics", {}).items()
    }
    own["ratios"], own["added"] = (
        {w: {n: Ratio(**_known(Ratio, v)) for n, v in t.items()} for w, t in body.get(name, {}).items()}
        for name in ("ratios", "added")
    )
    own["damage"] = {w: damage.from_dict(d) for w, d in body.get("damage", {}).items()}
    own["simulated"], own["marks"] = tuple(body.get("simulated", ())), tuple(body.get("marks", ()))
    return Trial(**own)
