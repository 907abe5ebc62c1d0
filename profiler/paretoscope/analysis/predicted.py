"""How far the peaks that were predicted before loading lie from those that were measured."""

from __future__ import annotations

from typing import Any

from paretoscope.analysis.results import Results, Trial
from paretoscope.models.fit import FLOOR

NAME = "memory.predicted"
PEAKS = ("memory.peak", "train.memory_peak")


def misses(results: Results) -> list[dict[str, Any]]:
    """{trial, workload, predicted, measured, off, bound} of every prediction that a peak was measured for.

    off compares what lies above the floor, the predicted and the measured one, which would flatter it. On a GPU the
    measured figure is the driver's count of the process, which has no floor. `bound`: the error that was stated.
    """
    return [found for trial in results.trials for work in trial.metrics if (found := _miss(trial, work))]


def _miss(trial: Trial, work: str) -> dict[str, Any] | None:
    table = trial.metrics[work]
    said = table.get(NAME)
    on_gpu = "memory.device_process" in table
    names = ("memory.device_process",) if on_gpu else PEAKS
    peak = next((v.value for n in names if (v := table.get(n)) and v.value), None)
    floor = 0.0 if on_gpu else next((v.value for v in [trial.find("memory.floor")] if v and v.value), None)
    if said is None or not said.value or said.high is None or peak is None or floor is None or peak <= floor:
        return None
    above = said.value - (0 if on_gpu else FLOOR)
    return {
        "trial": trial.id, "workload": work, "predicted": said.value, "measured": peak,
        "off": above / (peak - floor) - 1, "bound": (said.high - said.value) / above,
    }  # fmt: skip
