"""The parts of one traced trial under the roofline: which, how they are called, how each is drawn. No Qt."""

from __future__ import annotations

import re

from paretoscope.analysis.limits import Point, ceilings_of, part_points
from paretoscope.analysis.results import Results
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.looks import Look
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.numbers import quantity
from paretoscope_gui.theme.tokens import OKABE_ITO

MOST = 16  # parts; those that take most of the traced time
_KINDS = (  # pattern of the path, colour, symbol; the first that fits counts
    (r"attn|attention|query|key|value", OKABE_ITO[0], "o"),
    (r"mlp|ffn|feed_forward|intermediate|experts", OKABE_ITO[1], "s"),
    (r"lm_head|classifier|score$|head$", OKABE_ITO[5], "p"),
    (r"embed|wte|wpe", OKABE_ITO[4], "t1"),
    (r"norm|ln_", OKABE_ITO[7], "d"),
)
WALLS = {"memory": mark("memory"), "compute": mark("arithmetic")}


def traced(results: Results) -> list[str]:
    """The trials whose parts can stand under the roofline, in the study's order."""
    ceilings = ceilings_of(results)
    if ceilings is None:
        return []
    return [t.id for t in results.trials if next(part_points(t, ceilings), None) is not None]


def parts(results: Results, trial: str) -> list[Point]:
    """The parts of a trial that multiply, those with most of the traced time first."""
    ceilings = ceilings_of(results)
    found = next((t for t in results.trials if t.id == trial), None)
    if ceilings is None or found is None:
        return []
    return sorted(part_points(found, ceilings), key=lambda p: -p.seconds)[:MOST]


def called(point: Point) -> str:
    """A part's name without what all of its kind share: "self_attn.q_proj, decode"."""
    short = re.sub(r"^.*\*\.", "", point.path)
    return f"{short}, {tr(point.phase)}"


def look(point: Point) -> Look:
    """Colour and symbol by what the part does: attention, feed-forward, head, embedding, norm, other."""
    found = next(((c, s) for pattern, c, s in _KINDS if re.search(pattern, point.path)), (OKABE_ITO[2], "h"))
    return Look(*found)


def sentence(results: Results, trial: str, point: Point | None) -> str:
    """What a part reaches and what stands above it; times are traced, so it stands lower than it is."""
    if point is None:
        return ""
    name = next((recipe_name(t.title) or t.recipe for t in results.trials if t.id == trial), trial)
    return tr(
        "{recipe}: {part} reaches {share} of what {wall} allows, while it is traced.",
        recipe=name, part=called(point), share=quantity(point.use, "share", 2), wall=tr(WALLS[point.bound]),
    )  # fmt: skip
