"""Every chart of a report as a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paretoscope.analysis.results import Results
from paretoscope.report import curves, limit, pictures, stacks
from paretoscope.report.pictures import Picture
from paretoscope.report.private import shared
from paretoscope.report.standalone import standalone


def charts(results: Results) -> dict[str, bytes]:
    """File name without its ending to the chart as SVG, in the page's order; nothing in them names a path."""
    found: dict[str, bytes] = {}
    for picture in _pictures(shared(results)):
        name = re.sub(r"\W+", "-", picture.title.lower()).strip("-")
        taken = sum(n == name or re.fullmatch(rf"{re.escape(name)}-\d+", n) is not None for n in found)
        found[f"{name}-{taken + 1}" if taken else name] = standalone(picture.svg)
    return found


def _pictures(results: Results) -> Iterator[Picture]:
    yield from pictures.trade_offs(results)
    yield from (
        p for p in (pictures.ratios(results), limit.picture(results), limit.parts_picture(results)) if p is not None
    )
    yield from curves.pictures(results)
    yield from stacks.pictures(results)
    yield from pictures.over_rounds(results)
