"""The energy cells: measured, counted, computed, estimated or unavailable with the reason. Never empty, never zero."""

from __future__ import annotations

from paretoscope.analysis.metrics import metric
from paretoscope.analysis.results import Value
from paretoscope.analysis.tables import Table

CELLS = {
    "generate": ("energy.per_token", "power.mean"),
    "trace": ("energy.per_token", "power.mean"),
    "classify": ("energy.per_sample", "power.mean"),
    "finetune": ("train.energy",),
}


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


def unavailable(name: str, why: str) -> Value:
    """A cell that says why it has no number."""
    return Value(value=None, unit=metric(name).unit, source="unavailable", why=why or "no energy counter was read")
