"""Quality in detail: answers that flipped, classes that suffer, and what the evaluation was large enough to see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from paretoscope.analysis.evaluation_size import LEVEL, POWER, Size, sizes
from paretoscope.analysis.metrics import metric, significant
from paretoscope.analysis.results import Results, Trial
from paretoscope.report.latency import Table

CLASSES = 12  # shown at most, the worst of all recipes


def tables(results: Results) -> list[Table]:
    """Every table that the study has figures for."""
    return [*_flips(results), *_classes(results), *_sizes(results)]


def _flips(results: Results) -> Iterator[Table]:
    rows = [
        [
            t.title, workload, f"{d.n}", f"{len(d.broken)}", f"{len(d.mended)}",
            "—" if d.changed is None else f"{d.changed}", _p(d.p),
        ]
        for t, workload, d in ((t, w, d) for t in results.trials for w, d in t.damage.items())
    ]  # fmt: skip
    if rows:
        yield Table(
            "Answers that flipped",
            "Right at the baseline and wrong here, or the other way round, on the same items. p: McNemar's exact test"
            " that as many broke as were mended; an unchanged accuracy can hide many flips.",
            ["Recipe", "Workload", "Items", "Broken", "Mended", "Other answers", "p"],
            rows,
        )


def _classes(results: Results) -> Iterator[Table]:
    found = [(c, t) for t in results.trials for d in t.damage.values() for c in d.classes if c.change]
    worst = sorted(found, key=lambda pair: (pair[0].change, pair[1].id))[:CLASSES]
    if worst:
        yield Table(
            "Damage by class",
            "The classes whose accuracy fell most. p is corrected for the number of classes (Holm); a class with few"
            " items shows only large damage.",
            ["Recipe", "Class", "Items", "Right at baseline", "Right here", "Change", "p"],
            [
                [t.title, f"{c.label}", f"{c.n}", f"{c.before}", f"{c.after}", f"{c.change:+.0%}", _p(c.adjusted)]
                for c, t in worst
            ],
        )


def _sizes(results: Results) -> Iterator[Table]:
    worst: dict[tuple[str, str], tuple[Size, Trial]] = {}
    for size in sizes(results):
        key = (size.workload, size.metric)
        if key not in worst or size.visible > worst[key][0].visible:
            worst[key] = size, results.trial(size.trial)
    if worst:
        yield Table(
            "What the evaluation could see",
            f"The recipe whose items differ most. A true difference of the least visible size is found with"
            f" {POWER:.0%} probability by a {LEVEL:.0%} interval; more items see less, by the square. The verdict"
            " (better, worse, no difference) lasts where random halves of the items reach it too.",
            [
                "Metric",
                "Items",
                "Least visible",
                "Counts as real from",
                "Items needed for that",
                "Sure of that",
                "Lasts with half",
                "Recipe",
            ],
            [_row(size, trial, _where(size.workload, worst)) for size, trial in worst.values()],
        )


def _where(workload: str, known: Iterable[tuple[str, str]]) -> str:
    """The workload's kind; all of it where the study has another one of that kind."""
    kind = workload.split(":")[0]
    return workload if len({w for w, _ in known if w.split(":")[0] == kind}) > 1 else kind


def _row(size: Size, trial: Trial, where: str) -> list[str]:
    info = metric(size.metric)
    least, wanted = (significant(v * info.scale, 2) for v in (size.visible, size.wanted))
    unit = {"%": " points"}.get(info.shown, f" {info.unit}" if info.unit else "")
    name = f"{info.title} · {where}"
    lasts = "—" if size.lasting is None else f"{size.lasting:.0%}"
    return [
        name, f"{size.n}", f"{least}{unit}", f"{wanted}{unit}", f"{size.needed:,}", f"{size.sure:.0%}", lasts,
        trial.title,
    ]  # fmt: skip


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
