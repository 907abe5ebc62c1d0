"""The limit: ceilings of the machine, how near each trial comes, its roofline, and what attention moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paretoscope.analysis.ceilings import Ceilings
from paretoscope.analysis.efficiency import efficiencies
from paretoscope.analysis.limits import Roofline, ceilings_of, part_points, roofline
from paretoscope.analysis.limits_words import rate, size
from paretoscope.analysis.metrics import metric, significant
from paretoscope.analysis.results import Limit, Results
from paretoscope.report.latency import Table
from paretoscope.report.pictures import Picture
from paretoscope.report.roofline import Mark, roofline_chart

GAPS, PARTS = 8, 14  # rows of a trial; parts in the baseline's roofline
_WALLS = {"memory": "memory", "compute": "multiplication", "overhead": "neither"}


def sentences(results: Results) -> list[str]:
    """What bounds each recipe here and how much is left: one sentence a trial and phase, decode first."""
    order = ("decode", "forward", "step", "prefill")
    return [x.words for p in order for x in results.limits if x.phase == p]


def picture(results: Results) -> Picture | None:
    """The roofline with every trial and phase; None without ceilings."""
    found = roofline(results)
    ceilings = found.ceilings
    if ceilings is None or not found.points or not ceilings.rates or not ceilings.bandwidth:
        return None
    marks = _marks(found, results)
    text = (
        "Each mark is a step of a recipe, filled for decode, hollow for others; the roof is what this machine reaches"
        " with the bytes in main memory. What fits a cache can stand above the slope."
    )
    roofs = [(r.dtype, r.value) for r in ceilings.rates]
    assert ceilings.memory is not None
    svg = roofline_chart(marks, roofs, ceilings.memory, "Roofline", f"{text} The table below holds every value.")
    rows = [[p.name, p.phase, f"{significant(p.intensity)} FLOP/B", rate(p.achieved, "FLOP/s"), f"{p.use:.0%}"]
            for p in found.points]  # fmt: skip
    return Picture("Roofline", text, svg, ["Recipe", "Phase", "Intensity", "Achieved", "Of the roof"], rows)


def parts_picture(results: Results) -> Picture | None:
    """The roofline with every traced part of the baseline that multiplies; None without a trace or ceilings."""
    ceilings, base = ceilings_of(results), results.baseline
    if ceilings is None or base is None or not ceilings.rates or ceilings.memory is None:
        return None
    points = sorted(part_points(base, ceilings), key=lambda p: -p.seconds)[:PARTS]
    if not points:
        return None
    title = "Roofline of the baseline's parts"
    text = (
        "Each mark is a part of the model that multiplies, filled in decode, hollow elsewhere, and numbered as below."
        " Layers are summed up. Times are traced, so that parts stand lower than they are without tracing."
    )
    numbers = {name: i for i, name in enumerate(dict.fromkeys(p.name for p in points))}
    marks = [
        Mark(p.name, p.phase, p.intensity, p.achieved, numbers[p.name], note=str(numbers[p.name] + 1)) for p in points
    ]
    roofs = [(r.dtype, r.value) for r in ceilings.rates]
    svg = roofline_chart(marks, roofs, ceilings.memory, title, f"{text} The table below holds every value.")
    rows = [[str(numbers[p.name] + 1), p.name, p.phase, f"{significant(p.intensity)} FLOP/B",
             rate(p.achieved, "FLOP/s"), f"{p.use:.0%}", _WALLS[p.bound], ms(p.seconds)] for p in points]  # fmt: skip
    head = ["No.", "Part", "Phase", "Intensity", "Achieved", "Of the roof", "Below the roof of", "Traced"]
    return Picture(title, text, svg, head, rows)


def _marks(found: Roofline, results: Results) -> list[Mark]:
    places = {t.id: i for i, t in enumerate(results.trials)}
    return [
        Mark(p.name, p.phase, p.intensity, p.achieved, max(0, places[p.trial] - 1), p.trial == "baseline")
        for p in found.points
    ]


def tables(results: Results) -> list[Table]:
    """How near each trial comes to its walls, the machine's ceilings, attention's traffic."""
    ceilings = ceilings_of(results)
    if ceilings is None:
        return []
    return [*_trials(results), *_parts(results, ceilings), *_machine(ceilings), *_attention(results)]


def _trials(results: Results) -> Iterator[Table]:
    titles = {t.id: t.title for t in results.trials}
    if results.limits:
        head = ["Recipe", "Phase", "Measured", "Floor", "Model", "MFU", "MBU", "Bound by", "Left"]
        text = (
            "Floor: no step can be faster, as what it must multiply and move takes so long at the machine's ceilings."
            " Model: what the analytic model of Pope et al. 2022 expects of the configuration alone. MFU, MBU: parts of"
            " the measured time that multiplying and moving would take."
        )
        yield Table("Against the ceilings", text, head, [_row(x, titles[x.trial]) for x in results.limits])


def _row(x: Limit, title: str) -> Sequence[str]:
    model = metric("latency.tpot").text(x.model)
    return [
        title, x.phase, ms(x.seconds), ms(x.floor), model, f"{x.flops / x.peak / x.seconds:.0%}",
        f"{x.bytes / x.bandwidth / x.seconds:.0%}", _WALLS[x.bound], f"{significant(1 / x.reached, 2)}×",
    ]  # fmt: skip


def _parts(results: Results, ceilings: Ceilings) -> Iterator[Table]:
    """Where time lies above the floor, part by part, of each traced trial."""
    for trial in (t for t in results.trials if t.inside and t.ranked):
        rows = [
            [e.phase, e.path, ms(e.seconds), ms(e.floor), f"{e.efficiency:.1%}", f"{e.waterline:.0%}", ms(e.gap)]
            for e in sorted(efficiencies(trial, ceilings), key=lambda e: -e.gap)[:GAPS]
        ]
        if rows:
            text = (
                "The largest gaps between traced and least possible time. Efficiency: share of the peak multiply rate;"
                " waterline: the share that memory allows. Traced times hold the cost of tracing."
            )
            head = ["Phase", "Part", "Traced", "Floor", "Efficiency", "Waterline", "Gap"]
            yield Table(f"Efficiency gaps of {trial.title}", text, head, rows)


def ms(seconds: float) -> str:
    """Milliseconds."""
    return metric("latency.tpot").text(seconds)


def _machine(found: Ceilings) -> Iterator[Table]:
    where = f"{found.identity.get('processor')}, {found.identity.get('threads')} threads"
    text = f"Measured once on {where}: the best sample, which is the ceiling, and the median."
    rows = [[r.dtype, rate(r.value, "FLOP/s"), rate(r.low, "FLOP/s")] for r in found.rates]
    rows += [[f"copy, {size(b.size)}", rate(b.value, "B/s"), rate(b.low, "B/s")] for b in found.bandwidth]
    rows += [[f"read, {size(b.size)}", rate(b.value, "B/s"), rate(b.low, "B/s")] for b in found.read]
    yield Table("Ceilings of this machine", text, ["Ceiling", "Best", "Median"], rows)


def _attention(results: Results) -> Iterator[Table]:
    if results.attention:
        rows = [
            [a["workload"], *(size(a[k]) for k in ("stored", "tiled", "least", "cache_bytes")), a["cache"]]
            for a in results.attention
        ]
        text = (
            "Bytes that attention moves between main memory and a cache in the prefill, computed: with the scores"
            " stored, in tiles (FlashAttention), and the least of any algorithm (Saha and Ye 2024), up to a constant."
        )
        yield Table("Traffic of attention", text, ["Workload", "Stored", "Tiles", "Least", "Cache", "Level"], rows)
