"""The energy cells: measured, counted, computed, estimated or unavailable with the reason. Never empty, never zero."""

from __future__ import annotations

from dataclasses import replace

from paretoscope.analysis.metrics import metric
from paretoscope.analysis.record import TrialRecord
from paretoscope.analysis.results import Value
from paretoscope.analysis.tables import Table
from paretoscope.plan import Study

CELLS = {
    "generate": ("energy.per_token", "power.mean"),
    "trace": ("energy.per_token", "power.mean"),
    "classify": ("energy.per_sample", "power.mean"),
    "encode": ("energy.per_sample", "power.mean"),
    "finetune": ("train.energy",),
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
            elif found.source == "estimated" and not accept_estimates:
                why = f"only an estimate could be made ({found.why or 'method not named'}); ask for it to see it"
                table.values[workload, name] = unavailable(name, why)
            elif ("", name) in table.values:
                table.values[workload, name] = table.values.pop(("", name))


def mark(table: Table, trial: TrialRecord, study: Study) -> None:
    """Before `fill`: figures of turns that were estimated become `estimated`, with method and error."""
    marked = {t.workload for t in trial.turns if t.counts and t.values.get("energy.estimated")}
    watts = study.core_power or CORE
    why = f"processor time of the whole machine x {watts:g} W a core, error about 60%; memory is left out"
    for (workload, name), value in table.values.items():
        if workload in marked and metric(name).group == "energy" and value.value is not None:
            table.values[workload, name] = replace(value, source="estimated", why=why)


def derive(table: Table, trial: TrialRecord, study: Study) -> None:
    """After `fill`: energy of the whole training, for each point of accuracy, and what the user's electricity makes.

    train.energy is the sum over the turns that count, when each of them has an energy. energy.per_accuracy_point is
    energy per sample or token / (100 x accuracy), of the same workload or of the only one that has an accuracy. carbon
    and cost are J / 3.6e6 x the user's intensity or price; without those there are no such figures.
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


def _training(table: Table, trial: TrialRecord, workload: str, value: Value) -> None:
    turns = trial.valid_turns(workload).values()
    known = [t.values["energy.gross"] for t in turns if "energy.gross" in t.values]
    if len(known) < len(turns):
        text = f"{len(turns) - len(known)} of {len(turns)} turns have no energy"
        table.values[workload, "train.energy"] = unavailable("train.energy", text)
    else:
        table.values[workload, "train.energy"] = Value(value=sum(known), unit="J", n=1, source=value.source,
                                                       why=value.why)  # fmt: skip
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
