"""All that a picture of many trials needs, computed before it is drawn. No Qt: it runs beside the event loop."""

from __future__ import annotations

from paretoscope.analysis.results import Results
from paretoscope_gui.measured.choice import Choice, available, headlines, usual
from paretoscope_gui.measured.limits import best, limits
from paretoscope_gui.measured.points import axis, dots, styled


def prepare(results: Results, x: Choice | None, y: Choice | None, relative: bool) -> None:
    """Let what is `kept` know two metrics, those that stand there at first where none is chosen yet."""
    offered = available(results)
    lead = headlines(results, offered)
    across, upwards = usual(offered, lead)
    x, y = x if x in offered else across, y if y in offered else upwards
    limits(results, list(lead.values()))
    for choice in (x, y):
        axis(choice, results, relative, log=False, title="")
    dots(results, x, y, relative, styled(results))
    for goal in dict.fromkeys((x, *lead.values())):
        best(results, goal, [])
