"""Figures of the Trade-offs page with many trials for gui_live.py."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from paretoscope.analysis.results import Ratio, Results, Trial, Value
from paretoscope.plan import Recipe
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.theme import theme

LOAD = "generate:new=64"
BASES = (("latency.tpot", 0.01), ("memory.peak", 5e8), ("latency.ttft", 0.05), ("throughput.decode", 99.0))
FRAMES = 60


def many(count: int) -> Results:
    """Results of so many trials, with intervals."""
    rng = random.Random(1)
    swept = (f"quantize.weight_only:bits={b},group={g}" for b in range(1 + count // 50) for g in range(50))
    recipes = [Recipe(), *map(Recipe.parse, swept)][:count]
    trials = [_trial(recipe, rng, i == 0) for i, recipe in enumerate(recipes)]
    return Results(trials=trials, workloads=[LOAD, "score"], state="done")


def _trial(recipe: Recipe, rng: random.Random, baseline: bool) -> Trial:
    metrics, ratios = {}, {}
    for name, base in BASES:
        value = base * rng.uniform(0.5, 1.5)
        metrics[name] = Value(value=value, unit="s", low=value * 0.98, high=value * 1.02, n=8)
        ratios[name] = Ratio(value=value / base, low=value / base * 0.98, high=value / base * 1.02, real=True, n=8)
    quality = {"quality.bits_per_byte": Value(value=1.2 * rng.uniform(1, 1.3), unit="bit/B", n=16)}
    loss = Ratio(value=rng.uniform(0, 0.3), low=0.0, high=0.3, real=True, kind="difference")
    return Trial(
        id=recipe.id, recipe=recipe.text(), status="valid", marks=("baseline",) if baseline else (),
        metrics={LOAD: metrics, "score": quality}, ratios={LOAD: ratios, "score": {"quality.bits_per_byte": loss}},
    )  # fmt: skip


def pan_and_zoom(count: int) -> tuple[float, float]:
    """Milliseconds a frame while the picture of so many trials is moved, and while it is zoomed; medians."""
    from paretoscope_gui.views.tradeoffs import Page

    with tempfile.TemporaryDirectory() as name:
        document, bridge = Document(Settings(folder=Path(name))), Bridge()
        page = Page(document, bridge)
        page.resize(1240, 800)
        theme().dress(page)
        page.show()
        document.set_results(many(count))
        while len(page.plot.dots) < count:
            QApplication.processEvents()
        plot = page.plot
        (x0, x1), (y0, y1) = plot.plotItem.vb.viewRange()
        wide, tall = (x1 - x0) / 2, (y1 - y0) / 2
        moved, zoomed = [], []
        for i in range(FRAMES):
            at = x0 + wide * i / FRAMES
            moved.append(_frame(plot, (at, at + wide), (y0, y0 + tall)))
        for i in range(FRAMES):
            part = 1 - 0.8 * i / FRAMES
            zoomed.append(_frame(plot, (x0, x0 + 2 * wide * part), (y0, y0 + 2 * tall * part)))
        page.close()
        bridge.close()
    return statistics.median(moved), statistics.median(zoomed)


def _frame(plot: object, x: tuple[float, float], y: tuple[float, float]) -> float:
    """One picture of another part, painted; ms of this thread, which paints alone."""
    begun = time.thread_time()
    plot.setRange(xRange=x, yRange=y, padding=0)  # type: ignore[attr-defined]
    QApplication.processEvents()  # paints once, as it does after a wheel or a mouse move
    return 1000 * (time.thread_time() - begun)
