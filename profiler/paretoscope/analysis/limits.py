"""How far the limit is: each trial against the machine's ceilings, a roofline, and a sentence that says what bounds it.

The floor of a step is max(flops / peak, bytes / bandwidth): the roofline of Williams et al. 2009, with the bandwidth of
a working set as large as the step's own bytes, as a small model sits in a processor's cache. MFU (`limit.flops_use`)
and MBU (`limit.bandwidth_use`) are the two parts of the floor over the measured time. No torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from paretoscope.analysis import attention, inside
from paretoscope.analysis.ceilings import Ceilings
from paretoscope.analysis.limits_of_trial import ITEM, limits_of, peak_of
from paretoscope.analysis.limits_words import words
from paretoscope.analysis.results import Limit, Results, Trial, Value

NOT_MEASURED = "the ceilings of this machine were not measured; `paretoscope doctor --ceilings` does it once"
UNKNOWN = "How far the limit is: not known until `paretoscope doctor --ceilings` has measured this machine once."


@dataclass(frozen=True, kw_only=True)
class Point:
    """A trial's phase, or one of its modules, on the roofline.

    Attributes:
        path: the module's path, "" for the whole step; `name`: what to show.
        intensity: FLOP per byte moved; `achieved`: FLOP/s; `attainable`: the roof above it, FLOP/s.
        use: achieved / attainable, or of the bandwidth where nothing is multiplied.
        bound: "memory" or "compute": which part of the roof is above it; "overhead" when it is far below both.
        traced: from a tracing pass, whose times are longer than true ones.
    """

    trial: str
    workload: str
    phase: str
    path: str
    name: str
    intensity: float
    achieved: float
    attainable: float
    use: float
    bound: str
    seconds: float
    traced: bool = False


@dataclass(frozen=True, kw_only=True)
class Roofline:
    """Ceilings and the points under them. `why`: what is missing, in words; empty when nothing is."""

    ceilings: Ceilings | None
    points: tuple[Point, ...]
    why: str = ""


class Study(Protocol):
    """A stored study: anything that has results."""

    @property
    def results(self) -> Results:
        """What was found."""
        ...


def ceilings_of(results: Results) -> Ceilings | None:
    """The ceilings that were known when the study ran; None without, or for ones that this program cannot read."""
    try:
        return Ceilings.from_dict(results.ceilings) if results.ceilings else None
    except (ValueError, KeyError, TypeError):
        return None


def fill(results: Results) -> None:
    """Put limits into results: `results.limits`, and limit.* metrics of each trial, with the time's interval."""
    ceilings = ceilings_of(results)
    for trial in results.trials:
        found = list(limits_of(trial, results, ceilings)) if ceilings else []
        results.limits += [words(limit, trial) for limit in found]
        for limit in found:
            _metrics(trial, limit)
        for workload in () if ceilings else _costed(trial):
            for name in ("limit.bandwidth_use", "limit.flops_use"):
                trial.metrics[workload][name] = Value(value=None, source="unavailable", why=NOT_MEASURED)
    if ceilings is not None:
        item = ITEM.get(str(results.study.get("dtype") or results.model.get("dtype") or ""), 4)
        found_traffic = attention.traffic(results.model, results.workloads, item, ceilings)
        results.attention = [attention.plain(t) for t in found_traffic]


def headline(results: Results) -> list[str]:
    """The sentences of the baseline and of the fastest recipe, for the end of a run; or what is missing for them."""
    if not results.ceilings and any(_costed(t) for t in results.trials):
        return [UNKNOWN]
    main = [x for x in results.limits if x.phase != "prefill"]
    base = results.baseline
    fastest = min(main, key=lambda x: (x.workload != main[0].workload, x.seconds), default=None)
    chosen = [x for x in main if base is not None and x.trial == base.id][:1]
    return [x.words for x in (*chosen, *([fastest] if fastest is not None and fastest not in chosen else []))]


def roofline(study: Results | Study, traces: Mapping[str, inside.Tree] | None = None) -> Roofline:
    """The roofline of a study: a point for each trial and phase, and for each module of the traces that are given."""
    results = study if isinstance(study, Results) else study.results
    ceilings = ceilings_of(results)
    if ceilings is None:
        return Roofline(ceilings=None, points=(), why=NOT_MEASURED)
    points = [_point(limit, results.trial(limit.trial).title) for limit in results.limits]
    for tree in (traces or {}).values():
        points += module_points(tree, ceilings)
    return Roofline(ceilings=ceilings, points=tuple(points))


