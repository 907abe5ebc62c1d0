"""Results from events: intervals, paired ratios, fronts, claims. No torch, no numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paretoscope.analysis.record import Record
    from paretoscope.analysis.results import Results
    from paretoscope.catalog import Catalog
    from paretoscope.plan import Study


def summarise(
    record: Record, study: Study | None = None, catalog: Catalog | None = None, model: dict[str, Any] | None = None
) -> Results:
    """Results of a record so far; `study` defaults to the record's own, `catalog` to the packaged one.

    See paretoscope.analysis.summary; imported when called, so that importing this package stays cheap.
    """
    from paretoscope.analysis import summary
    from paretoscope.catalog import packaged
    from paretoscope.errors import BadStudy

    plan = study or record.study
    if plan is None:
        raise BadStudy("these events belong to no study that is known", "give the study folder with its study.toml")
    return summary.summarise(record, plan, packaged() if catalog is None else catalog, model)
