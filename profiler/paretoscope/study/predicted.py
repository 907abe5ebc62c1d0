"""What a study's trials were predicted to need, told as metrics, so that reports put it beside what they did need."""

from __future__ import annotations

from dataclasses import replace

from paretoscope.events import Metric
from paretoscope.models.fit import Fit
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Study, Workload
from paretoscope.study.estimate import fit_of

NAME = "memory.predicted"
TOLD = ("generate", "trace", "classify", "embed", "finetune")  # workloads whose turns measure a peak


def metrics(study: Study, info: ModelInfo) -> dict[str, list[Metric]]:
    """Trial id -> one estimate a workload: of the process's peak, or on a GPU of the GPU's memory, with its bounds."""
    works = [w for w in study.workloads if w.kind in TOLD]
    return {
        id_: [_metric(w, fit_of(info, recipe, _only(study, w), study.device)) for w in works]
        for id_, recipe in study.trials.items()
    }


def _only(study: Study, work: Workload) -> Study:
    return replace(study, workloads=(work,))


def _metric(work: Workload, fit: Fit) -> Metric:
    why = f"predicted from the config before loading, error at most {fit.error:.0%} of what lies above the floor"
    return Metric(
        workload=work.text(), name=NAME, value=float(fit.total), unit="B", low=float(fit.low), high=float(fit.high),
        source="estimated", why="; ".join([why, *fit.notes]),
    )  # fmt: skip