def module_points(tree: inside.Tree, ceilings: Ceilings) -> Iterator[Point]:
    """A point for each module of a trace that multiplies or moves anything itself, not by its children."""
    for root in tree.roots:
        peak = peak_of(tree.rates.get(root.phase, {}), ceilings)
        for node in root.walk():
            own = [c for c in node.children if c.kind not in (inside.MODULE, inside.OUTSIDE)]
            seconds = sum(c.seconds for c in own)
            flops, moved = sum(c.flops for c in own), sum(c.bytes for c in own)
            bandwidth = ceilings.bandwidth_at(moved / max(1.0, node.calls))
            if node.kind != inside.MODULE or seconds <= 0 or not moved or peak is None or bandwidth is None:
                continue
            roof = min(peak, flops / moved * bandwidth)
            floor = max(flops / peak, moved / bandwidth)
            yield Point(
                trial=tree.trial, workload=tree.workload, phase=root.phase, path=node.path, name=node.name,
                intensity=flops / moved, achieved=flops / seconds, attainable=roof, use=floor / seconds,
                bound="compute" if flops / peak > moved / bandwidth else "memory", seconds=seconds, traced=True,
            )  # fmt: skip


def part_points(trial: Trial, ceilings: Ceilings) -> Iterator[Point]:
    """As `module_points`, from a trace in short: layers are summed up, and no file beside the results is read."""
    for found in trial.inside.get("phases", ()):
        steps = max(1.0, float(found.get("steps") or 1.0))
        peak = peak_of(found.get("rates") or {}, ceilings)
        parts = {
            path: [float(n.get(k, 0.0)) for k in ("seconds", "flops", "bytes")] for path, n in found["parts"].items()
        }
        bandwidth = ceilings.bandwidth_at(sum(moved for _, _, moved in parts.values()) / steps)
        if peak is None or bandwidth is None:
            continue
        for path, (seconds, flops, moved) in parts.items():
            if min(seconds, flops, moved) <= 0 or found["parts"][path].get("unknown"):
                continue
            floor = max(flops / peak, moved / bandwidth)
            yield Point(
                trial=trial.id, workload=str(trial.inside.get("workload", "")), phase=str(found["phase"]), path=path,
                name=path, intensity=flops / moved, achieved=flops / seconds,
                attainable=min(peak, flops / moved * bandwidth), use=floor / seconds,
                bound="compute" if flops / peak > moved / bandwidth else "memory", seconds=seconds, traced=True,
            )  # fmt: skip


def _point(limit: Limit, title: str) -> Point:
    return Point(
        trial=limit.trial, workload=limit.workload, phase=limit.phase, path="", name=title,
        intensity=limit.flops / limit.bytes, achieved=limit.flops / limit.seconds,
        attainable=min(limit.peak, limit.flops / limit.bytes * limit.bandwidth), use=limit.reached, bound=limit.bound,
        seconds=limit.seconds,
    )  # fmt: skip


def _metrics(trial: Trial, limit: Limit) -> None:
    """MFU, MBU and the floor of a phase as metrics; what is not decode carries its phase in the name's end."""
    table = trial.metrics[limit.workload]
    end = ".prefill" if limit.phase == "prefill" else ""
    time = table["latency.ttft" if limit.phase == "prefill" else _TIME[limit.phase]]
    for name, share in (
        ("limit.flops_use", limit.flops / limit.peak / limit.seconds),
        ("limit.bandwidth_use", limit.bytes / limit.bandwidth / limit.seconds),
    ):
        table[name + end] = _scaled(time, share, limit.seconds)
    table["limit.floor" + end] = Value(value=limit.floor, unit="s", n=1, source="computed")


_MOVED = ("compute.bytes_per_token", "compute.bytes_per_sample", "compute.bytes_per_step")
_TIME = {"decode": "latency.tpot", "forward": "latency.e2e", "step": "train.step_time"}


def _scaled(time: Value, share: float, seconds: float) -> Value:
    """A share of the time as a metric; its interval is the time's, turned round."""
    bounds = [share * (time.value or seconds) / b if b else None for b in (time.high, time.low)]
    return Value(value=share, low=bounds[0], high=bounds[1], n=time.n, source="computed")


def _costed(trial: Trial) -> list[str]:
    """Workloads of a trial for which FLOPs and bytes were counted."""
    return [w for w, table in trial.metrics.items() if trial.ranked and not table.keys().isdisjoint(_MOVED)]
