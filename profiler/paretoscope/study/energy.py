"""What a study says about energy where no counter can be read."""

from __future__ import annotations

from collections.abc import Iterator

from paretoscope.analysis.energy import CELLS
from paretoscope.events import Metric
from paretoscope.plan import Study


def unavailable(study: Study, why: str) -> Iterator[Metric]:
    """Every energy cell of the study's workloads with the reason; nothing when `why` is empty."""
    for workload in study.workloads if why else ():
        for name in CELLS.get(workload.kind, ()):
            yield Metric(workload=workload.text(), name=name, source="unavailable", why=why)
