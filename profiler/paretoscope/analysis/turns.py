"""From the observations of a turn to its values: one number per metric and turn, the n of every interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import fmean

from paretoscope.analysis import goodput, queue
from paretoscope.analysis.latency import READ
from paretoscope.analysis.record import TrialRecord, Turn
from paretoscope.analysis.resample import percentile_interval
from paretoscope.analysis.results import Value
from paretoscope.events import Observation
from paretoscope.stats import Key, early_stopping, enough_for, mean_interval, percentile

POOLED = (
    "latency.ttft", "latency.tpot", "latency.gap", "latency.e2e", "latency.batch", "queue.wait", "train.step_time",
)  # fmt: skip
PERCENTILES = {".p50": 0.5, ".p90": 0.9, ".p95": 0.95, ".p99": 0.99, ".p999": 0.999}
EARLY = ".early"  # after a percentile: MLPerf's early-stopping estimate of it
COUNTED = ("decode.tokens_per_step", "memory.kv_cache")


def per_call(turns: Iterable[Turn], name: str) -> list[float]:
    """The values of one metric over all calls of some turns: one a request, a gap, a batch or a step."""
    read = READ[name]
    return [v for turn in turns for call in turn.observations for v in read(call)]


def turn_values(turn: Turn, floor: float | None = None) -> dict[str, float]:
    """Metric name -> value of one turn. `floor`: resident memory of its process before the model, B."""
    calls = turn.observations
    out = {name: fmean(found) for name in READ if (found := per_call([turn], name))}
    out.update(_rates(calls, out))
    out.update(queue.values(calls))
    out.update(goodput.values(turn.workload, calls))
    out.update(_whole(turn, sum(c.values.get("tokens", 0.0) * c.values.get("calls", 1.0) for c in calls)))
    if "memory.peak" in out and floor:
        out["memory.peak_above_floor"] = out["memory.peak"] - floor
    return out


def _rates(calls: list[Observation], means: dict[str, float]) -> dict[str, float]:
    out: dict[str, float] = {}
    if not calls:
        return out
    first = calls[0].values
    batch = first.get("batch", 1.0)
    if means.get("latency.ttft") and "prompt" in first:
        out["throughput.prefill"] = first["prompt"] * batch / means["latency.ttft"]
    if means.get("latency.tpot") and "ttft" in first:
        out["throughput.decode"] = batch / means["latency.tpot"]
    spent = sum(c.values.get("e2e", 0.0) for c in calls)
    if "samples" in first and spent > 0:
        out["throughput.samples"] = sum(c.values["samples"] for c in calls) / spent
    steps = sum(c.values.get("steps", 0.0) for c in calls)
    if steps > 0:
        out["decode.tokens_per_step"] = sum(c.values.get("new", 0.0) - 1 for c in calls) / steps
    return out


def _whole(turn: Turn, tokens: float) -> dict[str, float]:
    """What was read over the whole turn: peak memory, KV cache, energy."""
    read, out = turn.values, {}
    training = any("step_time" in c.values for c in turn.observations)
    names = {
        "memory_peak": "memory.peak", "memory_mapped": "memory.mapped", "children": "memory.children",
        "device_peak": "memory.device_peak", "device_reserved": "memory.device_reserved",
        "device_process": "memory.device_process", "kv_cache": "memory.kv_cache",
    }  # fmt: skip
    if training:
        names = {"memory_peak": "train.memory_peak"}
    out.update({names[k]: v for k, v in read.items() if k in names and v})
    gross, seconds = read.get("energy.gross"), turn.end - turn.start
    if gross is None:
        return out
    per, share = ("energy.per_token", tokens) if tokens else ("energy.per_sample", _samples(turn))
    if training:  # its steps read tokens and make none
        per, share = "train.energy_per_step", float(len(turn.observations))
        out["train.energy"] = gross
    if share:
        out[per] = gross / share
        idle = read.get("energy.idle")
        if idle is not None:
            out |= {f"{per}.gross": gross / share, f"{per}.idle": idle / share, f"{per}.net": (gross - idle) / share}
    if seconds > 0:
        out["power.mean"] = gross / read.get("energy.seconds", seconds)
    return out


def _samples(turn: Turn) -> float:
    return sum(c.values.get("samples", 0.0) * c.values.get("calls", 1.0) for c in turn.observations)


def by_turn(trial: TrialRecord, workload: str) -> dict[str, dict[Key, float]]:
    """Metric name -> (block, round) -> value, over the turns that count."""
    table: dict[str, dict[Key, float]] = {}
    for key, turn in trial.valid_turns(workload).items():
        for name, value in turn_values(turn, floor_of(trial, turn.attempt)).items():
            table.setdefault(name, {})[key] = value
    return table


def floor_of(trial: TrialRecord, attempt: int) -> float | None:
    """memory.floor of that process, or of any process of the trial."""
    reports = trial.metrics.get(("", "memory.floor"), {})
    report = reports.get(attempt) or (reports[max(reports)] if reports else None)
    return report.value if report else None


def value_of(name: str, turns: dict[Key, float], unit: str, source: str = "measured") -> Value:
    """Mean over turns with its interval."""
    found = mean_interval(turns)
    kind = "counted" if name in COUNTED else source
    return Value(value=found.value, unit=unit, low=found.low, high=found.high, n=found.n, source=kind)


def calls_by_turn(trial: TrialRecord, workload: str) -> dict[str, dict[Key, list[float]]]:
    """Metric of POOLED -> (block, round) -> the values of its calls, over the turns that count."""
    turns = trial.valid_turns(workload)
    table = {name: {k: calls for k, t in turns.items() if (calls := per_call([t], name))} for name in POOLED}
    return {name: by_turn for name, by_turn in table.items() if by_turn}


def quantile_of(name: str) -> tuple[str, float] | None:
    """`latency.ttft.p90` as (`latency.ttft`, 0.9); None for a name that is no percentile."""
    base, dot, suffix = name.rpartition(".")
    return (base, PERCENTILES[dot + suffix]) if base in POOLED and dot + suffix in PERCENTILES else None


def percentiles(
    by_turn: Mapping[str, Mapping[Key, list[float]]], unit: str = "s", whole: bool = False
) -> dict[str, Value]:
    """Order statistics over all calls of the turns that count, each beside its early-stopping estimate (METHOD M2).

    "n too small" where there are too few calls; p99.9 is left out then, as hardly a study has 6636.

    Args:
        by_turn: as `calls_by_turn` gives it.
        whole: the trial has ended: intervals are worth their time.
    """
    out: dict[str, Value] = {}
    for name, turns in by_turn.items():
        calls = [v for turn in turns.values() for v in turn]
        for suffix, p in PERCENTILES.items():
            value, early = percentile(calls, p), early_stopping(calls, p)
            if value is None and p == 0.999:
                continue
            why = "" if value is not None else f"n too small: {len(calls)} calls, {enough_for(p)} needed"
            source = "measured" if value is not None else "unavailable"
            found = percentile_interval(turns, p, value) if whole and value is not None else None
            low, high = (found.low, found.high) if found else (None, None)
            out[name + suffix] = Value(
                value=value, unit=unit, low=low, high=high, n=len(calls), source=source, why=why
            )  # fmt: skip
            if early is not None and p > 0.5 and name != "latency.gap":  # gaps of one call are not independent
                out[name + suffix + EARLY] = Value(value=early, unit=unit, n=len(calls), source="computed")
    return out
