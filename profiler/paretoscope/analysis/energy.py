"""The energy cells: measured, counted, computed, estimated or unavailable with the reason. Never empty, never zero."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import fmean

from paretoscope.analysis.metrics import metric
from paretoscope.analysis.record import TrialRecord, Turn
from paretoscope.analysis.results import Value
from paretoscope.analysis.tables import Table
from paretoscope.plan import Study

CELLS = {
    "generate": ("energy.per_token", "power.mean"),
    "trace": ("energy.per_token", "power.mean"),
    "classify": ("energy.per_sample", "power.mean"),
    "embed": ("energy.per_sample", "power.mean"),
    "finetune": ("train.energy", "train.energy_per_step"),
}


KWH = 3.6e6  # J
CORE = 10.0  # W of a busy core where the user gives none; as meters.cpu_estimate has it
PER = {"energy.per_token": ("carbon.per_token", "cost.per_token"),
       "energy.per_sample": ("carbon.per_sample", "cost.per_sample")}  # fmt: skip


def fill(table: Table, workloads: list[str], study_why: str, accept_estimates: bool) -> None:
    """Give every timed workload its energy cells; an estimate is shown only where the user asked for it."""
    for workload in workloads:
        for name in CELLS.get(workload.split(":")[0], ()):
            found = table.values.get((workload, name)) or table.values.get(("", name))
            if found is None:
                table.values[workload, name] = unavailable(name, study_why)
            elif ("", name) in table.values:
                table.values[workload, name] = table.values.pop(("", name))
    for (workload, name), value in list(table.values.items()) if not accept_estimates else ():
        if value.source == "estimated" and metric(name).group == "energy":
            why = f"only an estimate could be made ({value.why or 'method not named'}); ask for it to see it"
            table.values[workload, name] = unavailable(name, why)


def mark(table: Table, trial: TrialRecord, study: Study) -> None:
    """Before `fill`: figures of turns that were estimated become `estimated`, with method and error."""
    marked = {t.workload for t in trial.turns if t.counts and t.values.get("energy.estimated")}
    watts = study.core_power or CORE
    why = f"processor time of the whole machine x {watts:g} W a core, error about 60%; memory is left out"
    for (workload, name), value in table.values.items():
        if workload in marked and metric(name).group == "energy" and value.value is not None:
            table.values[workload, name] = replace(value, source="estimated", why=why)
    for workload in trial.workloads():
        _short(table, trial, workload)


def derive(table: Table, trial: TrialRecord, study: Study) -> None:
    """After `fill`: energy of the whole training, for each point of accuracy, and what the user's electricity makes.

    train.energy is the sum over the turns that count; where some had none, all steps x the mean of those read.
    energy.per_accuracy_point is energy per sample or token / (100 x accuracy), of the same workload or of the only one
    that has an accuracy. carbon and cost are J / 3.6e6 x the user's intensity or price; without those there are none.
    """
    for (workload, name), value in list(table.values.items()):
        if value.value is None:
            continue
        if name == "train.energy":
            _training(table, trial, workload, value)
        if name in PER:
            _point(table, workload, value)
        if name in PER:
            _costs(table, workload, name, value, study)


def carbon(joules: float, study: Study) -> float:
    """Grams of CO2 equivalent at the user's intensity (g/kWh)."""
    return joules / KWH * study.carbon_intensity


def cost(joules: float, study: Study) -> float:
    """Price of that energy in the user's currency."""
    return joules / KWH * study.electricity_price


def _short(table: Table, trial: TrialRecord, workload: str) -> None:
    """Where every turn was too short for a counter: the cells say so, and what would help."""
    turns = trial.valid_turns(workload).values()
    least = max((t.values.get("energy.short", 0.0) for t in turns), default=0.0)
    if not least or any("energy.gross" in t.values for t in turns):
        return
    for name in CELLS.get(workload.split(":")[0], ()):
        table.values.setdefault((workload, name), unavailable(name, _too_short(list(turns), least)))


def _too_short(turns: list[Turn], least: float) -> str:
    """In words; of training with the number of steps that would do."""
    text = (
        f"a turn of {max(t.end - t.start for t in turns):.2g} s is too short for the counter, which needs {least:g} s"
    )
    steps = [o.end - o.start for t in turns for o in t.observations if "step_time" in o.values]
    return f"{text}; take at least {math.ceil(1.5 * least / fmean(steps))} steps" if steps and fmean(steps) else text


def _training(table: Table, trial: TrialRecord, workload: str, value: Value) -> None:
    """The sum over all turns; where some had none, all steps x the mean of those whose energy was read (computed)."""
    turns = trial.valid_turns(workload).values()
    known = [t for t in turns if "energy.gross" in t.values]
    joules = sum(t.values["energy.gross"] for t in known)
    read, steps = (sum(len(t.observations) for t in some) for some in (known, turns))
    found = Value(value=joules, unit="J", n=1, source=value.source, why=value.why)
    lacking = len(turns) - len(known)
    if (lacking and 2 * read < steps) or not known:
        found = unavailable("train.energy", f"{lacking} of {len(turns)} turns have no energy")
    elif lacking:
        why = f"energy of {read} of {steps} steps was read, in the other turns the counter could not; their mean x all"
        source = value.source if value.source == "estimated" else "computed"
        why = f"{value.why}; {why}" if value.why else why
        found = replace(found, value=joules / read * steps, source=source, why=why)
    table.values[workload, "train.energy"] = found
    table.by_turn.pop((workload, "train.energy"), None)


def _point(table: Table, workload: str, value: Value) -> None:
    known = {w: v for (w, name), v in table.values.items() if name == "quality.accuracy"}
    accuracy = known.get(workload) or (next(iter(known.values())) if len(known) == 1 else None)
    if accuracy is None or not accuracy.value or value.value is None:
        return
    table.values[workload, "energy.per_accuracy_point"] = _computed(value, 1 / (100 * accuracy.value), "J")


def _costs(table: Table, workload: str, name: str, value: Value, study: Study) -> None:
    grams, price = PER[name]
    if study.carbon_intensity:
        table.values[workload, grams] = _computed(value, study.carbon_intensity / KWH, "g")
    if study.electricity_price:
        table.values[workload, price] = _computed(value, study.electricity_price / KWH, study.currency)


def _computed(value: Value, factor: float, unit: str) -> Value:
    """A value times a known factor, bounds too; an estimate stays one."""
    source = "estimated" if value.source == "estimated" else "computed"
    low, high = (None if b is None else b * factor for b in (value.low, value.high))
    return Value(value=(value.value or 0.0) * factor, unit=unit, low=low, high=high, n=value.n, source=source,
                 why=value.why)  # fmt: skip


def unavailable(name: str, why: str) -> Value:
    """A cell that says why it has no number."""
    return Value(value=None, unit=metric(name).unit, source="unavailable", why=why or "no energy counter was read")
